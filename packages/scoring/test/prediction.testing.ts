import type { Facts } from "../src/facts.ts";
import type { SignalDefinition } from "../src/model/model-schema.ts";
import type { PredictionReader, PredictionReaders } from "../src/prediction/prediction-reader.ts";
import { compileReadings } from "../src/reading/compile-readings.ts";
import type { Found, Reading } from "../src/reading/reading.ts";
import type { Day, Zone } from "../src/zone.ts";

/** The hash that random models pin, of a small prediction by windows, ages and an account. */
export const ARTEFACT = "0123456789abcdef0123456789abcdef";

export const SIGNALS = {
  pages: { on: "page" },
  deeds: { any: true },
} satisfies Readonly<Record<string, SignalDefinition>>;

export const AGE_STEPS = [0, 1, 3, 7, 14, 30];

const READINGS: readonly Reading[] = [
  { signal: "pages", in: "10d" },
  { signal: "deeds", since: "last" },
  { trait: "since", as: "days-since" },
  { signal: "deeds", of: "account", in: "7d" },
];

/** Eighths, so that every probability is exact. */
export function eighths([pages, last, since, ofAccount]: readonly Found[]): number {
  const parts = [
    Math.min(3, Number(pages)),
    last !== null && Number(last) <= 3 ? 2 : 0,
    since !== null && Number(since) >= 14 ? 1 : 0,
    Number(ofAccount) > 0 ? 2 : 0,
  ];
  return parts.reduce((sum, part) => sum + part, 0) / 8;
}

const made = new Map<string, PredictionReaders>();

/** The prediction that random models pin, made ready for a zone. */
export function readersIn(zone: Zone): PredictionReaders {
  const known = made.get(zone.name) ?? new Map([[ARTEFACT, readerIn(zone)]]);
  made.set(zone.name, known);
  return known;
}

function readerIn(zone: Zone): PredictionReader {
  const { read, dueAfter, measured, readsAccounts } = compileReadings(
    { signals: SIGNALS, lists: {}, ageSteps: AGE_STEPS, readings: READINGS },
    zone,
  );
  const names = ["pages", "last", "since", "account"];
  return {
    artefact: ARTEFACT,
    zone,
    horizon: 90,
    measured,
    readsAccounts,
    dueAfter,
    probability: (facts: Facts, today: Day) => eighths(read(facts, today)),
    factors: (facts, today, most) =>
      read(facts, today)
        .map((value, i) => ({
          feature: names[i] as string,
          label: names[i] as string,
          reading: READINGS[i] as Reading,
          value,
          effect: 1 / (i + 1),
        }))
        .slice(0, most),
  };
}
