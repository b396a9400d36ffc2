import { readFile } from "node:fs/promises";
import { join } from "node:path";
import {
  addToCrowd,
  addToSurvey,
  applyProposals,
  type Candidates,
  candidatesOf,
  groupsOf,
  liveThrough,
  type Moment,
  type MomentTable,
  newCrowd,
  newMomentTable,
  newSurvey,
  type Proposals,
  proposalsOf,
  seeded,
} from "@plumbline/learning";
import {
  type CompiledModel,
  checkModel,
  compile,
  type Event,
  type JsonObject,
  type Model,
  measurerFor,
  parseModel,
} from "@plumbline/scoring";
import { beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { generateSample } from "../sample/sample.ts";
import { planOf } from "./asked-study.ts";

const LAST_DAY = 20_600;

const eventIn = (item: JsonObject): Event =>
  ({ ...item, timestamp: Date.parse(String(item["timestamp"])) }) as unknown as Event;

/** What a team might think that does not know the law: it holds demos cheap, likes whoever looks for a job, and counts every visit. */
const NAIVE: Readonly<Record<string, number>> = { demo: 8, careers: 10, decides: 5, visit: 6 };
/** What the law knows, and this team does not. */
const UNKNOWN = new Set(["technology", "served", "trial", "learns", "leads"]);

function naive({ markets: _, examples: __, ...model }: Model): Model {
  const rules = model.rules.filter(({ id }) => !UNKNOWN.has(id));
  return { ...model, rules: rules.map((rule) => ({ ...rule, points: NAIVE[rule.id] ?? rule.points })) };
}

/** On which side of where the team has them the law has the points of these rules; those in between are not told. */
const SIDES: Readonly<Record<string, 1 | -1>> = { demo: 1, decides: 1, careers: -1, visit: -1 };

describe("the sample, whose law is known, under a model that does not know it", () => {
  let model: Model;
  let compiled: CompiledModel;
  let candidates: Candidates;
  let table: MomentTable;
  let found: Proposals;
  beforeAll(async () => {
    const written = parse(await readFile(join(import.meta.dirname, "../sample/model.yaml"), "utf8")) as unknown;
    const parsed = parseModel(written);
    if (!parsed.ok) throw new Error("The model is wrong");
    model = naive(parsed.model);
    const crowd = newCrowd();
    const seen = new Set<unknown>();
    for (const item of generateSample({ seed: 7, leads: 4000, lastDay: LAST_DAY })) {
      if (!seen.has(item["messageId"])) addToCrowd(crowd, eventIn(item));
      seen.add(item["messageId"]);
    }
    const plan = planOf({
      ...{ question: {}, modelId: 1, models: [model], timeZone: "UTC", target: "opportunity" },
      ...{ horizon: 60, seed: 1, from: LAST_DAY - 600, to: LAST_DAY - 61, knownUntil: LAST_DAY - 1 },
    });
    [compiled] = plan.models as [CompiledModel];
    const groups = [...groupsOf(crowd, { joinByEmail: true, readsAccounts: plan.readsAccounts })];
    const survey = newSurvey();
    for (const group of groups) addToSurvey(survey, group);
    candidates = candidatesOf(survey, model);
    const probe = compile(candidates.probe, plan.zone);
    const asked = { ...plan, probe, measurer: measurerFor([model, candidates.probe], plan.zone) };
    table = newMomentTable(asked);
    for (const group of groups) liveThrough(table, asked, group);
    found = proposalsOf(table, { compiled, candidates });
  }, 600_000);

  test("is told where its points are wrong, and on the right side", () => {
    const points = found.proposals.flatMap((own) => (own.kind === "points" ? [own] : []));
    for (const rule of ["demo", "decides", "careers"]) {
      const { was, to } = points.find((own) => own.rule === rule)?.points ?? { was: 0, to: 0 };
      expect(Math.sign(to - was), rule).toBe(SIDES[rule]);
    }
    for (const { rule, points: own } of points) {
      const side = SIDES[rule];
      if (side !== undefined) expect(Math.sign(own.to - own.was), rule).toBe(side);
    }
    expect(points.find(({ rule }) => rule === "demo")?.points.to).toBeGreaterThanOrEqual(20);
    expect(points.find(({ rule }) => rule === "careers")?.points.to).toBeLessThanOrEqual(0);
  });

  test("is told of the industries and the ranks that the law knows and it does not, on the right side", () => {
    const rules = found.proposals.flatMap((own) => (own.kind === "rule" ? [own.rule] : []));
    const of = (trait: string) => rules.filter(({ when }) => when && "trait" in when && when.trait === trait);
    expect(of("industry")).toMatchObject([{ when: { in: ["Software", "Finance"] }, points: expect.any(Number) }]);
    expect(of("seniority")).toMatchObject([{ when: { in: ["intern", "junior"] }, points: expect.any(Number) }]);
    const points = ["industry", "seniority"].map((trait) => of(trait)[0]?.points);
    expect(points.map((own) => Math.sign(own as number))).toEqual([1, -1]);
    expect(rules).toHaveLength(2);
  });

  test("is told nothing of what only the end of a lead says", () => {
    expect(JSON.stringify(found.proposals)).not.toMatch(/lifecycleStage|leadStatus|lostReason|"customer"|Feature Used/);
  });

  test("foretells leads at least as well with all of it, and is still a model", () => {
    expect(found.together?.logLoss?.to).toBeLessThan(found.together?.logLoss?.was ?? 0);
    const { model: changed, left } = applyProposals(model, found.proposals);
    expect(left).toEqual([]);
    expect(checkModel(changed)).toEqual([]);
  });

  test("proposes something on each other's outcomes in at most 10 of 100 runs", () => {
    let wrong = 0;
    const { moments } = table;
    for (let seed = 1; seed <= 100; seed++) {
      const chance = seeded(seed);
      const lots = moments.map((moment) => ({ moment, lot: chance() })).sort((one, other) => one.lot - other.lot);
      const others = moments.map((moment, i): Moment => {
        const { converted, deal, wait } = lots[i]?.moment ?? moment;
        return { ...moment, converted, deal, wait };
      });
      if (proposalsOf({ ...table, moments: others }, { compiled, candidates }).proposals.length > 0) wrong += 1;
    }
    expect(wrong).toBeLessThanOrEqual(10);
  }, 300_000);
});
