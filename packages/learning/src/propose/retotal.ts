import { type CompiledModel, fromPoints, type Points, toPoints } from "@plumbline/scoring";
import type { Stand } from "../moment/moment-table.ts";
import type { Column } from "./rule-terms.ts";

/** Other points: by rule and market, by what its points are multiplied; and what new rules give. */
export type Changes = {
  readonly times: (rule: number, market: string | null) => number;
  readonly added: readonly { readonly dimension: string; readonly column: Column; readonly points: number }[];
};

/**
 * The totals that leads would have with other points, in points, from what their rules gave: with the limits of groups,
 * the bounds of dimensions and the total's own formula, rounded where scoring rounds. What people gave to single leads
 * is left out. A rule's own limit counts as if it moved with its points.
 */
export function retotal(
  { model, scorers }: CompiledModel,
  stands: readonly Stand[],
  { times, added }: Changes,
): Float64Array {
  const names = scorers.none.dimensions.map(({ name }) => name);
  const dimensionOf = model.rules.map(({ dimension }) => names.indexOf(dimension));
  const extra = extraBy(added, names, stands.length);
  const byMarket = new Map([scorers.none, ...scorers.markets].map((scorer) => [scorer.market, scorer]));
  return Float64Array.from(stands, ({ rules, points, market }, row) => {
    const scorer = byMarket.get(market) ?? scorers.none;
    const sums = new Float64Array(names.length);
    const groups = new Map<string, Points>();
    for (const [i, rule] of rules.entries()) {
      const given = Math.round(((points[i] as number) * times(rule, market)) / scorer.unit) * scorer.unit;
      const at = dimensionOf[rule] as number;
      sums[at] = (sums[at] as number) + given;
      const group = model.rules[rule]?.group;
      if (group !== undefined) groups.set(group, (groups.get(group) ?? 0) + given);
    }
    for (const { name, cap, dimension } of scorer.groups) {
      const given = groups.get(name) ?? 0;
      sums[dimension] = (sums[dimension] as number) + Math.max(-cap, Math.min(cap, given)) - given;
    }
    for (const [at, { low, high }] of scorer.dimensions.entries()) {
      const own = (sums[at] as number) + (extra[at]?.[row] ?? 0);
      sums[at] = Math.max(low, Math.min(high, own));
    }
    return fromPoints(scorer.total.total(sums));
  });
}

function extraBy(
  added: Changes["added"],
  names: readonly string[],
  rows: number,
): readonly (Float64Array | undefined)[] {
  return names.map((name) => {
    const own = added.filter(({ dimension }) => dimension === name);
    if (own.length === 0) return undefined;
    const sum = new Float64Array(rows);
    for (const { column, points } of own) {
      for (const [i, row] of column.rows.entries()) {
        sum[row] = (sum[row] as number) + toPoints(points * (column.values[i] as number));
      }
    }
    return sum;
  });
}
