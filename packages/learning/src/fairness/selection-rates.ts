import { type Answer, missingOf, notEnough } from "../answer.ts";
import { differenceOf, type Interval, LEVEL, type Rate, weighedRate } from "../numbers/interval.ts";
import { weightsOf } from "../truth/scored-outcomes.ts";

/** Leads as columns: their group by a field that nobody is to be treated by, and what the model made of them. */
export type GroupedLeads = {
  /** Null where the lead's group is not known: these are a group of their own. */
  readonly groups: readonly (string | null)[];
  /** Totals, or probabilities. */
  readonly scores: ArrayLike<number>;
  /** 1 where the lead converted, so that one sees whether a difference has a cause; absent where nobody knows yet. */
  readonly converted?: ArrayLike<number>;
  /** Where each lead was, for models with bands. */
  readonly bands?: readonly (string | null)[];
  /** How often each lead counts in every rate; once unless said. */
  readonly weights?: ArrayLike<number>;
};

export type GroupRates = {
  readonly group: string | null;
  readonly leads: number;
  /** The share of the group that reaches the threshold. */
  readonly selected: Rate;
  /**
   * Its rate over that of the group that is selected most often: below four fifths, the Uniform Guidelines on Employee
   * Selection Procedures (29 CFR 1607.4 D) take it as a sign of adverse impact. Null where nobody is selected.
   */
  readonly ratio: number | null;
  /** Its rate less that of the group that is selected most often; null for that group itself. */
  readonly difference: Interval | null;
  /** Of the selected, the share that converted. */
  readonly precision: Rate | null;
  /** Of those who converted, the share that was selected: equal in all groups where chances are equal. */
  readonly recall: Rate | null;
  /** The share in each band, in the order of the bands. */
  readonly bands: readonly { readonly band: string | null; readonly share: Rate }[];
};

export type Fairness = {
  /** The largest groups first. */
  readonly groups: readonly GroupRates[];
  /** Groups whose ratio is below four fifths and whose difference is one with confidence. */
  readonly disadvantaged: readonly (string | null)[];
};

const LEAST_LEADS = 10;
const FOUR_FIFTHS = 0.8;

/**
 * Whom a threshold selects, by group. Groups of fewer than ten leads are not compared: chance would speak for them.
 * `bands` names the model's bands in their order.
 */
export function selectionRates(
  { groups, scores, converted, bands, weights: given }: GroupedLeads,
  { threshold, bandNames = [], level = LEVEL }: SelectionOptions,
): Answer<Fairness> {
  const rows = Map.groupBy(groups.keys(), (row) => groups[row] as string | null);
  const large = [...rows].filter(([, own]) => own.length >= LEAST_LEADS);
  const missing = missingOf({ what: "groups", needed: 2, found: large.length });
  if (missing.length > 0) return notEnough(...missing);
  const weights = weightsOf(groups.length, given);
  const rateOf: RateOf = (own, holds) =>
    weighedRate(
      own.map((row) => (holds(row) ? 1 : 0)),
      own.map((row) => weights[row] as number),
      level,
    );
  const isSelected = (row: number) => (scores[row] as number) >= threshold;
  const counted = large.map(([group, own]) => ({ group, own, selected: rateOf(own, isSelected) }));
  const best = counted.reduce((most, one) => (one.selected.rate > most.selected.rate ? one : most));
  const found = counted.map(({ group, own, selected }): GroupRates => {
    return {
      ...{ group, leads: own.length, selected },
      ratio: best.selected.rate === 0 ? null : selected.rate / best.selected.rate,
      difference: own === best.own ? null : differenceOf(selected, best.selected),
      ...outcomesOf(own, isSelected, converted, rateOf),
      bands: bands ? bandNames.map((band) => ({ band, share: rateOf(own, (row) => bands[row] === band) })) : [],
    };
  });
  const sorted = found.sort((a, b) => b.leads - a.leads || ((a.group ?? "") < (b.group ?? "") ? -1 : 1));
  return { enough: true, groups: sorted, disadvantaged: sorted.filter(isDisadvantaged).map(({ group }) => group) };
}

/** The share of some rows of which something holds. */
type RateOf = (own: readonly number[], holds: (row: number) => boolean) => Rate;

export type SelectionOptions = {
  /** From here on a lead is selected. */
  readonly threshold: number;
  readonly bandNames?: readonly (string | null)[];
  readonly level?: number;
};

function isDisadvantaged({ ratio, difference }: GroupRates): boolean {
  return ratio !== null && ratio < FOUR_FIFTHS && difference !== null && difference.high < 0;
}

function outcomesOf(
  own: readonly number[],
  isSelected: (row: number) => boolean,
  converted: ArrayLike<number> | undefined,
  rateOf: RateOf,
): Pick<GroupRates, "precision" | "recall"> {
  if (!converted) return { precision: null, recall: null };
  const hasConverted = (row: number) => converted[row] === 1;
  const [selected, hits] = [own.filter(isSelected), own.filter(hasConverted)];
  return {
    precision: selected.length > 0 ? rateOf(selected, hasConverted) : null,
    recall: hits.length > 0 ? rateOf(hits, isSelected) : null,
  };
}
