import { readFile } from "node:fs/promises";
import { join } from "node:path";
import {
  addToCrowd,
  backtestOf,
  groupsOf,
  liveThrough,
  type MomentTable,
  newCrowd,
  newMomentTable,
  type Truth,
  truthOf,
} from "@plumbline/learning";
import { type CompiledModel, type Event, type JsonObject, parseModel } from "@plumbline/scoring";
import { beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { generateSample } from "../sample/sample.ts";
import { type AskedMoments, planOf } from "./asked-study.ts";

const LAST_DAY = 20_600;

const eventIn = (item: JsonObject): Event =>
  ({ ...item, timestamp: Date.parse(String(item["timestamp"])) }) as unknown as Event;

/** The rules that take points. */
const AGAINST = new Set(["learns", "never-opens", "unsubscribed", "careers", "ticket", "lost", "gone-quiet"]);

describe("the sample, whose law is known", () => {
  let table: MomentTable;
  let truth: Truth;
  let compiled: CompiledModel;
  beforeAll(async () => {
    const written = parse(await readFile(join(import.meta.dirname, "../sample/model.yaml"), "utf8")) as unknown;
    const parsed = parseModel(written);
    if (!parsed.ok) throw new Error("The model is wrong");
    const asked: AskedMoments = {
      ...{ question: {}, modelId: 1, models: [parsed.model, parsed.model], timeZone: "UTC", target: "opportunity" },
      ...{ horizon: 60, seed: 1, from: LAST_DAY - 300, to: LAST_DAY - 61, knownUntil: LAST_DAY - 1 },
    };
    const crowd = newCrowd();
    const seen = new Set<unknown>();
    for (const item of generateSample({ seed: 7, leads: 2000, lastDay: LAST_DAY })) {
      if (!seen.has(item["messageId"])) addToCrowd(crowd, eventIn(item));
      seen.add(item["messageId"]);
    }
    const plan = planOf(asked);
    table = newMomentTable(plan);
    for (const group of groupsOf(crowd, { joinByEmail: true, readsAccounts: plan.readsAccounts })) {
      liveThrough(table, plan, group);
    }
    [compiled] = plan.models as [CompiledModel];
    truth = truthOf(table, { at: 0, compiled });
  }, 300_000);

  test("is told apart by its model, and the better band converts more often", () => {
    const { auc, bands } = truth;
    expect(auc.enough && auc.interval.low).toBeGreaterThan(0.6);
    const rates = bands.map(({ conversion }) => conversion?.rate ?? 0);
    expect(rates).toEqual(rates.toSorted((a, b) => a - b));
    expect(truth.converted).toBeGreaterThan(50);
  });

  test("shows the rules that the law knows to be strong as strong, and none the wrong way round", () => {
    if (!truth.rules.enough) throw new Error("Not enough");
    const effects = new Map(truth.rules.rules.map(({ rule, adjusted }) => [rule, adjusted]));
    // Authority, demo and pricing: with coefficients of 1, 2.2 and 0.9 in the law.
    for (const rule of ["decides", "demo", "pricing"]) {
      expect(effects.get(rule)?.interval.low, rule).toBeGreaterThan(1);
      expect(effects.get(rule)?.q, rule).toBeLessThan(0.05);
    }
    for (const [rule, effect] of effects) {
      if (AGAINST.has(rule)) expect(effect?.interval.low ?? 0, rule).toBeLessThan(1);
      else expect(effect?.interval.high ?? 2, rule).toBeGreaterThan(1);
    }
  });

  test("does not call a model better than itself", () => {
    const same = backtestOf(table, { live: compiled, draft: compiled });
    expect(same.auc).toMatchObject({ enough: true, difference: 0, p: 1 });
    expect(same.live).toEqual(same.draft);
    expect(same.live).toEqual(truth);
  });
});
