import type { Table } from "../table/table.ts";
import { takeRows } from "../table/table.ts";
import type { LeftOut } from "./left-out.ts";
import { soloAuc, thinned } from "./solo-auc.ts";

/** From here on a feature tells a protected field too well. */
const PROXY_AUC = 0.75;
const MOST_ROWS = 20_000;
/** A group that is smaller is not told apart. */
const LEAST_SHARE = 0.05;

/** Words of names by which fields are protected unless a team says otherwise, in the languages of the product. */
const PROTECTED_WORDS = new Set([
  ...["age", "gender", "sex", "birthday", "birthdate", "birth", "dob"],
  ...["年龄", "年齡", "性别", "性別", "生日", "出生日期"],
  ...["возраст", "пол", "рождения"],
]);

/** Whether the name speaks of age or gender: `age`, `Contact Gender`, `birthDate`, but not `page`. */
export function isProtectedName(name: string): boolean {
  const words = name
    .replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}]+/u);
  return words.some((word) => PROTECTED_WORDS.has(word));
}

/** Features that tell a protected field: of a number, who is high or low; of a category, who has each of its levels. */
export function findProxies(
  whole: Table,
  protectedNames: readonly string[],
  { seed, threshold = PROXY_AUC }: { readonly seed: number; readonly threshold?: number },
): readonly Extract<LeftOut, { why: "proxy" }>[] {
  const table = takeRows(whole, thinned(whole, MOST_ROWS));
  const place = (name: string) => table.features.findIndex((feature) => feature.name === name);
  const guarded = protectedNames.map((name) => ({ name, groups: groupsOf(table, place(name)) }));
  return table.features.flatMap((feature, f) => {
    if (protectedNames.includes(feature.name)) return [];
    for (const { name, groups } of guarded) {
      const told = groups.flatMap((group) => soloAuc(feature, table.columns[f] as Float64Array, group, seed) ?? []);
      const [best] = told.sort((a, b) => b.auc - a.auc);
      if (best && best.interval.low >= threshold)
        return [{ feature: feature.name, why: "proxy", of: name, auc: best.auc }];
    }
    return [];
  });
}

/** Who belongs to each group of a protected field that is large enough. */
function groupsOf({ features, columns, rows }: Table, f: number): readonly Uint8Array[] {
  const feature = features[f];
  const column = columns[f];
  if (!feature || !column) return [];
  const groups =
    feature.kind === "category"
      ? feature.levels.map((_, level) => Uint8Array.from(column, (code) => Number(code === level)))
      : [0.2, 0.5, 0.8].map((share) => {
          const cut = quantile(column, share);
          return Uint8Array.from(column, (value) => Number(value > cut));
        });
  return groups.filter((group) => {
    const share = group.reduce((sum, own) => sum + own, 0) / rows;
    return share >= LEAST_SHARE && share <= 1 - LEAST_SHARE;
  });
}

function quantile(column: Float64Array, share: number): number {
  const known = column.filter((value) => !Number.isNaN(value)).sort();
  return known[Math.floor(share * (known.length - 1))] ?? 0;
}
