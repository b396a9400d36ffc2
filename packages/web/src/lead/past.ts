import type { Told } from "./lead.ts";

const DAY = 86_400_000;

/** A day that has passed, and by whose knowledge it is looked at. */
export type PastDay = { readonly on: string; readonly known: "now" | "then" };

/** The days on which something happened that the score knows of, and today, in order; each once. */
export function daysOf(lines: readonly Told[], others: readonly string[], today: string): readonly string[] {
  const counted = lines.flatMap((line) => {
    const evidence = line["evidence"] as { readonly days?: readonly (readonly [string, number])[] } | undefined;
    return (evidence?.days ?? []).map(([day]) => day);
  });
  return [...new Set([...counted, ...others, today])].filter((day) => day <= today).sort();
}

/** The place of the last of `days` that is not after `day`; the first one where all are. */
export function placeOf(days: readonly string[], day: string): number {
  return Math.max(
    days.findLastIndex((one) => one <= day),
    0,
  );
}

/** The last millisecond of a civil day in a time zone, as an instant. */
export function endOfDay(day: string, timeZone: string): string {
  const next = Date.parse(`${day}T00:00:00Z`) + DAY;
  // The clocks may be put between the first guess and midnight; the second one is right.
  const guess = next - offsetOf(next, timeZone);
  return new Date(next - offsetOf(guess, timeZone) - 1).toISOString();
}

/** How far the clocks of a place are ahead of UTC at an instant, in ms. */
function offsetOf(instant: number, timeZone: string): number {
  const clock = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  const part = Object.fromEntries(clock.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(instant / 1000) * 1000;
}
