// The example of docs/kpis.md: what became of the leads of a March, and what they cost.

import { type DealOutcome, fateOf, type Journey, kpisOf, ratesFrom, spreadCosts } from "@plumbline/learning";
import { parseDay } from "@plumbline/scoring";

const DAY = 86_400_000;
const HOUR = 3_600_000;
const day = (text: string): number => parseDay(text) ?? Number.NaN;
const dayOf = (at: number): number => Math.floor(at / DAY);

const PERIOD = { from: day("2026-03-01"), before: day("2026-04-01") };
const AS_OF = day("2026-06-30");

type Told = readonly [date: string, kind: DealOutcome["kind"], more?: Partial<DealOutcome>];

/** Who came when, with which score at the hand-off, how many hours later the first call came, and what was told. */
const LEADS: readonly (readonly [string, string, number | null, number | null, readonly Told[]])[] = [
  [
    "Eve",
    "2026-02-10",
    0,
    null,
    [
      ["2026-03-13", "opportunity"],
      ["2026-03-31", "won", { value: 3000, currency: "EUR" }],
    ],
  ],
  [
    "Ann",
    "2026-03-01",
    30,
    1,
    [
      ["2026-03-06", "opportunity"],
      ["2026-03-11", "won", { value: 1000, currency: "EUR" }],
    ],
  ],
  [
    "Ben",
    "2026-03-11",
    30,
    3,
    [
      ["2026-04-10", "opportunity"],
      ["2026-04-30", "won", { value: 500, currency: "USD" }],
    ],
  ],
  [
    "Cho",
    "2026-03-21",
    30,
    null,
    [
      ["2026-03-26", "opportunity"],
      ["2026-04-10", "lost", { reason: "price" }],
    ],
  ],
  ["Dan", "2026-03-31", 0, null, []],
  ["Fay", "2026-04-01", 0, null, []],
];

const journeys = LEADS.map(([lead, came, score, hours, told]): Journey => {
  const outcomes = told.map(([date, kind, more], i): DealOutcome => {
    const nothing = { deal: null, value: null, currency: null, reason: null };
    return { ...nothing, kind, at: day(date) * DAY, message: `${lead} ${i}`, ...more };
  });
  const created = day(came);
  const handedOver = score === 30 ? created * DAY : null;
  return {
    ...{ lead, created, score, handedOver },
    handedOverOn: handedOver === null ? null : created,
    contacted: handedOver === null || hours === null ? null : handedOver + hours * HOUR,
    ...fateOf(outcomes, (AS_OF + 1) * DAY, dayOf),
  };
});

const costs = [
  { from: PERIOD.from, until: PERIOD.before - 1, amount: 310, currency: "EUR" },
  { from: day("2026-03-30"), until: day("2026-04-02"), amount: 400, currency: "USD" },
];
const rates = ratesFrom(
  ["2026-03-27", "2026-04-29"].map((date) => ({ day: day(date), base: "EUR", currency: "USD", rate: 1.25 })),
  "EUR",
);

const asked = {
  ...{ period: PERIOD, asOf: AS_OF, now: (AS_OF + 1) * DAY, rates },
  costs: spreadCosts(costs, PERIOD, AS_OF),
};
const cohort = kpisOf(journeys, { ...asked, basis: "cohort" });
const period = kpisOf(journeys, { ...asked, basis: "period" });

const shown = (value: number | null): string => (value === null ? "–" : String(Math.round(value * 1000) / 1000));
console.log(`${"".padEnd(26)}cohort  period`);
for (const [name, { value }] of Object.entries(cohort)) {
  const other = period[name as keyof typeof period].value;
  console.log(`${name.padEnd(24)}${shown(value).padStart(8)}${shown(other).padStart(8)}`);
}
