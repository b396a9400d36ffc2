import { readFile } from "node:fs/promises";
import { join } from "node:path";
import {
  addToCrowd,
  chooseThreshold,
  type Goal,
  groupsOf,
  liveThrough,
  newCrowd,
  newMomentTable,
  seeded,
} from "@plumbline/learning";
import { type Event, fromPoints, type JsonObject, parseModel } from "@plumbline/scoring";
import { beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { generateSample } from "../sample/sample.ts";
import { planOf } from "./asked-study.ts";

const LAST_DAY = 20_600;
const TODAY = LAST_DAY - 1;
/** Its model gives no more points than these. */
const HIGHEST = 100;

type Law = { readonly perLead: readonly { readonly userIds: readonly string[]; readonly probability: number }[] };

const eventIn = (item: JsonObject): Event =>
  ({ ...item, timestamp: Date.parse(String(item["timestamp"])) }) as unknown as Event;

/** Each lead of the sample as its model scores it on the last day, and the chance that the law gives it then. */
async function scoredBy(options: { readonly seed: number; readonly leads: number }) {
  const written = parse(await readFile(join(import.meta.dirname, "../sample/model.yaml"), "utf8")) as unknown;
  const parsed = parseModel(written);
  if (!parsed.ok) throw new Error("The model is wrong");
  const [crowd, seen] = [newCrowd(), new Set<unknown>()];
  const items = generateSample({ ...options, lastDay: LAST_DAY });
  let next = items.next();
  for (; !next.done; next = items.next()) {
    if (!seen.has(next.value["messageId"])) addToCrowd(crowd, eventIn(next.value));
    seen.add(next.value["messageId"]);
  }
  const chances = new Map(
    (next.value as unknown as Law).perLead.flatMap(({ userIds, probability }) =>
      userIds.map((userId) => [userId, probability] as const),
    ),
  );
  const plan = planOf({
    ...{ question: {}, modelId: 1, models: [parsed.model], timeZone: "UTC", target: "won", horizon: 0, seed: 1 },
    ...{ from: TODAY, to: TODAY, knownUntil: TODAY },
  });
  const table = newMomentTable(plan);
  const chanceOf = new Map<string, number>();
  for (const group of groupsOf(crowd, { joinByEmail: true, readsAccounts: plan.readsAccounts })) {
    liveThrough(table, plan, group);
    for (const { id, events } of group)
      for (const { userId } of events) {
        const chance = chances.get(userId ?? "");
        if (chance !== undefined) chanceOf.set(id, chance);
      }
  }
  return table.moments.flatMap(({ id, stands: [stand] }) => {
    const chance = chanceOf.get(id);
    return stand && chance !== undefined ? [{ total: fromPoints(stand.total), chance }] : [];
  });
}

/** The start that the law itself would choose: it knows how many of those above are to buy. */
function best(
  leads: readonly { readonly total: number; readonly chance: number }[],
  worth: (taken: number, hits: number, all: number) => number,
) {
  const all = leads.reduce((sum, { chance }) => sum + chance, 0);
  const falling = [...Map.groupBy(leads, ({ total }) => total)].sort(([a], [b]) => b - a);
  let [taken, hits, most, at] = [0, 0, 0, Number.POSITIVE_INFINITY];
  for (const [total, own] of falling) {
    taken += own.length;
    hits += own.reduce((sum, { chance }) => sum + chance, 0);
    if (worth(taken, hits, all) > most) [most, at] = [worth(taken, hits, all), total];
  }
  return at;
}

describe("the sample, whose law is known", () => {
  let leads: Awaited<ReturnType<typeof scoredBy>>;
  beforeAll(async () => {
    leads = await scoredBy({ seed: 7, leads: 4000 });
    expect(leads.length).toBeGreaterThan(1500);
  }, 600_000);

  const GOALS: readonly {
    readonly goal: Exclude<Goal, { kind: "capacity" }>;
    readonly worth: Parameters<typeof best>[1];
  }[] = [
    {
      goal: { kind: "profit", valuePerConversion: 5000, costPerLead: 100 },
      worth: (taken, hits) => 5000 * hits - 100 * taken,
    },
    {
      goal: { kind: "f-beta", beta: 1 },
      // Twice the found over the taken and the wanted: the F-measure of what the law expects.
      worth: (taken, hits, all) => (2 * hits) / (taken + all),
    },
  ];
  test.each(GOALS)(
    "has its best threshold by $goal.kind within the interval of the chosen one",
    ({ goal, worth }) => {
      const truth = best(leads, worth);
      expect(truth).toBeLessThan(Number.POSITIVE_INFINITY);
      let [held, width] = [0, 0];
      // The same leads forty times, each time with what the law might have made of them.
      for (let seed = 1; seed <= 40; seed++) {
        const chance = seeded(seed);
        const converted = leads.map((lead) => Number(chance() < lead.chance));
        const scores = leads.map(({ total }) => total);
        const choice = chooseThreshold({ scores, converted }, goal, { seed, level: 0.95, repeats: 300 });
        if (!choice.enough) throw new Error("Nobody converted");
        const { low, high } = choice.interval;
        const [from, to] = [low ?? Number.POSITIVE_INFINITY, high ?? Number.POSITIVE_INFINITY];
        if (from <= truth && truth <= to) held++;
        width += (Math.min(to, HIGHEST) - from) / 40;
      }
      // Of 95 in 100; and not because anything would do.
      expect(held).toBeGreaterThanOrEqual(36);
      expect(width).toBeLessThan(HIGHEST / 2);
    },
    120_000,
  );
});
