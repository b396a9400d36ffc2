import { findPreset } from "@plumbline/connectors";
import { expect, test } from "vitest";
import { files, plumbline } from "./run.testing.ts";

test.each([
  [
    "hubspot",
    "Record ID,Email,Industry,Annual Revenue,Country/Region\n1,ann@example.com,Software,50000000,United States\n",
    ["country", "industry", "revenue"],
  ],
  [
    "marketo",
    "Id,Email,Title,LeadSource,Industry,AnnualRevenue,NumberOfEmployees\n1,ann@example.com,VP Sales,Referral,Software,25000000,300\n",
    ["employees", "industry", "job-title", "lead-source", "revenue"],
  ],
])("%s reads an export without a map", async (preset, list, fired) => {
  const given = await files({ "leads.csv": list });
  const model = (await findPreset(preset)) as string;
  const { out } = await plumbline(["score", "--model", model, "--leads", given["leads.csv"], "--json"]);
  const rules: (string | undefined)[] = JSON.parse(out).lines.map(({ rule }: { rule?: string }) => rule);
  expect(rules.toSorted()).toEqual(fired);
});
