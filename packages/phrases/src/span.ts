import type { First } from "./en/first.ts";

/** `30d` as `30 days`; what is no length of time stays as it is written. */
export function spanOf({ conditions }: First, text: string): string {
  const [, amount, unit] = /^(\d+)([smhdw])$/.exec(text) ?? [];
  return unit === undefined ? text || "…" : conditions.spans[unit as keyof typeof conditions.spans](Number(amount));
}

const DAYS_BEFORE = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];

/** A date such as `2026-01-15` as the language writes it; what is none stays as it is written. */
export function dateOf({ figures }: First, text: string): string {
  const day = dayOf(text);
  return Number.isNaN(day) ? text || "…" : figures.day(day);
}

/** The days from 1970-01-01 to a date such as `2026-01-15`; NaN for what is none. */
function dayOf(date: string): number {
  const [, year, month, day] = (/^(\d{4})-(\d{2})-(\d{2})$/.exec(date) ?? []).map(Number);
  if (year === undefined || month === undefined || day === undefined) return Number.NaN;
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  // A year counts its own leap day only from March on.
  const before = year - 1;
  const leaps = Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400) - 477;
  return (year - 1970) * 365 + leaps + (DAYS_BEFORE[month - 1] ?? Number.NaN) + (isLeap && month > 2 ? 1 : 0) + day - 1;
}
