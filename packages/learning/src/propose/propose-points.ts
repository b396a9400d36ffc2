import type { Json, Model, Rule } from "@plumbline/scoring";
import type { Edit, Estimate, ModelPlace, PointsProposal } from "./proposal.ts";
import type { RuleTerm } from "./rule-terms.ts";

/** What the points of a term may become: whole, and within what its dimension can give. */
export function roundedPoints(model: Model, term: Omit<RuleTerm, "column">, { estimate, interval }: Estimate): number {
  const was = term.points;
  // Nothing is turned round that may as well be nothing.
  const isTurned = estimate * was < 0 && interval.low <= 0 && interval.high >= 0;
  const { low, high } = boundsOf(model, term);
  const bounded = Math.max(low, Math.min(high, isTurned ? 0 : estimate));
  if (term.unit === "times") return Number(Math.max(0, bounded).toFixed(2));
  return Math.round(bounded) + 0;
}

/** So many times the largest points of the model at most, where no dimension says less. */
const MOST_TIMES = 2;

function boundsOf(model: Model, { rule: at, market, unit, points }: Omit<RuleTerm, "column">) {
  const rule = model.rules[at] as Rule;
  const figures = model.rules.flatMap((own) => sizesOf(own.points));
  const most = MOST_TIMES * Math.max(...figures, Math.abs(points));
  const [low, high] = model.dimensions[rule.dimension]?.clip ?? [-most, most];
  if (unit === "times") {
    const largest = Math.max(...sizesOf(pointsOf(model, at, market)), 1);
    return { low: 0, high: Math.max(1, Math.min(5, Math.max(high, -low) / largest)) };
  }
  const limit = market === null ? Number.POSITIVE_INFINITY : (rule.limit?.total ?? Number.POSITIVE_INFINITY);
  return { low: Math.max(-most, -limit, Math.min(low, 0)), high: Math.min(most, limit, Math.max(high, 0)) };
}

/** The figures of points, without their signs. */
export function sizesOf(points: Rule["points"]): readonly number[] {
  if (typeof points === "number") return [Math.abs(points)];
  if ("table" in points) return [...Object.values(points.table), points.otherwise ?? 0].map(Math.abs);
  return "tiers" in points ? points.tiers.map((tier) => Math.abs(tier.points)) : [Math.abs(points.times)];
}

function pointsOf(model: Model, at: number, market: string | null): Rule["points"] {
  const rule = model.rules[at] as Rule;
  const own = model.markets?.find(({ name }) => name === market)?.rules?.[rule.id];
  return own?.points ?? rule.points;
}

/** The change of a model that gives a term other points; its own limits in points move with them, so that as many occurrences count as before. */
export function pointsEdits(model: Model, term: Omit<RuleTerm, "column">, to: number): readonly Edit[] {
  const rule = model.rules[term.rule] as Rule;
  const own = model.markets?.find(({ name }) => name === term.market)?.rules?.[rule.id];
  const at = term.market === null ? ["rules", rule.id] : ["markets", term.market, "rules", rule.id];
  const was = pointsOf(model, term.rule, term.market);
  const limit = term.market === null ? rule.limit : own?.limit;
  const times = Math.abs(to / term.points);
  const edits: Edit[] = [{ at: [...at, "points"], was: was as Json, to: multiplied(was, to) as Json }];
  return times > 0 ? [...edits, ...limitEdits([...at, "limit"], limit, times)] : edits;
}

function multiplied(points: Rule["points"], to: number): Rule["points"] {
  if (typeof points === "number") return to;
  const whole = (own: number) => Math.round(own * to) + 0;
  if ("table" in points) {
    const table = Object.fromEntries(Object.entries(points.table).map(([key, own]) => [key, whole(own)]));
    return { ...points, table, ...(points.otherwise !== undefined && { otherwise: whole(points.otherwise) }) };
  }
  if ("tiers" in points)
    return { ...points, tiers: points.tiers.map((tier) => ({ ...tier, points: whole(tier.points) })) };
  return { ...points, times: Number((points.times * to).toFixed(2)) };
}

function limitEdits(at: ModelPlace, limit: Rule["limit"], times: number): readonly Edit[] {
  const perDay = typeof limit?.perDay === "object" ? limit.perDay.points : undefined;
  const places = [
    { path: ["total"], was: limit?.total },
    { path: ["perDay", "points"], was: perDay },
    { path: ["perWindow", "points"], was: limit?.perWindow?.points },
  ];
  return places.flatMap(({ path, was }): Edit[] => {
    const to = was === undefined ? 0 : Math.max(1, Math.round(was * times));
    return was === undefined || to === was ? [] : [{ at: [...at, ...path], was, to }];
  });
}

/** One proposal for a term, where its points become others. */
export function pointsProposal(
  model: Model,
  term: RuleTerm,
  to: number,
  evidence: PointsProposal["evidence"],
): PointsProposal | null {
  const rule = model.rules[term.rule] as Rule;
  const edits = pointsEdits(model, term, to);
  const [first] = edits;
  if (!first || JSON.stringify(first.was) === JSON.stringify(first.to)) return null;
  return {
    id: `points:${term.market === null ? "" : `${term.market}/`}${rule.id}`,
    kind: "points",
    rule: rule.id,
    market: term.market,
    points: { was: term.points, to, unit: term.unit },
    edits,
    evidence,
  };
}
