import type { RateRow, SaidCost } from "@plumbline/store";
import { PLACES } from "./places.ts";
import { between, normal, type Random, randomOf } from "./random.ts";
import { weekdayOf } from "./rhythm.ts";

/** In which the invented vendor counts. */
export const SAMPLE_CURRENCY = "EUR";

const MONTH = 30;

/** What marketing pays for a month, about, and for so many leads; the list was bought once. */
const LEADS = 5000;
const CHANNELS: readonly (readonly [string, string | null, string | null, number])[] = [
  ["searchads", "cpc", "always-on", 6_500],
  ["social", "social", "posts", 1_800],
  ["lotline", "email", null, 900],
];
const LIST_PRICE = 4_800;

/** What the invented vendor's channels cost, and what currencies were worth, in the days up to `lastDay`. */
export function sampleMoney({ seed, leads, firstDay, lastDay }: SampleYear): {
  readonly costs: readonly SaidCost[];
  readonly rates: readonly RateRow[];
} {
  const random = randomOf(seed, "money");
  return { costs: costsIn(random, leads / LEADS, firstDay, lastDay), rates: ratesIn(random, firstDay, lastDay) };
}

type SampleYear = {
  readonly seed: number;
  readonly leads: number;
  readonly firstDay: number;
  readonly lastDay: number;
};

function costsIn(random: Random, size: number, firstDay: number, lastDay: number): readonly SaidCost[] {
  const costs: SaidCost[] = [
    {
      ...{ source: "purchased list", medium: null, campaign: null, note: "Contacts of a trade association" },
      ...{ from_day: firstDay, until_day: lastDay - 1, amount: Math.ceil(LIST_PRICE * size), currency: "USD" },
    },
  ];
  for (let from = firstDay; from < lastDay; from += MONTH) {
    for (const [source, medium, campaign, price] of CHANNELS) {
      const amount = Math.ceil((size * price * between(random, 85, 115)) / 100);
      const until_day = Math.min(lastDay, from + MONTH) - 1;
      costs.push({ source, medium, campaign, from_day: from, until_day, amount, currency: SAMPLE_CURRENCY, note: "" });
    }
  }
  return costs;
}

/** On workdays, as central banks do; each walks around what its country's prices are converted by. */
function ratesIn(random: Random, firstDay: number, lastDay: number): readonly RateRow[] {
  const perDollar = new Map(PLACES.map((place) => [place.currency, place.perDollar]));
  const own = perDollar.get(SAMPLE_CURRENCY) ?? 1;
  perDollar.delete(SAMPLE_CURRENCY);
  const rates: RateRow[] = [];
  for (const [currency, local] of perDollar) {
    let drift = 0;
    // The week before, so that the first day has a rate.
    for (let day = firstDay - 7; day < lastDay; day++) {
      if (weekdayOf(day) % 6 === 0) continue;
      drift = 0.98 * drift + 0.004 * normal(random);
      const rate = Number(((local / own) * Math.exp(drift)).toPrecision(6));
      rates.push({ day, base: SAMPLE_CURRENCY, currency, rate });
    }
  }
  return rates;
}
