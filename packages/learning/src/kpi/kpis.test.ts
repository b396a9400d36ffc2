import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { found } from "../found.testing.ts";
import { leadToOpportunity, opportunityToCustomer } from "./conversion-kpis.ts";
import type { Journey, Period } from "./journey.ts";
import { type Rates, total } from "./money.ts";
import { acquisitionCost, leadQuality, returnOnInvestment, velocity } from "./money-kpis.ts";
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
      ],
    ],
  ]),
};

const lead = (id: string, created: number, rest: Partial<Journey> = {}): Journey => ({
  lead: id,
  created,
  opportunity: null,
  customer: null,
  value: null,
  score: null,
  handedOver: null,
  contacted: null,
  ...rest,
});

/** Computed by hand: four leads of March, one of February that is won in March. */
const JOURNEYS: readonly Journey[] = [
  lead("ann", 100, {
    opportunity: 105,
    customer: 110,
    value: euros(1000, 110),
    score: 80,
    handedOver: 0,
    contacted: HOUR,
  }),
  lead("ben", 110, {
    opportunity: 140,
    customer: 160,
    value: { amount: 500, currency: "USD", day: 122 },
    score: 60,
    handedOver: 10,
    contacted: 10 + 3 * HOUR,
  }),
  lead("cho", 120, { opportunity: 125, score: 40, handedOver: 20 }),
  lead("dan", 130, { score: 20 }),
  lead("eve", 80, { opportunity: 112, customer: 130, value: euros(3000, 130), score: 90 }),
  lead("fay", 131, { score: 10 }),
];

describe("conversion", () => {
  const asked = { period: MARCH, asOf: AS_OF };
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
    expect(leadToOpportunity(JOURNEYS, { ...asked, basis: "cohort", asOf: 120 }).value).toBe(1 / 3);
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
  test("of a cohort it is a share, and it only rises as days go by", () => {
    const day = fc.option(fc.integer({ min: 90, max: 160 }), { nil: null });
    const some = fc.array(fc.tuple(fc.integer({ min: 90, max: 140 }), day, day), { maxLength: 30 });
    fc.assert(
      fc.property(some, (rows) => {
        const journeys = rows.map(([created, opportunity, customer], i) =>
          lead(`${i}`, created, {
            opportunity: opportunity === null ? null : Math.max(created, opportunity),
            customer: customer === null ? null : Math.max(created, customer),
          }),
        );
        let last = 0;
        for (const asOf of [131, 145, 160]) {
          const { value, interval, numerator, denominator } = leadToOpportunity(journeys, {
            period: MARCH,
            basis: "cohort",
            asOf,
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

describe("time", () => {
  test("the cycle from lead to customer counts those who still wait", () => {
    const cycle = found(cycleLength(JOURNEYS, MARCH, AS_OF));
    // Ann took 10 days, Ben 50; Cho and Dan wait for 80 and 70: down to ¾ and ½, half of the way down is ¾.
    expect([cycle.median, cycle.medianOfAll]).toEqual([10, 50]);
    expect([cycle.customers, cycle.leads]).toEqual([
      ["ann", "ben"],
      ["ann", "ben", "cho", "dan"],
    ]);
    expect(cycleLength([lead("dan", 110)], MARCH, AS_OF)).toEqual({
      enough: false,
      missing: [{ what: "converted", needed: 1, found: 0 }],
    });
    expect(cycleLength([], MARCH, AS_OF).enough).toBe(false);
  });
  test("a young cohort does not make the cycle look short", () => {
    // Every tenth day ten leads: four become customers after 5 days, six after 35.
    const journeys = Array.from({ length: 50 }, (_, i) => {
      const created = 100 + 10 * Math.floor(i / 10);
      return lead(`${i}`, created, { customer: created + (i % 5 < 2 ? 5 : 35) });
    });
    const cycle = found(cycleLength(journeys, { from: 100, before: 150 }, 142));
    // Of the 22 customers of that day 16 took 5 days, so their own median would be 5.
    expect(cycle.customers).toHaveLength(22);
    expect([cycle.median, cycle.medianOfAll]).toEqual([35, 35]);
    expect(cycle.survival.steps.map(({ time, waiting }) => [time, waiting])).toEqual([
      [5, 0.6],
      [35, 0],
    ]);
  });
  test("speed to lead: the median time to the first contact, and who still waits", () => {
    const speed = found(speedToLead(JOURNEYS, { from: 0, before: 100, now: 20 + 10 * HOUR }));
    expect(speed).toMatchObject({ median: 3 * HOUR, contacted: ["ann", "ben"], waiting: ["cho"] });
    const soon = found(speedToLead(JOURNEYS, { from: 0, before: 100, now: 2 * HOUR }));
    expect(soon).toMatchObject({ median: null, contacted: ["ann"], waiting: ["ben", "cho"] });
    const before = lead("gus", 1, { handedOver: 50, contacted: 10 });
    expect(found(speedToLead([before], { from: 0, before: 100, now: 60 })).median).toBe(0);
    expect(speedToLead([], { from: 0, before: 1, now: 2 }).enough).toBe(false);
  });
});

describe("money", () => {
  const spent = {
    period: MARCH,
    asOf: AS_OF,
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
    const unknown = [lead("hal", 110, { customer: 120, value: { amount: 1, currency: "GBP", day: 120 } })];
    expect(returnOnInvestment(unknown, { ...spent, basis: "cohort" })).toMatchObject({ missing: [{ what: "rate" }] });
  });
  test("velocity: 3 opportunities × ⅔ × 2,000 € / 5 days", () => {
    // Ann's cycle from opportunity to customer is 5 days, Eve's 18; Cho's is open. Down to ⅔ at 5, to ⅓ at 18: half way is ⅔.
    expect(found(velocity(JOURNEYS, spent))).toEqual({
      enough: true,
      value: expect.closeTo(800, 9),
      opportunities: 3,
      winRate: 2 / 3,
      meanValue: 2000,
      cycleDays: 5,
      leads: ["ann", "cho", "eve"],
    });
    expect(velocity([], spent).enough).toBe(false);
  });
  test("LQS: the mean score of what an effort brought, and per euro", () => {
    expect(found(leadQuality(JOURNEYS, spent))).toEqual({
      enough: true,
      value: 50,
      perCost: 200 / 1200,
      leads: ["ann", "ben", "cho", "dan"],
    });
    expect(found(leadQuality(JOURNEYS, { ...spent, costs: [] })).perCost).toBeNull();
    expect(leadQuality([lead("x", 110)], spent).enough).toBe(false);
  });
});
