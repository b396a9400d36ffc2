import type { Event, Json, JsonObject } from "@plumbline/scoring";

/** Where an event says that it happened: a country, or for want of one a time zone. */
export type Place = { readonly country?: string; readonly timeZone?: string };

/**
 * Where a person was, by what the event itself says: a located country first, then the person's own
 * address, then the time zone of the device. Only the last resort is the region of its language:
 * English of the United States is set on devices all over the world.
 */
export function placeOf({ traits, context }: Event): Place {
  const location = objectAt(context, "location");
  const own = objectAt(context, "traits");
  const stated = [location?.["country"], countryIn(traits), countryIn(own)]
    .map(codeOf)
    .find((code) => code !== undefined);
  if (stated !== undefined) return { country: stated };
  const timeZone = canonicalZone(context?.["timezone"]);
  // Etc/UTC and its like are where servers are, not people.
  if (timeZone?.includes("/") && !timeZone.startsWith("Etc/")) return { timeZone };
  const region = codeOf(regionOf(context?.["locale"]));
  return region === undefined ? {} : { country: region };
}

/** Whether a place lies in one of these countries. */
export function liesIn({ country, timeZone }: Place, countries: readonly string[]): boolean {
  if (country !== undefined) return countries.includes(country);
  return timeZone !== undefined && zonesOf(countries).has(timeZone);
}

function objectAt(object: JsonObject | undefined, key: string): JsonObject | undefined {
  const found = object?.[key];
  return typeof found === "object" && found !== null && !Array.isArray(found) ? (found as JsonObject) : undefined;
}

const countryIn = (traits: JsonObject | undefined): Json | undefined =>
  objectAt(traits, "address")?.["country"] ?? traits?.["country"];

/** Codes of the European Union that are not those of ISO 3166. */
const OTHER_CODES: ReadonlyMap<string, string> = new Map([
  ["UK", "GB"],
  ["EL", "GR"],
]);

function codeOf(value: Json | undefined): string | undefined {
  const code = typeof value === "string" ? value.trim().toUpperCase() : "";
  return /^[A-Z]{2}$/.test(code) ? (OTHER_CODES.get(code) ?? code) : undefined;
}

/** `de-DE`, `zh-Hant-TW`, `pt_BR`. */
function regionOf(locale: Json | undefined): string | undefined {
  if (typeof locale !== "string" || locale.length > 50) return undefined;
  return /^[a-z]{2,3}(?:[-_][a-z]{4})?[-_]([a-z]{2})(?:$|[-_.@])/i.exec(locale)?.[1];
}

/** Clients say what they like: only as many names are remembered as there are zones. */
const REMEMBERED = 1000;
const canonical = new Map<string, string>();

function canonicalZone(name: Json | undefined): string | undefined {
  if (typeof name !== "string" || name.length > 50) return undefined;
  const known = canonical.get(name);
  if (known !== undefined) return known;
  const found = zoneNamed(name);
  if (found !== undefined && canonical.size < REMEMBERED) canonical.set(name, found);
  return found;
}

function zoneNamed(timeZone: string): string | undefined {
  try {
    return new Intl.DateTimeFormat("en", { timeZone }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

/** In Node 24, but not yet in the compiler's library. */
type LocaleWithZones = Intl.Locale & { readonly getTimeZones: () => readonly string[] | undefined };

/** By the list itself, which belongs to a policy and lives as long. */
const zones = new WeakMap<readonly string[], ReadonlySet<string>>();

/** The time zones of countries, under the same names as `canonicalZone` gives. */
function zonesOf(countries: readonly string[]): ReadonlySet<string> {
  const known = zones.get(countries);
  if (known) return known;
  const names = countries.flatMap((one) => (new Intl.Locale(`und-${one}`) as LocaleWithZones).getTimeZones() ?? []);
  const found = new Set(names.map((name) => zoneNamed(name) ?? name));
  zones.set(countries, found);
  return found;
}
