import { compile, type Facts, fadingOf, formatDay, readJobTitle, type SignalState } from "@plumbline/scoring";
import { TODAY } from "./leads.ts";
import { RESCORE_MODEL, SIGNAL_COUNT } from "./model.ts";

type Traits = {
  readonly email: string;
  readonly country: string;
  readonly industry: string;
  readonly employees: number;
  readonly title: string;
  readonly customer: boolean;
  readonly budget: number | null;
  readonly timeline: string | null;
  readonly phone: string | null;
  readonly createdAt: string;
};

const FIRST_DAY = formatDay(TODAY - 29);
const LAST_DAY = formatDay(TODAY);
const ONE = 1_000_000;
const SILENCE = 30 * 60_000;
const HALF_LIFE_14 = fadingOf({ halfLife: "14d" }).weights;
const HALF_LIFE_30 = fadingOf({ halfLife: "30d" }).weights;
const LINEAR_90 = fadingOf({ linear: "90d" }).weights;

/** The numbers of the signals by the keys of their states. */
export function placesByHand(): ReadonlyMap<string, number> {
  const { signals, rules, ...model } = RESCORE_MODEL;
  return new Map(
    Object.values(signals ?? {}).map((signal, i) => {
      const [key = ""] = compile({ ...model, profiles: {}, signals: { signal }, rules: [] }).measurer.keys;
      return [key, i];
    }),
  );
}

/** One for all leads. */
const shown = new Array<SignalState | undefined>(SIGNAL_COUNT).fill(undefined);
const titles = new Map<string, ReturnType<typeof readJobTitle>>();

/**
 * What a generator would write for the fifty rules, knowing of what type every trait is, that dates are ISO, days
 * UTC's and that no event lies ahead: the limit for any engine that reads such states. In hundredths. Text
 * compares without regard to case; no accent decides anything here. `places` are the numbers of the signals' keys.
 */
export function totalByHand({ traits, states }: Facts, places: ReadonlyMap<string, number>): number {
  shown.fill(undefined);
  for (const [key, state] of states) shown[places.get(key) as number] = state;
  const fit = fitByHand(traits as unknown as Traits);
  const engagement = bounded(engagementByHand(), -5000, 10_000);
  return bounded(bounded(fit, -2000, 6000) + engagement + interestByHand(), 0, 10_000);
}

// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: this is what a generator of code would write.
function fitByHand(traits: Traits): number {
  const { employees, budget, createdAt } = traits;
  let points = 0;
  let held = 0;
  const country = traits.country.toLowerCase();
  if (country === "germany") {
    points += 500;
    held += 1;
  } else if (country === "france" || country === "italy") points += 500;
  const industry = traits.industry.toLowerCase();
  if (industry === "software") {
    points += 1500;
    held += 2;
  } else if (industry === "banking") {
    points += 1000;
    held += 2;
  } else if (industry === "insurance") points += 1000;
  if (employees >= 50 && employees <= 500) {
    points += 1000;
    held += 1;
  } else if (employees > 5000) points += 500;
  // Of four parts of the profile: three are 75 %, and a tenth of that is 7.5, in whole points 8.
  if (held >= 3) points += 1000;
  points += held === 4 ? 1000 : held === 3 ? 800 : held === 2 ? 500 : held === 1 ? 300 : 0;
  let title = titles.get(traits.title);
  if (title === undefined) {
    title = readJobTitle(traits.title);
    titles.set(traits.title, title);
  }
  if (title.seniority === "c-level") points += 2000;
  if (title.department === "marketing") points += 500;
  const email = traits.email.toLowerCase();
  if (email.endsWith("@gmail.com") || email.endsWith("@yahoo.com")) points -= 1000;
  if (traits.customer) points -= 2000;
  if (budget !== null && budget >= 10_000 && traits.timeline?.toLowerCase() === "this quarter") points += 1500;
  if (traits.phone === null) points -= 200;
  if (createdAt >= FIRST_DAY && createdAt <= LAST_DAY) points += 500;
  return points;
}

// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: this is what a generator of code would write.
function engagementByHand(): number {
  let points = 0;
  const [s0, s1, s2, , s4, , s6, s7, s8] = shown;
  if (s0 && sumIn(s0, 30) >= 3) points += 1000;
  if (s6 && sumIn(s6, Number.POSITIVE_INFINITY) > 10_000) points += 1000;
  if (s1 && TODAY - (s1.days.at(-1) as number) > 30) points -= 1500;
  if (s2 && s4 && sumIn(s2, Number.POSITIVE_INFINITY) / sumIn(s4, Number.POSITIVE_INFINITY) > 0.5) points += 500;
  if ((s7 && TODAY - (s7.days.at(-1) as number) < 14) || (s8 && TODAY - (s8.days.at(-1) as number) < 14))
    points += 1000;

  const [s10, s12, s14, s16] = [shown[10], shown[12], shown[14], shown[16]];
  if (s0) points += decayed(s0, 5, 1, 1, HALF_LIFE_30);
  if (s2) points += recent(s2, 7, 1);
  if (s6) points += decayed(s6, 11, 100, 100, HALF_LIFE_30);
  if (s8) points += recent(s8, 13, 1);
  if (s12) points += decayed(s12, -5, 1, 1, HALF_LIFE_30);
  if (s14) points += recent(s14, 9, 1);
  if (shown[18]) points += decayed(shown[18], 13, 1, 1, HALF_LIFE_30);
  if (shown[20]) points += recent(shown[20], 5, 1);
  if (shown[24]) points += decayed(shown[24], 9, 1, 1, HALF_LIFE_30);
  if (shown[26]) points += recent(shown[26], -5, 100);

  let web = 0;
  if (s4) web += decayed(s4, 9, Number.POSITIVE_INFINITY, 1, HALF_LIFE_30);
  if (s10) web += decayed(s10, 5, Number.POSITIVE_INFINITY, 1, HALF_LIFE_30);
  if (s16) web += decayed(s16, 11, Number.POSITIVE_INFINITY, 100, HALF_LIFE_30);
  if (shown[22]) web += decayed(shown[22], 7, Number.POSITIVE_INFINITY, 1, HALF_LIFE_30);
  if (shown[28]) web += decayed(shown[28], 13, Number.POSITIVE_INFINITY, 1, HALF_LIFE_30);
  return points + bounded(web, -4000, 4000);
}

// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: this is what a generator of code would write.
function interestByHand(): number {
  let points = 0;
  const [, s1, , s3, , s5, , s7, , s9] = shown;
  if (s1) points += bounded(decayed(s1, 6, 2, 1, HALF_LIFE_14), -6000, 6000);
  if (s3) {
    points += byProduct(s3);
    if (analyticsOf(s3) >= 2) points += 500;
  }
  if (s5) points += tier(sumIn(s5, Number.POSITIVE_INFINITY));
  if (s7) points += bounded(decayed(s7, 12, 2, 1, HALF_LIFE_14), -6000, 6000);
  if (s9) points += decayed(visits(s9), 14, Number.POSITIVE_INFINITY, 1, LINEAR_90);
  if (shown[11]) points += tier(sumIn(shown[11], Number.POSITIVE_INFINITY));
  if (shown[13]) points += byProduct(shown[13]);
  if (shown[15]) points += decayed(shown[15], 10, Number.POSITIVE_INFINITY, 1, LINEAR_90);
  if (shown[17]) points += tier(sumIn(shown[17], Number.POSITIVE_INFINITY));
  if (shown[19]) points += bounded(decayed(visits(shown[19]), -5, 2, 1, HALF_LIFE_14), -6000, 6000);
  if (shown[21]) points += decayed(shown[21], 6, Number.POSITIVE_INFINITY, 1, LINEAR_90);
  if (shown[23]) points += byProduct(shown[23]);
  if (shown[25]) points += bounded(decayed(shown[25], 10, 2, 1, HALF_LIFE_14), -6000, 6000);
  if (shown[27]) points += decayed(shown[27], 12, Number.POSITIVE_INFINITY, 1, LINEAR_90);
  if (shown[29]) points += tier(sumIn(visits(shown[29]), Number.POSITIVE_INFINITY));
  return points;
}

type Amounts = Pick<SignalState, "days" | "cells">;

function sumIn({ days, cells }: Amounts, window: number): number {
  let sum = 0;
  for (let i = days.length - 1; i >= 0 && TODAY - (days[i] as number) < window; i--) sum += cells[i] as number;
  return sum;
}

/** Points of what counts each day, at most so much, by its age; `scale` units of an amount are one. */
function decayed(state: Amounts, each: number, perDay: number, scale: number, weights: Int32Array): number {
  const { days, cells } = state;
  let weighed = 0;
  for (let i = days.length - 1; i >= 0; i--) {
    const age = TODAY - (days[i] as number);
    if (age >= weights.length) break;
    weighed += Math.min(cells[i] as number, perDay) * (weights[age] as number);
  }
  return rounded(each * weighed, ONE * scale);
}

/** Points of the last 60 days, however old. */
function recent(state: Amounts, each: number, scale: number): number {
  return rounded(each * sumIn(state, 60), scale);
}

function tier(count: number): number {
  return count >= 3 ? 1000 : count >= 1 ? 500 : 0;
}

function byProduct({ cells }: SignalState): number {
  let points = 0;
  for (const cell of cells as (string | number)[][]) {
    for (let k = 0; k < cell.length; k += 2) {
      const product = (cell[k] as string).toLowerCase();
      points += (cell[k + 1] as number) * (product === "analytics" ? 500 : product === "suite" ? 1000 : 100);
    }
  }
  return points;
}

function analyticsOf({ cells }: SignalState): number {
  let count = 0;
  for (const cell of cells as (string | number)[][]) {
    for (let k = 0; k < cell.length; k += 2) {
      if ((cell[k] as string).toLowerCase() === "analytics") count += cell[k + 1] as number;
    }
  }
  return count;
}

/** One for all leads. */
const visited: { days: readonly number[]; cells: number[] } = { days: [], cells: [] };

/** Visits by the day on which they began; a visit over midnight is one. */
function visits({ days, cells }: SignalState): Amounts {
  let lastEnd = Number.NEGATIVE_INFINITY;
  visited.days = days;
  for (let i = 0; i < days.length; i++) {
    const spans = (cells[i] as [string, number[]])[1];
    const isContinued = (spans[0] as number) - lastEnd <= SILENCE;
    visited.cells[i] = spans.length / 2 - (isContinued ? 1 : 0);
    lastEnd = spans[spans.length - 1] as number;
  }
  return visited as Amounts;
}

/** Hundredths of whole points, halves away from zero. */
function rounded(product: number, divisor: number): number {
  const size = Math.floor((2 * Math.abs(product) + divisor) / (2 * divisor)) * 100;
  return product < 0 ? 0 - size : size;
}

function bounded(points: number, low: number, high: number): number {
  return Math.max(low, Math.min(high, points));
}
