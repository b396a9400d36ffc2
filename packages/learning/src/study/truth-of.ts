import { type CompiledModel, type Day, formatDay, fromPoints } from "@plumbline/scoring";
import type { Answer } from "../answer.ts";
import type { WithoutMoment } from "../moment/draw-day.ts";
import type { Moment, MomentTable, Stand } from "../moment/moment-table.ts";
import { LEVEL, type Rate, wilson } from "../numbers/interval.ts";
import { type Auc, auc } from "../truth/auc.ts";
import { type Calibration, calibration } from "../truth/calibration.ts";
import { conversionBy, conversionByDecile, cutCurve, type GroupConversion } from "../truth/conversion.ts";
import type { CutFigures } from "../truth/cut-curve.ts";
import { kaplanMeier, type Survival } from "../truth/kaplan-meier.ts";
import type { ScoredOutcomes } from "../truth/scored-outcomes.ts";
import { effectsOf, type RuleTruth } from "./rule-truth.ts";
import { arrivalsOf, type Totals, totalsOf } from "./totals.ts";

/** Whether the score of a model was true. Totals are points as people write them, days are dates. */
export type Truth = {
  readonly model: string;
  /** How many leads were looked at, how many were left out and why, and how many are in the figures. */
  readonly leads: LeadCounts;
  readonly events: number;
  readonly converted: number;
  /** Null where there is nobody. */
  readonly conversion: Rate | null;
  readonly auc: Answer<Auc>;
  readonly deciles: readonly GroupConversion<number>[];
  /** In the order of the model; null: no band. */
  readonly bands: readonly BandTruth[];
  /** By name, and at the end those of none; empty where the model knows no markets, absent in the first studies. */
  readonly markets?: readonly MarketTruth[];
  /** At each threshold: precision, recall, gain and lift. */
  readonly curve: readonly CutFigures[];
  /** What thresholds are chosen by. */
  readonly totals: Totals;
  /** Null where the total is not said to be a probability. */
  readonly calibration: Answer<Calibration> | null;
  readonly rules: Answer<{ readonly rules: readonly RuleTruth[] }>;
  readonly weeks: readonly WeekVolume[];
};

type LeadCounts = {
  readonly told: number;
  readonly taken: number;
  readonly left: Readonly<Record<WithoutMoment | "unscored", number>>;
};

export type BandTruth = GroupConversion<string | null> & {
  /** Days from the moment to the conversion. */
  readonly time: Answer<Survival>;
};

/** How leads of one market converted, and how well the model puts those first that do. */
export type MarketTruth = GroupConversion<string | null> & { readonly auc: Answer<Auc> };

/** How many leads entered each band in a week. */
export type WeekVolume = { readonly monday: string; readonly entered: Readonly<Record<string, number>> };

export type TruthOptions = {
  /** The place of the model in the plan. */
  readonly at: number;
  readonly compiled: CompiledModel;
  /** The total is a probability in per cent: 0 to 100 points. */
  readonly isProbability?: boolean;
  readonly level?: number;
};

/** So many steps of a curve can be drawn. */
const STEPS = 60;

/** The figures of one model on its moments; the order in which leads came does not matter. */
export function truthOf(table: MomentTable, options: TruthOptions): Truth {
  const { at, compiled, level = LEVEL } = options;
  const seen = scoredMoments(table, [at]);
  const stands = seen.map(({ stands: own }) => own[at] as Stand);
  const converted = Uint8Array.from(seen, ({ converted: own }) => own);
  const scores = Float64Array.from(stands, ({ total }) => fromPoints(total));
  const hits = converted.reduce((sum, one) => sum + one, 0);
  const known = { scores, converted };
  return {
    model: compiled.model.model,
    leads: {
      told: table.leads,
      taken: seen.length,
      left: { ...table.left, unscored: table.moments.length - seen.length },
    },
    events: table.events,
    converted: hits,
    conversion: seen.length === 0 ? null : { rate: hits / seen.length, interval: wilson(hits, seen.length, level) },
    auc: auc(known, level),
    deciles: conversionByDecile(known, level),
    bands: bandsOf(compiled, seen, stands, level),
    markets: marketsOf(stands, known, level),
    curve: cutCurve(known, 200, level),
    totals: totalsOf(seen, at, arrivalsOf(table, at)),
    calibration: options.isProbability ? calibrationOf(seen, known, level) : null,
    rules: effectsOf(compiled.model.rules, stands, converted, level),
    weeks: weeksOf(table, at),
  };
}

/** A probability is said of who is open on a morning: so each moment counts as often as it had days to be drawn from. */
function calibrationOf(moments: readonly Moment[], { scores, converted }: ScoredOutcomes, level: number) {
  const probabilities = Float64Array.from(scores, (score) => Math.min(1, Math.max(0, score / 100)));
  const weights = moments.map(({ openDays = 1 }) => openDays);
  return calibration({ scores: probabilities, converted, weights }, { level });
}

/** The moments in which all of these models score the lead, in the order of ids. */
export function scoredMoments({ moments }: MomentTable, models: readonly number[]): readonly Moment[] {
  return moments
    .filter(({ stands }) => models.every((at) => stands[at] !== null))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

function bandsOf(
  { model }: CompiledModel,
  moments: readonly Moment[],
  stands: readonly Stand[],
  level: number,
): readonly BandTruth[] {
  const names = [...(model.bands ?? []).map(({ name }) => name), null];
  const bandOf = stands.map(({ band }) => band);
  const converted = Uint8Array.from(moments, ({ converted: own }) => own);
  return conversionBy<string | null>(names, bandOf, converted, level)
    .filter(({ group, leads }) => group !== null || leads > 0)
    .map((found) => {
      const waits = moments.flatMap(({ wait }, i) => (bandOf[i] === found.group ? [wait] : []));
      return { ...found, time: thinned(kaplanMeier(waits, level)) };
    });
}

function marketsOf(
  stands: readonly Stand[],
  { scores, converted }: ScoredOutcomes,
  level: number,
): readonly MarketTruth[] {
  const marketOf = stands.map(({ market }) => market);
  const names = [...new Set(marketOf)].sort((a, b) => (a === null ? 1 : b === null ? -1 : a < b ? -1 : 1));
  if (names.every((name) => name === null)) return [];
  return conversionBy(names, marketOf, converted, level).map((found) => {
    const rows = [...marketOf.keys()].filter((row) => marketOf[row] === found.group);
    const own = (of: ArrayLike<number>) => Float64Array.from(rows, (row) => of[row] as number);
    return { ...found, auc: auc({ scores: own(scores), converted: own(converted) }, level) };
  });
}

/** A curve has as many steps as days; for drawing, some are enough, the last among them. */
function thinned(survival: Answer<Survival>): Answer<Survival> {
  if (!survival.enough || survival.steps.length <= STEPS) return survival;
  const { steps } = survival;
  const kept = Array.from({ length: STEPS }, (_, i) => Math.round((i * (steps.length - 1)) / (STEPS - 1)));
  return { ...survival, steps: kept.flatMap((at) => steps[at] ?? []) };
}

/** Every week from the first to the last, also those in which nobody entered anything. */
function weeksOf({ entered }: MomentTable, at: number): readonly WeekVolume[] {
  const all: ReadonlyMap<Day, ReadonlyMap<string, number>> = entered[at] ?? new Map();
  const mondays = [...all.keys()];
  if (mondays.length === 0) return [];
  const [first, last] = [mondays.reduce((a, b) => Math.min(a, b)), mondays.reduce((a, b) => Math.max(a, b))];
  return Array.from({ length: (last - first) / 7 + 1 }, (_, i) => {
    const monday = first + 7 * i;
    const counts = [...(all.get(monday) ?? [])].sort(([a], [b]) => (a < b ? -1 : 1));
    return { monday: formatDay(monday), entered: Object.fromEntries(counts) };
  });
}
