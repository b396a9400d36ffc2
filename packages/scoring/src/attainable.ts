import { weightAt } from "./decay.ts";
import type { Model, RulePoints } from "./model/model-schema.ts";
import { mulDiv, ONE, type Points, toPoints } from "./points.ts";
import { compile } from "./score/compile.ts";
import type { EachRule } from "./score/compiled-rule.ts";

/** How much a rule can give at most, and its part of what all rules together can give. */
export type Attainable = {
  readonly rule: string;
  readonly dimension: string;
  /** At most, within its own limits, its group's and its dimension's; null where nothing limits it. */
  readonly most: Points | null;
  /**
   * In hundredths of a percent of what all rules can give, where a rule that nothing limits counts
   * as happening once.
   */
  readonly share: number;
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
    const group = groups[rule.group]?.cap ?? UNLIMITED;
    const bound = Math.min(rule.cap, group, dimensions[rule.dimension]?.high ?? UNLIMITED);
    const most = Math.max(0, Math.min(bound, rule.kind === "each" ? mostOfEach(rule, points) : mostOnce(points)));
    const once = most === UNLIMITED ? Math.max(0, unitOf(points)) : most;
    return { rule: rule.id, dimension: dimensions[rule.dimension]?.name as string, most, once };
  });
  const sum = found.reduce((total, { once }) => total + once, 0);
  return found.map(({ once, most, ...rest }) => ({
    ...rest,
    most: most === UNLIMITED ? null : most,
    share: sum > 0 ? mulDiv(once, 10_000, sum, 1) : 0,
  }));
}

const UNLIMITED = Number.POSITIVE_INFINITY;

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

/** The most that occurrences give: as many as a day lets in, on every day that still counts. */
function mostOfEach(rule: EachRule, points: RulePoints): number {
  const once = mostOnce(points);
  if (rule.tiers || once <= 0) return once;
  const { window, fading } = rule;
  const days = Math.min(window, fading.tail === 0 ? fading.weights.length : UNLIMITED);
  const perDay = Math.min(
    rule.countRate ? (once * rule.countRate.perDay) / rule.slot.reader.scale : UNLIMITED,
    rule.pointsRate?.perDay ?? UNLIMITED,
  );
  if (days === UNLIMITED || perDay === UNLIMITED) return UNLIMITED;
  let weight = 0;
  for (let age = 0; age < days; age++) weight += weightAt(fading, age);
  return mulDiv(perDay, weight, ONE, 1);
}
