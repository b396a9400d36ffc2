import { type Event, type Model, measurerFor, UTC } from "@plumbline/scoring";
import { liveThrough } from "../moment/live-through.ts";
import { type MomentPlan, type MomentTable, newMomentTable } from "../moment/moment-table.ts";
import type { ToldLead } from "../moment/told-lead.ts";
import { drawIndex, seeded } from "../numbers/chance.ts";
import { compileFeatures } from "./compile-features.ts";
import { deriveFeatures } from "./derive-features.ts";
import type { FeatureSet } from "./feature-set.ts";
import { addToFeatureSurvey, newFeatureSurvey } from "./feature-survey.ts";

const DAY = 86_400_000;
const DEPARTMENTS = ["IT", "Sales", "Finance"];

export const PRICING: Pick<Model, "signals" | "lists"> = {
  signals: { pricing: { label: "Visited pricing", on: "page", where: { path: "/pricing" } } },
};

/** What a leak may add to a lead: on the day it was won or lost. */
export type Planted = (lead: { readonly id: string; readonly won: boolean; readonly day: number }) => readonly Event[];

/**
 * Leads whose pricing visits and departments tell who buys: some are won, some are lost, some stay open. `planted` adds
 * what only the outcome brings.
 */
export function sampleLeads(count: number, seed: number, planted: Planted = () => []): ToldLead[] {
  const chance = seeded(seed);
  return Array.from({ length: count }, (_, i) => {
    const id = `lead-${i}`;
    const start = drawIndex(chance, 200);
    let made = 0;
    const event = (day: number, what: Partial<Event>): Event => {
      made += 1;
      return { messageId: `${id}-${made}`, type: "track", userId: id, timestamp: day * DAY + made * 60_000, ...what };
    };
    const department = DEPARTMENTS[drawIndex(chance, 3)] as string;
    const visits = drawIndex(chance, 7);
    const pull = -2.2 + 0.7 * visits + (department === "IT" ? 0.9 : -0.2);
    const won = chance() < 1 / (1 + Math.exp(-pull));
    const decided = start + 12 + drawIndex(chance, 40);
    const isOpen = !won && chance() < 0.3;
    const traits = { email: `${id}@example.com`, employees: drawIndex(chance, 500), department };
    const events = [
      event(start, { type: "identify", traits }),
      ...Array.from({ length: visits }, () =>
        event(start + drawIndex(chance, 9), { type: "page", properties: { path: "/pricing" } }),
      ),
      ...(chance() < 0.5 ? [event(start + drawIndex(chance, 12), { event: "Newsletter Read" })] : []),
      ...(isOpen ? [] : [event(decided, { event: won ? "Opportunity Won" : "Opportunity Lost" })]),
      ...(isOpen ? [] : planted({ id, won, day: decided })),
    ];
    return { id, events };
  });
}

export function sampleFeatures(leads: readonly ToldLead[]): FeatureSet {
  const survey = newFeatureSurvey();
  for (const lead of leads) addToFeatureSurvey(survey, [lead]);
  return deriveFeatures(survey, [PRICING]);
}

export function planWith(set: FeatureSet, more: Partial<MomentPlan> = {}): MomentPlan {
  const features = compileFeatures(set, UTC);
  return {
    models: [],
    measurer: measurerFor([], UTC, [features]),
    readsAccounts: features.readsAccounts,
    features,
    zone: UTC,
    ...{ target: "won", horizon: 60, seed: 1, from: 0, to: 260, knownUntil: 320 },
    ...more,
  };
}

export function momentsOf(plan: MomentPlan, leads: readonly ToldLead[]): MomentTable {
  const table = newMomentTable(plan);
  for (const lead of leads) liveThrough(table, plan, [lead]);
  return table;
}
