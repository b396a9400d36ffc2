import { labelOf } from "../feature/feature-set.ts";
import type { Moment } from "../moment/moment-table.ts";
import type { LeadArtefact } from "./artefact.ts";
import { predictorOf } from "./predict.ts";

/** How much a feature counts: the mean size of its part in the log-odds. */
export type FeatureWeight = { readonly feature: string; readonly label: string; readonly weight: number };

const MOST = 300;

/** What counts most on the newest moments, by exact Shapley values; the first the most. At most 300 are looked at. */
export function featureWeights(artefact: LeadArtefact, moments: readonly Moment[]): readonly FeatureWeight[] {
  const newest = moments.filter(({ figures }) => figures).toSorted((a, b) => b.day - a.day || (a.id < b.id ? -1 : 1));
  const { explain } = predictorOf(artefact);
  const sums = new Map<string, number>();
  const looked = newest.slice(0, MOST);
  for (const { figures } of looked) {
    for (const { feature, effect } of explain(figures?.values ?? {}).effects)
      sums.set(feature, (sums.get(feature) ?? 0) + Math.abs(effect));
  }
  const labels = new Map(artefact.reads.features.map((source) => [source.name, labelOf(artefact.reads, source)]));
  return [...sums]
    .map(([feature, sum]) => ({ feature, label: labels.get(feature) ?? feature, weight: sum / looked.length }))
    .sort((a, b) => b.weight - a.weight || (a.feature < b.feature ? -1 : 1));
}
