import type { First } from "./en/first.ts";
import { spanOf } from "./span.ts";

/** What a prediction said of a lead, or why it said nothing. */
export type ToldPrediction = {
  readonly name: string;
  /** 0–1; null where it is not known. */
  readonly probability: number | null;
  readonly unknown?: "not-pinned" | "not-loaded";
  /** Within how many days what is predicted would happen. */
  readonly horizon?: number;
  readonly factors?: readonly Factor[];
};

/** One thing known of a lead, and how it moves a prediction. */
export type Factor = {
  /** What people call the trait or signal. */
  readonly label: string;
  readonly reading: Reading;
  readonly value: number | string | boolean | null;
  /** In log-odds. */
  readonly effect: number;
};

type Reading =
  | { readonly trait: string; readonly as: Form }
  | { readonly account: string; readonly as: Form }
  | { readonly signal: string; readonly of?: "account"; readonly since: "first" | "last" }
  | { readonly signal: string; readonly of?: "account"; readonly key?: string; readonly in?: string };
type Form = "number" | "yes-no" | "category" | "length" | "days-since";

/** `prediction “win” is 34% within 90 days, because title is “CEO” (raises it); demo: none (lowers it)`. */
export function sayPrediction(phrases: First, told: ToldPrediction): string {
  const { reasons, prediction: say } = phrases.explanation;
  const { name, probability, unknown, horizon, factors = [] } = told;
  if (probability === null) {
    if (unknown === undefined) return reasons.noPrediction(name);
    return unknown === "not-pinned" ? say.notPinned(name) : say.notLoaded(name);
  }
  const found = reasons.prediction(name, probability);
  const dated = horizon === undefined ? found : say.within(found, spanOf(phrases, `${horizon}d`));
  return factors.length === 0 ? dated : say.because(dated, sayFactors(phrases, factors));
}

/** What moves a prediction, one after the other. */
export function sayFactors(phrases: First, factors: readonly Factor[]): string {
  return phrases.explanation.together(factors.map((factor) => sayFactor(phrases, factor)));
}

/** `title is “CEO” (raises it)`. */
export function sayFactor(phrases: First, { effect, ...found }: Factor): string {
  const { aside, prediction: say } = phrases.explanation;
  return factWords(phrases, found) + aside([effect > 0 ? say.raises() : say.lowers()]);
}

function factWords(phrases: First, { label, reading, value }: Omit<Factor, "effect">): string {
  if ("trait" in reading) return traitWords(phrases, label, reading.as, value);
  const { explanation } = phrases;
  if ("account" in reading) return traitWords(phrases, explanation.reasons.account(label), reading.as, value);
  const of = reading.of === "account" ? [explanation.evidence.ofAccount()] : [];
  return explanation.said(nameOf(label, reading), signalWords(phrases, reading, value)) + asideOf(phrases, of);
}

const nameOf = (label: string, reading: { readonly key?: string } | object): string =>
  "key" in reading && reading.key !== undefined ? `${label} ${reading.key}` : label;

const asideOf = ({ explanation }: First, parts: readonly string[]): string =>
  parts.length > 0 ? explanation.aside(parts) : "";

function signalWords(phrases: First, reading: Extract<Reading, { signal: string }>, value: Factor["value"]): string {
  const { explanation, figures } = phrases;
  const { reasons, prediction: say } = explanation;
  if (typeof value !== "number") return reasons.none();
  if ("since" in reading) {
    const age = ageWords(phrases, value);
    return reading.since === "first" ? say.first(age) : say.last(age);
  }
  if (value === 0)
    return reading.in === undefined ? reasons.none() : say.lately(reasons.none(), spanOf(phrases, reading.in));
  const amount = figures.number(value);
  return reading.in === undefined ? say.ever(amount) : say.lately(amount, spanOf(phrases, reading.in));
}

function traitWords(phrases: First, name: string, form: Form, value: Factor["value"]): string {
  const { explanation, figures } = phrases;
  const { reasons, prediction: say } = explanation;
  if (value === null) return reasons.unknown(name);
  if (form === "length" && typeof value === "number") return say.length(name, value);
  if (form === "days-since" && typeof value === "number") return explanation.said(name, ageWords(phrases, value));
  return reasons.is(name, figures.value(value));
}

/** Ages are told in steps: a day, a week, a month. */
function ageWords({ explanation, figures, conditions }: First, days: number): string {
  const { prediction: say } = explanation;
  if (days === 0) return figures.ago(0);
  const span = conditions.spans.d(Math.abs(days));
  return days > 0 ? say.longAgo(span) : say.ahead(span);
}
