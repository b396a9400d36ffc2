import { readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { findPreset } from "@plumbline/connectors";
import { beforeAll, expect, test } from "vitest";
import { files, plumbline, type Ran } from "../run.testing.ts";

const MODEL = `model: b2b
signals: { pricing: { label: Visited pricing, on: page, where: { path: /pricing } } }
dimensions: { interest: {} }
rules: [{ id: pricing, dimension: interest, each: pricing, points: 5 }]
`;
const START = Date.UTC(2025, 0, 1);
const DAY = 86_400_000;

/** Chance that is the same on every machine: Lehmer, "Mathematical methods in large-scale computing units" (1951). */
function lehmer(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/** Leads of whom those who visit pricing and work in IT buy more often; an owner is named when they do. */
function history(leads: number): string {
  const chance = lehmer(7);
  const told = Array.from({ length: leads }, (_, i) => lifeOf(`lead-${i}`, chance));
  return `${told.flat().join("\n")}\n`;
}

function lifeOf(userId: string, chance: () => number): readonly string[] {
  const events: string[] = [];
  const say = (day: number, what: object) => {
    const timestamp = new Date(START + day * DAY).toISOString();
    events.push(JSON.stringify({ messageId: `${userId}-${events.length}`, userId, timestamp, ...what }));
  };
  const first = Math.floor(chance() * 250);
  const department = chance() < 0.4 ? "IT" : "Sales";
  const visits = Math.floor(chance() * 6);
  say(first, { type: "identify", traits: { email: `${userId}@example.com`, department } });
  for (let k = 0; k < visits; k++) say(first + chance() * 9, { type: "page", properties: { path: "/pricing" } });
  const won = chance() < 1 / (1 + Math.exp(2.4 - 0.8 * visits - (department === "IT" ? 1 : 0)));
  const end = first + 12 + Math.floor(chance() * 40);
  if (won) say(end, { type: "identify", traits: { owner: chance() < 0.5 ? "Ann" : "Bob" } });
  if (won || chance() < 0.7) say(end, { type: "track", event: won ? "Opportunity Won" : "Opportunity Lost" });
  return events;
}

let paths: Record<"model" | "events" | "few", string>;
let artefact: string;
let trained: Ran;

beforeAll(async () => {
  paths = await files({ model: MODEL, events: history(900), few: history(60) });
  artefact = join(dirname(paths.model), "artefact.json");
  trained = await train("--out", artefact);
}, 120_000);

const train = (...more: string[]): Promise<Ran> =>
  plumbline(["train", "--model", paths.model, "--events", paths.events, "--horizon", "60", ...more]);
const predictOf = (events: string, ...more: string[]): Promise<Ran> =>
  plumbline(["predict", "--artefact", artefact, "--events", events, "--as-of", "2025-06-01", ...more]);
const predict = (...more: string[]): Promise<Ran> => predictOf(paths.events, ...more);

test("what was learned, what it is worth, and what was left out and why", async () => {
  expect(trained.err).toContain("wrote");
  expect(trained.code, trained.err).toBe(0);
  expect(trained.out).toMatch(/^900 leads, of whom \d+ were looked at/);
  expect(trained.out).toMatch(/AUC on the newest leads +0\.\d+ \(/);
  expect(trained.out).toMatch(
    /trait\.owner +in 100% of \d+ decided leads it first came with the decision, or after it/,
  );
  const read = JSON.parse(await readFile(artefact, "utf8")) as { asked: object };
  expect(read.asked).toEqual({ target: "won", horizon: 60 });
});

test("the same files and seed give the same artefact, and JSON says its hash", async () => {
  const { out } = await train("--json");
  const told = JSON.parse(out) as { kind: string; artefact: string; features: string[] };
  expect(trained.out).toContain(`artefact \`${told.artefact}\``);
  expect(told.kind).toBe("trained");
  expect(told.features).not.toContain("trait.owner");
});

test("leads by their probability, and why", async () => {
  const { code, out } = await predict("--top", "3");
  expect(code).toBe(0);
  expect(out).toMatch(/^Probability to convert within 60 days\n\n +Lead +Probability/);
  const [best] = (await predict("--json", "--top", "1")).out.trim().split("\n");
  const { lead, probability } = JSON.parse(best as string) as { lead: string; probability: number };
  expect(out).toContain(lead);
  expect((await predict()).err).toMatch(/\d+ leads left out, of whom it is known how it ended/);
  const why = await predict("--explain", lead);
  expect(why.out).toContain(`${lead} · Probability to convert within 60 days:`);
  expect(why.out).toMatch(/\+\d.*\(raises it\)/);
  const { factors, expected, logOdds } = JSON.parse((await predict("--explain", lead, "--json")).out) as {
    factors: { effect: number }[];
    expected: number;
    logOdds: number;
  };
  expect(factors.reduce((sum, { effect }) => sum + effect, expected)).toBeCloseTo(logOdds, 6);
  expect(1 / (1 + Math.exp(-logOdds))).toBeCloseTo(probability, 9);
  expect(await predict("--explain", "nobody")).toMatchObject({ code: 2 });
});

test("of somebody who objects nothing is predicted, whoever asks", async () => {
  const objection = { type: "track", event: "Objection Raised", messageId: "o", userId: "lead-1" };
  const said = `${JSON.stringify({ ...objection, timestamp: "2025-05-01T00:00:00Z" })}\n`;
  const { events } = await files({ events: (await readFile(paths.events, "utf8")) + said });
  const why = await predictOf(events, "--explain", "lead-1");
  expect([why.code, why.out]).toEqual([
    0,
    "lead-1\nhas no score: may not be scored (the person objects to being scored)\n",
  ]);
  expect(JSON.parse((await predictOf(events, "--explain", "lead-1", "--json")).out)).toEqual({
    ...{ lead: "lead-1", probability: null, ineligible: "objection" },
  });
  const all = await predictOf(events, "--json");
  expect(all.out).not.toContain('"lead-1"');
  expect(all.err).toContain("1 without a score");
});

test("a model scores with it, and says why", async () => {
  const given = ["--model", "predictive", "--artefact", artefact, "--events", paths.events, "--as-of", "2025-06-01"];
  const scored = await plumbline(["score", ...given, "--top", "1", "--json"]);
  const [best] = scored.out.trim().split("\n");
  const { lead, total } = JSON.parse(best as string) as { lead: string; total: number };
  expect(total).toBeGreaterThan(90);
  const { out } = await plumbline(["explain", lead, ...given]);
  expect(out).toMatch(/prediction “win” is 9\d.*% within 60 days, because .*\(raises it\)/);
  const without = await plumbline([
    "explain",
    lead,
    ...given.filter((one) => one !== "--artefact" && one !== artefact),
  ]);
  expect(without.out).toContain("prediction “win” is not known: nothing has been trained for it yet");
  expect(scored.err).not.toContain("not known here");
  expect(without.err).toContain("“Predictive” asks for what is predicted (“win”), which is not known here");
});

test("two models are compared with what it says, and whoever leaves it out is told", async () => {
  const preset = await readFile((await findPreset("predictive")) as string, "utf8");
  const draft = await files({ "draft.yaml": preset.replace("from: 20", "from: 99").replace("from: 50", "from: 100") });
  const given = [
    "diff",
    "predictive",
    draft["draft.yaml"],
    "--events",
    paths.events,
    "--as-of",
    "2025-06-01",
    "--json",
  ];
  const moved = async (...more: string[]) => {
    const { out, err } = await plumbline([...given, ...more]);
    return { moved: (JSON.parse(out) as { moved: readonly object[] }).moved.length, err };
  };
  const informed = await moved("--artefact", artefact);
  expect(informed.moved).toBeGreaterThan(10);
  expect(informed.err).not.toContain("not known here");
  const past = ["--model", "predictive", "--events", paths.events, "--horizon", "60", "--json"];
  const auc = async (...argv: string[]) => {
    const { out, err } = await plumbline(argv);
    const { live } = JSON.parse(out) as { live: { auc: { auc?: number } } };
    return [live.auc.auc ?? 0.5, err.includes("not known here")];
  };
  const tried = ["backtest", ...past, "--draft", draft["draft.yaml"]];
  expect(await auc(...tried, "--artefact", artefact)).toEqual([expect.closeTo(0.85, 1), false]);
  expect(await auc(...tried)).toEqual([0.5, true]);
  const proposed = await plumbline(["propose", ...past, "--per-week", "10", "--artefact", artefact]);
  expect(proposed.err).not.toContain("not known here");
  expect(JSON.parse(proposed.out).proposals.map(({ kind }: { kind: string }) => kind)).toContain("thresholds");
  expect((await plumbline(["propose", ...past])).err).toContain("not known here");
  const blind = await moved();
  expect(blind.moved).toBe(0);
  expect(blind.err.match(/not known here/g)).toHaveLength(2);
});

test("both speak four languages", async () => {
  for (const [lang, learned, likely] of [
    ["en", "Not enough data", "Probability to convert"],
    ["zh-CN", "数据不足", "转化的概率"],
    ["zh-TW", "資料不足", "轉換的機率"],
    ["ru", "Данных недостаточно", "Вероятность конверсии"],
  ] as const) {
    const few = await plumbline(["train", "--events", paths.few, "--lang", lang]);
    expect([few.code, few.out]).toEqual([1, expect.stringContaining(learned)]);
    expect((await predict("--lang", lang)).out).toContain(likely);
    expect((await predict("--help", "--lang", lang)).out).toContain("--artefact");
  }
});

test("what is protected stays out, and what cannot be read is refused", async () => {
  const { out } = await train("--protect", "department");
  expect(out).toContain("nobody is to be treated by it");
  expect((await plumbline(["predict", "--events", paths.events])).code).toBe(2);
  const broken = join(dirname(artefact), "broken.json");
  await writeFile(broken, "{}");
  const refused = await plumbline(["predict", "--artefact", broken, "--events", paths.events]);
  expect([refused.code, refused.err]).toEqual([2, expect.stringContaining("is no artefact that can be used")]);
});
