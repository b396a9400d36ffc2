import { keep, kept } from "./kept.ts";
import type { Settings } from "./settings.ts";

/** What the visitor agreed to, by category of the site's own choice. */
export type Preferences = Readonly<Record<string, boolean>>;

export const CONSENT_KEY = "plumbline:consent";

/** Where the browser keeps nothing, a decision lasts as long as the page. */
let latest: Preferences | undefined;

export function preferences(): Preferences | undefined {
  return kept<Preferences>(CONSENT_KEY) ?? latest;
}

/** Keeps a decision; says whether it differs from the one before. Only `true` is a yes. */
export function keepPreferences(decided: Readonly<Record<string, unknown>>): boolean {
  const before = JSON.stringify(preferences());
  const entries = Object.entries(decided).map(([category, agreed]) => [category, agreed === true] as const);
  latest = Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
  keep(CONSENT_KEY, latest);
  return JSON.stringify(latest) !== before;
}

/** Whether anything may be sent or kept at all. */
export function isAllowed({ waitForConsent: category }: Settings, decided: Preferences | undefined): boolean {
  if (category === undefined) return true;
  return Object.entries(decided ?? {}).some(([name, agreed]) => agreed === true && (category || name) === name);
}
