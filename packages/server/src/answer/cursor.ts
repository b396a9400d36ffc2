import { z } from "zod";
import { Refusal } from "./refusal.ts";

/**
 * Where the next page of a list begins. It is no secret and gives nothing away: every query names its
 * workspace, so that one that was made up finds what its maker may see anyway.
 */
export function writeCursor(place: readonly (string | number | null)[]): string {
  return Buffer.from(JSON.stringify(place)).toString("base64url");
}

/** Reads what `writeCursor` wrote; refuses what does not fit the schema. */
export function readCursor<Schema extends z.ZodType>(schema: Schema, text: string | undefined) {
  if (text === undefined) return undefined;
  const place = schema.safeParse(parse(text));
  if (!place.success) throw new Refusal({ code: "bad-cursor" });
  return place.data;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, "base64url").toString());
  } catch {
    return undefined;
  }
}

const byId = z.tuple([z.int().min(0)]);

/** Of a list in the order of ids: the id that the page before ended with. */
export function readIdCursor(text: string | undefined): number | undefined {
  return readCursor(byId, text)?.[0];
}

const byInstant = z.tuple([z.int().min(0), z.int().min(0)]);

/** Of a list as it was at an instant, in the order of ids: the instant, and the id that the page before ended with. */
export function readInstantCursor(
  text: string | undefined,
  now: number,
): { readonly at: number; readonly after: number } {
  const [at, after] = readCursor(byInstant, text) ?? [now, 0];
  return { at: Math.min(at, now), after };
}

/**
 * A page of what was read with one more than asked for; `placeOf` says where the next page begins, given the
 * last row of this one.
 */
export function pageOf<Row, Item>(
  rows: readonly Row[],
  limit: number,
  say: (row: Row) => Item,
  placeOf: (last: Row) => readonly (string | number | null)[],
): { items: Item[]; next: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(say), next: rows.length > limit && last !== undefined ? writeCursor(placeOf(last)) : null };
}
