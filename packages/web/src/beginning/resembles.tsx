import { Badge } from "@mantine/core";
import { useSay } from "../say.tsx";

/** Whose scoring a preset resembles. */
const RESEMBLES: Readonly<Record<string, string>> = {
  activecampaign: "ActiveCampaign",
  eloqua: "Oracle Eloqua",
  hubspot: "HubSpot",
  "live-rank": "Lead Pilot",
  marketo: "Adobe Marketo Engage",
  pardot: "Salesforce Account Engagement (Pardot)",
};

/** Says whose scoring a preset is like, where it is like one. */
export function Resembles({ name }: { readonly name: string }) {
  const { presets: say } = useSay().screens.beginning;
  const product = Object.hasOwn(RESEMBLES, name) ? RESEMBLES[name] : undefined;
  if (product === undefined) return null;
  return (
    <Badge variant="light" tt="none" fw={500} mt={4}>
      {say.resembles(product)}
    </Badge>
  );
}
