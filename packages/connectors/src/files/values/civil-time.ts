import { dayFromCivil, type Zone } from "@plumbline/scoring";

/** A date and the time on a clock, as far as a text says them. */
export type CivilTime = {
  readonly year: number;
  readonly month: number;
  readonly dayOfMonth: number;
  readonly hour?: number;
  readonly minute?: number;
  readonly second?: number;
  readonly ms?: number;
  /** Minutes east of Greenwich; without them it is a clock of the zone. */
  readonly offset?: number | undefined;
};

export const MS_PER_DAY = 86_400_000;
const MS_PER_MINUTE = 60_000;
const EARLIEST = dayFromCivil(1000, 1, 1) * MS_PER_DAY;
const LATEST = dayFromCivil(10_000, 1, 1) * MS_PER_DAY - 1;

/** The instant of a civil time; undefined where there is no such date or time, or it lies out of range. */
export function instantAt(time: CivilTime, zone: Zone): number | undefined {
  const { year, month, dayOfMonth, hour = 0, minute = 0, second = 0, ms = 0, offset } = time;
  if (!isDate(year, month, dayOfMonth) || hour > 23 || minute > 59 || second > 59) return undefined;
  const day = dayFromCivil(year, month, dayOfMonth);
  const msOfDay = (hour * 60 + minute) * MS_PER_MINUTE + second * 1000 + ms;
  return inRange(
    offset === undefined ? zone.instantOf(day, msOfDay) : day * MS_PER_DAY + msOfDay - offset * MS_PER_MINUTE,
  );
}

/** Only the years 1000 to 9999: what lies outside was never meant. */
export function inRange(instant: number): number | undefined {
  return instant >= EARLIEST && instant <= LATEST ? instant : undefined;
}

export function isDate(year: number, month: number, dayOfMonth: number): boolean {
  if (month < 1 || month > 12 || dayOfMonth < 1) return false;
  return dayOfMonth <= 28 || dayOfMonth <= daysOfMonth(year, month);
}

function daysOfMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Two digits are a year from 1969 to 2068, as in POSIX. */
export function fullYear(digits: string): number {
  const year = Number(digits);
  return digits.length > 2 ? year : year + (year < 69 ? 2000 : 1900);
}

/** The hour of the day of an hour said with `am` or `pm`, or their Chinese and Japanese words. */
export function hourOfDay(hour: number, half: string | undefined): number {
  if (half === undefined || hour > 12) return hour;
  const isLater = /^(?:p|下午|晚上|中午|午後)/i.test(half);
  return isLater ? (hour % 12) + 12 : hour % 12;
}

/** Minutes of `Z`, `+01`, `+0100` or `+01:00`. */
export function offsetMinutes(text: string): number | undefined {
  if (text === "Z" || text === "z") return 0;
  const found = /^([-+])(\d\d)(?::?([0-5]\d))?$/.exec(text);
  return found ? Number(`${found[1]}1`) * (Number(found[2]) * 60 + Number(found[3] ?? 0)) : undefined;
}
