import { type Feature, type Table, takeFeatures } from "../table/table.ts";
import { findFollowing, findLeaks, type LeakFacts } from "./find-leaks.ts";
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
  // Before the day of the decision such a feature is mostly empty: that it came too late says more than that.
  leftOut.push(...findFollowing(table, facts).filter(({ feature }) => isIn(feature) && !isAllowed(feature)));
  for (const [f, { name }] of table.features.entries()) {
    if (isIn(name) && isConstant(table.columns[f] as Float64Array)) leftOut.push({ feature: name, why: "constant" });
  }
  leftOut.push(...findTwins(takeFeatures(table, isIn)));
  const proxies = findProxies(table, guarded, { seed }).filter(({ feature }) => isIn(feature) && !isAllowed(feature));
  leftOut.push(...proxies);
  // An allowed feature takes part, so that it is not others that are blamed for it.
  const leaks = findLeaks(takeFeatures(table, isIn), facts);
  leftOut.push(...leaks.filter(({ feature, why }) => why === "known-late" || !isAllowed(feature)));
  return { table: takeFeatures(table, isIn), leftOut };
}

/** Features that say in every row what one before them says. */
function findTwins({ features, columns }: Table): readonly LeftOut[] {
  return features.flatMap((feature, f): readonly LeftOut[] => {
    const twin = features.slice(0, f).find((other, o) => {
      return isSameKind(feature, other) && isSame(columns[f] as Float64Array, columns[o] as Float64Array);
    });
    return twin ? [{ feature: feature.name, why: "same-as", of: twin.name }] : [];
  });
}

function isSameKind(a: Feature, b: Feature): boolean {
  if (a.kind !== "category" || b.kind !== "category") return a.kind === b.kind;
  return a.levels.length === b.levels.length && a.levels.every((level, i) => level === b.levels[i]);
}

function isSame(a: Float64Array, b: Float64Array): boolean {
  for (let i = 0; i < a.length; i++) if (!Object.is(a[i], b[i])) return false;
  return true;
}

function isConstant(column: Float64Array): boolean {
  return column.every((value) => Object.is(value, column[0]));
}
