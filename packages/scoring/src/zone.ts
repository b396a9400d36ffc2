/**
 * Civil days of a time zone. A day is an integer: days since 1970-01-01 in the proleptic
 * Gregorian calendar, so that two days subtract to "how many days ago".
 */
export type Day = number;

export type Zone = {
  /** The IANA name, such as `Europe/Berlin`. */
  readonly name: string;
  /** The civil day on which an instant (ms since the epoch) falls here. */
  dayOf(instant: number): Day;
  /**
   * The instant at which clocks here show `msOfDay` on `day`. A time that is skipped (spring)
   * is read with the offset before the gap; one that comes twice (autumn) is the first.
   */
  instantOf(day: Day, msOfDay: number): number;
};

const MS_PER_DAY = 86_400_000;

/** Days from 1970-01-01 of a civil date; after Howard Hinnant, chrono-compatible date algorithms. */
export function dayFromCivil(year: number, month: number, dayOfMonth: number): Day {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + dayOfMonth - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** Year, month (1–12) and day of month of a day number; the inverse of `dayFromCivil`. */
export function civilFromDay(day: Day): { year: number; month: number; dayOfMonth: number } {
  const z = day + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const mp = Math.floor((5 * dayOfYear + 2) / 153);
  const month = mp < 10 ? mp + 3 : mp - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    dayOfMonth: dayOfYear - Math.floor((153 * mp + 2) / 5) + 1,
  };
}

/** `2026-11-22` for a day number. */
export function formatDay(day: Day): string {
  const { year, month, dayOfMonth } = civilFromDay(day);
  const yyyy =
    year < 0 || year > 9999
      ? `${year < 0 ? "-" : "+"}${String(Math.abs(year)).padStart(6, "0")}`
      : String(year).padStart(4, "0");
  return `${yyyy}-${String(month).padStart(2, "0")}-${String(dayOfMonth).padStart(2, "0")}`;
}

/** The day number of a date written `YYYY-MM-DD`, or undefined where it is no date of the calendar. */
export function parseDay(text: string): Day | undefined {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? dayOfDigits(text) : undefined;
}

/** The day number of a text that is known to begin like a date, or undefined where the calendar has no such date. */
export function dayOfDigits(text: string): Day | undefined {
  const month = digitsAt(text, 5, 2);
  const dayOfMonth = digitsAt(text, 8, 2);
  const year = digitsAt(text, 0, 4);
  if (month < 1 || month > 12 || dayOfMonth < 1 || dayOfMonth > daysOfMonth(year, month)) return undefined;
  return dayFromCivil(year, month, dayOfMonth);
}

function daysOfMonth(year: number, month: number): number {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
}

/** The number that some digits of a text say. */
export function digitsAt(text: string, start: number, count: number): number {
  let value = 0;
  for (let i = start; i < start + count; i++) value = 10 * value + text.charCodeAt(i) - ZERO;
  return value;
}

const ZERO = "0".charCodeAt(0);

/**
 * The zone of an IANA name, or undefined where the name is unknown. Offsets come from the
 * runtime's own zone data and are looked up once per UTC day, two probes each.
 */
export function findZone(name: string): Zone | undefined {
  if (name === "UTC") return UTC;
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat("en-US", {
      timeZone: name,
      calendar: "gregory",
      numberingSystem: "latn",
      hourCycle: "h23",
      era: "short",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
  } catch {
    return undefined;
  }
  return zoneFrom(format.resolvedOptions().timeZone, (instant) => offsetAt(format, instant));
}

export const UTC: Zone = {
  name: "UTC",
  dayOf: (instant) => Math.floor(instant / MS_PER_DAY),
  instantOf: (day, msOfDay) => day * MS_PER_DAY + msOfDay,
};

function offsetAt(format: Intl.DateTimeFormat, instant: number): number {
  const whole = Math.floor(instant / 1000) * 1000;
  const part: Record<string, string> = {};
  for (const { type, value } of format.formatToParts(whole)) part[type] = value;
  const year = part["era"] === "BC" ? 1 - Number(part["year"]) : Number(part["year"]);
  const local =
    dayFromCivil(year, Number(part["month"]), Number(part["day"])) * MS_PER_DAY +
    (Number(part["hour"]) * 3600 + Number(part["minute"]) * 60 + Number(part["second"])) * 1000;
  return local - whole;
}

type OffsetOfDay = { readonly before: number; readonly changesAt: number; readonly after: number };

function zoneFrom(name: string, offsetAt: (instant: number) => number): Zone {
  const known = new Map<number, OffsetOfDay>();
  let lastUtcDay = Number.NaN;
  let last: OffsetOfDay = { before: 0, changesAt: 0, after: 0 };

  const offset = (instant: number): number => {
    const utcDay = Math.floor(instant / MS_PER_DAY);
    if (utcDay !== lastUtcDay) {
      last = known.get(utcDay) ?? probe(utcDay);
      lastUtcDay = utcDay;
    }
    return instant < last.changesAt ? last.before : last.after;
  };

  const probe = (utcDay: number): OffsetOfDay => {
    const start = utcDay * MS_PER_DAY;
    const before = offsetAt(start);
    const after = offsetAt(start + MS_PER_DAY - 1000);
    const found = { before, changesAt: before === after ? start : findChange(start, before), after };
    // Forgetting everything now and then keeps hostile timestamps from filling memory.
    if (known.size >= 100_000) known.clear();
    known.set(utcDay, found);
    return found;
  };

  const findChange = (start: number, before: number): number => {
    let low = 0;
    let high = 86_399;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (offsetAt(start + middle * 1000) === before) low = middle;
      else high = middle;
    }
    return start + high * 1000;
  };

  return {
    name,
    dayOf: (instant) => Math.floor((instant + offset(instant)) / MS_PER_DAY),
    instantOf: (day, msOfDay) => {
      const local = day * MS_PER_DAY + msOfDay;
      const earlier = local - offset(local - MS_PER_DAY);
      const later = local - offset(local + MS_PER_DAY);
      if (earlier === later) return earlier;
      if (earlier + offset(earlier) === local) return earlier;
      return later + offset(later) === local ? later : earlier;
    },
  };
}
