import { z } from "zod";
import { parseDay } from "../zone.ts";

/**
 * A strict object whose error for an unknown key carries the keys that are known, as JSON in the
 * message, so that `parse-model` can suggest the nearest one.
 */
export function strict<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.strictObject(shape, {
    error: (issue) => (issue.code === "unrecognized_keys" ? JSON.stringify({ known: Object.keys(shape) }) : undefined),
  });
}

/** A name by which other parts of a model refer to this one. */
export const name = z
  .string()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N} _.+-]{0,99}$/u, { error: "bad-name" })
  .describe("A name: letters, digits, space, - _ . +, at most 100 characters");

/** A number of points with at most two decimals. */
export const points = z
  .number()
  .min(-1_000_000)
  .max(1_000_000)
  .refine((x) => Math.abs(x * 100 - Math.round(x * 100)) < 1e-6, { error: "two-decimals" })
  .describe("Points, at most two decimals");

/** How much of a dimension goes into a total, with at most four decimals. */
export const weight = z
  .number()
  .min(-1000)
  .max(1000)
  .refine((x) => Math.abs(x * 10_000 - Math.round(x * 10_000)) < 1e-6, { error: "four-decimals" })
  .describe("A weight, at most four decimals");

/** `30d`, `8w`: whole days. */
export const days = z
  .string()
  .regex(/^[1-9]\d{0,4}[dw]$/, { error: "bad-days" })
  .describe("A number of days or weeks, such as 30d or 8w");

/** `90s`, `30m`, `2h`, `1d`. */
export const duration = z
  .string()
  .regex(/^[1-9]\d{0,5}[smhdw]$/, { error: "bad-duration" })
  .describe("A length of time, such as 90s, 30m, 2h or 1d");

export const date = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, { error: "bad-date", abort: true })
  .refine((text) => parseDay(text) !== undefined, { error: "bad-date" })
  .describe("A date, YYYY-MM-DD");

const MS = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const;

/** Milliseconds of a `duration`. */
export function readDuration(text: string): number {
  return Number(text.slice(0, -1)) * MS[text.at(-1) as keyof typeof MS];
}

/** A window of days; without one, all time. */
export function readWindow(days: string | undefined): number {
  return days === undefined ? Number.POSITIVE_INFINITY : readDays(days);
}

/** Whole days of a `days`. */
export function readDays(text: string): number {
  return readDuration(text) / MS.d;
}
