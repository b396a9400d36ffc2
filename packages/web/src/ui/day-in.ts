/** Tells the civil day of an instant, in ms or ISO 8601, in a time zone: `2026-03-01`. */
export function dayIn(timeZone: string): (instant: number | string) => string {
  // Of the languages that write days as ISO 8601 does, one that every browser has.
  const format = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short" });
  return (instant) => format.format(new Date(instant));
}
