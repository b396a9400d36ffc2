import { drawIndex, drawNormal, seeded } from "../numbers/chance.ts";
import { buildTable, type FeatureDeclaration } from "../table/build-table.ts";
import type { Row, Table } from "../table/table.ts";

export const DECLARATIONS: readonly FeatureDeclaration[] = [
  { name: "visits", kind: "number" },
  { name: "employees", kind: "number" },
  { name: "industry", kind: "category" },
  { name: "asked for a demo", kind: "yes-no" },
  { name: "newsletter", kind: "yes-no" },
];

const INDUSTRIES = ["software", "retail", "finance", "health"];

/** Leads of which those who visit, ask and are of some industries convert more often, by `strength`. */
export function sampleRows(count: number, seed: number, strength = 1): Row[] {
  const chance = seeded(seed);
  return Array.from({ length: count }, (_, time): Row => {
    const visits = Math.floor(chance() ** 2 * 12);
    const employees = chance() < 0.2 ? null : Math.round(Math.exp(3 + drawNormal(chance)));
    const industry = INDUSTRIES[drawIndex(chance, 4)] as string;
    const demo = chance() < 0.15;
    const pull = -2 + strength * (0.25 * visits + (demo ? 1.5 : 0) + (industry === "software" ? 0.8 : -0.3) - 0.6);
    const values = { visits, employees, industry, "asked for a demo": demo, newsletter: chance() < 0.4 };
    return { values, converted: chance() < 1 / (1 + Math.exp(-pull)), time };
  });
}

export function sampleTable(count: number, seed: number, strength = 1): Table {
  return buildTable(sampleRows(count, seed, strength), DECLARATIONS);
}
