import { type CompiledModel, fromPoints, type Model, type Rule } from "@plumbline/scoring";
import type { Stand } from "../moment/moment-table.ts";

/** A place of a model where points are written, and what its rule gave to leads, in units of these points. */
export type RuleTerm = {
  /** The place of its rule in the model. */
  readonly rule: number;
  /** The market whose own points these are; null: the rule's. */
  readonly market: string | null;
  /** Points of one unit: the rule's figure, or 1 where a table, tiers or a factor decide. */
  readonly points: number;
  readonly unit: "points" | "times";
  /** How much one point of it adds to the total. */
  readonly weight: number;
  /** The rows in which it gave something, rising, and how many units. */
  readonly column: Column;
};

/** The rows in which a number is not nought, rising. */
export type Column = { readonly rows: Int32Array; readonly values: Float64Array };

/**
 * What can be learned of each rule's points is what they multiply: the units that a rule gave after its limits and its
 * decay. For `when` that is one; for `each` it is how many occurrences counted and what age left of them (a share of
 * one where that was halved); where a table or tiers give the points, it is what they gave. What the limit of a group
 * took is taken evenly from its rules. Rules without points, and those of dimensions that the total leaves out, have
 * no term.
 */
export function ruleTerms({ model }: CompiledModel, stands: readonly Stand[]): readonly RuleTerm[] {
  const places = termPlaces(model);
  const gathered = places.map(() => ({ rows: [] as number[], values: [] as number[] }));
  const placeOf = new Map(places.map(({ rule, market }, at) => [`${rule}\n${market ?? ""}`, at]));
  for (const [row, stand] of stands.entries()) {
    const kept = keptOfGroups(model, stand);
    for (const [i, rule] of stand.rules.entries()) {
      const at = placeOf.get(`${rule}\n${stand.market ?? ""}`) ?? placeOf.get(`${rule}\n`);
      const place = at === undefined ? undefined : places[at];
      if (at === undefined || !place) continue;
      const share = kept.get(model.rules[rule]?.group ?? "") ?? 1;
      gathered[at]?.rows.push(row);
      gathered[at]?.values.push((fromPoints(stand.points[i] as number) * share) / place.points);
    }
  }
  return places.map((place, at) => ({
    ...place,
    column: {
      rows: Int32Array.from(gathered[at]?.rows ?? []),
      values: Float64Array.from(gathered[at]?.values ?? []),
    },
  }));
}

type TermPlace = Omit<RuleTerm, "column">;

/** Every place with points that are something and count: the rules', then those that markets have of their own. */
export function termPlaces(model: Model): readonly TermPlace[] {
  const weights = weightsOf(model);
  const place = (rule: number, market: string | null, points: Rule["points"] | undefined): TermPlace[] => {
    const own = model.rules[rule];
    const weight = weights.get(own?.dimension ?? "") ?? 0;
    if (points === undefined || points === 0 || weight === 0 || own?.enabled === false) return [];
    const isFigure = typeof points === "number";
    return [{ rule, market, points: isFigure ? points : 1, unit: isFigure ? "points" : "times", weight }];
  };
  return [
    ...model.rules.flatMap(({ points }, rule) => place(rule, null, points)),
    ...(model.markets ?? []).flatMap(({ name, rules = {} }) =>
      model.rules.flatMap(({ id }, rule) =>
        place(rule, name, Object.hasOwn(rules, id) ? rules[id]?.points : undefined),
      ),
    ),
  ];
}

/** What a point of each dimension adds to the total, the stretching of its scale included. */
export function weightsOf({ total = {}, dimensions }: Model): ReadonlyMap<string, number> {
  const { sum = Object.keys(dimensions), matrix, scale } = total;
  const stretch = scale ? (scale.to[1] - scale.to[0]) / (scale.from[1] - scale.from[0]) : 1;
  if (matrix) return new Map([matrix.rows, matrix.columns].map((name) => [name, 1]));
  const named = Array.isArray(sum) ? sum.map((name) => [name, 1] as const) : Object.entries(sum);
  return new Map(named.map(([name, weight]) => [name, weight * stretch]));
}

/** By group: which share of what its rules gave its limit left. */
function keptOfGroups({ rules, groups = {} }: Model, { rules: given, points }: Stand): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const [i, at] of given.entries()) {
    const group = rules[at]?.group;
    if (group !== undefined) sums.set(group, (sums.get(group) ?? 0) + (points[i] as number));
  }
  const kept = new Map<string, number>();
  for (const [group, sum] of sums) {
    const cap = groups[group]?.limit.total;
    const size = Math.abs(fromPoints(sum));
    if (cap !== undefined && size > cap) kept.set(group, cap / size);
  }
  return kept;
}
