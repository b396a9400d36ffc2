import type { Decay, Rule } from "../src/model/model-schema.ts";
import { type Day, parseDay } from "../src/zone.ts";
import {
  clamp,
  compare,
  minus,
  plus,
  type Rational,
  rounded,
  sum,
  times,
  whole,
  written,
  ZERO,
} from "./rational.testing.ts";
import { daysOf, numberOf, plain, textOf } from "./reference-condition.testing.ts";
import {
  type Asking,
  definitionOf,
  holds,
  isRational,
  marks,
  type Value,
  valueOfTerm,
} from "./reference-lead.testing.ts";
import { occurrencesOf } from "./reference-signal.testing.ts";

/** What a rule gives before anything, after what its limits by days let in, and after age. */
export type Figures = { readonly base: Rational; readonly letIn: Rational; readonly decayed: Rational };

/** The figures of every rule that is switched on, by its id. */
export function figuresOfRules(asked: Asking): Map<Rule, Figures> {
  const rules = asked.model.rules.filter(({ enabled }) => enabled !== false);
  const days = new Map(rules.filter(givesByDay).map((rule) => [rule, dayPoints(asked, rule)]));
  for (const [name, { limit }] of Object.entries(asked.model.groups ?? {})) {
    const members = [...days].filter(([rule]) => rule.group === name).map(([, points]) => points);
    letInOnly(
      members,
      limit.perDay && written(limit.perDay.points),
      limit.perWindow && { ...limit.perWindow, most: written(limit.perWindow.points) },
    );
  }
  return new Map(
    rules.map((rule) => {
      const points = days.get(rule);
      if (points) return [rule, faded(asked, rule, points)];
      return [rule, rule.each === undefined ? standing(asked, rule) : byTiers(asked, rule)];
    }),
  );
}

const isTiers = ({ points }: Rule): boolean => typeof points === "object" && "tiers" in points;
const isTable = ({ points }: Rule): boolean => typeof points === "object" && "table" in points;
const givesByDay = (rule: Rule): boolean => rule.each !== undefined && !isTiers(rule);

/* By day: what happened, and what is let in of it */

/** So much, in occurrences or points, of which so much is let in. */
type Share = { readonly day: Day; readonly base: Rational; letIn: Rational };
type Window = { readonly days: string; readonly most: Rational };

/**
 * Lets in so much a day and in any so many days, from the first day on; on a day the first of those
 * who share it takes first. What is negative has an allowance of its own.
 */
function letInOnly(
  sharing: readonly (readonly Share[])[],
  perDay: Rational | undefined,
  perWindow: Window | undefined,
): void {
  const earlier: Share[] = [];
  for (const one of sharing.flat().sort((a, b) => a.day - b.day)) {
    const keepWithin = (most: Rational, days: number) => {
      const alike = earlier.filter(({ day, letIn }) => one.day - day < days && letIn.n < 0n === one.letIn.n < 0n);
      const left = minus(most, size(sum(alike.map(({ letIn }) => letIn))));
      one.letIn = clamp(one.letIn, minus(ZERO, left), left);
    };
    if (perDay) keepWithin(perDay, 1);
    if (perWindow) keepWithin(perWindow.most, daysOf(perWindow.days));
    earlier.push(one);
  }
}

const size = (x: Rational): Rational => (x.n < 0n ? minus(ZERO, x) : x);

/** On which days a rule gives points, before age. */
function dayPoints(asked: Asking, rule: Rule): Share[] {
  const { perDay, perWindow } = rule.limit ?? {};
  const points = isTable(rule) ? tablePoints(asked, rule) : occurrences(asked, rule).map((one) => inPoints(rule, one));
  const daily = typeof perDay === "object" ? written(perDay.points) : undefined;
  letInOnly(
    [points],
    daily,
    perWindow?.points === undefined ? undefined : { ...perWindow, most: written(perWindow.points) },
  );
  return points;
}

function inPoints(rule: Rule, { day, base, letIn }: Share): Share {
  const each = written(rule.points as number);
  return { day, base: times(base, each), letIn: times(letIn, each) };
}

/** How often (or how much), day by day; and what the limits on how often let in. */
function occurrences(asked: Asking, rule: Rule): Share[] {
  const { perDay, perWindow } = rule.limit ?? {};
  const counted = [...amountsByDay(asked, rule)].map(([day, byKey]): Share => {
    const base = sum(byKey.values());
    return { day, base, letIn: base };
  });
  const daily = typeof perDay === "number" ? whole(perDay) : undefined;
  letInOnly(
    [counted],
    daily,
    perWindow?.count === undefined ? undefined : { ...perWindow, most: whole(perWindow.count) },
  );
  return counted;
}

/** Points by the key of each occurrence; a limit on how often is for each key by itself. */
function tablePoints(asked: Asking, rule: Rule): Share[] {
  const { perDay } = rule.limit ?? {};
  const most = (amount: Rational) => (typeof perDay === "number" ? clamp(amount, ZERO, whole(perDay)) : amount);
  return [...amountsByDay(asked, rule)].map(([day, byKey]): Share => {
    const points = (take: (amount: Rational) => Rational) =>
      sum([...byKey].map(([key, amount]) => times(take(amount), lookedUp(rule, key))));
    return { day, base: points((amount) => amount), letIn: points(most) };
  });
}

function amountsByDay(asked: Asking, rule: Rule): Map<Day, Map<string, Rational>> {
  const { each = "", of } = rule;
  const byDay = new Map<Day, Map<string, Rational>>();
  const counting = marks(asked, { signal: each, of }).filter(({ day }) => isWithinDates(rule, day));
  for (const { day, key, amount } of occurrencesOf(definitionOf(asked, each), counting)) {
    const byKey = byDay.get(day) ?? new Map<string, Rational>();
    byDay.set(day, byKey.set(key, plus(byKey.get(key) ?? ZERO, amount)));
  }
  return byDay;
}

function isWithinDates({ from, until }: Rule, day: Day): boolean {
  const hasBegun = from === undefined || day >= (parseDay(from) as Day);
  return hasBegun && (until === undefined || day <= (parseDay(until) as Day));
}

/* As read today */

const remembered = ({ given }: Asking, { window }: Rule, all: readonly Share[]): Share[] =>
  all.filter(({ day }) => window === undefined || given.today - day < daysOf(window));

/** The window forgets, the decay fades. */
function faded(asked: Asking, rule: Rule, all: readonly Share[]): Figures {
  const points = remembered(asked, rule, all);
  const decay = rule.decay ?? asked.model.dimensions[rule.dimension]?.decay;
  return {
    base: sum(points.map(({ base }) => base)),
    letIn: sum(points.map(({ letIn }) => letIn)),
    decayed: sum(points.map(({ day, letIn }) => times(letIn, weightOf(decay, asked.given.today - day)))),
  };
}

function byTiers(asked: Asking, rule: Rule): Figures {
  const counted = remembered(asked, rule, occurrences(asked, rule));
  const letIn = tierOf(rule, sum(counted.map((one) => one.letIn)));
  return { base: tierOf(rule, sum(counted.map(({ base }) => base))), letIn, decayed: letIn };
}

function standing(asked: Asking, rule: Rule): Figures {
  const isOn = isWithinDates(rule, asked.given.today) && (!rule.when || holds(asked, rule.when));
  const points = isOn ? pointsWhile(asked, rule) : ZERO;
  return { base: points, letIn: points, decayed: points };
}

/** Of a list of values, the one that gives most. */
function pointsWhile(asked: Asking, rule: Rule): Rational {
  const { points } = rule;
  if (typeof points === "number") return written(points);
  const value = points.of && valueOfTerm(asked, points.of);
  const values: readonly Value[] = Array.isArray(value) && value.length > 0 ? value : [value];
  return values.map((one) => worthOf(rule, one)).reduce((a, b) => (compare(a, b) >= 0 ? a : b));
}

function worthOf(rule: Rule, value: Value): Rational {
  const { points } = rule;
  const number = isRational(value) ? value : numberOf(value);
  if (isTiers(rule)) return tierOf(rule, number);
  if (typeof points === "object" && "times" in points) {
    return number ? clamp(times(number, written(points.times)), minus(ZERO, MOST), MOST) : ZERO;
  }
  const text = isRational(value) ? String(Number(value.n) / Number(value.d)) : textOf(value);
  return text === undefined ? ZERO : lookedUp(rule, text);
}

/** No rule gives more than points may be. */
const MOST = whole(1_000_000);

function lookedUp({ points }: Rule, key: string): Rational {
  if (typeof points === "number" || !("table" in points)) return ZERO;
  const found = Object.entries(points.table).find(([name]) => plain(name) === plain(key));
  return written(found?.[1] ?? points.otherwise ?? 0);
}

/** Where tiers overlap, the one that starts highest; of two that start together, the first. */
function tierOf({ points }: Rule, n: Rational | undefined): Rational {
  if (!n || typeof points === "number" || !("tiers" in points)) return ZERO;
  const [tier] = points.tiers
    .filter(({ from, to }) => compare(n, written(from)) >= 0 && (to === undefined || compare(n, written(to)) <= 0))
    .sort((a, b) => b.from - a.from);
  return tier ? written(tier.points) : ZERO;
}

/** What is left of an occurrence of an age: the fraction itself, to the millionth. */
export function weightOf(decay: Decay | undefined, age: number): Rational {
  const ONE = 1_000_000n;
  const millionths = (n: bigint): Rational => ({ n, d: ONE });
  if (decay === undefined || decay === "none") return whole(1);
  if ("expires" in decay) return whole(age < daysOf(decay.expires) ? 1 : 0);
  if ("linear" in decay) {
    const days = daysOf(decay.linear);
    return millionths(age < days ? rounded({ n: ONE * BigInt(days - age), d: BigInt(days) }) : 0n);
  }
  if ("steps" in decay) {
    const step = decay.steps.findLast(({ after }) => age >= daysOf(after));
    return step ? millionths(rounded(times(written(step.keep), whole(ONE)))) : whole(1);
  }
  // The largest w with w − ½ ≤ 10⁶ × 2^(−age/H), that is ((2w − 1) / 2)^H × 2^age ≤ 10^(6H).
  const halfLife = BigInt(daysOf(decay.halfLife));
  const isReached = (w: bigint) => (2n * w - 1n) ** halfLife * 2n ** BigInt(age) <= (2n * ONE) ** halfLife;
  let [reached, beyond] = [0n, ONE + 1n];
  while (beyond - reached > 1n) {
    const middle = (reached + beyond) / 2n;
    if (isReached(middle)) reached = middle;
    else beyond = middle;
  }
  return millionths(reached);
}
