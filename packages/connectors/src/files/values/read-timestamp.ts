import { dayFromCivil, type Zone } from "@plumbline/scoring";
import {
  type CivilTime,
  fullYear,
  hourOfDay,
  inRange,
  instantAt,
  isDate,
  MS_PER_DAY,
  offsetMinutes,
} from "./civil-time.ts";
import { plainText } from "./digits.ts";
import { readNamedDate } from "./named-date.ts";
import { timeFormat } from "./time-format.ts";

export type TimestampOptions = {
  /** Where clocks are read that say no offset. */
  readonly zone: Zone;
  /** Whether `1/12/2010` is the first of December: what the column says elsewhere, see `guessDayFirst`. */
  readonly dayFirst?: boolean;
  /** How the times are written, where they cannot tell it themselves: see `timeFormat`. */
  readonly format?: string;
};

/**
 * Reads an instant (ms since 1970) as programs and people of many countries write it; undefined
 * where the text says none, or one outside of the years 1000 to 9999. Numbers are seconds,
 * milliseconds, microseconds or nanoseconds since 1970, by their size. `1/12/2010` without anything
 * known of its column is January 12th; `1.12.2010` is December 1st.
 */
export function readTimestamp(value: string | number, options: TimestampOptions): number | undefined {
  const { zone, dayFirst, format } = options;
  if (format !== undefined) return timeFormat(format, zone)?.(value);
  if (typeof value === "number") return epochInstant(value);
  return readIso(value, zone) ?? readLoose(value, zone, dayFirst);
}

const [DASH, POINT, COMMA, COLON, SPACE, LETTER_T, LETTER_Z] = [45, 46, 44, 58, 32, 84, 90];

/** ISO 8601 with dashes, which nearly all logs are written in: no regular expression, no `Date`. */
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: asked of every event; in parts it would hand pairs around.
function readIso(text: string, zone: Zone): number | undefined {
  const { length } = text;
  if (length < 10 || text.charCodeAt(4) !== DASH || text.charCodeAt(7) !== DASH) return undefined;
  const century = twoDigits(text, 0);
  const yearOfCentury = twoDigits(text, 2);
  const year = century * 100 + yearOfCentury;
  const month = twoDigits(text, 5);
  const dayOfMonth = twoDigits(text, 8);
  if (century < 10 || yearOfCentury < 0 || !isDate(year, month, dayOfMonth)) return undefined;
  const day = dayFromCivil(year, month, dayOfMonth);
  if (length === 10) return zone.instantOf(day, 0);

  const separator = text.charCodeAt(10);
  if ((separator !== LETTER_T && separator !== SPACE) || text.charCodeAt(13) !== COLON) return undefined;
  const hour = twoDigits(text, 11);
  const minute = twoDigits(text, 14);
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59) return undefined;
  let ms = (hour * 60 + minute) * 60_000;
  let at = 16;
  if (text.charCodeAt(at) === COLON) {
    const second = twoDigits(text, 17);
    if (second < 0 || second > 59) return undefined;
    ms += second * 1000;
    at = 19;
    const mark = text.charCodeAt(at);
    if (mark === POINT || mark === COMMA) {
      // Digits beyond milliseconds are passed over.
      for (let worth = 100, digit = digitAt(text, ++at); digit >= 0; digit = digitAt(text, ++at)) {
        ms += digit * worth;
        worth = Math.floor(worth / 10);
      }
    }
  }
  if (at === length) return zone.instantOf(day, ms);
  if (text.charCodeAt(at) === LETTER_Z && at + 1 === length) return day * MS_PER_DAY + ms;
  const offset = offsetMinutes(text.slice(text.charCodeAt(at) === SPACE ? at + 1 : at));
  return offset === undefined ? undefined : day * MS_PER_DAY + ms - offset * 60_000;
}

function digitAt(text: string, at: number): number {
  const digit = text.charCodeAt(at) - 48;
  return digit >= 0 && digit <= 9 ? digit : -1;
}

/** −1 where they are no digits. */
function twoDigits(text: string, at: number): number {
  const tens = digitAt(text, at);
  const ones = digitAt(text, at + 1);
  return tens < 0 || ones < 0 ? -1 : tens * 10 + ones;
}

/** Below 10¹¹ these are seconds (until the year 5138), above milliseconds, and so on by thousands. */
function epochInstant(number: number): number | undefined {
  const size = Math.abs(number);
  if (size < 1e11) return inRange(Math.round(number * 1000));
  return inRange(Math.floor(number / (size < 1e14 ? 1 : size < 1e17 ? 1e3 : 1e6)));
}

/** The other forms: a clock anywhere in the text, and the rest of it a date. */
function readLoose(text: string, zone: Zone, dayFirst: boolean | undefined): number | undefined {
  if (text.length > 100) return undefined;
  const plain = plainText(text);
  const basic = BASIC_ISO.exec(plain);
  if (basic) {
    const [, year, month, day, hour = "00", minute = "00", second = "00", z = ""] = basic;
    return readIso(`${year}-${month}-${day}T${hour}:${minute}:${second}${z}`, zone);
  }
  if (EPOCH.test(plain)) return epochInstant(Number(plain));
  const { date, clock } = splitClock(plain);
  const civil = readNumericDate(date, dayFirst) ?? readNamedDate(date);
  return civil && instantAt({ ...civil, ...clock }, zone);
}

const BASIC_ISO = /^((?:19|20)\d\d)(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?)?(Z)?$/;
// Fewer digits are a year, a serial number or a count, never a time since 1970 in a log.
const EPOCH = /^(?:-\d+|\d{9,})(?:\.\d+)?$/;

const CLOCK = new RegExp(
  [
    String.raw`(?<before>上午|下午|凌晨|晚上|中午|午前|午後)?\s*(?<hour>\d{1,2})`,
    String.raw`(?::(?<minute>\d\d)(?::(?<second>\d\d)(?:[.,](?<fraction>\d+))?)?`,
    String.raw`|[时時点點](?:\s*(?<minuteZh>\d{1,2})分(?:\s*(?<secondZh>\d{1,2})秒)?)?)`,
    String.raw`(?:\s*(?<half>[ap]\.?m\b\.?))?`,
    String.raw`(?:\s*(?<zone>z|utc?|gmt|[ecmp][sd]t)(?![\p{L}\p{N}]))?`,
    String.raw`(?:\s*(?<offset>[-+]\d\d(?::?[0-5]\d)?)(?!\d))?(?:\s*\([^)]*\))?`,
  ].join(""),
  "iu",
);

/** Hours from Greenwich of the abbreviations in RFC 2822; others mean different things to different people. */
const ZONE_HOURS: Readonly<Record<string, number>> = {
  EST: -5,
  EDT: -4,
  CST: -6,
  CDT: -5,
  MST: -7,
  MDT: -6,
  PST: -8,
  PDT: -7,
};

function splitClock(text: string): { readonly date: string; readonly clock: Partial<CivilTime> } {
  const found = CLOCK.exec(text);
  if (!found?.groups) return { date: text, clock: {} };
  const { before, hour, minute, minuteZh, second, secondZh, fraction = "0", half, zone, offset } = found.groups;
  const [start, end] = [text.slice(0, found.index), text.slice(found.index + found[0].length)];
  const minutes = offset === undefined ? zone && (ZONE_HOURS[zone.toUpperCase()] ?? 0) * 60 : offsetMinutes(offset);
  return {
    date: `${start.replace(/(?<=\d)T$/i, "")} ${end}`.replace(/^[\s,]+|[\s,]+$/g, ""),
    clock: {
      hour: hourOfDay(Number(hour), before ?? half),
      minute: Number(minute ?? minuteZh ?? 0),
      second: Number(second ?? secondZh ?? 0),
      ms: Math.floor(Number(`0.${fraction}`) * 1000),
      offset: minutes === "" ? undefined : minutes,
    },
  };
}

const NUMERIC = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d\d)(?:\s*г?\.)?$/u;
const YEAR_FIRST =
  /^(\d{4})(?:([./-])(\d{1,2})\2(\d{1,2})|年\s*(\d{1,2})月\s*(\d{1,2})[日号號]?(?:\s*\(?[星期周週]*[一二三四五六日天月火水木金土][曜日]*\)?)?)$/u;

function readNumericDate(text: string, dayFirst: boolean | undefined): CivilTime | undefined {
  const long = YEAR_FIRST.exec(text);
  if (long) return { year: Number(long[1]), month: Number(long[3] ?? long[5]), dayOfMonth: Number(long[4] ?? long[6]) };
  const short = NUMERIC.exec(text);
  if (!short) return undefined;
  const [, first = "", mark, second = "", year = ""] = short;
  const isDayFirst = dayFirst ?? (mark === "." || Number(first) > 12);
  const [day, month] = isDayFirst ? [first, second] : [second, first];
  return { year: fullYear(year), month: Number(month), dayOfMonth: Number(day) };
}

/**
 * Whether a column writes the day before the month (`13/1/2010`), by those of its dates that can be
 * read in one way only; undefined where none of them tells.
 */
export function guessDayFirst(samples: readonly string[]): boolean | undefined {
  let votes = 0;
  for (const sample of samples) {
    const found = /^(\d{1,2})[./-](\d{1,2})[./-]\d\d/.exec(plainText(sample));
    if (!found) continue;
    if (Number(found[1]) > 12) votes++;
    else if (Number(found[2]) > 12) votes--;
  }
  return votes === 0 ? undefined : votes > 0;
}
