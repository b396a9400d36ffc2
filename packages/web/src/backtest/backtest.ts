import type { Answered } from "../api.ts";
import { weeksOver } from "../insights/curves.ts";

type Whole = Extract<Answered<"studies", "get">, { readonly kind: "backtest" }>;
export type Backtest = NonNullable<Whole["result"]>;

/** Whether the draft ranks better, by the interval of the difference. */
export function verdictOf({ auc }: Pick<Backtest, "auc">): "better" | "worse" | "level" | "unknown" {
  if (!auc.enough) return "unknown";
  if (auc.interval.low > 0) return "better";
  return auc.interval.high < 0 ? "worse" : "level";
}

/** How many leads enter a band in a week on average; 0 where there were no weeks. */
export function perWeekIn(weeks: Backtest["live"]["weeks"], band: string): number {
  if (weeks.length === 0) return 0;
  return weeks.reduce((sum, { entered }) => sum + (entered[band] ?? 0), 0) / weeks.length;
}

/** In how many weeks more leads entered the highest band of either than sales can work; of a side without bands nothing. */
export function overfull({ live, draft }: Pick<Backtest, "live" | "draft">, perWeek: number): readonly Overfull[] {
  return (["live", "draft"] as const).flatMap((side) => {
    const { bands, weeks } = { live, draft }[side];
    const band = bands.findLast(({ group }) => group !== null)?.group;
    return band == null || weeks.length === 0
      ? []
      : [{ side, band, over: weeksOver(weeks, band, perWeek), of: weeks.length }];
  });
}

export type Overfull = {
  readonly side: "live" | "draft";
  readonly band: string;
  readonly over: number;
  readonly of: number;
};

/** All bands that either version has, those of the live one first. */
export function bandsOf({ live, draft }: Pick<Backtest, "live" | "draft">): readonly string[] {
  const names = [...live.bands, ...draft.bands].flatMap(({ group }) => (group === null ? [] : [group]));
  return [...new Set(names)];
}
