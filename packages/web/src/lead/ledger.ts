import type { Told } from "./lead.ts";

/** What a rule gave, with what limits and age took of it, or something that stands by itself. */
export type LedgerRow = {
  readonly key: string;
  /** Null for a group's limit, an adjustment or a bound. */
  readonly rule: string | null;
  /** In the order of the ledger: what was given before what was taken of it. */
  readonly lines: readonly Told[];
  /** What all its lines come to. */
  readonly points: number;
};

/** The ledger of a dimension; its rows come to its points. */
export type LedgerPart = {
  readonly dimension: string;
  /** What gave or took most before the others; what stands by itself at the end, as it happened. */
  readonly rows: readonly LedgerRow[];
  readonly points: number;
};

/** Points have two decimals; they are added up in hundredths, so that nothing is lost. */
export function sumOf(points: readonly number[]): number {
  return points.reduce((sum, one) => sum + Math.round(one * 100), 0) / 100;
}

/** The lines of a score by dimension, in the order of `dimensions`, each rule's lines together. */
export function ledgerOf(lines: readonly Told[], dimensions: readonly string[]): readonly LedgerPart[] {
  const byDimension = new Map<string, Map<string, Told[]>>(dimensions.map((name) => [name, new Map()]));
  for (const [at, line] of lines.entries()) {
    const dimension = textOf(line["dimension"]);
    const rows = byDimension.get(dimension) ?? new Map<string, Told[]>();
    byDimension.set(dimension, rows);
    const rule = ruleOf(line);
    const key = rule === null ? `line ${at}` : `rule ${rule}`;
    rows.set(key, [...(rows.get(key) ?? []), line]);
  }
  return [...byDimension].map(([dimension, found]) => {
    const rows = [...found].map(([key, own]) => rowOf(key, own));
    return { dimension, rows: rows.toSorted(byWeight), points: sumOf(rows.map(({ points }) => points)) };
  });
}

function rowOf(key: string, lines: readonly Told[]): LedgerRow {
  const [first] = lines;
  return { key, rule: first ? ruleOf(first) : null, lines, points: sumOf(lines.map(({ points }) => points)) };
}

function byWeight(a: LedgerRow, b: LedgerRow): number {
  if ((a.rule === null) !== (b.rule === null)) return a.rule === null ? 1 : -1;
  return a.rule === null ? 0 : Math.abs(b.points) - Math.abs(a.points);
}

function ruleOf(line: Told): string | null {
  return typeof line["rule"] === "string" ? line["rule"] : null;
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
