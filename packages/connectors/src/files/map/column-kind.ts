import { UTC } from "@plumbline/scoring";
import { guessNumberStyle, readNumber } from "../values/read-number.ts";
import { guessDayFirst, readTimestamp } from "../values/read-timestamp.ts";
import { isLabel } from "./column-words.ts";
import type { Kind, Source } from "./file-map.ts";
import type { Samples } from "./guess-map.ts";

/** What the traits that have a meaning of their own are read as. */
export const TRAIT_KINDS: ReadonlyMap<string, Kind> = new Map([
  ["age", "number"],
  ["annualRevenue", "number"],
  ["consent", "boolean"],
  ["country", "country"],
  ["createdAt", "date"],
  ["employees", "count"],
  ["industry", "words"],
  ["lost", "boolean"],
  ["revenue", "number"],
]);

/**
 * Completes named sources with what their columns' values tell: what they are read as, where
 * neither the map nor the name says it, how numbers and dates are written, and which currencies
 * stand beside numbers. The columns of `rest` are added under their own names.
 */
export function completeSources(
  named: Readonly<Record<string, Source>>,
  rest: readonly string[],
  kinds: ReadonlyMap<string, Kind>,
  samples: Samples,
): Record<string, Source> {
  const complete = new Map<string, Source>();
  for (const [name, source] of Object.entries(named)) {
    complete.set(name, withStyle(withKind(kinds.get(name), source, samples), samples));
  }
  for (const column of rest) {
    complete.set(unused(column, complete), withStyle(withKind(undefined, { column }, samples), samples));
  }
  for (const [name, source] of [...complete]) {
    const currencyName = `${name}Currency`;
    if (source.as !== "number" || complete.has(currencyName) || !hasCurrency(cellsOf(source, samples))) continue;
    const { decimal, default: _, ...place } = source;
    complete.set(currencyName, { ...place, as: "currency" });
  }
  return Object.fromEntries(complete);
}

/** A column may be called like a trait that another column was mapped to. */
function unused(name: string, taken: ReadonlyMap<string, Source>): string {
  let own = name;
  for (let count = 2; taken.has(own); count++) own = `${name}_${count}`;
  return own;
}

function withKind(known: Kind | undefined, source: Source, samples: Samples): Source {
  if (source.as !== undefined || source.value !== undefined) return source;
  const kind = known ?? guessKind(source.column ?? "", cellsOf(source, samples));
  return kind === undefined ? source : { ...source, as: kind };
}

/** Completes a source with how its numbers or dates are written. */
export function withStyle(source: Source, samples: Samples): Source {
  const cells = cellsOf(source, samples);
  if (source.as === "number") {
    const decimal = source.decimal ?? guessNumberStyle(cells);
    return decimal === undefined ? source : { ...source, decimal };
  }
  if (source.as !== "date" || source.format !== undefined) return source;
  const dayFirst = source.dayFirst ?? guessDayFirst(cells);
  return dayFirst === undefined ? source : { ...source, dayFirst };
}

function cellsOf({ column, columns }: Source, samples: Samples): readonly string[] {
  return samples.get(column ?? columns?.[0] ?? "") ?? [];
}

const PLAIN_NUMBER = /^-?(?:0|[1-9]\d{0,14})(?:[.,]\d+)?$/;
/** A date that conditions cannot read as it stands; one in ISO 8601 is best left alone. */
const FOREIGN_DATE = /^(?!\d{4}-)(?=.*(?:\d{4}|\d[./-]\d{1,2}[./-]\d\d))(?=.*(?:[./年-]|\p{L}))/u;

/** Undefined is text as it stands: whatever is not surely something else. */
function guessKind(column: string, cells: readonly string[]): Kind | undefined {
  if (cells.length === 0) return undefined;
  if (cells.every((cell) => /^(?:true|false)$/i.test(cell))) return "boolean";
  if (isLabel(column)) return undefined;
  if (cells.every((cell) => PLAIN_NUMBER.test(cell))) return "number";
  const isDate = (cell: string) => FOREIGN_DATE.test(cell) && readTimestamp(cell, { zone: UTC }) !== undefined;
  return cells.every(isDate) ? "date" : undefined;
}

function hasCurrency(cells: readonly string[]): boolean {
  return cells.some((cell) => readNumber(cell)?.currency !== undefined);
}
