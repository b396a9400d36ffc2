import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { files } from "./run.testing.ts";

/** The real command, fed through a pipe. */
async function fed(input: string, ...args: readonly string[]) {
  const child = spawn(process.execPath, [join(import.meta.dirname, "main.ts"), ...args, "--lang", "en"]);
  child.stdin.end(input);
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]);
  return { code: child.exitCode, out, err };
}

const MODEL = `model: m
signals: { visit: { on: page } }
dimensions: { all: {} }
rules:
  - { id: visits, dimension: all, each: visit, points: 5 }
  - { id: boss, dimension: all, when: { trait: title, is: CEO }, points: 1 }
`;
const LEADS = "id,title\n1,CEO\n2,Clerk\n";
const EVENTS = "messageId,userId,timestamp,type\na,2,2026-02-27T10:00:00Z,page\n";

test("whatever is read from a file is read from standard input, too, and a pipe hears of no progress", async () => {
  const given = await files({ "m.yaml": MODEL, "leads.csv": LEADS, "events.csv": EVENTS });
  const argv = { "--model": given["m.yaml"], "--leads": given["leads.csv"], "--events": given["events.csv"] };
  const texts = { "--model": MODEL, "--leads": LEADS, "--events": EVENTS };
  for (const option of ["--model", "--leads", "--events"] as const) {
    const args = Object.entries({ ...argv, [option]: "-" }).flat();
    const { code, out, err } = await fed(texts[option], "score", ...args, "--as-of", "2026-03-01");
    expect([code, out.split("\n").map((row) => row.split(",", 3).join(","))]).toEqual([
      0,
      ["rank,lead,total", "1,2,5", "2,1,1", ""],
    ]);
    expect(err).toBe("2 leads read · 1 event read\n2 leads scored\n");
  }
  expect(await fed(MODEL, "validate", "-")).toMatchObject({ code: 0, out: "“-” is a valid model.\n" });
  expect(await fed("model: [", "validate", "-")).toMatchObject({ code: 1, out: expect.stringMatching(/^-:1:\d+: /) });
  expect((await fed("", "score", ...Object.entries({ ...argv, "--leads": "-" }).flat())).err).toBe("“-” is empty.\n");
});
