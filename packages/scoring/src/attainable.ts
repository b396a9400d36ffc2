import { weightAt } from "./decay.ts";
import type { Model, RulePoints } from "./model/model-schema.ts";
import { mulDiv, ONE, type Points, toPoints } from "./points.ts";
import { compile } from "./score/compile.ts";
import type { CompiledRule, EachRule } from "./score/compiled-rule.ts";
import type { Rate } from "./score/counting.ts";
import type { CompiledGroup } from "./score/scorer.ts";
import { weightsOf } from "./score/total.ts";

/** How much a rule can give at most, and its part of what all rules together can give. */
export type Attainable = {
  readonly rule: string;
  readonly dimension: string;
  /** At most, within its own limits, its group's and its dimension's; null where nothing limits it. */
  readonly most: Points | null;
  /**
   * In hundredths of a percent of what all rules can give to the total, where a rule that nothing limits counts as
   * happening once, and rules that share a bound share what it leaves. Null where the total is a matrix: no rule has a
   * part of a cell.
   */
  readonly share: number | null;
};

/**
 * What each enabled rule of a model (without markets) can give at most: the weight that the model
 * really puts on a criterion. A rule that only takes has 0.
 */
export function attainable(model: Model): Attainable[] {
  const { rules, groups, dimensions } = compile(model).scorers.none;
  const named = new Map(model.rules.map((rule) => [rule.id, rule]));
  const found = rules.map((rule) => {
    const points = named.get(rule.id)?.points as RulePoints;
    const group = groups[rule.group];
    const bound = Math.min(rule.cap, group?.cap ?? UNLIMITED, dimensions[rule.dimension]?.high ?? UNLIMITED);
    const own = rule.kind === "each" ? mostOfEach(rule, points, group?.rate) : mostOnce(points);
    const most = Math.max(0, Math.min(bound, own));
    return { rule, most, once: most === UNLIMITED ? Math.max(0, unitOf(points)) : most };
  });
  const groupBounds = groups.map((group) => mostOfGroup(group, rules));
  const inGroups = fitInto(
    groupBounds,
    found,
    ({ rule }) => rule.group,
    ({ once }) => once,
  );
  const bounds = dimensions.map(({ high }) => Math.max(0, high));
  const inDimensions = fitInto(
    bounds,
    found,
    ({ rule }) => rule.dimension,
    (_, at) => inGroups[at] as number,
  );
  const weights = weightsByDimension(model);
  const parts = found.map(
    ({ rule }, at) => Math.max(0, weights?.get(rule.dimension) ?? 0) * (inDimensions[at] as number),
  );
  const sum = parts.reduce((total, part) => total + part, 0);
  return found.map(({ rule, most }, at) => ({
    rule: rule.id,
    dimension: dimensions[rule.dimension]?.name as string,
    most: most === UNLIMITED ? null : most,
    share: weights === null ? null : sum > 0 ? Math.round(((parts[at] as number) / sum) * 10_000) : 0,
  }));
}

const UNLIMITED = Number.POSITIVE_INFINITY;

/** How much of each dimension goes into the total; null where it is a matrix. */
function weightsByDimension(model: Model): ReadonlyMap<number, number> | null {
  if (model.total?.matrix) return null;
  return new Map(weightsOf(model, Object.keys(model.dimensions)).map(({ dimension, weight }) => [dimension, weight]));
}

/** What rules have when those in one place together get no more than its bound, each cut alike. */
function fitInto<Found>(
  bounds: readonly number[],
  found: readonly Found[],
  placeOf: (one: Found) => number,
  partOf: (one: Found, at: number) => number,
): number[] {
  const sums = bounds.map(() => 0);
  for (const [at, one] of found.entries()) sums[placeOf(one)] = (sums[placeOf(one)] ?? 0) + partOf(one, at);
  return found.map((one, at) => {
    const [bound = UNLIMITED, sum = 0] = [bounds[placeOf(one)], sums[placeOf(one)]];
    return sum > bound ? (partOf(one, at) * bound) / sum : partOf(one, at);
  });
}

/** What the rules of a group give together at most. */
function mostOfGroup({ cap, rate, rules: own }: CompiledGroup, rules: readonly CompiledRule[]): number {
  const members = own.map((at) => rules[at] as CompiledRule);
  const counting = members.filter((rule) => rule.kind === "each");
  if (!rate || counting.length < members.length) return cap;
  return Math.min(cap, Math.max(0, ...counting.map((rule) => overDays(rule, rate))));
}

/** What one occurrence, or one unit of a number, gives. */
function unitOf(points: RulePoints): number {
  return typeof points === "object" && "times" in points ? toPoints(points.times) : mostOnce(points);
}

/** The most that points give for one thing that holds. */
function mostOnce(points: RulePoints): number {
  if (typeof points === "number") return toPoints(points);
  if ("table" in points) return toPoints(Math.max(points.otherwise ?? 0, ...Object.values(points.table)));
  if ("tiers" in points) return toPoints(Math.max(0, ...points.tiers.map((tier) => tier.points)));
  if ("profile" in points.of) return toPoints(points.times * 100);
  if ("prediction" in points.of) return toPoints(points.times);
  return points.times > 0 ? UNLIMITED : 0;
}

/** The most that occurrences give: as many as days and stretches of days let in, on every day that still counts. */
function mostOfEach(rule: EachRule, points: RulePoints, shared: Rate | undefined): number {
  const once = mostOnce(points);
  if (rule.tiers || once <= 0) return once;
  const rates = [occurrencesIn(rule, points, once), rule.pointsRate, shared].filter((rate) => rate !== undefined);
  const perDay = Math.min(...rates.map((rate) => rate.perDay));
  return Math.min(...rates.map((rate) => overDays(rule, { ...rate, perDay })));
}

/** What the signal's own count and the rule's limits in occurrences let in, in points. */
function occurrencesIn({ slot, countRate }: EachRule, points: RulePoints, once: Points): Rate {
  const { count } = slot.signal;
  const { scale } = slot.reader;
  const perDay = (countRate?.perDay ?? UNLIMITED) / scale;
  const measured = count?.perDay ?? UNLIMITED;
  if (typeof points === "object" && "table" in points) {
    // So many of each key, and of keys that the table does not name there are as many as there are.
    const isOpen = (points.otherwise ?? 0) > 0;
    const keys = isOpen ? UNLIMITED : Object.values(points.table).reduce((sum, own) => sum + Math.max(0, own), 0);
    return { perDay: toPoints(keys) * Math.min(perDay, measured), window: 0, perWindow: UNLIMITED };
  }
  return {
    perDay: once * Math.min(perDay, count?.by === undefined ? measured : UNLIMITED),
    window: countRate?.window ?? 0,
    perWindow: (once * (countRate?.perWindow ?? UNLIMITED)) / scale,
  };
}

/** What a rate lets in over all days that still count, the latest days full: age only ever takes. */
function overDays({ window, fading, firstDay, lastDay }: EachRule, rate: Rate): number {
  const days = Math.min(window, fading.tail === 0 ? fading.weights.length : UNLIMITED, lastDay - firstDay + 1);
  if (days === UNLIMITED || Math.min(rate.perDay, rate.perWindow) === UNLIMITED) return UNLIMITED;
  let sum = 0;
  let left = rate.perWindow;
  for (let age = 0; age < days; age++) {
    if (rate.window > 0 && age % rate.window === 0) left = rate.perWindow;
    const taken = Math.min(rate.perDay, left);
    left -= taken;
    sum += taken * weightAt(fading, age);
  }
  return mulDiv(1, sum, ONE, 1);
}
