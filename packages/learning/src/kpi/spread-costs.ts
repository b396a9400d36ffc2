import type { Day } from "@plumbline/scoring";
import type { Period } from "./journey.ts";
import type { Money } from "./money.ts";

/** What something cost from one day to another (itself included), each day as much. */
export type Cost = {
  readonly from: Day;
  readonly until: Day;
  readonly amount: number;
  readonly currency: string;
};

/** What costs come to on the days of a period until `asOf`, by currency and day. */
export function spreadCosts(costs: readonly Cost[], { from, before }: Period, asOf: Day): readonly Money[] {
  const spread = new Map<string, { amount: number; readonly currency: string; readonly day: Day }>();
  for (const cost of costs) {
    const each = cost.amount / (cost.until - cost.from + 1);
    const end = Math.min(cost.until, before - 1, asOf);
    for (let day = Math.max(cost.from, from); day <= end; day++) {
      const key = `${cost.currency} ${day}`;
      const money = spread.get(key);
      if (money) money.amount += each;
      else spread.set(key, { amount: each, currency: cost.currency, day });
    }
  }
  return [...spread.values()];
}
