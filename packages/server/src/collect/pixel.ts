import type { Json } from "@plumbline/scoring";
import type { Reading } from "./reading.ts";

/** A transparent picture of one pixel. */
export const PIXEL = Buffer.from("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7", "base64");

type Members = { [member: string]: Json };

/**
 * Reads an event out of an address, as RudderStack's pixel says it: `?userId=u1&event=Opened&properties.plan=pro`,
 * dots leading into objects.
 */
export function readPixel(query: unknown, type: string): Reading {
  const item: Members = {};
  for (const [name, value] of Object.entries(query ?? {})) {
    if (typeof value === "string" && name !== "writeKey") put(item, name.split("."), value);
  }
  const raw = Buffer.from(JSON.stringify(item));
  return { items: [item], raws: () => [raw], bytes: raw.length, type };
}

function put(item: Members, steps: readonly string[], value: string): void {
  // An address is no place for deep things, nor for an object's prototype.
  if (steps.length > 4 || steps.includes("__proto__")) return;
  let at = item;
  for (const step of steps.slice(0, -1)) {
    const below = Object.hasOwn(at, step) ? at[step] : undefined;
    const next: Members = typeof below === "object" && below !== null ? (below as Members) : {};
    at[step] = next;
    at = next;
  }
  at[steps.at(-1) ?? ""] = value;
}
