import { mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Proposals } from "@plumbline/learning";
import { beforeAll, expect, test } from "vitest";
import { files, plumbline, type Ran } from "../run.testing.ts";

const MODEL = `# Ours, since the fair.
model: b2b
signals: { demo: { on: Demo Requested } }
dimensions: { fit: {}, interest: {} }
rules:
  - { id: boss, dimension: fit, when: { trait: title, is: CEO }, points: 20 } # they sign
  - { id: demo, label: Asked for a demo, dimension: interest, each: demo, points: 5 }
total: { sum: [fit, interest] }
bands: [{ name: cold }, { name: hot, from: 15 }]
`;

/** A number from 0 to 1 that belongs to a lead and a question. */
const lot = (i: number, question: number): number => (((i + 1) * (question * 7919 + 104_729)) % 9973) / 9973;

const PEOPLE = Array.from({ length: 1200 }, (_, i) => {
  const [isBoss, hasAsked, isSoft] = [lot(i, 1) < 0.3, lot(i, 2) < 0.25, lot(i, 3) < 0.3];
  const odds = -3.4 + (isBoss ? 1.2 : 0) + (hasAsked ? 2.4 : 0) + (isSoft ? 1.8 : 0);
  const day = 5 + (i % 20);
  return { id: `p${i}`, isBoss, hasAsked, isSoft, day, isWon: lot(i, 4) < 1 / (1 + Math.exp(-odds)) };
});
const on = (month: number, day: number) => `2026-0${month}-${String(day).padStart(2, "0")}`;

let paths: Record<"model" | "leads" | "events" | "outcomes", string>;
let out: string;

beforeAll(async () => {
  paths = await files({
    model: MODEL,
    leads: `Id,Title,Field,Created Date\n${PEOPLE.map(({ id, isBoss, isSoft, day }) => `${id},${isBoss ? "CEO" : "Clerk"},${isSoft ? "Software" : "Law"},${on(1, day)}`).join("\n")}\n`,
    events: `userId,event,timestamp\n${PEOPLE.flatMap(({ id, hasAsked, day }) => (hasAsked ? [`${id},Demo Requested,${on(1, day)}T12:00:00Z`] : [])).join("\n")}\nzoe,Other,2026-02-28T12:00:00Z\n`,
    outcomes: `Id,Contact Id,Stage,Close Date\n${PEOPLE.flatMap(({ id, isWon }) => (isWon ? [`d-${id},${id},Closed Won,2026-02-20`] : [])).join("\n")}\n`,
  });
  out = join(await mkdtemp(join(tmpdir(), "plumbline-")), "new.yaml");
});

const run = (...more: string[]): Promise<Ran> => {
  const { model, leads, events, outcomes } = paths;
  const given = ["--model", model, "--leads", leads, "--events", events, "--outcomes", outcomes, "--horizon", "30"];
  return plumbline(["propose", ...given, ...more]);
};

test("what the files know better than the model is proposed, and written into the model with its comments", async () => {
  const { code, out: told } = await run("--json", "--out", out);
  expect(code).toBe(0);
  const found = JSON.parse(told) as Proposals;
  const demo = found.proposals.find(({ id }) => id === "points:demo");
  expect(demo?.kind === "points" && demo.points.to).toBeGreaterThan(10);
  expect(JSON.stringify(found.proposals)).toContain("Software");
  const written = await readFile(out, "utf8");
  expect(written).toContain("# Ours, since the fair.");
  expect(written).toContain("# they sign");
  expect(written).toContain("Software");
  expect((await plumbline(["validate", out])).code).toBe(0);
  expect(await run("--out", out)).toMatchObject({ code: 2 });
}, 60_000);

test("only what is named goes into the model", async () => {
  const file = `${out}.one`;
  expect((await run("--accept", "points:demo", "--out", file)).code).toBe(0);
  const written = await readFile(file, "utf8");
  expect(written).not.toContain("Software");
  expect(written).not.toContain("points: 5 }");
  expect(await run("--accept", "points:nobody", "--out", `${out}.none`)).toMatchObject({ code: 2 });
}, 60_000);

test("proposals are told in four languages", async () => {
  for (const [lang, words] of [
    ["en", ["Asked for a demo: +5 →", "not asked for"]],
    ["zh-CN", ["Asked for a demo", "未要求"]],
    ["zh-TW", ["Asked for a demo", "未要求"]],
    ["ru", ["Asked for a demo", "не спрошено"]],
  ] as const) {
    const { code, out: told } = await run("--lang", lang);
    expect(code).toBe(0);
    for (const word of words) expect(told, lang).toContain(word);
  }
}, 120_000);

test("a threshold is asked for by capacity, or by cost and value together", async () => {
  const file = `${out}.threshold`;
  const { out: told, err } = await run("--json", "--per-week", "100", "--out", file);
  const found = JSON.parse(told) as Proposals;
  expect(found.proposals.map(({ id }) => id)).toContain("thresholds:hot");
  // It was chosen for the points as they are, so it does not go along with others.
  expect(err).toContain("ask again with the new model");
  expect(await readFile(file, "utf8")).toContain("name: hot, from: 15");
  expect((await run("--per-week", "100", "--accept", "thresholds:hot", "--out", `${file}.alone`)).code).toBe(0);
  expect(await readFile(`${file}.alone`, "utf8")).toContain("name: hot, from: 25");
  expect(await run("--cost", "10")).toMatchObject({ code: 2 });
  expect(await run("--cost", "0", "--value", "5")).toMatchObject({ code: 2 });
  expect((await plumbline(["propose"])).code).toBe(2);
}, 60_000);
