import { seeded } from "../numbers/chance.ts";
import { eachBlock } from "../table/blocks.ts";
import { type Table, takeFeatures, takeRows } from "../table/table.ts";
import { type ForestData, forestMargins, forestOf } from "../trees/forest.ts";
import type { WebAssemblyLike } from "../trees/kernel.ts";
import { trainTrees } from "../trees/train-trees.ts";
import { auc } from "../truth/auc.ts";
import type { LeftOut } from "./left-out.ts";
import { soloAuc, thinned } from "./solo-auc.ts";

/** Late values up to this share are put down to clocks and repairs. */
const TOLERATED = 0.01;
/** A feature that comes with the decision, or after it, in so many of the leads that have it is a trace of it. */
const AFTERWARDS = 0.5;
const LEAST_AFTERWARDS = 10;
/** What is known beforehand does not tell so well alone. */
const SEPARATES = 0.97;
/** Below this, no model is too good to be true. */
const TRIUMPH = 0.9;
/** And the features that may have brought it are those without which at least so much more cannot be told. */
const LOST = 2;
const MOST_ROWS = 20_000;

export type LeakFacts = {
  readonly seed: number;
  /** By feature and row, when the value became known, on the scale of `time`; NaN where that is not known. */
  readonly knownAt?: Readonly<Record<string, Float64Array>>;
  /**
   * By feature and row, when the lead first had a value at all, be it after the row's time, on the scale of `time`; NaN
   * where it never had one, or nobody knows when.
   */
  readonly firstAt?: Readonly<Record<string, Float64Array>>;
  /** By row, when it was decided, one way or the other; NaN where it is open. */
  readonly decidedAt?: Float64Array;
  /** Features that people of the team set. */
  readonly setByStaff?: readonly string[];
  readonly wasm?: WebAssemblyLike;
};

type Leak = Extract<LeftOut, { why: "known-late" | "after-outcome" | "set-by-staff" | "separates" | "triumph" }>;

/**
 * Features that are only known after the outcome, with the evidence: by when their values became known, by whether they
 * mostly come with the decision, by who sets them, by how well they tell the outcome alone, and by what the others are
 * worth without them.
 */
export function findLeaks(table: Table, facts: LeakFacts): readonly Leak[] {
  const late = findLate(table, facts);
  const told = [...late, ...findFollowing(without(table, late), facts), ...findStaffSet(without(table, late), facts)];
  const rest = without(takeRows(table, thinned(table, MOST_ROWS)), told);
  const separating = findSeparating(rest, facts.seed);
  return [...told, ...separating, ...findTriumphs(without(rest, separating), facts)];
}

function without(table: Table, leaks: readonly Leak[]): Table {
  return takeFeatures(table, (name) => !leaks.some(({ feature }) => feature === name));
}

function findLate({ features, time }: Table, { knownAt = {} }: LeakFacts): readonly Leak[] {
  if (!time) return [];
  return features.flatMap(({ name: feature }) => {
    if (!Object.hasOwn(knownAt, feature)) return [];
    const lags = (knownAt[feature] as Float64Array).map((known, row) => known - (time[row] as number));
    const known = lags.filter((lag) => !Number.isNaN(lag));
    const late = known.filter((lag) => lag > 0).sort();
    const share = known.length > 0 ? late.length / known.length : 0;
    return share > TOLERATED ? [{ feature, why: "known-late", share, lateness: late[late.length >> 1] as number }] : [];
  });
}

/** Features that mostly come with the decision, be their columns empty. */
export function findFollowing(
  { features }: Pick<Table, "features">,
  { firstAt = {}, decidedAt }: Pick<LeakFacts, "firstAt" | "decidedAt">,
): readonly Leak[] {
  if (!decidedAt) return [];
  return features.flatMap(({ name: feature }): readonly Leak[] => {
    if (!Object.hasOwn(firstAt, feature)) return [];
    const lags = (firstAt[feature] as Float64Array).map((first, row) => first - (decidedAt[row] as number));
    const known = lags.filter((lag) => !Number.isNaN(lag));
    const leads = known.length;
    const after = known.filter((lag) => lag >= 0).length;
    const share = after / Math.max(1, leads);
    return after >= LEAST_AFTERWARDS && share >= AFTERWARDS ? [{ feature, why: "after-outcome", leads, share }] : [];
  });
}

function findStaffSet({ features }: Table, { setByStaff = [], knownAt = {} }: LeakFacts): readonly Leak[] {
  return features.flatMap(({ name: feature }) =>
    // Where it is known when the value was set, the time says it better.
    setByStaff.includes(feature) && !Object.hasOwn(knownAt, feature) ? [{ feature, why: "set-by-staff" }] : [],
  );
}

function findSeparating({ features, columns, label }: Table, seed: number): readonly Leak[] {
  return features.flatMap((feature, f) => {
    const found = soloAuc(feature, columns[f] as Float64Array, label, seed);
    return found && found.auc >= SEPARATES ? [{ feature: feature.name, why: "separates", auc: found.auc }] : [];
  });
}

/** Takes away one leak after another until what is left is believable. */
function findTriumphs(table: Table, facts: LeakFacts): readonly Leak[] {
  const whole = quickTrees(table, facts);
  if (!whole || whole.auc < TRIUMPH) return [];
  const leaks = whole.used.slice(0, 3).flatMap((feature): readonly Extract<Leak, { why: "triumph" }>[] => {
    const rest = quickTrees(
      takeFeatures(table, (name) => name !== feature),
      facts,
    );
    const aucWithout = rest?.auc ?? 0.5;
    const isLost = 1 - aucWithout >= LOST * (1 - whole.auc);
    return isLost ? [{ feature, why: "triumph", aucWith: whole.auc, aucWithout }] : [];
  });
  const [worst] = leaks.sort((a, b) => a.aucWithout - b.aucWithout);
  return worst ? [worst, ...findTriumphs(without(table, [worst]), facts)] : [];
}

/** What quick trees learn from part of the rows, judged on the others, and their features by how many rows they part. */
function quickTrees(table: Table, { seed, wasm }: LeakFacts): { readonly auc: number; readonly used: string[] } | null {
  const chance = seeded(seed);
  const isLearned = Uint8Array.from({ length: table.rows }, () => Number(chance() < 0.7));
  const rows = [...isLearned.keys()];
  const judged = takeRows(
    table,
    rows.filter((row) => isLearned[row] === 0),
  );
  const settings = { trees: 40, rate: 0.2 };
  const learned = takeRows(
    table,
    rows.filter((row) => isLearned[row] === 1),
  );
  const data = trainTrees(learned, { seed, settings, ...(wasm ? { wasm } : {}) });
  const forest = forestOf(data);
  const margins = new Float64Array(judged.rows);
  const width = judged.columns.length;
  eachBlock(judged, (values, from, to) => forestMargins(forest, values, width, margins.subarray(from, to)));
  const found = auc({ scores: margins, converted: judged.label });
  return found.enough ? { auc: found.auc, used: byUse(table, data) } : null;
}

/** Features by how far apart the means of the parts lie that their splits make, over the rows. */
function byUse({ features }: Table, data: ForestData): string[] {
  const means = new Float64Array(data.feature.length);
  const use = new Float64Array(features.length);
  for (let node = data.feature.length - 1; node >= 0; node--) {
    const feature = data.feature[node] as number;
    if (feature < 0) means[node] = data.value[node] as number;
    else {
      const right = data.right[node] as number;
      const [l, r] = [data.cover[node + 1] as number, data.cover[right] as number];
      const [left, other] = [means[node + 1] as number, means[right] as number];
      means[node] = (l * left + r * other) / (l + r);
      use[feature] = (use[feature] as number) + ((l * r) / (l + r)) * (left - other) ** 2;
    }
  }
  const order = features.map((_, f) => f).sort((a, b) => (use[b] as number) - (use[a] as number) || a - b);
  return order.filter((f) => (use[f] as number) > 0).map((f) => (features[f] as Table["features"][number]).name);
}
