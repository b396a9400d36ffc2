import { compile, type Event, UTC } from "@plumbline/scoring";
import { describe, expect, test } from "vitest";
import { found } from "../found.testing.ts";
import { modelOf, on, planFor, SMALL, says, tableOf } from "../moment/moments.testing.ts";
import type { ToldLead } from "../moment/told-lead.ts";
import { seeded } from "../numbers/chance.ts";
import { wilson } from "../numbers/interval.ts";
import { chooseFromTotals } from "../threshold/choose-from-totals.ts";
import { backtestOf } from "./backtest-of.ts";
import { arrivalsOf } from "./totals.ts";
import { truthOf } from "./truth-of.ts";

const PERIOD = { from: 100, to: 100 };

/** A lead of whom all that matters was known on day 50; who bought did so on day 110. */
function lead(id: string, { boss, demos, won }: { boss: boolean; demos: number; won: boolean }): ToldLead {
  const events: Event[] = [
    on(50, `${id}a`, { type: "identify", traits: { title: boss ? "CEO" : "Clerk" } }),
    ...Array.from({ length: demos }, (_, i) => says(100, `${id}d${i}`, "Demo Requested")),
    ...(won ? [says(110, `${id}w`, "Opportunity Won", { value: 5, currency: "EUR" })] : []),
  ];
  return { id, events };
}

// Totals 50, 50, 30, 20, 20, 0, 0, 0: the figures below were worked out by hand.
const EIGHT = [
  lead("1", { boss: true, demos: 1, won: true }),
  lead("2", { boss: true, demos: 1, won: false }),
  lead("3", { boss: false, demos: 1, won: true }),
  lead("4", { boss: true, demos: 0, won: true }),
  lead("5", { boss: true, demos: 0, won: false }),
  lead("6", { boss: false, demos: 0, won: false }),
  lead("7", { boss: false, demos: 0, won: false }),
  lead("8", { boss: false, demos: 0, won: false }),
].map((one) => [one]);

const compiled = compile(SMALL, UTC);

describe("the truth of a model", () => {
  test("is what a pencil finds", () => {
    const truth = truthOf(tableOf(planFor([SMALL], PERIOD), EIGHT), { at: 0, compiled });
    expect(truth).toMatchObject({ converted: 3, leads: { told: 8, taken: 8 } });
    // 15 pairs: lead 1 beats four and ties one, lead 3 beats four and loses one, lead 4 beats three, ties one, loses one.
    expect(found(truth.auc).auc).toBeCloseTo((4.5 + 4 + 3.5) / 15, 12);
    expect(truth.bands.map(({ group, leads, converted }) => [group, leads, converted])).toEqual([
      ["cold", 5, 1],
      ["hot", 3, 2],
    ]);
    expect(truth.bands[1]?.conversion).toEqual({ rate: 2 / 3, interval: wilson(2, 3) });
    const time = found(truth.bands[1]?.time ?? { enough: false, missing: [] });
    expect(time.steps.map(({ time: day }) => day)).toEqual([10]);
    expect(time.steps[0]?.waiting).toBeCloseTo(1 / 3, 12);
    expect(time.median).toBe(10);
    expect(truth.curve.find(({ threshold }) => threshold === 20)).toMatchObject({
      taken: 5,
      hits: 3,
      precision: { rate: 0.6 },
      recall: { rate: 1 },
      lift: 0.6 / (3 / 8),
    });
    expect(truth.curve.find(({ threshold }) => threshold === 50)).toMatchObject({ taken: 2, recall: { rate: 1 / 3 } });
    expect(truth.rules).toEqual({
      enough: false,
      missing: [
        { what: "converted", needed: 10, found: 3 },
        { what: "not-converted", needed: 10, found: 5 },
      ],
    });
    expect(truth.weeks).toEqual([{ monday: "1970-04-06", entered: { hot: 3 } }]);
    expect(truth.calibration).toBeNull();
  });
  test("is told of each market by itself, and of none where the model knows none", () => {
    const table = tableOf(planFor([SMALL], PERIOD), EIGHT);
    expect(truthOf(table, { at: 0, compiled }).markets).toEqual([]);
    // Totals and wins: in de 50 won, 50, 20 won, 0; in jp 30 won, 20, 0; elsewhere 0.
    const markets: Readonly<Record<string, string>> = { 1: "de", 2: "de", 4: "de", 6: "de", 3: "jp", 5: "jp", 7: "jp" };
    const moments = table.moments.map((moment) => ({
      ...moment,
      stands: moment.stands.map((stand) => stand && { ...stand, market: markets[moment.id] ?? null }),
    }));
    const [de, jp, none, ...more] = truthOf({ ...table, moments }, { at: 0, compiled }).markets ?? [];
    expect(more).toEqual([]);
    expect(de).toMatchObject({
      group: "de",
      leads: 4,
      converted: 2,
      conversion: { rate: 0.5, interval: wilson(2, 4) },
    });
    // Of four pairs, 50 won beats 0 and ties 50, 20 won beats 0 and loses to 50.
    expect(found(de?.auc ?? { enough: false, missing: [] }).auc).toBeCloseTo(2.5 / 4, 12);
    // One that converted says nothing of how surely it would be ranked.
    expect(jp).toMatchObject({ group: "jp", leads: 3, converted: 1, auc: { enough: false } });
    expect(none).toMatchObject({ group: null, leads: 1, converted: 0, auc: { enough: false } });
  });
  test("says that there is nobody where there is nobody", () => {
    const truth = truthOf(tableOf(planFor([SMALL], PERIOD), []), { at: 0, compiled, isProbability: true });
    expect(truth).toMatchObject({
      conversion: null,
      auc: { enough: false },
      calibration: { enough: false },
      weeks: [],
    });
  });
  test("parts what a rule is worth from what comes along with it", () => {
    const chance = seeded(3);
    // Demos convert; bosses ask for demos, and are no better without.
    const leads = Array.from({ length: 3000 }, (_, i) => {
      const boss = chance() < 0.5;
      const demos = chance() < (boss ? 0.8 : 0.2) ? 1 : 0;
      return [lead(`l${i}`, { boss, demos, won: chance() < (demos ? 0.4 : 0.1) })];
    });
    const { rules } = found(truthOf(tableOf(planFor([SMALL], PERIOD), leads), { at: 0, compiled }).rules);
    const [boss, demo, page] = rules;
    expect(boss?.difference?.interval.low).toBeGreaterThan(0);
    expect(boss?.adjusted?.interval.low).toBeLessThan(1);
    expect(boss?.adjusted?.interval.high).toBeGreaterThan(1);
    // Odds of 2/3 to 1/9.
    expect(demo?.adjusted?.interval.low).toBeLessThan(6);
    expect(demo?.adjusted?.interval.high).toBeGreaterThan(6);
    expect(demo?.adjusted?.q).toBeLessThan(1e-6);
    expect(page).toMatchObject({ fires: 0, adjusted: null });
  });
});

describe("a capacity", () => {
  /** A hundred leads a week for a year: each asks for two demos in its week, is open all year, and fades again. */
  const YEAR = { from: 300, to: 300 + 363, knownUntil: 300 + 363 + 30 };
  const hotOnce = Array.from({ length: 5200 }, (_, i): ToldLead => {
    const day = 300 + 7 * Math.floor(i / 100) + (i % 7);
    const demos = [0, 1].map((k) => says(day, `d${k}`, "Demo Requested"));
    return { id: `lead-${i}`, events: [on(200, "here", { type: "identify", traits: { title: "Clerk" } }), ...demos] };
  });
  const quick = modelOf({ ...SMALL, dimensions: { fit: {}, interest: { decay: { halfLife: "7d" } } } });
  const table = tableOf(
    planFor([quick, quick], YEAR),
    hotOnce.map((one) => [one]),
  );
  const models = { live: compile(quick, UTC), draft: compile(quick, UTC) };

  test("goes by those who come to a total in a week, and not by those who happen to stand there on a day", () => {
    const { totals } = truthOf(table, { at: 0, compiled: models.live });
    expect(totals.weeks).toBe(52);
    const at = (perWeek: number) => {
      const { chosen } = found(chooseFromTotals(totals, { kind: "capacity", perWeek }, { seed: 1, repeats: 50 }));
      return [chosen.threshold, chosen.worth];
    };
    // All of them reach 60, on one day of their 364: it is all or nobody.
    expect(at(100)).toEqual([60, 100]);
    expect(at(99)).toEqual([null, 0]);
  });

  test("says of a back-test how many stand from that total on", () => {
    const { handOver } = backtestOf(table, { ...models, perWeek: 100 });
    const standing = table.moments.filter(({ stands }) => (stands[0]?.total ?? 0) >= 6000).length;
    expect(handOver).toMatchObject({ leads: standing, by: "capacity", live: { lowest: 60 } });
    expect(backtestOf(table, { ...models, perWeek: 99 }).handOver).toBeNull();
  });

  test("counts nobody who stood there before the period, and the first day of those a list names", () => {
    const boss = (day: number) => on(day, "here", { type: "identify", traits: { title: "CEO" } });
    const leads: ToldLead[] = [
      { id: "old", events: [boss(310), says(420, "d", "Demo Requested")] },
      { id: "new", events: [boss(410)] },
      { id: "listed", events: [], undated: { title: "CEO" }, knownFrom: 415 * 86_400_000 },
      { id: "long listed", events: [], undated: { title: "CEO" }, knownFrom: 315 * 86_400_000 },
    ];
    const period = { from: 400, to: 413, knownUntil: 460 };
    const asked = tableOf(
      planFor([SMALL], { ...period, to: 427 }),
      leads.map((one) => [one]),
    );
    const { reached } = arrivalsOf(asked, 0);
    const told = reached.map(({ before, within }) => [before, within]).sort();
    expect(told).toEqual([
      [null, 2000],
      [null, 2000],
      [2000, 2000],
      [2000, 5000],
    ]);
    expect(arrivalsOf(asked, 0).weeks).toBe(4);
  });
});

describe("a back-test", () => {
  const draft = { ...SMALL, rules: SMALL.rules.map((rule) => (rule.id === "boss" ? { ...rule, points: 40 } : rule)) };
  const options = { live: compiled, draft: compile(draft, UTC) };
  test("sets a draft beside the live version on the same moments", () => {
    const table = tableOf(planFor([SMALL, draft], PERIOD), EIGHT);
    const { live, paired, auc, handOver } = backtestOf(table, options);
    expect(live).toEqual(truthOf(tableOf(planFor([SMALL], PERIOD), EIGHT), { at: 0, compiled }));
    expect(paired).toBe(8);
    // Now lead 3 beats three and loses two, and lead 4 beats three: ties one, loses one.
    expect(found(auc).difference).toBeCloseTo((4.5 + 3 + 3.5 - 12) / 15, 12);
    // The highest band of the live model has three: 1, 2 and 3; of the draft 1, 2 and one of 4 and 5.
    expect(handOver).toMatchObject({ leads: 3, by: "highest-band", live: { converted: 2, lowest: 30 } });
    expect(handOver?.both).toEqual({ leads: 2, converted: 1 });
    expect(handOver?.liveOnly).toEqual({ leads: 1, converted: 1 });
    expect(handOver?.someLiveOnly).toEqual([{ id: "3", converted: true }]);
    expect(handOver?.draft.lowest).toBe(40);
  });
  test("finds no difference between a model and itself", () => {
    const table = tableOf(planFor([SMALL, SMALL], PERIOD), EIGHT);
    const same = backtestOf(table, { live: compiled, draft: compiled, perWeek: 21 });
    expect(found(same.auc)).toMatchObject({ difference: 0, p: 1 });
    expect(same.live).toEqual(same.draft);
    // One day is a seventh of a week.
    expect(same.handOver).toMatchObject({ leads: 3, by: "capacity", difference: { difference: 0 } });
  });
});
