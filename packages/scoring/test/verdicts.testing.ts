import fc from "fast-check";
import { aCase } from "./arbitrary-model.testing.ts";
import { verdictOf } from "./verdict.testing.ts";

/** The verdicts on some random leads; a seed gives the same leads in every process. */
export function verdictsOf(seed: number): unknown {
  return JSON.parse(JSON.stringify(fc.sample(aCase, { seed, numRuns: 1000 }).map(verdictOf)));
}

if (import.meta.main) {
  const { timeZone, locale } = new Intl.DateTimeFormat().resolvedOptions();
  console.log(JSON.stringify({ timeZone, locale, verdicts: verdictsOf(Number(process.argv[2])) }));
}
