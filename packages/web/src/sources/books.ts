import type { Answered } from "../api.ts";

export type BookEntry = Answered<"books", "list">["items"][number];
export type BookFigures = Pick<BookEntry, "received" | "stored" | "duplicates" | "quarantined" | "conflicts">;

/** Figures of one hour or one day, whether anything came or not. */
export type Slot = { readonly at: string; readonly figures: BookFigures };

const HOUR = 3_600_000;
const NOTHING: BookFigures = { received: 0, stored: 0, duplicates: 0, quarantined: 0, conflicts: 0 };

export function sumOf(entries: readonly BookFigures[]): BookFigures {
  return entries.reduce(
    (sum, one) => ({
      received: sum.received + one.received,
      stored: sum.stored + one.stored,
      duplicates: sum.duplicates + one.duplicates,
      quarantined: sum.quarantined + one.quarantined,
      conflicts: sum.conflicts + one.conflicts,
    }),
    NOTHING,
  );
}

/** The equation that always has to hold: received = stored + duplicates + quarantined. */
export function balances({ received, stored, duplicates, quarantined }: BookFigures): boolean {
  return received === stored + duplicates + quarantined;
}

/** What came in every hour from one instant to another, the hours without anything among them. */
export function byHour(entries: readonly BookEntry[], from: number, to: number): readonly Slot[] {
  const first = Math.ceil(from / HOUR);
  const last = Math.floor(to / HOUR);
  const hours = Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => (first + at) * HOUR);
  return slotsOf(
    entries,
    hours.map((hour) => new Date(hour).toISOString()),
    (hour) => new Date(hour).toISOString(),
  );
}

/** The same by civil days, as `dayOf` tells them. */
export function byDay(
  entries: readonly BookEntry[],
  from: number,
  to: number,
  dayOf: (instant: number) => string,
): readonly Slot[] {
  const days = new Set<string>();
  for (let hour = Math.ceil(from / HOUR) * HOUR; hour <= to; hour += HOUR) days.add(dayOf(hour));
  return slotsOf(entries, [...days], dayOf);
}

function slotsOf(
  entries: readonly BookEntry[],
  names: readonly string[],
  nameOf: (instant: number) => string,
): readonly Slot[] {
  const grouped = Map.groupBy(entries, ({ hour }) => nameOf(Date.parse(hour)));
  return names.map((at) => ({ at, figures: sumOf(grouped.get(at) ?? []) }));
}

export type SeenOf = { readonly today: number; readonly lastAt: string | undefined };

/** Of each source, how many events came today, and when the last one did: to the hour, where the books know no better. */
export function seenOf(
  entries: readonly BookEntry[],
  now: number,
  dayOf: (instant: number) => string,
): ReadonlyMap<string, SeenOf> {
  const today = dayOf(now);
  const grouped = Map.groupBy(
    entries.filter(({ received }) => received > 0),
    ({ source }) => source,
  );
  return new Map(
    [...grouped].map(([source, own]) => {
      const ofToday = own.filter(({ hour }) => dayOf(Date.parse(hour)) === today);
      const instants = own.map(({ hour, lastAt }) => lastAt ?? hour).sort();
      return [source, { today: sumOf(ofToday).received, lastAt: instants.at(-1) }];
    }),
  );
}
