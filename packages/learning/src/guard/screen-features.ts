import { type Table, takeFeatures } from "../table/table.ts";
import { findLeaks, type LeakFacts } from "./find-leaks.ts";
import { findProxies, isProtectedName } from "./find-proxies.ts";
import type { LeftOut } from "./left-out.ts";

export type ScreenFacts = LeakFacts & {
  /** Protected fields besides those whose names speak of age or gender. */
  readonly protectedFields?: readonly string[];
  /** Features that someone has looked at and answers for. What became known too late stays out all the same. */
  readonly allowed?: readonly string[];
};

/** A table without the features that are not to be learned from, and which these are. */
export function screenFeatures(
  table: Table,
  facts: ScreenFacts,
): { readonly table: Table; readonly leftOut: readonly LeftOut[] } {
  const { protectedFields = [], allowed = [], seed } = facts;
  const isAllowed = (name: string) => allowed.includes(name);
  const guarded = table.features
    .map(({ name }) => name)
    .filter((name) => (protectedFields.includes(name) || isProtectedName(name)) && !isAllowed(name));
  const leftOut: LeftOut[] = guarded.map((feature) => ({ feature, why: "protected" }));
  const isIn = (name: string) => !leftOut.some(({ feature }) => feature === name);
  for (const [f, { name }] of table.features.entries()) {
    if (isIn(name) && isConstant(table.columns[f] as Float64Array)) leftOut.push({ feature: name, why: "constant" });
  }
  const proxies = findProxies(table, guarded, { seed }).filter(({ feature }) => isIn(feature) && !isAllowed(feature));
  leftOut.push(...proxies);
  // An allowed feature takes part, so that it is not others that are blamed for it.
  const leaks = findLeaks(takeFeatures(table, isIn), facts);
  leftOut.push(...leaks.filter(({ feature, why }) => why === "known-late" || !isAllowed(feature)));
  return { table: takeFeatures(table, isIn), leftOut };
}

function isConstant(column: Float64Array): boolean {
  return column.every((value) => Object.is(value, column[0]));
}
