/** Whose scoring a preset resembles, by its name; products are called the same in all languages. */
const RESEMBLED: Readonly<Record<string, string>> = {
  activecampaign: "ActiveCampaign",
  eloqua: "Oracle Eloqua",
  hubspot: "HubSpot",
  "live-rank": "Lead Pilot",
  marketo: "Adobe Marketo Engage",
  pardot: "Salesforce Account Engagement (Pardot)",
};

export const PRODUCTS: readonly string[] = Object.values(RESEMBLED);

/** The product whose scoring a preset is like; undefined where it is Plumbline's own. */
export function resembled(name: string): string | undefined {
  return Object.hasOwn(RESEMBLED, name) ? RESEMBLED[name] : undefined;
}
