import type { First } from "./en/first.ts";
import { asItIs, joined, type Mark, one, type Said, type Saying as SayingAny, UNNAMED } from "./said.ts";
import { type Range, type ValueOperators, valueSaid } from "./say-value.ts";
import { spanOf } from "./span.ts";

/** What can be asked of a number. */
export type Quantity = {
  readonly is?: number;
  readonly atLeast?: number;
  readonly atMost?: number;
  readonly moreThan?: number;
  readonly lessThan?: number;
  readonly between?: Range;
};

/** How much of a signal: the lead's, or the whole account's. */
export type SignalOf = {
  readonly signal: string;
  readonly of?: "account";
  readonly key?: string;
  readonly in?: string;
};
type SignalAtom = SignalOf & Quantity & { readonly daysSince?: Quantity; readonly daysSinceFirst?: Quantity };
type RateAtom = Quantity & { readonly rate: { readonly of: string; readonly to: string; readonly in?: string } };

type Atom =
  | ({ readonly trait: string } & ValueOperators)
  | ({ readonly account: string } & ValueOperators)
  | SignalAtom
  | RateAtom
  | ({ readonly profile: string } & Quantity)
  | ({ readonly prediction: string } & Quantity)
  | { readonly segment: string };

/** A condition of the model language. */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | Atom;

/** What the conditions of a model call things, and in what a signal is counted (`count` where it is not said). */
export type ConditionNames = {
  readonly signal: (name: string) => string;
  readonly profile: (name: string) => string;
  /** Of a segment; where it is left out, its name. */
  readonly segment?: (name: string) => string;
  readonly unit?: (signal: string) => "count" | "sum" | "seconds";
};

type Saying = SayingAny & { readonly names: ConditionNames };

/** A condition as one sentence that cannot be read in two ways: `title is “CEO” and (country is “US” or “CA”)`. */
export function sayCondition(phrases: First, condition: Condition, names: ConditionNames, mark: Mark = asItIs): string {
  return conditionSaid({ phrases, names, mark }, condition).words;
}

function conditionSaid(saying: Saying, condition: Condition): Said {
  if ("all" in condition)
    return joined(
      saying,
      "and",
      condition.all.map((one) => conditionSaid(saying, one)),
    );
  if ("any" in condition)
    return joined(
      saying,
      "or",
      condition.any.map((one) => conditionSaid(saying, one)),
    );
  // Beside a trait, `not` is an operator.
  if ("not" in condition && typeof condition.not === "object") return negated(saying, condition.not);
  return atomSaid(saying, condition as Atom);
}

function negated(saying: Saying, condition: Condition): Said {
  const { conditions: say } = saying.phrases;
  if ("segment" in condition) return one(say.notSegment(segmentName(saying, condition.segment)));
  if ("signal" in condition && isBare(condition)) return one(notHappened(saying, condition));
  return one(say.not(conditionSaid(saying, condition).words));
}

function atomSaid(saying: Saying, atom: Atom): Said {
  const { phrases, names, mark } = saying;
  const { conditions: say, figures } = phrases;
  if ("trait" in atom) return valueSaid(saying, mark(atom.trait || UNNAMED), without(atom, "trait"));
  if ("account" in atom) return valueSaid(saying, say.account(mark(atom.account || UNNAMED)), without(atom, "account"));
  if ("segment" in atom) return one(say.segment(segmentName(saying, atom.segment)));
  if ("signal" in atom) return signalSaid(saying, atom);
  if ("rate" in atom) return rateSaid(saying, atom);
  const isProfile = "profile" in atom;
  const subject = isProfile
    ? say.profile(mark(figures.quote(names.profile(atom.profile))))
    : say.prediction(mark(figures.quote(atom.prediction)));
  const much = muchOf(saying, atom, isProfile ? say.amounts.sum : say.amounts.percent);
  return together(
    saying,
    much.map((amount) => say.many(subject, amount)),
    subject,
  );
}

/** Questions about one thing; it alone where nothing is asked of it yet. */
function together(saying: Saying, words: readonly string[], subject: string): Said {
  return words.length === 0 ? one(subject) : joined(saying, "and", words.map(one));
}

function without<Whole extends object, Key extends keyof Whole>(whole: Whole, key: Key): Omit<Whole, Key> {
  const { [key]: _, ...rest } = whole;
  return rest;
}

function rateSaid(saying: Saying, { rate, ...asked }: RateAtom): Said {
  const { conditions: say } = saying.phrases;
  const subject = say.rate(signalName(saying, rate.of), signalName(saying, rate.to));
  const words = muchOf(saying, asked, say.amounts.percent).map((amount) => within(saying, subject, amount, rate.in));
  return together(saying, words, subject);
}

function segmentName({ phrases, names, mark }: Saying, segment: string): string {
  return mark(phrases.figures.quote(names.segment?.(segment) ?? segment));
}

function signalName({ phrases, names, mark }: Saying, signal: string): string {
  return mark(phrases.figures.quote(names.signal(signal)));
}

/** A signal as the subject of a sentence: whose, and of which key. */
export function saySignalOf(phrases: First, signal: SignalOf, names: ConditionNames, mark: Mark = asItIs): string {
  const { conditions: say, figures } = phrases;
  const name = signalName({ phrases, names, mark }, signal.signal);
  const keyed = signal.key === undefined ? name : say.keyed(name, mark(figures.quote(signal.key)));
  return signal.of === "account" ? say.ofAccount(keyed) : keyed;
}

function signalSaid(saying: Saying, atom: SignalAtom): Said {
  const { phrases, names, mark } = saying;
  const { conditions: say } = phrases;
  const subject = saySignalOf(phrases, atom, names, mark);
  const { daysSince, daysSinceFirst } = atom;
  if (isBare(atom))
    return one(atom.in === undefined ? say.happened(subject) : say.happenedIn(subject, recently(saying, atom.in)));
  if (atom.atMost === 0 && countsTimes(names, atom.signal) && isBare(without(atom, "atMost")))
    return one(notHappened(saying, atom));
  const unit = say.amounts[names.unit?.(atom.signal) ?? "count"];
  const ages = (asked: Quantity | undefined, how: (signal: string, much: string) => string) =>
    muchOf(saying, asked ?? {}, say.amounts.days).map((amount) => {
      const words = how(subject, amount);
      return atom.in === undefined ? words : say.during(words, recently(saying, atom.in));
    });
  return joined(
    saying,
    "and",
    [
      ...muchOf(saying, atom, unit).map((amount) => within(saying, subject, amount, atom.in)),
      ...ages(daysSince, say.last),
      ...ages(daysSinceFirst, say.first),
    ].map(one),
  );
}

const countsTimes = (names: ConditionNames, signal: string) => (names.unit?.(signal) ?? "count") === "count";

/** Whether a signal is only asked to have happened at all. */
function isBare(atom: SignalOf): boolean {
  const { signal: _, of: __, key: ___, in: ____, ...asked } = atom;
  return Object.values<unknown>(asked).every(
    (part) => part === undefined || (typeof part === "object" && Object.keys(part as object).length === 0),
  );
}

function notHappened(saying: Saying, atom: SignalOf): string {
  const { conditions: say } = saying.phrases;
  const subject = saySignalOf(saying.phrases, atom, saying.names, saying.mark);
  return atom.in === undefined ? say.neverHappened(subject) : say.notHappenedIn(subject, recently(saying, atom.in));
}

function recently({ phrases, mark }: Saying, days: string): string {
  return sayRecently(phrases, days, mark);
}

/** Today counts: a window of one day is today. */
export function sayRecently(phrases: First, days: string, mark: Mark = asItIs): string {
  const { conditions: say } = phrases;
  return days === "1d" ? mark(say.today) : say.recently(mark(spanOf(phrases, days)));
}

function within(saying: Saying, subject: string, amount: string, days: string | undefined): string {
  const { conditions: say } = saying.phrases;
  return days === undefined ? say.many(subject, amount) : say.manyIn(subject, amount, recently(saying, days));
}

const QUANTITY: Readonly<Record<keyof Quantity, true>> = {
  is: true,
  atLeast: true,
  atMost: true,
  moreThan: true,
  lessThan: true,
  between: true,
};

function muchOf(
  { phrases, mark }: Saying,
  asked: Quantity,
  unit: (n: number, from: number | null) => string,
): string[] {
  const { much } = phrases.conditions;
  return Object.entries(asked).flatMap(([key, bound]) => {
    if (!Object.hasOwn(QUANTITY, key) || bound === undefined) return [];
    const [low, high] = Array.isArray(bound) ? (bound as unknown as Range) : [null, bound as number];
    return [much[key as keyof Quantity](mark(unit(high, low)))];
  });
}
