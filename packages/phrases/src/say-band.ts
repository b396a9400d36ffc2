import type { First } from "./en/first.ts";
import type { Names } from "./names.ts";

/** Where a lead is; null is below every band. */
export type BandState = { readonly band: string | null; readonly since: number };

/** What would change the score or the band next, on its own or by one more step. */
export type Outlook =
  | { readonly kind: "rises"; readonly band: string; readonly on: number }
  | { readonly kind: "falls"; readonly band: string | null; readonly on: number }
  | {
      readonly kind: "step";
      readonly signal: string;
      /** Of a signal that counts by a property: under which of its values. */
      readonly key?: string;
      readonly times: number;
      readonly band: string;
    }
  | { readonly kind: "changes"; readonly on: number }
  | { readonly kind: "steady" };

export function sayBand(phrases: First, { band, since }: BandState, names: Names): string {
  const { bands } = phrases;
  return band === null ? bands.noneSince(since) : bands.since(names.band(band), since);
}

export function sayOutlook(phrases: First, outlook: Outlook, names: Names): string {
  const say = phrases.bands.outlook;
  switch (outlook.kind) {
    case "rises":
      return say.rises(names.band(outlook.band), outlook.on);
    case "falls":
      return outlook.band === null ? say.fallsOut(outlook.on) : say.falls(names.band(outlook.band), outlook.on);
    case "step":
      return say.step(names.signal(outlook.signal), outlook.key ?? null, outlook.times, names.band(outlook.band));
    case "changes":
      return say.changes(outlook.on);
    case "steady":
      return say.steady();
  }
}
