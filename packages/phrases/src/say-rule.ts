import type { Spoken } from "./en/spoken.ts";
import { asItIs, type Mark, UNNAMED } from "./said.ts";
import {
  type Condition,
  type ConditionNames,
  type SignalOf,
  sayCondition,
  sayRecently,
  saySignalOf,
} from "./say-condition.ts";
import { dateOf, spanOf } from "./span.ts";

/** A value that points may depend on. */
type Term =
  | { readonly trait: string }
  | { readonly account: string }
  | SignalOf
  | { readonly profile: string }
  | { readonly prediction: string };

type Tier = { readonly from: number; readonly to?: number; readonly points: number };

/** What a rule gives. Points are as the model has them: 15 is fifteen. */
export type RulePoints =
  | number
  | { readonly of?: Term; readonly table: Readonly<Record<string, number>>; readonly otherwise?: number }
  | { readonly of?: Term; readonly tiers: readonly Tier[] }
  | { readonly of: Term; readonly times: number };

export type Decay =
  | "none"
  | { readonly halfLife: string }
  | { readonly linear: string }
  | { readonly expires: string }
  | { readonly steps: readonly { readonly after: string; readonly keep: number }[] };

export type Limit = {
  readonly perDay?: number | { readonly points: number };
  readonly perWindow?: { readonly days: string; readonly count?: number; readonly points?: number };
  readonly total?: number;
};

/** A rule of the model language, without what it is called and where it belongs. */
export type Rule = {
  readonly group?: string;
  readonly enabled?: boolean;
  readonly when?: Condition;
  readonly each?: string;
  readonly of?: "account";
  readonly points: RulePoints;
  readonly limit?: Limit;
  readonly window?: string;
  readonly decay?: Decay;
  readonly from?: string;
  readonly until?: string;
};

/** What rules call things. */
export type RuleNames = ConditionNames & {
  readonly group: (name: string) => string;
  readonly market: (name: string) => string;
};

/** Of a longer table or ladder the rest is counted. */
const MOST_WORTHS = 8;
const HUNDRED = 100;

/** A rule as one sentence: `+15 for each “Visited pricing”, at most 45, fading by half every 30 days`. */
export function sayRule(phrases: Spoken, rule: Rule, names: RuleNames, mark: Mark = asItIs): string {
  const say = phrases.rules;
  const further = [
    ...(rule.window === undefined ? [] : [say.window(mark(spanOf(phrases, rule.window)))]),
    ...(rule.limit ? limitsOf(phrases, rule.limit, mark) : []),
    ...(rule.group === undefined ? [] : [say.limit.group(names.group(rule.group))]),
    ...(rule.decay === undefined ? [] : [sayDecay(phrases, rule.decay, mark)]),
    ...(rule.from === undefined ? [] : [say.from(mark(dateOf(phrases, rule.from)))]),
    ...(rule.until === undefined ? [] : [say.until(mark(dateOf(phrases, rule.until)))]),
  ];
  const words = say.with(worthOf(phrases, rule, names, mark), further);
  return rule.enabled === false ? say.off(words) : words;
}

/** What a market makes of a rule by the changes it names: `in market “Japan”: +8 for each …`. */
export function sayRuleInMarket(
  phrases: Spoken,
  rule: Rule,
  changes: Partial<Rule>,
  market: string,
  names: RuleNames,
  mark: Mark = asItIs,
): string {
  return phrases.rules.inMarket(names.market(market), sayRule(phrases, { ...rule, ...changes }, names, mark));
}

/** What a limit lets in; of a rule, or what the rules of a group share. */
export function sayLimit(phrases: Spoken, limit: Limit, mark: Mark = asItIs): string {
  return phrases.figures.list(limitsOf(phrases, limit, mark));
}

function limitsOf(phrases: Spoken, { perDay, perWindow, total }: Limit, mark: Mark): string[] {
  const say = phrases.rules.limit;
  const limits: string[] = [];
  if (typeof perDay === "number") limits.push(say.perDay(perDay));
  else if (perDay) limits.push(say.pointsPerDay(perDay.points * HUNDRED));
  if (perWindow) {
    const span = mark(spanOf(phrases, perWindow.days));
    if (perWindow.count !== undefined) limits.push(say.perWindow(perWindow.count, span));
    if (perWindow.points !== undefined) limits.push(say.pointsPerWindow(perWindow.points * HUNDRED, span));
  }
  if (total !== undefined) limits.push(say.total(total * HUNDRED));
  return limits;
}

/** What age takes from an occurrence. */
export function sayDecay(phrases: Spoken, decay: Decay, mark: Mark = asItIs): string {
  const say = phrases.rules.decay;
  const span = (days: string) => mark(spanOf(phrases, days));
  if (decay === "none") return say.none;
  if ("halfLife" in decay) return say.halfLife(span(decay.halfLife));
  if ("linear" in decay) return say.linear(span(decay.linear));
  if ("expires" in decay) return say.expires(span(decay.expires));
  return say.steps(decay.steps.map(({ after, keep }) => say.step(keep, span(after))));
}

/** What it gives, and for what. */
function worthOf(phrases: Spoken, rule: Rule, names: RuleNames, mark: Mark): string {
  const { each, of, when, points } = rule;
  const signal = each === undefined ? undefined : { signal: each, ...(of && { of }) };
  const asked: Asked = {
    signal: signal && saySignalOf(phrases, signal, names, mark),
    condition: when && sayCondition(phrases, when, names, mark),
  };
  return typeof points === "number"
    ? flatSaid(phrases, points, asked, mark)
    : dependentSaid(phrases, points, asked, names, mark);
}

/** What a rule asks for, as words. */
type Asked = { readonly signal: string | undefined; readonly condition: string | undefined };

function flatSaid(phrases: Spoken, points: number, { signal, condition }: Asked, mark: Mark): string {
  const say = phrases.rules;
  const worth = mark(say.points(points * HUNDRED));
  if (signal !== undefined) return say.each(worth, signal);
  return condition === undefined ? say.always(worth) : say.when(worth, condition);
}

function dependentSaid(
  phrases: Spoken,
  points: Exclude<RulePoints, number>,
  { signal = UNNAMED, condition }: Asked,
  names: RuleNames,
  mark: Mark,
): string {
  const say = phrases.rules;
  if ("times" in points) {
    const worth = say.times(points.times * HUNDRED, termSaid(phrases, points.of, names, mark));
    return condition === undefined ? worth : say.when(worth, condition);
  }
  const worths = "tiers" in points ? tiersSaid(phrases, points.tiers) : tableSaid(phrases, points, mark);
  if (!points.of && "table" in points) return say.byKey(signal, worths);
  const subject = points.of ? termSaid(phrases, points.of, names, mark) : say.number(signal);
  return condition === undefined ? say.by(subject, worths) : say.byWhen(subject, worths, condition);
}

function termSaid(phrases: Spoken, term: Term, names: RuleNames, mark: Mark): string {
  const { conditions: say, figures } = phrases;
  if ("trait" in term) return mark(term.trait);
  if ("account" in term) return say.account(mark(term.account));
  if ("profile" in term) return say.profile(mark(figures.quote(names.profile(term.profile))));
  if ("prediction" in term) return say.prediction(mark(figures.quote(term.prediction)));
  const { number, numberIn } = phrases.rules;
  const signal = saySignalOf(phrases, term, names, mark);
  return term.in === undefined ? number(signal) : numberIn(signal, sayRecently(phrases, term.in, mark));
}

function tiersSaid(phrases: Spoken, tiers: readonly Tier[]): string[] {
  const say = phrases.rules;
  return shortened(
    phrases,
    tiers.map(({ from, to, points }) => say.tier(from, to ?? null, points * HUNDRED)),
  );
}

function tableSaid(
  phrases: Spoken,
  { table, otherwise }: Extract<RulePoints, { table: unknown }>,
  mark: Mark,
): string[] {
  const say = phrases.rules;
  const entries = Object.entries(table).map(([key, points]) =>
    say.entry(mark(phrases.figures.quote(key)), points * HUNDRED),
  );
  const rest = otherwise === undefined ? [] : [say.otherwise(otherwise * HUNDRED)];
  return [...shortened(phrases, entries), ...rest];
}

function shortened(phrases: Spoken, all: readonly string[]): string[] {
  const shown = all.slice(0, MOST_WORTHS);
  return all.length > shown.length ? [...shown, phrases.rules.more(all.length - shown.length)] : shown;
}
