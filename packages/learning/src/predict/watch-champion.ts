import type { Answer } from "../answer.ts";
import type { Moment } from "../moment/moment-table.ts";
import { tableOfMoments } from "../moment/table-of-moments.ts";
import { falseDiscovery } from "../numbers/false-discovery.ts";
import { type Interval, LEVEL, weightedInterval } from "../numbers/interval.ts";
import { sum, weightedMean } from "../numbers/sum.ts";
import { encodeTable } from "../table/build-table.ts";
import { type Table, takeRows } from "../table/table.ts";
import { type CalibrationDrift, calibrationDrift, type Drift, drift, numberDrift, verdictOf } from "../truth/drift.ts";
import type { LeadArtefact } from "./artefact.ts";
import { predictorOf } from "./predict.ts";
import type { PredictionAnswer } from "./train-prediction.ts";

/** How the prediction in use does on leads that came after it had learned. */
export type ChampionWatch = {
  /** Features that are no longer as they were, the most moved first. */
  readonly drift: readonly FeatureDrift[];
  readonly calibration: Answer<CalibrationDrift>;
  /** Null where nothing was learned that could take its place, or too few leads came that neither has learned from. */
  readonly challenge: Challenge | null;
};

type Challenger = {
  readonly answer: Extract<PredictionAnswer, { kind: "trained" }>;
  /** The moments that it was trained on. */
  readonly moments: readonly Moment[];
};

/** Leads of each outcome that two predictions are held against one another on. */
const LEAST = 10;

/**
 * Watches a champion on moments that were read with its own features, and holds a challenger against it on those of the
 * newest leads of the challenger's training that were not there yet when the champion was learned, chosen, judged and
 * calibrated: so the champion has not learned from any of them, nor has what the challenger was judged by, which is its
 * recipe without its newest leads. A later moment is not enough, for the same lead is drawn again.
 */
export function watchChampion(
  champion: LeadArtefact,
  moments: readonly Moment[],
  challenger?: Challenger,
): ChampionWatch {
  const { ids, table: raw } = tableOfMoments(moments, champion.reads);
  const rows = ids.map((id, row) => ({ id, row }));
  const byId = new Map(moments.map((moment) => [moment.id, moment]));
  const table = encodeTable(
    rows.map(({ id, row }) => ({
      values: byId.get(id)?.figures?.values ?? {},
      converted: raw.label[row] === 1,
      time: raw.time?.[row] as number,
      weight: raw.weight[row] as number,
    })),
    champion.features,
  );
  const probabilities = predictorOf(champion).table(table);
  const until = champion.window.newest.to ?? Number.POSITIVE_INFINITY;
  return {
    drift: featureDrift(table, until),
    calibration: calibrationSince(table, probabilities, until),
    challenge: challenger ? challenged(challenger, { ids, table, probabilities, until }) : null,
  };
}

type Told = {
  readonly ids: readonly string[];
  readonly table: Table;
  readonly probabilities: Float64Array;
  /** The last day from which the champion has learned. */
  readonly until: number;
};

function challenged({ answer, moments }: Challenger, told: Told): Challenge | null {
  const { ids, table, probabilities, until } = told;
  const rowOf = new Map(ids.map((id, row) => [id, row]));
  const own = moments.filter(({ figures }) => figures);
  const { rows, losses } = answer.newest;
  const pairs = [...rows].flatMap((row, i) => {
    const moment = own[row];
    const at = rowOf.get(moment?.id ?? "");
    if (at === undefined || !moment || (moment.openFrom ?? moment.day) <= until) return [];
    const label = table.label[at] as number;
    const ofChampion = lossOf(probabilities[at] as number, label);
    return [{ label, champion: ofChampion, challenger: losses[i] as number, weight: table.weight[at] as number }];
  });
  const hits = pairs.filter(({ label }) => label === 1).length;
  if (Math.min(hits, pairs.length - hits) < LEAST) return null;
  return challengeOf(
    Float64Array.from(pairs, (pair) => pair.champion),
    Float64Array.from(pairs, (pair) => pair.challenger),
    Float64Array.from(pairs, (pair) => pair.weight),
  );
}

/** −log of the probability that was given to what happened; what was held impossible counts as one in a million. */
function lossOf(probability: number, label: number): number {
  return -Math.log(Math.max(1e-6, label === 1 ? probability : 1 - probability));
}

/** Two predictions held against each other on the same leads, of which neither knew when it spoke. */
export type Challenge = {
  readonly leads: number;
  /** The mean of −log of the probability that each gave to what happened. */
  readonly champion: number;
  readonly challenger: number;
  /** By how much the challenger's loss is lower, per lead; the interval is of the paired difference. */
  readonly gain: number;
  readonly interval: Interval;
  /** Level: the interval holds nought. */
  readonly verdict: "better" | "level" | "worse";
};

/** By their losses on the same leads in the same order, at least two; each counts by its weight. */
export function challengeOf(
  champion: Float64Array,
  challenger: Float64Array,
  weights: Float64Array = new Float64Array(champion.length).fill(1),
  level = LEVEL,
): Challenge {
  const gains = champion.map((loss, i) => loss - (challenger[i] as number));
  const gain = weightedMean(gains, weights);
  const interval = weightedInterval(gains, weights, level);
  return {
    leads: gains.length,
    champion: weightedMean(champion, weights),
    challenger: weightedMean(challenger, weights),
    ...{ gain, interval },
    verdict: interval.low > 0 ? "better" : interval.high < 0 ? "worse" : "level",
  };
}

/** How a feature has moved since a prediction learned it; the verdict knows of all that were looked at. */
export type FeatureDrift = { readonly feature: string; readonly drift: Answer<Drift> };

/**
 * Which features are no longer as they were, the most moved first: rows up to and with a time, which the prediction
 * had learned from, against those after it. A value that is missing is a value of its own. Rows count by their weights,
 * because those at the end of the period are drawn from fewer days, and so are younger than the leads of a morning. Of
 * many features some move by chance: a verdict goes by the share of false ones among those at least as sure (Benjamini &
 * Hochberg).
 */
export function featureDrift(table: Table, until: number): readonly FeatureDrift[] {
  const [before, after] = parted(table, until);
  const weights = [leadsWorth(before.weight), leadsWorth(after.weight)] as const;
  const told = table.features.map(({ name }, at) => {
    const columns = [before.columns[at] as Float64Array, after.columns[at] as Float64Array] as const;
    const of = table.features[at]?.kind === "number" ? driftOfNumbers : driftOfLevels;
    return { feature: name, drift: of(columns, weights) };
  });
  const q = falseDiscovery(told.flatMap(({ drift: found }) => (found.enough ? [found.p] : [])))[Symbol.iterator]();
  const judged = told.map(({ feature, drift: found }): FeatureDrift => {
    if (!found.enough) return { feature, drift: found };
    return { feature, drift: { ...found, verdict: verdictOf(found.psi, q.next().value ?? 1) } };
  });
  const size = ({ drift: found }: FeatureDrift) => (found.enough ? found.psi : -1);
  return judged.sort((a, b) => size(b) - size(a) || (a.feature < b.feature ? -1 : 1));
}

/** Weights that sum to as many leads of equal weight as say as much: Kish, "Survey Sampling" (1965). */
function leadsWorth(weights: Float64Array): Float64Array {
  const share = sum(weights) / sum(weights.map((weight) => weight ** 2));
  return weights.map((weight) => weight * share);
}

/** Whether probabilities that held until a time hold after it. */
export function calibrationSince(
  table: Table,
  probabilities: Float64Array,
  until: number,
  level = LEVEL,
): Answer<CalibrationDrift> {
  const { time, label, weight } = table;
  const rows = (isAfter: boolean) =>
    Array.from(label.keys()).filter((row) => (time?.[row] ?? Number.NEGATIVE_INFINITY) > until === isAfter);
  const of = (own: readonly number[]) => ({
    scores: Float64Array.from(own, (row) => probabilities[row] as number),
    converted: Uint8Array.from(own, (row) => label[row] as number),
    weights: Float64Array.from(own, (row) => weight[row] as number),
  });
  return calibrationDrift(of(rows(false)), of(rows(true)), level);
}

function parted(table: Table, until: number): readonly [Table, Table] {
  const rows = Uint32Array.from({ length: table.rows }, (_, row) => row);
  const isAfter = (row: number) => (table.time?.[row] ?? Number.NEGATIVE_INFINITY) > until;
  return [
    takeRows(
      table,
      rows.filter((row) => !isAfter(row)),
    ),
    takeRows(table, rows.filter(isAfter)),
  ];
}

type Parted = readonly [Float64Array, Float64Array];

/** Numbers by their tenths; where some are missing, these are below all others. */
function driftOfNumbers([before, now]: Parted, weights: Parted): Answer<Drift> {
  const below = (values: Float64Array) => values.map((value) => (Number.isNaN(value) ? -Number.MAX_VALUE : value));
  return numberDrift(below(before), below(now), { weights });
}

function driftOfLevels([before, now]: Parted, [ofBefore, ofNow]: Parted): Answer<Drift> {
  const counts = (values: Float64Array, weights: Float64Array) => {
    const found = new Map<number, number>();
    for (const [i, value] of values.entries()) found.set(value, (found.get(value) ?? 0) + (weights[i] as number));
    return found;
  };
  const [old, own] = [counts(before, ofBefore), counts(now, ofNow)];
  const levels = [...new Set([...old.keys(), ...own.keys()])];
  return drift(
    levels.map((level) => old.get(level) ?? 0),
    levels.map((level) => own.get(level) ?? 0),
  );
}
