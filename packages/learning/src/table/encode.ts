import type { Feature, Value } from "./table.ts";

/** Turns the values of a lead into numbers, as a table has them, at `at` and after it. */
export type Encoder = (values: Readonly<Record<string, Value>>, into: Float64Array, at: number) => void;

/** The encoder of features that are settled; values of another kind than the feature's are missing. */
export function encoderOf(features: readonly Feature[]): Encoder {
  const readers = features.map(readerOf);
  return (values, into, at) => {
    for (let f = 0; f < readers.length; f++) {
      const { name, read } = readers[f] as Reader;
      into[at + f] = Object.hasOwn(values, name) ? read(values[name]) : Number.NaN;
    }
  };
}

type Reader = { readonly name: string; readonly read: (value: Value) => number };

function readerOf(feature: Feature): Reader {
  const { name } = feature;
  if (feature.kind !== "category") return { name, read: feature.kind === "number" ? readNumber : readYesNo };
  const places = new Map(feature.levels.map((level, place) => [level, place]));
  const other = feature.hasOther ? feature.levels.length : Number.NaN;
  return {
    name,
    read: (value) => {
      const level = levelOf(value);
      return level === null ? Number.NaN : (places.get(level) ?? other);
    },
  };
}

function readNumber(value: Value): number {
  return typeof value === "number" && Number.isFinite(value) ? value : Number.NaN;
}

function readYesNo(value: Value): number {
  return typeof value === "boolean" ? Number(value) : Number.NaN;
}

/** The level that a value stands for; an empty text is none. */
export function levelOf(value: Value): string | null {
  return value === null || value === undefined || value === "" ? null : String(value);
}
