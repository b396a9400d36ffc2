import { weightAt } from "../decay.ts";
import { mulDiv, ONE, type Points } from "../points.ts";
import type { ByKey } from "../signal/by-key.ts";
import type { KeyedState, SignalState } from "../signal/state.ts";
import type { Day } from "../zone.ts";
import type { EachRule, Stages } from "./compiled-rule.ts";
import { admit, admitOne, type Rate, within } from "./counting.ts";
import { amountsOf, type Sight } from "./sight.ts";

/**
 * What an `each` rule has to count, day by day, before time is taken into account: all there is,
 * and what of it is let in by limits per day and per window. Points of an amount are
 * `amount × factor ÷ divisor`.
 */
export type Tally = {
  readonly days: readonly Day[];
  readonly all: readonly number[];
  readonly counted: readonly number[];
  readonly factor: number;
  readonly divisor: number;
  /** Whether what the group's rules share took something away. */
  readonly isCutByGroup?: boolean;
  /** What the signal itself says of each day; points where a table gives them. */
  readonly seen: readonly number[];
  /** The first known day that lies ahead. */
  readonly ahead: Day;
};

/** Limits in points compare amounts in this part of a hundredth, in which points of every measure are whole. */
const FINE = 1000;

const NOTHING: Stages = { base: 0, counted: 0, decayed: 0, given: 0 };

/** Tallies one rule on the day of the sight; `inPoints` asks for amounts in points, as shared limits need. */
export function tallyOf(rule: EachRule, sight: Sight, inPoints: boolean): Tally {
  const state = sight.states[rule.slot.index];
  if (state === undefined) return NEVER;
  const { from, to, ahead } = stretchOf(state.days, rule, sight.today);
  if (from === to) return emptyTally(ahead);
  const whole = from === 0 && to === state.days.length;
  const days = whole ? state.days : state.days.slice(from, to);
  const tally = rule.table
    ? tableTally(rule, rule.table, (state as KeyedState).cells.slice(from, to), days, ahead)
    : amountTally(rule, amountsFor(rule, state, sight), { from, to, whole }, days, ahead);
  return inPoints || rule.pointsRate ? limited(rule, asPoints(tally)) : tally;
}

/** The indexes of the days that count for a rule, and the first known day that lies ahead. */
function stretchOf(
  days: readonly Day[],
  { firstDay, lastDay }: EachRule,
  today: Day,
): { from: number; to: number; ahead: Day } {
  const end = Math.min(today, lastDay);
  let to = days.length;
  while (to > 0 && (days[to - 1] as Day) > end) to -= 1;
  let from = 0;
  while (from < to && (days[from] as Day) < firstDay) from += 1;
  // A day after the last one that counts matters too: it may confirm what happened before.
  let next = to;
  while (next < days.length && (days[next] as Day) <= today) next += 1;
  return { from, to, ahead: days[next] ?? Number.POSITIVE_INFINITY };
}

/** A key that was seen again after the last day that counts was seen before it all the same. */
function amountsFor({ slot, lastDay }: EachRule, state: SignalState, sight: Sight): readonly number[] {
  const isOver = slot.signal.distinct !== undefined && lastDay < sight.today;
  return (isOver ? slot.reader.read(state, lastDay) : amountsOf(sight, slot)).amounts;
}

type Stretch = { readonly from: number; readonly to: number; readonly whole: boolean };

function amountTally(
  { countRate, points, slot }: EachRule,
  amounts: readonly number[],
  { from, to, whole }: Stretch,
  days: readonly Day[],
  ahead: Day,
): Tally {
  const all = whole ? amounts : amounts.slice(from, to);
  const counted = countRate ? admitOne(days, all, countRate) : all;
  return { days, all, counted, factor: points ?? 1, divisor: slot.reader.scale, seen: all, ahead };
}

function emptyTally(ahead: Day): Tally {
  return { days: [], all: [], counted: [], factor: 1, divisor: 1, seen: [], ahead };
}

const NEVER = emptyTally(Number.POSITIVE_INFINITY);

function tableTally(
  rule: EachRule,
  table: (key: string) => Points,
  cells: readonly ByKey<number>[],
  days: readonly Day[],
  ahead: Day,
): Tally {
  const measured = rule.slot.signal.count?.perDay ?? Number.POSITIVE_INFINITY;
  const perDay = Math.min(measured, rule.countRate?.perDay ?? Number.POSITIVE_INFINITY);
  const worth = (most: number) =>
    cells.map((cell) => {
      let points = 0;
      for (let k = 0; k < cell.length; k += 2)
        points += Math.min(cell[k + 1] as number, most) * table(cell[k] as string);
      return points;
    });
  const all = worth(measured);
  return { days, all, counted: perDay === measured ? all : worth(perDay), factor: 1, divisor: 1, seen: all, ahead };
}

function asPoints(tally: Tally): Tally {
  const { factor, divisor, all, counted } = tally;
  const finer = factor * (FINE / divisor);
  const points = (amounts: readonly number[]) => amounts.map((amount) => amount * finer);
  const inPoints = points(all);
  return { ...tally, all: inPoints, counted: counted === all ? inPoints : points(counted), factor: 1, divisor: FINE };
}

function limited(rule: EachRule, tally: Tally): Tally {
  if (!rule.pointsRate) return tally;
  return { ...tally, counted: admitOne(tally.days, tally.counted, inFine(rule.pointsRate)) };
}

/** What a limit in points lets in of amounts that are in points. */
export function admitPoints(days: readonly Day[], rows: readonly (readonly number[])[], rate: Rate): number[][] {
  return admit(days, rows, inFine(rate));
}

function inFine(rate: Rate): Rate {
  return { ...rate, perDay: rate.perDay * FINE, perWindow: rate.perWindow * FINE };
}

/** The stages of a rule on a day, from its tally; `unit` is the precision of the model. */
export function stagesOn(rule: EachRule, tally: Tally, day: Day, unit: number): Stages {
  const { days, all, counted } = tally;
  const { window, fading } = rule;
  const oldest = day - window;
  let baseSum = 0;
  let countedSum = 0;
  let weighed = 0;
  let size = 0;
  for (let i = days.length - 1; i >= 0; i--) {
    const on = days[i] as Day;
    if (on <= oldest) break;
    const amount = counted[i] as number;
    baseSum += all[i] as number;
    countedSum += amount;
    weighed += amount * weightAt(fading, day - on);
    size += Math.abs(amount);
  }
  if (baseSum === 0 && size === 0 && !rule.tiers) return NOTHING;
  const exact = size * ONE <= Number.MAX_SAFE_INTEGER ? weighed : weighBig(rule, tally, day);
  return stagesFrom(rule, tally, baseSum, countedSum, exact, unit);
}

/** The stages of sums: of everything, of what is let in, and of that by its age in 10⁻⁶. */
function stagesFrom(
  { tiers, cap }: EachRule,
  { factor, divisor }: Tally,
  baseSum: number,
  countedSum: number,
  weighed: number | bigint,
  unit: number,
): Stages {
  if (tiers) {
    const tier = tiers(countedSum / divisor);
    const base = baseSum === countedSum ? tier : tiers(baseSum / divisor);
    return { base, counted: tier, decayed: tier, given: within(tier, cap) };
  }
  const base = mulDiv(factor, baseSum, divisor, unit);
  const decayed = mulDiv(factor, weighed, ONE * divisor, unit);
  return {
    base,
    counted: countedSum === baseSum ? base : mulDiv(factor, countedSum, divisor, unit),
    decayed,
    given: within(decayed, cap),
  };
}

/** The weighted sum where a double could not hold it. */
function weighBig({ window, fading }: EachRule, { days, counted }: Tally, day: Day): bigint {
  let sum = 0n;
  for (const [i, on] of days.entries()) {
    if (on > day - window) sum += BigInt(counted[i] as number) * BigInt(weightAt(fading, day - on));
  }
  return sum;
}

/**
 * The first day after `today` on which some stage differs, while no known day comes into sight; the
 * day of that, where it is sooner. Infinity where nothing ever differs.
 */
export function tallyDue(rule: EachRule, tally: Tally, today: Day, unit: number): Day {
  const { days, ahead } = tally;
  const last = days.at(-1);
  if (last === undefined) return ahead;
  const end = Math.min(ahead, lastChange(rule, last));
  if (end <= today) return ahead;
  const now = stagesOn(rule, tally, today, unit);
  const isSo = (day: Day) => sameStages(stagesOn(rule, tally, day, unit), now);
  return Math.min(ahead, firstChange(rule, tally, { today, end, unit, now, isSo }));
}

/** From this day on, a rule with this last occurrence reads the same for ever. */
function lastChange({ window, fading }: EachRule, last: Day): Day {
  return last + (window === Number.POSITIVE_INFINITY ? fading.weights.length : window);
}

/** Where to look for the first day on which the stages are not what they are now. */
type Search = {
  readonly today: Day;
  /** From here on everything stays as it is. */
  readonly end: Day;
  readonly unit: number;
  readonly now: Stages;
  readonly isSo: (day: Day) => boolean;
};

/** Never by trying every day: people are busy for years, and windows are years long. */
function firstChange(rule: EachRule, tally: Tally, { today, end, unit, now, isSo }: Search): Day {
  const { days, all, counted } = tally;
  if (rule.tiers) {
    // How many there are differs only where a day leaves the window.
    const left = days.map((on) => on + rule.window).find((day) => day > today && day <= end && !isSo(day));
    return left ?? Number.POSITIVE_INFINITY;
  }
  const isMonotone = all.every((amount) => amount >= 0) && counted.every((amount) => amount >= 0);
  if (isMonotone) return firstByHalving(today, end, isSo);
  const [up, down] = [sideOf(rule, tally, 1), sideOf(rule, tally, -1)];
  const isBound = (a: Day, b: Day) => sameStages(stagesFrom(rule, tally, ...sumOf(up(a), down(b)), unit), now);
  return firstByBounds(today, end, (from, to) => isBound(from, to) && isBound(to, from), isSo);
}

type Sums = [all: number, counted: number, weighed: bigint];

const sumOf = (a: Sums, b: Sums): Sums => [a[0] + b[0], a[1] + b[1], a[2] + b[2]];

/** What counts on a day of all that is above zero, or below it: with time, either only comes nearer to zero. */
function sideOf({ window, fading }: EachRule, { days, all, counted }: Tally, sign: 1 | -1): (day: Day) => Sums {
  return (day) => {
    const sums: Sums = [0, 0, 0n];
    for (let i = days.length - 1; i >= 0 && (days[i] as Day) > day - window; i--) {
      const [whole, part] = [all[i] as number, counted[i] as number];
      if (whole * sign > 0) sums[0] += whole;
      if (part * sign <= 0) continue;
      sums[1] += part;
      sums[2] += BigInt(part) * BigInt(weightAt(fading, day - (days[i] as Day)));
    }
    return sums;
  };
}

/** The first day after `today` that differs from it, where whatever differs once differs until the end. */
function firstByHalving(today: Day, end: Day, isSo: (day: Day) => boolean): Day {
  if (isSo(end)) return Number.POSITIVE_INFINITY;
  let low = today;
  let high = end;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (isSo(middle)) low = middle;
    else high = middle;
  }
  return high;
}

/** The same where figures go up and down: stretches whose bounds are what is now are passed by as a whole. */
function firstByBounds(
  today: Day,
  end: Day,
  isSoOver: (from: Day, to: Day) => boolean,
  isSo: (day: Day) => boolean,
): Day {
  if (isSoOver(today + 1, end)) return Number.POSITIVE_INFINITY;
  if (end - today === 1) return isSo(end) ? Number.POSITIVE_INFINITY : end;
  const middle = Math.floor((today + end) / 2);
  const found = firstByBounds(today, middle, isSoOver, isSo);
  return found === Number.POSITIVE_INFINITY ? firstByBounds(middle, end, isSoOver, isSo) : found;
}

function sameStages(a: Stages, b: Stages): boolean {
  return a.base === b.base && a.counted === b.counted && a.decayed === b.decayed && a.given === b.given;
}
