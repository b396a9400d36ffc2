import type { Input } from "@plumbline/connectors";
import { phrasesOf } from "@plumbline/phrases";
import { expect, test } from "vitest";
import { progressOn } from "./progress.ts";

/** A screen that keeps what is written, a clock that is set, and a file of which `read` bytes are read. */
function watched(screen: { readonly isTTY?: boolean; readonly columns?: number }, size?: number) {
  const written: string[] = [];
  const at = { ms: 1_000_000, bytes: 0 };
  const input = { name: "events.csv", bytesRead: () => at.bytes, ...(size !== undefined && { size }) } as Input;
  const progress = progressOn({ ...screen, write: (text) => written.push(text) }, phrasesOf("en"), () => at.ms);
  const advance = (ms: number, bytes: number, read: number) => {
    Object.assign(at, { ms: 1_000_000 + ms, bytes });
    progress.advance(input, read);
  };
  return { written, advance, end: progress.end };
}

test("a terminal is told how much was read, how fast, and how long it takes yet, in one line that goes away", () => {
  const { written, advance, end } = watched({ isTTY: true, columns: 200 }, 1000);
  advance(0, 0, 0);
  advance(2000, 250, 100_000);
  advance(2050, 260, 104_000);
  advance(4000, 500, 200_000);
  end();
  expect(written).toEqual([
    `\r\u001b[K${"█".repeat(6)}${"░".repeat(18)} 100,000 events, 50,000/s · 6 secs left`,
    `\r\u001b[K${"█".repeat(12)}${"░".repeat(12)} 200,000 events, 50,000/s · 4 secs left`,
    "\r\u001b[K",
  ]);
});

test("a pipe into the command has no end that is known, and a narrow terminal no second line", () => {
  const { written, advance } = watched({ isTTY: true, columns: 20 });
  advance(0, 0, 0);
  advance(1000, 250, 100_000);
  expect(written).toEqual(["\r\u001b[K100,000 events, 100"]);
});

test("where nobody watches nothing is written", () => {
  const { written, advance, end } = watched({}, 1000);
  advance(0, 0, 0);
  advance(5000, 500, 100_000);
  end();
  expect(written).toEqual([]);
});
