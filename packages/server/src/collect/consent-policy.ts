import type { consentPolicy } from "@plumbline/api";
import type { z } from "zod";
import { liesIn, type Place } from "./place.ts";

export type ConsentPolicy = Readonly<z.infer<typeof consentPolicy>>;

/** What is asked of one event. */
export type ConsentTerms = Readonly<Pick<ConsentPolicy["markets"][number], "mode" | "categories" | "gpc">>;

/**
 * Where a device may be watched only with consent (ePrivacy directive, article 5(3)): the European
 * Economic Area with the regions that belong to the Union and have codes of their own, the United
 * Kingdom with the Crown dependencies and Gibraltar, Switzerland.
 */
const CONSENT_FIRST =
  "AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE IS LI NO AX GF GP MQ RE YT MF GB GG JE IM GI CH";

/** The policy of a new workspace; docs/decisions/0013-consent.md says why. */
export const defaultConsentPolicy: ConsentPolicy = {
  version: 1,
  mode: "opt-out",
  categories: ["analytics"],
  gpc: "ignore",
  markets: [
    {
      name: "Consent first",
      countries: CONSENT_FIRST.split(" "),
      mode: "opt-in",
      categories: ["analytics"],
      gpc: "ignore",
    },
  ],
  sources: [],
};

/** The terms of a source at a place: the source's own rules or the workspace's, and there the first market that fits. */
export function termsFor(policy: ConsentPolicy, sourceId: number, place: Place): ConsentTerms {
  const rules = policy.sources.find(({ source }) => source === sourceId) ?? policy;
  return rules.markets.find(({ countries }) => liesIn(place, countries)) ?? rules;
}
