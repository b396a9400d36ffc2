import type { Day } from "@plumbline/scoring";
import { type Answer, type Missing, notEnough } from "../answer.ts";
import { sum } from "../numbers/sum.ts";

/** An amount in a currency (ISO 4217) on the day whose rate converts it. */
export type Money = { readonly amount: number; readonly currency: string; readonly day: Day };

/** What one unit of a currency was worth in the workspace's own, on days, rising. */
export type Rates = {
  readonly currency: string;
  readonly of: ReadonlyMap<string, readonly { readonly day: Day; readonly rate: number }[]>;
};

/** Rates are not published at weekends and on holidays: the last one counts for this many days. */
export const RATE_LASTS = 7;

/** The sum of amounts in the workspace's currency, each by the rate of its day; or the rates that are missing. */
export function total(amounts: readonly Money[], rates: Rates): Answer<{ readonly amount: number }> {
  const converted = amounts.map((money) => ({ money, rate: rateOf(money, rates) }));
  const missing = converted.flatMap(({ money: { currency, day }, rate }): Missing[] =>
    rate === null ? [{ what: "rate", currency, day }] : [],
  );
  if (missing.length > 0) return notEnough(...missing);
  return { enough: true, amount: sum(converted.map(({ money, rate }) => money.amount * (rate ?? 0))) };
}

function rateOf({ currency, day }: Money, rates: Rates): number | null {
  if (currency === rates.currency) return 1;
  const known = lastBy(rates.of.get(currency) ?? [], day);
  return known && day - known.day < RATE_LASTS ? known.rate : null;
}

/** The last rate of a day or before it, by halving. */
function lastBy<Rate extends { readonly day: Day }>(rates: readonly Rate[], day: Day): Rate | undefined {
  let [low, high] = [0, rates.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rates[middle] as Rate).day <= day) low = middle + 1;
    else high = middle;
  }
  return rates[low - 1];
}
