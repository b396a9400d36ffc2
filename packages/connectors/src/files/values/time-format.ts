import type { Zone } from "@plumbline/scoring";
import { type CivilTime, fullYear, hourOfDay, inRange, instantAt, MS_PER_DAY, offsetMinutes } from "./civil-time.ts";

export type ReadTime = (value: string | number) => number | undefined;

const UNITS: Readonly<Record<string, number>> = { seconds: 1e-3, milliseconds: 1, microseconds: 1e3, nanoseconds: 1e6 };

const TOKENS: Readonly<Record<string, string>> = {
  YYYY: "(?<year>\\d{4})",
  YY: "(?<year>\\d\\d)",
  MM: "(?<month>\\d\\d)",
  M: "(?<month>\\d{1,2})",
  DD: "(?<day>\\d\\d)",
  D: "(?<day>\\d{1,2})",
  HH: "(?<hour>\\d\\d)",
  H: "(?<hour>\\d{1,2})",
  hh: "(?<hour>\\d\\d)",
  h: "(?<hour>\\d{1,2})",
  mm: "(?<minute>\\d\\d)",
  m: "(?<minute>\\d{1,2})",
  ss: "(?<second>\\d\\d)",
  s: "(?<second>\\d{1,2})",
  SSS: "(?<ms>\\d{3})",
  A: "(?<half>[ap]m)",
  Z: "(?<offset>Z|[-+]\\d\\d(?::?[0-5]\\d)?)",
};

/**
 * A reader of times written in one way: `seconds`, `milliseconds`, `microseconds` or `nanoseconds`
 * since 1970, `excel` for a spreadsheet's serial days, or a pattern such as `DD.MM.YYYY HH:mm`.
 * Undefined where the format is none of these.
 */
export function timeFormat(format: string, zone: Zone): ReadTime | undefined {
  const unit = UNITS[format];
  if (unit !== undefined) return (value) => numeric(value, (number) => Math.floor(Number((number / unit).toFixed(3))));
  if (format === "excel") return (value) => numeric(value, (serial) => excelInstant(serial, zone));
  const pattern = patternOf(format);
  if (!pattern) return undefined;
  return (value) => {
    const parts = pattern.exec(String(value).trim())?.groups;
    return parts && instantAt(civilTime(parts), zone);
  };
}

function numeric(value: string | number, instant: (number: number) => number): number | undefined {
  const number = typeof value === "string" && value.trim() === "" ? Number.NaN : Number(value);
  return Number.isFinite(number) ? inRange(instant(number)) : undefined;
}

/** In the year 9999 spreadsheets end. */
const FARTHEST_SERIAL = 2_958_465;

/** Days are counted from 1899-12-30, which makes up for the 29th of February 1900 that spreadsheets believe in. */
function excelInstant(serial: number, zone: Zone): number {
  const day = Math.floor(serial);
  if (Math.abs(day) > FARTHEST_SERIAL) return Number.NaN;
  return zone.instantOf(day - 25_569, Math.round((serial - day) * MS_PER_DAY));
}

function patternOf(format: string): RegExp | undefined {
  let isKnown = true;
  const source = format.replace(/([A-Za-z])\1*|[^A-Za-z]/g, (part) => {
    const token = TOKENS[part.replace(/^[yd]+$/, (java) => java.toUpperCase())];
    if (token === undefined && /[A-SU-Za-z]/.test(part)) isKnown = false;
    return token ?? part.replace(/[$()*+.?[\\\]^{|}/]/g, "\\$&");
  });
  if (!isKnown || !["<year>", "<month>", "<day>"].every((part) => source.split(part).length === 2)) return undefined;
  try {
    return new RegExp(`^${source}$`, "iu");
  } catch {
    // The same part named twice.
    return undefined;
  }
}

function civilTime(parts: Readonly<Record<string, string | undefined>>): CivilTime {
  const { year = "", month, day, hour = 0, minute = 0, second = 0, ms = 0, half, offset } = parts;
  return {
    year: fullYear(year),
    month: Number(month),
    dayOfMonth: Number(day),
    hour: hourOfDay(Number(hour), half),
    minute: Number(minute),
    second: Number(second),
    ms: Number(ms),
    offset: offset === undefined ? undefined : offsetMinutes(offset),
  };
}
