import type { Backtest } from "@plumbline/learning";
import { beforeAll, expect, test } from "vitest";
import { files, plumbline, type Ran } from "../run.testing.ts";

const model = (boss: number) => `model: b2b
signals: { demo: { on: Demo Requested } }
dimensions: { fit: {}, interest: {} }
rules:
  - { id: boss, dimension: fit, when: { trait: title, is: CEO }, points: ${boss} }
  - { id: demo, dimension: interest, each: demo, points: 30 }
total: { sum: [fit, interest] }
bands: [{ name: cold }, { name: hot, above: 25 }]
`;

const PEOPLE = [
  ["ann", "CEO", 1, "Closed Won"],
  ["bob", "CEO", 1, ""],
  ["cid", "Clerk", 1, "Closed Won"],
  ["dee", "CEO", 0, "Closed Won"],
  ["eve", "CEO", 0, "Closed Lost"],
  ["fay", "Clerk", 0, ""],
  ["gus", "Clerk", 0, ""],
  ["hal", "Clerk", 0, ""],
] as const;

let paths: Record<"live" | "draft" | "leads" | "events" | "outcomes", string>;

beforeAll(async () => {
  paths = await files({
    live: model(20),
    draft: model(40),
    leads: `Id,Title,Created Date\n${PEOPLE.map(([id, title]) => `${id},${title},2026-01-10`).join("\n")}\n`,
    events: `userId,event,timestamp\n${PEOPLE.flatMap(([id, , demos]) => (demos > 0 ? [`${id},Demo Requested,2026-01-11T12:00:00Z`] : [])).join("\n")}\nzoe,Other,2026-02-28T12:00:00Z\n`,
    outcomes: `Id,Contact Id,Stage,Close Date\n${PEOPLE.flatMap(([id, , , end]) => (end === "" ? [] : [`d-${id},${id},${end},2026-02-20`])).join("\n")}\n`,
  });
});

const run = (...more: string[]): Promise<Ran> => {
  const { live, draft, leads, events, outcomes } = paths;
  const given = ["--model", live, "--draft", draft, "--leads", leads, "--events", events, "--outcomes", outcomes];
  return plumbline(["backtest", ...given, ...more]);
};

test("a draft is held against the live model on files", async () => {
  const { code, out, err } = await run("--horizon", "41", "--json");
  expect(err).toContain("have no date");
  const found = JSON.parse(out) as Backtest;
  expect(found.live.leads.told).toBe(9);
  expect(found.paired).toBe(8);
  expect(found.live.converted).toBe(3);
  expect(found.auc).toMatchObject({ enough: true });
  expect(code).toBe(0);
});

test("what was found is told in four languages", async () => {
  for (const [lang, words] of [
    ["en", "do not tell which is better"],
    ["zh-CN", "数据无法说明哪个更好"],
    ["zh-TW", "資料無法說明哪個更好"],
    ["ru", "нельзя сказать, что лучше"],
  ] as const) {
    const { code, out } = await run("--horizon", "41", "--lang", lang);
    expect(code).toBe(0);
    expect(out).toContain(words);
    expect(out).toContain("hot");
  }
});

test("what cannot be asked is refused, and too little is no answer", async () => {
  expect((await plumbline(["backtest", "--model", paths.live])).code).toBe(2);
  expect(await run("--target", "fame")).toMatchObject({ code: 2 });
  expect(await run("--horizon", "0")).toMatchObject({ code: 2 });
  expect(await run("--horizon", "41", "--target", "accepted")).toMatchObject({ code: 1 });
});
