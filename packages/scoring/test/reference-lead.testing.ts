import type { Event, Json, JsonObject } from "../src/event.ts";
import type { Adjustment } from "../src/facts.ts";
import { readJobTitle } from "../src/job-title.ts";
import type { Condition, SignalAtom, Term } from "../src/model/condition-schema.ts";
import type { Model, Profile, SignalDefinition } from "../src/model/model-schema.ts";
import type { Day, Zone } from "../src/zone.ts";
import { AGE_STEPS, ARTEFACT, eighths, SIGNALS } from "./prediction.testing.ts";
import { compare, over, type Rational, rounded, sum, times, whole, written } from "./rational.testing.ts";
import {
  ageOf,
  daysOf,
  type Frame,
  isThere,
  plain,
  textOf,
  valueAt,
  valueHolds,
} from "./reference-condition.testing.ts";
import { amountOf, type Mark, marksOf } from "./reference-signal.testing.ts";

/** A model, and everything that is known of one lead on a day. */
export type Case = {
  readonly model: Model;
  readonly zone: Zone;
  readonly today: Day;
  readonly events: readonly Event[];
  readonly traits: JsonObject;
  readonly account?: { readonly traits: JsonObject; readonly events: readonly Event[] };
  readonly adjustments?: readonly Adjustment[];
  readonly predictions?: Readonly<Record<string, number>>;
};

/** A model's questions about this lead on this day. */
export type Asking = {
  readonly given: Case;
  readonly model: Model;
  readonly market: string | null;
  readonly frame: Frame;
};

export const asking = (given: Case, model: Model, market: string | null): Asking => ({
  given,
  model,
  market,
  frame: { lists: model.lists ?? {}, zone: given.zone, today: given.today },
});

export function holds(asked: Asking, condition: Condition): boolean {
  if ("all" in condition) return condition.all.every((one) => holds(asked, one));
  if ("any" in condition) return condition.any.some((one) => holds(asked, one));
  if ("trait" in condition) {
    const { trait, ...operators } = condition;
    return valueHolds(traitOf(asked, trait), operators, asked.frame);
  }
  if ("account" in condition) {
    const { account, ...operators } = condition;
    return valueHolds(valueAt(asked.given.account?.traits, account), operators, asked.frame);
  }
  if ("not" in condition) return !holds(asked, condition.not);
  if ("signal" in condition) return signalHolds(asked, condition);
  if ("rate" in condition) {
    const { rate, ...operators } = condition;
    const part = measured(asked, { signal: rate.of, in: rate.in });
    const all = measured(asked, { signal: rate.to, in: rate.in });
    return numberHolds(part && all && all.n > 0n ? over(part, all) : undefined, operators);
  }
  if ("profile" in condition) {
    const { profile, ...operators } = condition;
    return numberHolds(closeness(asked, profile), operators);
  }
  if ("segment" in condition) throw new Error("The model was not pinned");
  const { prediction, ...operators } = condition;
  const found = predicted(asked, prediction);
  return numberHolds(found === undefined ? undefined : written(found), operators);
}

/** What is known already, else what the one prediction of these tests says, counted off the events. */
function predicted(asked: Asking, name: string): number | undefined {
  const { given, model, frame } = asked;
  const known = given.predictions?.[name];
  if (known !== undefined || model.predictions?.[name]?.artefact !== ARTEFACT) return known;
  const own = (definition: SignalDefinition, events: readonly Event[]) =>
    marksOf(definition, events, frame).map(({ day }) => given.today - day);
  const ages = own(SIGNALS.deeds, given.events);
  const told = (age: number) => AGE_STEPS.findLast((step) => step <= age) ?? -1;
  const since = ageOf(valueAt(given.traits, "since"), frame);
  return eighths([
    own(SIGNALS.pages, given.events).filter((age) => age < 10).length,
    ages.length === 0 ? null : told(Math.min(...ages)),
    since === undefined ? null : told(since),
    own(SIGNALS.deeds, given.account?.events ?? []).filter((age) => age < 7).length,
  ]);
}

function signalHolds(asked: Asking, { daysSince, daysSinceFirst, ...rest }: SignalAtom): boolean {
  const { signal, of, key, in: days, ...operators } = rest;
  const found = seen(asked, rest);
  if (!daysSince && !daysSinceFirst && Object.keys(operators).length === 0) return found.length > 0;
  const ages = found.map(({ day }) => asked.given.today - day);
  const age = (pick: (...all: number[]) => number) => (ages.length === 0 ? undefined : whole(pick(...ages)));
  return (
    numberHolds(measured(asked, rest), operators) &&
    (!daysSince || numberHolds(age(Math.min), daysSince)) &&
    (!daysSinceFirst || numberHolds(age(Math.max), daysSinceFirst))
  );
}

type SignalTerm = {
  readonly signal: string;
  readonly of?: "account" | undefined;
  readonly key?: string | undefined;
  readonly in?: string | undefined;
};

export const definitionOf = ({ model }: Asking, signal: string): SignalDefinition =>
  model.signals?.[signal] as SignalDefinition;

export function marks(asked: Asking, { signal, of }: SignalTerm): Mark[] {
  const { given, frame } = asked;
  return marksOf(definitionOf(asked, signal), of ? (given.account?.events ?? []) : given.events, frame);
}

function seen(asked: Asking, term: SignalTerm): Mark[] {
  const { key, in: days } = term;
  return marks(asked, term)
    .filter(({ day }) => days === undefined || asked.given.today - day < daysOf(days))
    .filter((mark) => key === undefined || plain(mark.key) === plain(key));
}

const measured = (asked: Asking, term: SignalTerm): Rational | undefined =>
  amountOf(definitionOf(asked, term.signal), seen(asked, term));

function traitOf({ given, model, market }: Asking, path: string): Json | undefined {
  if (path === "market" && model.markets?.length) return market ?? undefined;
  const own = valueAt(given.traits, path);
  if (isThere(own) || (path !== "seniority" && path !== "department")) return own;
  const title = textOf(valueAt(given.traits, "title"));
  return title === undefined ? undefined : readJobTitle(title)[path];
}

/** 0–100, to the hundredth. */
function closeness(asked: Asking, profile: string): Rational {
  const conditions = asked.model.profiles?.[profile]?.conditions ?? [];
  const weigh = (parts: Profile["conditions"]) => sum(parts.map(({ weight }) => written(weight ?? 1)));
  const share = over(weigh(conditions.filter(({ when }) => holds(asked, when))), weigh(conditions));
  return over(whole(rounded(times(share, whole(10_000)))), whole(100));
}

export type Value = Json | Rational | undefined;

export const isRational = (value: Value): value is Rational =>
  typeof value === "object" && value !== null && typeof (value as Rational).n === "bigint";

export function valueOfTerm(asked: Asking, term: Term): Value {
  if ("trait" in term) return traitOf(asked, term.trait);
  if ("account" in term) return valueAt(asked.given.account?.traits, term.account);
  if ("signal" in term) return measured(asked, term);
  if ("profile" in term) return closeness(asked, term.profile);
  return predicted(asked, term.prediction);
}

type Asked = { readonly [operator: string]: number | [number, number] | undefined };

function numberHolds(found: Rational | undefined, asked: Asked): boolean {
  return Object.entries(asked).every(([operator, operand]) => {
    if (operand === undefined) return true;
    if (!found) return false;
    const [low, high] = (Array.isArray(operand) ? operand : [operand, operand]).map((bound) =>
      compare(found, written(bound)),
    ) as [number, number];
    if (operator === "between") return low >= 0 && high <= 0;
    return { is: low === 0, atLeast: low >= 0, atMost: low <= 0, moreThan: low > 0, lessThan: low < 0 }[
      operator
    ] as boolean;
  });
}
