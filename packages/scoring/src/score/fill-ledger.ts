import type { Adjustment } from "../facts.ts";
import { type Points, roundTo } from "../points.ts";
import type { Day } from "../zone.ts";
import type { EachRule, WhenRule } from "./compiled-rule.ts";
import { within } from "./counting.ts";
import type { Ledger } from "./ledger.ts";
import type { Asking, CompiledGroup, Counting, Scorer } from "./scorer.ts";
import type { Sight } from "./sight.ts";
import { admitPoints, stagesOn, type Tally, tallyOf } from "./tally.ts";

/** Works out the figures of the lead at whom the scorer's sight is aimed. */
export function fillLedger(scorer: Scorer): Ledger {
  const { dimensions, groups, ledger, sight } = scorer;
  const { stages, tallies, sums } = ledger;
  for (let i = 0; i < stages.length; i++) {
    // Both are as long; `fill` costs several times as much on lists as short as these.
    stages[i] = undefined;
    tallies[i] = undefined;
  }
  for (let i = 0; i < sums.length; i++) sums[i] = 0;
  ask(scorer);
  count(scorer);
  for (let i = 0; i < groups.length; i++) {
    const group = groups[i] as CompiledGroup;
    let given = 0;
    for (const index of group.rules) given += ledger.stages[index]?.given ?? 0;
    const cut = within(given, group.cap) - given;
    ledger.cuts[i] = cut;
    sums[group.dimension] = (sums[group.dimension] as Points) + cut;
  }
  for (const { dimension, points } of adjustmentsOn(scorer, sight)) {
    sums[dimension] = (sums[dimension] as Points) + points;
  }
  for (let i = 0; i < dimensions.length; i++) {
    const { low, high } = dimensions[i] as (typeof dimensions)[number];
    ledger.dimensions[i] = Math.max(low, Math.min(high, sums[i] as Points));
  }
  ledger.total = scorer.total.total(ledger.dimensions);
  return ledger;
}

/** The rules that ask whether a condition holds. */
function ask({ asking, sight, ledger: { stages, sums } }: Scorer): void {
  for (let i = 0; i < asking.length; i++) {
    const { at, rule } = asking[i] as Asking;
    if (!holdsNow(rule, sight)) continue;
    const own = typeof rule.stages === "function" ? rule.stages(sight) : rule.stages;
    stages[at] = own;
    sums[rule.dimension] = (sums[rule.dimension] as Points) + own.given;
  }
}

/** The rules that count a signal: those that have something to say of what the lead showed, or never did. */
function count(scorer: Scorer): void {
  const { counting, tiered, groups, sight, ledger } = scorer;
  for (let i = 0; i < sight.shownCount; i++) {
    const own = counting[sight.shown[i] as number] as readonly Counting[];
    for (let k = 0; k < own.length; k++) countOne(scorer, own[k] as Counting);
  }
  for (let i = 0; i < tiered.length; i++) {
    const one = tiered[i] as Counting;
    if (sight.states[one.rule.slot.index] === undefined) countOne(scorer, one);
  }
  for (let i = 0; i < groups.length; i++) {
    const group = groups[i] as CompiledGroup;
    if (!group.rate) continue;
    shareRate(group, ledger.tallies);
    for (const at of group.rules) if (ledger.tallies[at]) settle(scorer, at, scorer.rules[at] as EachRule);
  }
}

function countOne(scorer: Scorer, { at, rule, sharesRate }: Counting): void {
  scorer.ledger.tallies[at] = tallyOf(rule, scorer.sight, sharesRate);
  if (!sharesRate) settle(scorer, at, rule);
}

function settle({ sight, unit, ledger: { stages, tallies, sums } }: Scorer, at: number, rule: EachRule): void {
  const own = stagesOn(rule, tallies[at] as Tally, sight.today, unit);
  stages[at] = own;
  sums[rule.dimension] = (sums[rule.dimension] as Points) + own.given;
}

function holdsNow({ answer, holds }: WhenRule, sight: Sight): boolean {
  return answer ? ((sight.words[answer.word] as number) & answer.bit) !== 0 : holds(sight.words, sight);
}

/** Lets the rules of a group share its rate, in the order in which they stand. */
function shareRate({ rules, rate }: CompiledGroup, tallies: (Tally | undefined)[]): void {
  const members = rules.flatMap((index) => (tallies[index] ? [{ index, tally: tallies[index] }] : []));
  const days: Day[] = [...new Set(members.flatMap(({ tally }) => tally.days))].sort((a, b) => a - b);
  const at = new Map(days.map((day, i) => [day, i]));
  const rows = members.map(({ tally }) => {
    const row = new Array<number>(days.length).fill(0);
    for (const [i, day] of tally.days.entries()) row[at.get(day) as number] = tally.counted[i] as number;
    return row;
  });
  const admitted = admitPoints(days, rows, rate as NonNullable<typeof rate>);
  for (const [member, { index, tally }] of members.entries()) {
    const row = admitted[member] as number[];
    const counted = tally.days.map((day) => row[at.get(day) as number] as number);
    const isCut = counted.some((amount, i) => amount !== tally.counted[i]);
    tallies[index] = { ...tally, counted, isCutByGroup: isCut };
  }
}

export type AppliedAdjustment = { readonly dimension: number; readonly points: Points; readonly index: number };

/** The adjustments that apply today, rounded to the model's precision. */
export function adjustmentsOn({ dimensions, unit }: Scorer, { facts, today }: Sight): AppliedAdjustment[] {
  if (!facts.adjustments) return [];
  return facts.adjustments.flatMap((adjustment, index) => {
    const dimension = dimensions.findIndex(({ name }) => name === adjustment.dimension);
    const applies = dimension >= 0 && isGivenOn(adjustment, today);
    return applies ? [{ dimension, points: roundTo(adjustment.points, unit), index }] : [];
  });
}

/** Whether an adjustment is for a day. */
export function isGivenOn({ on, until }: Adjustment, day: Day): boolean {
  return on <= day && (until === undefined || day <= until);
}
