import { civilFromDay, type Day, dayFromCivil } from "@plumbline/scoring";

/** The same day of the month, a month or a quarter on; the last one of a month that is shorter. Null: never. */
export function nextAfter(day: Day, every: "month" | "quarter" | "none"): Day | null {
  if (every === "none") return null;
  const { year, month, dayOfMonth } = civilFromDay(day);
  const months = year * 12 + (month - 1) + (every === "month" ? 1 : 3);
  return Math.min(firstOf(months) + dayOfMonth - 1, firstOf(months + 1) - 1);
}

/** The first day of a month that is counted from the year 0. */
const firstOf = (months: number): Day => dayFromCivil(Math.floor(months / 12), (months % 12) + 1, 1);
