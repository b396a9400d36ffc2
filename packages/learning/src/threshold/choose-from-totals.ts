import { type Answer, notEnough } from "../answer.ts";
import type { Bootstrap } from "../numbers/bootstrap.ts";
import { type Chance, drawBinomial, seeded } from "../numbers/chance.ts";
import type { Totals } from "../study/totals.ts";
import type { Cuts } from "../truth/cuts.ts";
import { choiceOf, missingFor, type ThresholdChoice } from "./choose-threshold.ts";
import type { Goal } from "./goal.ts";

/**
 * The threshold that `chooseThreshold` would have chosen among the leads of whom only the totals were kept. Drawing
 * leads again is drawing how often each total comes up, with and without conversion: a multinomial draw, made of
 * binomial ones, of the same distribution as drawing lead by lead.
 */
export function chooseFromTotals(totals: Totals, goal: Goal, chance: Bootstrap): Answer<ThresholdChoice> {
  const cuts = cutsOfTotals(totals.from, totals.leads, totals.converted);
  const [leads, hits] = [cuts.taken.at(-1) ?? 0, cuts.hits.at(-1) ?? 0];
  const missing = missingFor(goal, leads, hits);
  if (missing.length > 0) return notEnough(...missing);
  const { seed, repeats = REPEATS } = chance;
  const source = seeded(seed);
  const cells = totals.leads.flatMap((own, i) => [
    totals.converted[i] as number,
    own - (totals.converted[i] as number),
  ]);
  return choiceOf(goal, cuts, chance, (figure) =>
    Float64Array.from({ length: repeats }, () => {
      const drawn = drawCells(source, cells, leads);
      const converted = totals.from.map((_, i) => drawn[2 * i] as number);
      const all = totals.from.map((_, i) => (drawn[2 * i] as number) + (drawn[2 * i + 1] as number));
      return figure(cutsOfTotals(totals.from, all, converted));
    }).sort(),
  );
}

/** Somebody waits for the answer. */
const REPEATS = 300;

function cutsOfTotals(from: readonly number[], leads: readonly number[], converted: readonly number[]): Cuts {
  return {
    thresholds: Float64Array.from([Number.POSITIVE_INFINITY, ...from]),
    taken: risen(leads),
    hits: risen(converted),
  };
}

function risen(counts: readonly number[]): Float64Array {
  let sum = 0;
  return Float64Array.from([0, ...counts], (own) => {
    sum += own;
    return sum;
  });
}

/** As many draws as there are leads, each falling into a cell with the chance of its share. */
function drawCells(chance: Chance, cells: readonly number[], leads: number): readonly number[] {
  let [left, rest] = [leads, leads];
  return cells.map((own) => {
    const drawn = own >= rest ? left : drawBinomial(chance, left, own / rest);
    left -= drawn;
    rest -= own;
    return drawn;
  });
}
