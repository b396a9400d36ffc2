import { type Answer, notEnough } from "../answer.ts";
import type { Bootstrap } from "../numbers/bootstrap.ts";
import { type Chance, drawBinomial, drawPoisson, seeded } from "../numbers/chance.ts";
import type { Totals } from "../study/totals.ts";
import type { Cuts } from "../truth/cuts.ts";
import { choiceOf, missingFor, type ThresholdChoice } from "./choose-threshold.ts";
import type { Goal } from "./goal.ts";

/**
 * The threshold that `chooseThreshold` would have chosen among the leads of whom only the totals were kept. Drawing
 * leads again is drawing how often each total comes up, with and without conversion: a multinomial draw, made of
 * binomial ones, of the same distribution as drawing lead by lead. What a capacity goes by are leads as they come: of
 * those, as many come another time as a Poisson process of the same pace brings.
 */
export function chooseFromTotals(totals: Totals, goal: Goal, chance: Bootstrap): Answer<ThresholdChoice> {
  const cuts = cutsOfTotals(totals);
  const [leads, hits] = [cuts.taken.at(-1) ?? 0, cuts.hits.at(-1) ?? 0];
  const missing = missingFor(goal, leads, hits);
  if (missing.length > 0) return notEnough(...missing);
  const { seed, repeats = REPEATS } = chance;
  const source = seeded(seed);
  const again = goal.kind === "capacity" ? comeAgain(totals, source) : drawnAgain(totals, leads, source);
  return choiceOf(goal, cuts, chance, (figure) => Float64Array.from({ length: repeats }, () => figure(again())).sort());
}

/** Somebody waits for the answer. */
const REPEATS = 300;

function comeAgain(totals: Totals, source: Chance): () => Cuts {
  return () => {
    const leads = totals.came.leads.map((own) => drawPoisson(source, own));
    return cutsOfTotals({ ...totals, came: { ...totals.came, leads } });
  };
}

function drawnAgain(totals: Totals, leads: number, source: Chance): () => Cuts {
  const cells = totals.leads.flatMap((own, i) => [
    totals.converted[i] as number,
    own - (totals.converted[i] as number),
  ]);
  return () => {
    const drawn = drawCells(source, cells, leads);
    const converted = totals.from.map((_, i) => drawn[2 * i] as number);
    const all = totals.from.map((_, i) => (drawn[2 * i] as number) + (drawn[2 * i + 1] as number));
    return cutsOfTotals({ ...totals, leads: all, converted });
  };
}

/** What lies at or above each step of totals. */
export function cutsOfTotals({ from, leads, converted, came, weeks }: Totals): Cuts {
  return {
    thresholds: Float64Array.from([Number.POSITIVE_INFINITY, ...from]),
    taken: risen(leads),
    hits: risen(converted),
    perWeek: comers(from.length, came).map((own) => (weeks > 0 ? own / weeks : 0)),
  };
}

/**
 * How many leads came to each step for the first time, after none above all of them. A lower step is not said to bring
 * fewer than a higher one: those who stood on it before the weeks began would have come, had it been the threshold then.
 */
function comers(steps: number, { to, since, leads }: Totals["came"]): Float64Array {
  const turns = new Float64Array(steps + 2);
  for (const [i, own] of leads.entries()) {
    const [first, end] = [(to[i] as number) + 1, (since[i] as number) + 1];
    turns[first] = (turns[first] as number) + own;
    turns[end] = (turns[end] as number) - own;
  }
  let [here, most] = [0, 0];
  return turns.subarray(0, steps + 1).map((turn) => {
    here += turn;
    most = Math.max(most, here);
    return most;
  });
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
