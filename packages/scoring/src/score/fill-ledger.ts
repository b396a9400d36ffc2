import { type Points, roundTo } from "../points.ts";
import type { Day } from "../zone.ts";
import type { CompiledRule, Stages, WhenRule } from "./compiled-rule.ts";
import { within } from "./counting.ts";
import type { Ledger } from "./ledger.ts";
import type { CompiledGroup, Scorer } from "./scorer.ts";
import type { Sight } from "./sight.ts";
import { admitPoints, stagesOn, type Tally, tallyOf } from "./tally.ts";

/** Works out the figures of the lead at whom the scorer's sight is aimed. */
export function fillLedger(scorer: Scorer): Ledger {
  const { dimensions, groups, ledger, sight } = scorer;
  const { sums } = ledger;
  for (let i = 0; i < sums.length; i++) sums[i] = 0;
  fillTallies(scorer);
  fillStages(scorer);
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

function fillTallies({ counting, groups, sight, ledger: { tallies } }: Scorer): void {
  for (const { at, rule } of counting) {
    tallies[at] = tallyOf(rule, sight, rule.group >= 0 && groups[rule.group]?.rate !== undefined);
  }
  for (const group of groups) if (group.rate) shareRate(group, tallies);
}

function fillStages({ rules, sight, unit, ledger: { stages, tallies, sums } }: Scorer): void {
  for (let i = 0; i < rules.length; i++) {
    const rule = rules[i] as CompiledRule;
    const tally = tallies[i];
    const own = rule.kind === "when" ? whenStages(rule, sight) : tally && stagesOn(rule, tally, sight.today, unit);
    stages[i] = own;
    if (own) sums[rule.dimension] = (sums[rule.dimension] as Points) + own.given;
  }
}

function whenStages(rule: WhenRule, sight: Sight): Stages | undefined {
  const { answer } = rule;
  const holds = answer ? ((sight.words[answer.word] as number) & answer.bit) !== 0 : rule.holds(sight.words, sight);
  return holds ? rule.stages(sight) : undefined;
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
  return facts.adjustments.flatMap(({ dimension: name, points, on, until }, index) => {
    const dimension = dimensions.findIndex((one) => one.name === name);
    const applies = dimension >= 0 && on <= today && (until === undefined || today <= until);
    return applies ? [{ dimension, points: roundTo(points, unit), index }] : [];
  });
}
