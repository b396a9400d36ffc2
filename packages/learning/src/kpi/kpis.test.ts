import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { found } from "../found.testing.ts";
import { leadToOpportunity, lossReasons, opportunityToCustomer, winRate } from "./conversion-kpis.ts";
import { type DealOutcome, fateOf } from "./fate-of.ts";
import type { Journey, Period } from "./journey.ts";
import { kpisOf } from "./kpis-of.ts";
import { type Rates, total } from "./money.ts";
import {
  acquisitionCost,
  leadQuality,
  leadQualityPerCost,
  returnOnInvestment,
  revenueOf,
  velocity,
} from "./money-kpis.ts";
import { BELONGS, type Population } from "./populations.ts";
import { ratesFrom } from "./rates-from.ts";
import { spreadCosts } from "./spread-costs.ts";
import { cycleLength, speedToLead } from "./time-kpis.ts";

const MARCH: Period = { from: 100, before: 131 };
const AS_OF = 200;
const HOUR = 3_600_000;
const euros = (amount: number, day: number) => ({ amount, currency: "EUR", day });
const RATES: Rates = {
  currency: "EUR",
  of: new Map([
    [
      "USD",
      [
        { day: 99, rate: 0.9 },
        { day: 120, rate: 0.8 },
        { day: 158, rate: 0.8 },
      ],
    ],
  ]),
};

const lead = (id: string, created: number, rest: Partial<Journey> = {}): Journey => ({
  lead: id,
  created,
  opportunity: null,
  customer: null,
  won: [],
  lost: null,
  score: null,
  handedOver: null,
  handedOverOn: null,
  contacted: null,
  ...rest,
});

/** Computed by hand: four leads of March, one of February that is won in March. */
const JOURNEYS: readonly Journey[] = [
  lead("ann", 100, {
    opportunity: 105,
    customer: 110,
    won: [euros(1000, 110)],
    score: 80,
    handedOver: 0,
    handedOverOn: 100,
    contacted: HOUR,
  }),
  lead("ben", 110, {
    opportunity: 140,
    customer: 160,
    won: [{ amount: 500, currency: "USD", day: 160 }],
    score: 60,
    handedOver: 10,
    handedOverOn: 110,
    contacted: 10 + 3 * HOUR,
  }),
  lead("cho", 120, {
    opportunity: 125,
    lost: { day: 140, reason: "price" },
    score: 40,
    handedOver: 20,
    handedOverOn: 120,
  }),
  lead("dan", 130, { score: 20 }),
  lead("eve", 80, { opportunity: 112, customer: 130, won: [euros(3000, 130)], score: 90 }),
  lead("fay", 131, { score: 10 }),
];

describe("conversion", () => {
  const asked = { period: MARCH };
  test("lead → opportunity, by cohort and by period", () => {
    const cohort = leadToOpportunity(JOURNEYS, { ...asked, basis: "cohort" });
    expect(cohort).toMatchObject({
      value: 3 / 4,
      numerator: ["ann", "ben", "cho"],
      denominator: ["ann", "ben", "cho", "dan"],
    });
    const period = leadToOpportunity(JOURNEYS, { ...asked, basis: "period" });
    // Ben's opportunity came in April, Eve's in March.
    expect(period).toEqual({
      value: 3 / 4,
      interval: null,
      numerator: ["ann", "cho", "eve"],
      denominator: ["ann", "ben", "cho", "dan"],
    });
  });
  test("opportunity → customer, by cohort and by period", () => {
    const cohort = opportunityToCustomer(JOURNEYS, { ...asked, basis: "cohort" });
    expect(cohort).toMatchObject({ value: 2 / 3, numerator: ["ann", "eve"], denominator: ["ann", "cho", "eve"] });
    const period = opportunityToCustomer(JOURNEYS, { ...asked, basis: "period" });
    expect(period).toMatchObject({ value: 2 / 3, numerator: ["ann", "eve"] });
    expect(opportunityToCustomer([], { ...asked, basis: "cohort" })).toEqual({
      value: null,
      interval: null,
      numerator: [],
      denominator: [],
    });
  });
  test("win rate and the reasons for losses add up to one, by cohort and by period", () => {
    // Of the cohort of Ann, Cho and Eve all are decided; in March itself only Ann and Eve were.
    expect(winRate(JOURNEYS, { ...asked, basis: "cohort" })).toMatchObject({
      value: 2 / 3,
      numerator: ["ann", "eve"],
      denominator: ["ann", "cho", "eve"],
    });
    expect(lossReasons(JOURNEYS, { ...asked, basis: "cohort" })).toMatchObject([
      { reason: "price", leads: ["cho"], share: 1 / 3 },
    ]);
    expect(winRate(JOURNEYS, { ...asked, basis: "period" })).toMatchObject({ value: 1, denominator: ["ann", "eve"] });
    expect(lossReasons(JOURNEYS, { ...asked, basis: "period" })).toEqual([]);
  });
  test("of a cohort it is a share, and it only rises as days go by", () => {
    const day = fc.option(fc.integer({ min: 90, max: 160 }), { nil: null });
    const some = fc.array(fc.tuple(fc.integer({ min: 90, max: 140 }), day, day), { maxLength: 30 });
    fc.assert(
      fc.property(some, (rows) => {
        let last = 0;
        for (const asOf of [131, 145, 160]) {
          const journeys = rows.map(([created, opened, won], i) => {
            const outcomes = [
              ...(opened === null ? [] : [told("opportunity", Math.max(created, opened))]),
              ...(won === null ? [] : [told("won", Math.max(created, won))]),
            ];
            return lead(
              `${i}`,
              created,
              fateOf(outcomes, asOf + 1, (at) => at),
            );
          });
          const { value, interval, numerator, denominator } = leadToOpportunity(journeys, {
            period: MARCH,
            basis: "cohort",
          });
          expect(numerator.every((own) => denominator.includes(own))).toBe(true);
          if (value === null || !interval) continue;
          expect(interval.low <= value && value <= interval.high).toBe(true);
          expect(value).toBeGreaterThanOrEqual(last);
          last = value;
        }
      }),
    );
  });
});

let messages = 0;
function told(kind: DealOutcome["kind"], at: number, more: Partial<DealOutcome> = {}): DealOutcome {
  return { kind, at, message: `m${messages++}`, deal: null, value: null, currency: null, reason: null, ...more };
}

describe("how far it came with a lead", () => {
  const fate = (outcomes: readonly DealOutcome[], before = 1000) => fateOf(outcomes, before, (at) => at);
  test("whoever wins or loses has had an opportunity, and a new one opens it again", () => {
    expect(fate([told("won", 5, { value: 7, currency: "EUR" })])).toEqual({
      opportunity: 5,
      customer: 5,
      won: [{ day: 5, amount: 7, currency: "EUR" }],
      lost: null,
    });
    expect(fate([told("opportunity", 1), told("lost", 5, { reason: "price" })]).lost).toEqual({
      day: 5,
      reason: "price",
    });
    expect(fate([told("lost", 5), told("opportunity", 6)]).lost).toBeNull();
    expect(fate([told("disqualified", 5)])).toMatchObject({ opportunity: null, lost: null });
    expect(fate([told("opportunity", 1), told("disqualified", 5)]).lost).toEqual({ day: 5, reason: "" });
    expect(fate([told("lost", 5), told("won", 9)])).toMatchObject({ customer: 9, lost: null, opportunity: 5 });
    expect(fate([told("lost", 5), told("won", 9)], 9)).toMatchObject({ customer: null, lost: { day: 5 } });
  });
  test("one deal lost while another is open loses nobody; a deal told twice is won once, as it was said last", () => {
    const two = [told("opportunity", 1, { deal: "a" }), told("opportunity", 2, { deal: "b" })];
    expect(fate([...two, told("lost", 3, { deal: "a" })]).lost).toBeNull();
    expect(fate([...two, told("lost", 3, { deal: "a" }), told("lost", 4, { deal: "b" })]).lost?.day).toBe(4);
    // Where only one of the two says the id, it is the deal that it can be.
    expect(fate([told("opportunity", 1, { deal: "7" }), told("lost", 5, { reason: "price" })]).lost).toEqual({
      day: 5,
      reason: "price",
    });
    expect(fate([told("opportunity", 1), told("lost", 5, { deal: "7" })]).lost?.day).toBe(5);
    expect(fate([...two, told("lost", 3)]).lost).toBeNull();
    expect(fate([...two, told("lost", 3, { deal: "a" }), told("lost", 4)]).lost?.day).toBe(4);
    expect(fate([...two, told("opportunity", 2), told("lost", 3), told("lost", 4, { deal: "a" })]).lost).toBeNull();
    expect(fate([told("opportunity", 1, { deal: "a" }), told("lost", 3, { deal: "b" })]).lost).toBeNull();
    const twice = [told("won", 3, { deal: "a", value: 1 }), told("won", 4, { deal: "a", value: 2 })];
    expect(fate([...twice, told("won", 5, { deal: "a" }), told("won", 6)]).won).toEqual([
      { day: 3, amount: 2, currency: null },
      { day: 6, amount: null, currency: null },
    ]);
  });
  test("in whichever order it was told", () => {
    const kind = fc.constantFrom("opportunity", "won", "lost", "disqualified");
    const outcome = fc.record({
      kind,
      at: fc.integer({ min: 0, max: 5 }),
      deal: fc.constantFrom(null, "a", "b"),
      value: fc.constantFrom(null, 1, 2),
    }) as fc.Arbitrary<Partial<DealOutcome> & Pick<DealOutcome, "kind" | "at">>;
    fc.assert(
      fc.property(fc.array(outcome, { maxLength: 8 }), fc.infiniteStream(fc.nat()), fc.nat(6), (some, keys, before) => {
        const outcomes = some.map((one) => told(one.kind, one.at, one));
        const mixed = outcomes.map((one) => ({ one, key: keys.next().value })).sort((a, b) => a.key - b.key);
        const known = fate(outcomes, before);
        expect(
          fate(
            mixed.map(({ one }) => one),
            before,
          ),
        ).toEqual(known);
        if (known.customer !== null) expect(known.opportunity).toBeLessThanOrEqual(known.customer);
        if (known.lost) expect(known.opportunity).toBeLessThanOrEqual(known.lost.day);
        expect(known.customer !== null && known.lost !== null).toBe(false);
      }),
    );
  });
});

describe("time", () => {
  const COHORT = { period: MARCH, basis: "cohort", asOf: AS_OF } as const;
  test("the cycle from lead to customer counts those who still wait", () => {
    const cycle = found(cycleLength(JOURNEYS, COHORT));
    // Ann took 10 days, Ben 50; Cho and Dan wait for 80 and 70: down to ¾ and ½, half of the way down is ¾.
    expect([cycle.median, cycle.medianOfAll]).toEqual([10, 50]);
    expect([cycle.customers, cycle.leads]).toEqual([
      ["ann", "ben"],
      ["ann", "ben", "cho", "dan"],
    ]);
    // In March Ann and Eve became customers, after 10 and 50 days.
    expect(found(cycleLength(JOURNEYS, { ...COHORT, basis: "period" }))).toMatchObject({
      median: 10,
      customers: ["ann", "eve"],
      leads: ["ann", "eve"],
    });
    expect(cycleLength([lead("dan", 110)], COHORT)).toEqual({
      enough: false,
      missing: [{ what: "converted", needed: 1, found: 0 }],
    });
    expect(cycleLength([], COHORT).enough).toBe(false);
  });
  test("a young cohort does not make the cycle look short", () => {
    // Every tenth day ten leads: four become customers after 5 days, six after 35.
    const journeys = Array.from({ length: 50 }, (_, i) => {
      const created = 100 + 10 * Math.floor(i / 10);
      return lead(
        `${i}`,
        created,
        fateOf([told("won", created + (i % 5 < 2 ? 5 : 35))], 143, (at) => at),
      );
    });
    const cycle = found(cycleLength(journeys, { period: { from: 100, before: 150 }, basis: "cohort", asOf: 142 }));
    // Of the 22 customers of that day 16 took 5 days, so their own median would be 5.
    expect(cycle.customers).toHaveLength(22);
    expect([cycle.median, cycle.medianOfAll]).toEqual([35, 35]);
    expect(cycle.survival.steps.map(({ time, waiting }) => [time, waiting])).toEqual([
      [5, 0.6],
      [35, 0],
    ]);
  });
  test("speed to lead: the median time to the first contact, and who still waits", () => {
    const speed = found(speedToLead(JOURNEYS, { period: MARCH, now: 20 + 10 * HOUR }));
    expect(speed).toMatchObject({ median: 3 * HOUR, contacted: ["ann", "ben"], waiting: ["cho"] });
    const soon = found(
      speedToLead([lead("cho", 1, { handedOver: 20, handedOverOn: 100 })], { period: MARCH, now: 50 }),
    );
    expect(soon).toMatchObject({ median: null, contacted: [], waiting: ["cho"] });
    const before = lead("gus", 1, { handedOver: 50, handedOverOn: 100, contacted: 10 });
    expect(found(speedToLead([before], { period: MARCH, now: 60 })).median).toBe(0);
    expect(speedToLead([before], { period: { from: 1, before: 100 }, now: 60 }).enough).toBe(false);
  });
});

describe("money", () => {
  const spent = {
    period: MARCH,
    rates: RATES,
    costs: [euros(300, 100), { amount: 1000, currency: "USD", day: 100 }],
  };

  test("is converted at the rate of its day, the last one known", () => {
    expect(found(total([{ amount: 10, currency: "USD", day: 101 }, euros(1, 5)], RATES)).amount).toBe(10);
    for (const day of [120, 126]) expect(found(total([{ amount: 10, currency: "USD", day }], RATES)).amount).toBe(8);
    expect(
      total(
        [
          { amount: 1, currency: "USD", day: 127 },
          { amount: 1, currency: "GBP", day: 100 },
        ],
        RATES,
      ),
    ).toEqual({
      enough: false,
      missing: [
        { what: "rate", currency: "USD", day: 127 },
        { what: "rate", currency: "GBP", day: 100 },
      ],
    });
    expect(found(total([], RATES)).amount).toBe(0);
    expect(total([{ amount: 1, currency: "constructor", day: 1 }], RATES).enough).toBe(false);
  });
  test("CAC: 1,200 € for two customers", () => {
    const cac = found(acquisitionCost(JOURNEYS, { ...spent, basis: "cohort" }));
    expect(cac).toEqual({ enough: true, value: 600, numerator: 1200, denominator: 2, leads: ["ann", "ben"] });
    expect(found(acquisitionCost(JOURNEYS, { ...spent, basis: "period" })).leads).toEqual(["ann", "eve"]);
    expect(acquisitionCost([], { ...spent, costs: [], basis: "cohort" })).toEqual({
      enough: false,
      missing: [
        { what: "converted", needed: 1, found: 0 },
        { what: "costs", needed: 1, found: 0 },
      ],
    });
  });
  test("ROI: 1,000 € and 500 $ at 0.80 for 1,200 €", () => {
    const roi = found(returnOnInvestment(JOURNEYS, { ...spent, basis: "cohort" }));
    expect(roi).toMatchObject({ value: 200 / 1200, numerator: 200, denominator: 1200, leads: ["ann", "ben"] });
    expect(returnOnInvestment(JOURNEYS, { ...spent, costs: [], basis: "cohort" }).enough).toBe(false);
    // In the period: what Ann and Eve paid in it.
    expect(found(returnOnInvestment(JOURNEYS, { ...spent, basis: "period" })).numerator).toBe(4000 - 1200);
    const unknown = [lead("hal", 110, { customer: 120, won: [{ amount: 1, currency: "GBP", day: 120 }] })];
    expect(returnOnInvestment(unknown, { ...spent, basis: "cohort" })).toMatchObject({ missing: [{ what: "rate" }] });
  });
  test("velocity: 3 opportunities × ⅔ × 2,000 € / 5 days", () => {
    // Ann's cycle from opportunity to customer is 5 days, Eve's 18; Cho's is open. Down to ⅔ at 5, to ⅓ at 18: half way is ⅔.
    expect(found(velocity(JOURNEYS, { ...spent, asOf: AS_OF }))).toEqual({
      enough: true,
      value: expect.closeTo(800, 9),
      opportunities: 3,
      winRate: 2 / 3,
      meanValue: 2000,
      cycleDays: 5,
      leads: ["ann", "cho", "eve"],
    });
    expect(velocity([], { ...spent, asOf: AS_OF }).enough).toBe(false);
  });
  test("revenue counts every deal, each by its day; without a currency it is the workspace's own", () => {
    const again = lead("eve", 80, {
      customer: 90,
      won: [euros(5, 90), { amount: 10, currency: "USD", day: 101 }, { amount: 2, currency: null, day: 102 }],
    });
    expect(found(revenueOf([again], { ...spent, basis: "period" }))).toMatchObject({ amount: 11, leads: ["eve"] });
    expect(found(revenueOf([again], { ...spent, basis: "cohort" }))).toMatchObject({ amount: 0, leads: [] });
    const silent = lead("ida", 110, { customer: 120, won: [{ amount: null, currency: null, day: 120 }] });
    expect(found(revenueOf([silent], { ...spent, basis: "cohort" }))).toMatchObject({ amount: 0, leads: ["ida"] });
  });
  test("LQS: the mean score of what an effort brought, and per euro", () => {
    expect(found(leadQuality(JOURNEYS, spent))).toEqual({
      enough: true,
      value: 50,
      leads: ["ann", "ben", "cho", "dan"],
    });
    expect(found(leadQualityPerCost(JOURNEYS, spent)).value).toBe(200 / 1200);
    expect(leadQualityPerCost(JOURNEYS, { ...spent, costs: [] }).enough).toBe(false);
    expect(leadQuality([lead("x", 110)], spent).enough).toBe(false);
  });
  test("rates are taken as they are quoted, and crossed where they are quoted against another base", () => {
    const quoted = [
      { day: 1, base: "EUR", currency: "USD", rate: 1.25 },
      { day: 1, base: "EUR", currency: "GBP", rate: 0.5 },
      { day: 2, base: "EUR", currency: "GBP", rate: 0.4 },
      { day: 2, base: "USD", currency: "GBP", rate: 0.8 },
    ];
    const inEuros = ratesFrom(quoted, "EUR");
    expect(inEuros.of.get("USD")).toEqual([{ day: 1, rate: 0.8 }]);
    expect(inEuros.of.get("GBP")?.map(({ rate }) => rate)).toEqual([2, 2.5]);
    // One pound was two euros, each 1.25 dollars; on the second day only its own rate to the dollar is known.
    const inDollars = ratesFrom(quoted, "USD");
    expect(inDollars.of.get("GBP")).toEqual([
      { day: 1, rate: 2.5 },
      { day: 2, rate: 1.25 },
    ]);
    expect(inDollars.of.get("EUR")).toEqual([{ day: 1, rate: 1.25 }]);
    expect(ratesFrom(quoted, "CHF").of.size).toBe(0);
  });
  test("costs are spread evenly over their days: no day is lost, none is counted twice", () => {
    const cost = { from: 98, until: 101, amount: 40, currency: "EUR" };
    expect(spreadCosts([cost, cost], MARCH, AS_OF)).toEqual([euros(20, 100), euros(20, 101)]);
    expect(spreadCosts([cost], MARCH, 100)).toEqual([euros(10, 100)]);
    const days = fc.tuple(fc.integer({ min: 0, max: 40 }), fc.nat(20), fc.nat(1000));
    fc.assert(
      fc.property(fc.array(days, { maxLength: 8 }), fc.integer({ min: 0, max: 60 }), (some, cut) => {
        const costs = some.map(([from, length, amount]) => ({ from, until: from + length, amount, currency: "EUR" }));
        const sum = (from: number, before: number) =>
          spreadCosts(costs, { from, before }, 100).reduce((all, { amount }) => all + amount, 0);
        expect(sum(0, cut) + sum(cut, 61)).toBeCloseTo(
          some.reduce((all, [, , amount]) => all + amount, 0),
          6,
        );
      }),
    );
  });
});

describe("all figures of some leads", () => {
  const asked = { period: MARCH, asOf: AS_OF, now: 20 + 10 * HOUR, rates: RATES, costs: [euros(1200, 100)] };
  test("by cohort", () => {
    const figures = kpisOf(JOURNEYS, { ...asked, basis: "cohort" });
    const values = Object.fromEntries(Object.entries(figures).map(([name, { value }]) => [name, value]));
    expect(values).toEqual({
      ...{ leads: 4, opportunities: 3, customers: 2, costs: 1200, revenue: 1400, cac: 600, "cycle-length": 10 },
      ...{ "lead-to-opportunity": 0.75, "opportunity-to-customer": 2 / 3, "win-rate": 2 / 3, "lead-quality": 50 },
      ...{ roi: 200 / 1200, "lead-quality-per-cost": 200 / 1200, "speed-to-lead": 180 },
      velocity: expect.closeTo(800, 9),
    });
  });
  test("what is missing is said", () => {
    const none = kpisOf([], { ...asked, basis: "cohort" });
    expect(none["lead-to-opportunity"].missing).toEqual([{ what: "leads", needed: 1, found: 0 }]);
    expect(none.revenue.value).toBe(0);
    expect(kpisOf(JOURNEYS, { ...asked, basis: "cohort", rates: null }).cac.missing).toEqual([{ what: "currency" }]);
    const shared = kpisOf(JOURNEYS, { ...asked, basis: "cohort", costs: null });
    expect([shared.roi.missing, shared.revenue.value]).toEqual([[{ what: "costs-not-split" }], 1400]);
    const foreign = kpisOf(JOURNEYS, { ...asked, basis: "cohort", rates: { currency: "EUR", of: new Map() } });
    expect(foreign.revenue).toMatchObject({ value: null, missing: [{ what: "rate", currency: "USD", day: 160 }] });
  });
  test("the leads of a figure are those of its populations", () => {
    const inPopulation = (population: Population) =>
      JOURNEYS.filter((journey) => BELONGS[population](journey, MARCH)).map(({ lead: id }) => id);
    expect(leadToOpportunity(JOURNEYS, { period: MARCH, basis: "period" })).toMatchObject({
      numerator: inPopulation("opportunities-opened"),
      denominator: inPopulation("leads-created"),
    });
    expect(found(speedToLead(JOURNEYS, asked)).contacted).toEqual(inPopulation("leads-handed-over-contacted"));
    expect(found(acquisitionCost(JOURNEYS, { ...asked, basis: "period" })).leads).toEqual(inPopulation("leads-won"));
  });
});
