import { encoderOf, levelOf } from "./encode.ts";
import type { Feature, FeatureKind, Row, Table } from "./table.ts";

/** A feature as it is asked for, before its levels are known. */
export type FeatureDeclaration = { readonly name: string; readonly kind: FeatureKind };

/** How many levels a category keeps unless said: the heaviest; the others share a code. */
const MAX_LEVELS = 1000;

/** The rows by columns, with the levels of categories as these rows have them. */
export function buildTable(
  rows: readonly Row[],
  declarations: readonly FeatureDeclaration[],
  maxLevels = MAX_LEVELS,
): Table {
  return encodeTable(
    rows,
    declarations.map((declaration) => settle(rows, declaration, maxLevels)),
  );
}

/** The rows by columns, with features that are settled already: for judging a model on rows that it has not seen. */
export function encodeTable(rows: readonly Row[], features: readonly Feature[]): Table {
  const encode = encoderOf(features);
  const columns = features.map(() => new Float64Array(rows.length));
  const own = new Float64Array(features.length);
  for (const [i, { values }] of rows.entries()) {
    encode(values, own, 0);
    for (let f = 0; f < columns.length; f++) (columns[f] as Float64Array)[i] = own[f] as number;
  }
  const times = rows.map(({ time }) => time ?? Number.NaN);
  return {
    rows: rows.length,
    features,
    columns,
    label: Uint8Array.from(rows, ({ converted }) => Number(converted)),
    weight: Float64Array.from(rows, ({ weight }) => weight ?? 1),
    ...(times.some(Number.isNaN) ? {} : { time: Float64Array.from(times) }),
  };
}

function settle(rows: readonly Row[], { name, kind }: FeatureDeclaration, maxLevels: number): Feature {
  if (kind !== "category") return { name, kind };
  const weights = new Map<string, number>();
  for (const { values, weight = 1 } of rows) {
    const level = Object.hasOwn(values, name) ? levelOf(values[name]) : null;
    if (level !== null) weights.set(level, (weights.get(level) ?? 0) + weight);
  }
  const byWeight = [...weights].sort(([a, own], [b, other]) => other - own || (a < b ? -1 : 1));
  const levels = byWeight.slice(0, maxLevels).map(([level]) => level);
  return { name, kind, levels: levels.sort(), hasOther: byWeight.length > maxLevels };
}
