import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { expect, test } from "vitest";
import { files } from "./run.testing.ts";

const MODEL = `model: m
signals: { visit: { on: page } }
dimensions: { all: {} }
rules: [{ id: visits, dimension: all, each: visit, points: 1 }]
`;
const EVENTS = 300_000;
const LEADS = 1000;
const PER_CHUNK = 10_000;

function* log(): Generator<string> {
  yield "messageId,userId,timestamp,type,path\n";
  for (let from = 0; from < EVENTS; from += PER_CHUNK) {
    let chunk = "";
    for (let i = from; i < from + PER_CHUNK; i++) {
      chunk += `m${i},u${i % LEADS},2026-0${1 + (i % 2)}-${10 + (i % 18)}T10:00:00Z,page,/pricing/${i % 50}\n`;
    }
    yield chunk;
  }
}

test("events are folded in a heap in which they would not find room", async () => {
  const given = await files({ "m.yaml": MODEL });
  const args = ["score", "--model", given["m.yaml"], "--events", "-", "--as-of", "2026-03-01", "--json"];
  const child = spawn(process.execPath, ["--max-old-space-size=96", join(import.meta.dirname, "main.ts"), ...args]);
  const [out, err] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    pipeline(Readable.from(log()), child.stdin),
    once(child, "close"),
  ]);
  expect([child.exitCode, JSON.parse(err.split("\n")[0] ?? "")]).toMatchObject([0, { read: { events: EVENTS } }]);
  expect(out.trim().split("\n")).toHaveLength(LEADS);
});
