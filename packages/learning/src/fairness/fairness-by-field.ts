import type { Answer } from "../answer.ts";
import { type FeatureSet, type FeatureSource, labelOf } from "../feature/feature-set.ts";
import { isProtectedName } from "../guard/find-proxies.ts";
import type { Moment } from "../moment/moment-table.ts";
import { weightedMean } from "../numbers/sum.ts";
import type { NewestRows } from "../predict/train-prediction.ts";
import type { Value } from "../table/table.ts";
import { type Fairness, selectionRates } from "./selection-rates.ts";

/** Whom a prediction puts above the average, by the groups of one protected field. */
export type FieldFairness = {
  readonly feature: string;
  readonly label: string;
  readonly fairness: Answer<Fairness>;
};

/** Numbers are told in so many groups of about one size. */
const NUMBER_GROUPS = 4;

/** What leads have that nobody is to be treated by. */
export function protectedFields(set: FeatureSet): readonly FeatureSource[] {
  return set.features.filter((source) => isProtectedName(labelOf(set, source)));
}

/**
 * For every protected field that leads have, whether it was learned from or not: who is predicted above the share that
 * converts, among the newest leads, before any of them was learned from. Each counts as often as it had days to be drawn
 * from, as a probability is said of those who are open on a morning. `set` has the features that the moments were read
 * with; `bands` are those of the first model that they were lived through with, from the lowest up.
 */
export function fairnessByField(
  newest: Pick<NewestRows, "rows" | "probabilities">,
  moments: readonly Moment[],
  set: FeatureSet,
  bands: readonly string[] = [],
): readonly FieldFairness[] {
  const known = moments.filter(({ figures }) => figures);
  const taken = Array.from(newest.rows, (row) => known[row] as Moment);
  const leads = {
    scores: newest.probabilities,
    converted: Uint8Array.from(taken, (moment) => moment.converted),
    weights: Float64Array.from(taken, ({ openDays = 1 }) => openDays),
    ...(bands.length > 0 && { bands: taken.map(({ stands: [stand] }) => stand?.band ?? null) }),
  };
  const threshold = weightedMean(leads.converted, leads.weights);
  const isEverywhere = taken.every(({ stands: [stand] }) => stand?.band);
  const bandNames = isEverywhere ? bands : [...bands, null];
  return protectedFields(set).map((source) => ({
    feature: source.name,
    label: labelOf(set, source),
    fairness: selectionRates({ groups: groupsOf(source, taken), ...leads }, { threshold, bandNames }),
  }));
}

function groupsOf({ name, kind }: FeatureSource, moments: readonly Moment[]): (string | null)[] {
  const values = moments.map(({ figures }): Value => figures?.values[name] ?? null);
  return kind === "number" ? ranges(values) : values.map((value) => (value === null ? null : String(value)));
}

function ranges(values: readonly Value[]): (string | null)[] {
  const known = values.flatMap((value) => (typeof value === "number" ? [value] : [])).sort((a, b) => a - b);
  const edges = [
    ...new Set(
      Array.from({ length: NUMBER_GROUPS - 1 }, (_, i) => known[Math.floor(((i + 1) * known.length) / NUMBER_GROUPS)]),
    ),
  ].flatMap((edge) => edge ?? []);
  return values.map((value) => {
    if (typeof value !== "number") return null;
    const at = edges.findIndex((edge) => value < edge);
    const [low, high] = at < 0 ? [edges.at(-1), undefined] : [edges[at - 1], edges[at]];
    if (low === undefined) return high === undefined ? "" : `< ${high}`;
    return high === undefined ? `≥ ${low}` : `${low} ≤ … < ${high}`;
  });
}
