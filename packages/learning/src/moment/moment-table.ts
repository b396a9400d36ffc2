import type { CompiledModel, Day, Measurer, Points } from "@plumbline/scoring";
import type { CompiledFeatures } from "../feature/compile-features.ts";
import type { LeadValues } from "../table/table.ts";
import type { Wait } from "../truth/wait.ts";
import type { DrawPlan, WithoutMoment } from "./draw-day.ts";

/** What is asked of the past. */
export type MomentPlan = DrawPlan & {
  readonly models: readonly CompiledModel[];
  /** Measures what all of them read. */
  readonly measurer: Measurer;
  /** Whether any of them asks something of a lead's account. */
  readonly readsAccounts: boolean;
  /** A model that is asked on the moment's day alone, for what each of its rules gives; its signals are measured, too. */
  readonly probe?: CompiledModel;
  /** What is read of each lead on its moment's day, to learn from; its signals are measured, too. */
  readonly features?: CompiledFeatures;
};

/** Where a model had a lead on a day. */
export type Stand = Given & {
  readonly total: Points;
  readonly band: string | null;
  readonly market: string | null;
};

/** What the rules of a model gave on a day. */
export type Given = {
  /** The places, in the model, of the rules that gave or took something after limits and decay. */
  readonly rules: readonly number[];
  /** How much each of them. */
  readonly points: readonly Points[];
};

/** A lead as it was on one day, by all that had been said until its end, and what became of it. */
export type Moment = {
  readonly id: string;
  readonly day: Day;
  /** How many days that one was drawn from; of moments that nobody drew, absent. */
  readonly openDays?: number;
  /** The first day on which the lead was known and might have been looked at; of moments that nobody drew, absent. */
  readonly openFrom?: Day;
  /** 1: within the horizon. */
  readonly converted: 0 | 1;
  /** Days until it converted, however late; of who did not, until the last known day, also where a deal was lost: it may come back. */
  readonly wait: Wait;
  /** By the place of the model in the plan; null where it does not score the lead. */
  readonly stands: readonly (Stand | null)[];
  /** What the plan's probe gave, where there is one. */
  readonly probed?: Given;
  /** What the plan's features were, where there are some. */
  readonly figures?: Figures;
  /** The first deal that was won after the moment, however late. */
  readonly deal?: Deal | undefined;
};

/** What a deal was won for, as far as that is known. */
export type Deal = { readonly value: number | null; readonly currency: string | null };

/** The features of a lead as of the end of its moment's day, and what tells whether they are traces of the outcome. */
export type Figures = {
  readonly values: LeadValues;
  /** By feature: the day on which something first said it, be it after the moment; NaN where nothing dated ever did. */
  readonly firstOn: Float64Array;
  /** The day on which it was decided, however; null where it is still open. */
  readonly decidedOn: Day | null;
};

/** What was found so far; leads may come in any order. */
export type MomentTable = {
  readonly moments: Moment[];
  /** Leads without a moment, by why. */
  readonly left: Record<WithoutMoment, number>;
  leads: number;
  events: number;
  /**
   * How often leads entered each band by something that happened, by the Monday of the week and the band's name; for
   * each model. Entries by fading alone, into lower bands, are not in it.
   */
  readonly entered: readonly Map<Day, Map<string, number>>[];
  /** How high each lead came that was looked at in the period, whether or not it has a moment; for each model. */
  readonly reached: readonly Reach[][];
  /** The days of the period in which anybody was there to be looked at. */
  readonly days: { from: Day; readonly to: Day };
};

/** The highest totals of a lead on the days before the period, and in it; null where it was not scored. */
export type Reach = { before: Points | null; within: Points | null };

type TablePlan = Pick<MomentPlan, "models" | "to" | "knownUntil">;

export function newMomentTable({ models, to, knownUntil }: TablePlan): MomentTable {
  return {
    moments: [],
    left: { unnamed: 0, decided: 0, outside: 0, ineligible: 0 },
    leads: 0,
    events: 0,
    entered: models.map(() => new Map()),
    reached: models.map(() => []),
    days: { from: Number.POSITIVE_INFINITY, to: Math.min(to, knownUntil) },
  };
}

/** The Monday of a day's week. */
const mondayOf = (day: Day): Day => day - ((((day + 3) % 7) + 7) % 7);

export function noteEntry(entered: Map<Day, Map<string, number>>, day: Day, band: string): void {
  const week = mondayOf(day);
  const counts = entered.get(week) ?? new Map<string, number>();
  entered.set(week, counts);
  counts.set(band, (counts.get(band) ?? 0) + 1);
}
