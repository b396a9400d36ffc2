import type { Answered } from "../api.ts";

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

/** All bands that either version has, those of the live one first. */
export function bandsOf({ live, draft }: Pick<Backtest, "live" | "draft">): readonly string[] {
  const names = [...live.bands, ...draft.bands].flatMap(({ group }) => (group === null ? [] : [group]));
  return [...new Set(names)];
}
