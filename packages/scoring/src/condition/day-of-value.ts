import type { Json } from "../event.ts";
import { type Day, dayOfDigits, digitsAt, type Zone } from "../zone.ts";

/**
 * The civil day that a value says: `2026-03-01`, an ISO date-time (with an offset it is an instant,
 * read in the zone; without, local already), or epoch seconds or milliseconds.
 */
export function dayOfValue(value: Json | undefined, zone: Zone): Day | undefined {
  if (typeof value === "number") {
    const size = Math.abs(value);
    if (size >= 1e8 && size < 1e11) return zone.dayOf(value * 1000);
    return size >= 1e11 && size < 1e14 ? zone.dayOf(value) : undefined;
  }
  if (typeof value !== "string" || value.length > 40) return undefined;
  if (isPlainDate(value)) return dayOfDigits(value);
  const text = value.trim();
  if (!ISO.test(text)) return undefined;
  const day = dayOfDigits(text);
  const offset = offsetOf(text);
  if (day === undefined || offset === undefined) return day;
  return zone.dayOf((day * 86_400 + secondsAt(text, TIME) - offset) * 1000);
}

const ISO = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:?\d\d(?::?\d\d(?:[.,]\d+)?)? ?(?:Z|[-+]\d\d(?::?\d\d)?)?)?$/i;

/** Whether a text is written `2026-03-01`: most dates are, and to see that takes a tenth of what a pattern takes. */
export function isPlainDate(text: string): boolean {
  if (text.length !== 10) return false;
  for (let at = 0; at < 10; at++) {
    if (at === 4 || at === 7 ? text.charCodeAt(at) !== HYPHEN : !isDigit(text, at)) return false;
  }
  return true;
}

const HYPHEN = 45;

/** Where the time of day begins. */
const TIME = 11;

/** The offset of an ISO date-time in seconds; undefined where it has none. */
function offsetOf(text: string): number | undefined {
  if (text.endsWith("Z") || text.endsWith("z")) return 0;
  const sign = Math.max(text.lastIndexOf("+"), text.lastIndexOf("-"));
  if (sign < TIME) return undefined;
  return (text[sign] === "-" ? -1 : 1) * secondsAt(text, sign + 1);
}

/** The seconds that `09`, `0924` or `09:24:07` says, read from a place in a text on. */
function secondsAt(text: string, start: number): number {
  let seconds = 0;
  let at = start;
  for (let unit = 3600; unit >= 1 && isDigit(text, at); unit /= 60) {
    seconds += unit * digitsAt(text, at, 2);
    at += text[at + 2] === ":" ? 3 : 2;
  }
  return seconds;
}

function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 48 && code <= 57;
}
