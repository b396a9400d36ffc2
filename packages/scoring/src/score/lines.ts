import { weightAt } from "../decay.ts";
import { ONE, type Points } from "../points.ts";
import { type CompiledRule, type EachRule, type Stages, unitOf, type WhenRule } from "./compiled-rule.ts";
import { adjustmentsOn, isGivenOn } from "./fill-ledger.ts";
import type { Ledger } from "./ledger.ts";
import { reasonsOf } from "./reasons.ts";
import type { Evidence, Line, TotalLine } from "./score-shape.ts";
import type { Scorer } from "./scorer.ts";
import type { Sight } from "./sight.ts";
import type { Tally } from "./tally.ts";

/** The lines of every dimension, in the order of the model; those of a dimension add up to it. */
export function linesOf(scorer: Scorer, ledger: Ledger, sight: Sight, factors: number): Line[] {
  const applied = adjustmentsOn(scorer, sight);
  return scorer.dimensions.flatMap(({ name: dimension }, index) => [
    ...scorer.rules.flatMap((rule, at) =>
      rule.dimension === index ? ruleLines(scorer, ledger, rule, at, factors) : [],
    ),
    ...scorer.groups.flatMap((group, at): Line[] => {
      const points = group.dimension === index ? (ledger.cuts[at] as Points) : 0;
      return points === 0 ? [] : [{ kind: "group", dimension, group: group.name, points, cap: group.cap }];
    }),
    ...applied.flatMap(({ dimension: on, points, index: at }): Line[] => {
      const adjustment = sight.facts.adjustments?.[at];
      if (on !== index || !adjustment) return [];
      const { id, reason, by, on: day } = adjustment;
      return [{ kind: "adjustment", dimension, id, points, reason, by, on: day }];
    }),
    ...clipLines(dimension, ledger.sums[index] as Points, ledger.dimensions[index] as Points),
  ]);
}

/** The adjustments of today whose dimension the model does not have: they give nothing, and it is said. */
export function lostLines({ dimensions }: Scorer, { facts, today }: Sight): TotalLine[] {
  const lost = (facts.adjustments ?? []).filter(
    (one) => isGivenOn(one, today) && !dimensions.some(({ name }) => name === one.dimension),
  );
  return lost.map(({ id, dimension, reason }) => ({ kind: "lost-adjustment", dimension, id, reason, points: 0 }));
}

function clipLines(dimension: string, sum: Points, kept: Points): Line[] {
  return sum === kept ? [] : [{ kind: "clip", dimension, points: kept - sum, bound: kept }];
}

function ruleLines(scorer: Scorer, ledger: Ledger, rule: CompiledRule, at: number, factors: number): Line[] {
  const { sight } = scorer;
  const stages = ledger.stages[at];
  if (!stages || isNothing(stages)) return [];
  const { base, counted, decayed, given } = stages;
  const dimension = scorer.dimensions[rule.dimension]?.name as string;
  const common = { dimension, rule: rule.id };
  const evidence =
    rule.kind === "when" ? whenEvidence(scorer, rule, factors) : eachEvidence(sight, rule, ledger.tallies[at] as Tally);
  const market = scorer.market !== null && scorer.changed.has(rule.id) ? { market: scorer.market } : {};
  const group = ledger.tallies[at]?.isCutByGroup ? scorer.groups[rule.group] : undefined;
  const shared = group ? { group: group.name } : {};
  const lines: Line[] = [{ kind: "rule", ...common, points: base, ...market, evidence }];
  if (counted !== base) lines.push({ kind: "limit", ...common, points: counted - base, limit: "rate", ...shared });
  if (decayed !== counted) lines.push({ kind: "decay", ...common, points: decayed - counted });
  if (given !== decayed) lines.push({ kind: "limit", ...common, points: given - decayed, limit: "total" });
  return lines;
}

function isNothing({ base, counted, decayed, given, isUnknown }: Stages): boolean {
  return !isUnknown && base === 0 && counted === 0 && decayed === 0 && given === 0;
}

function whenEvidence(scorer: Scorer, rule: WhenRule, factors: number): Evidence {
  const { sight } = scorer;
  const reasons = rule.condition ? reasonsOf(rule.condition, scorer, sight, factors) : [];
  const prediction = rule.prediction?.told(sight, factors);
  return { kind: "when", reasons, value: rule.value?.(sight) ?? null, ...(prediction && { prediction }) };
}

function eachEvidence(sight: Sight, rule: EachRule, tally: Tally): Evidence {
  const { name, of, index } = rule.slot;
  const oldest = sight.today - rule.window;
  const days = tally.days.flatMap((day, i) =>
    day > oldest && tally.seen[i] !== 0 ? [[day, tally.seen[i] as number] as const] : [],
  );
  let counted = 0;
  let left = 0;
  for (const [i, day] of tally.days.entries()) {
    if (day <= oldest) continue;
    counted += tally.counted[i] as number;
    left += (tally.counted[i] as number) * weightAt(rule.fading, sight.today - day);
  }
  return {
    kind: "each",
    signal: name,
    of,
    days,
    unit: unitOf(rule),
    each: rule.points,
    kept: counted === 0 || rule.tiers ? ONE : Math.round(left / counted),
    overflow: sight.states[index]?.overflow ?? false,
  };
}
