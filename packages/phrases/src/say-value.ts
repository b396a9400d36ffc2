import { joined, one, type Said, type Saying } from "./said.ts";
import { dateOf, spanOf } from "./span.ts";

export type Scalar = string | number | boolean;
type Texts = string | readonly string[];
export type Range = readonly [low: number, high: number];

/** What can be asked of one value. */
export type ValueOperators = {
  readonly is?: Scalar;
  readonly not?: Scalar;
  readonly in?: readonly Scalar[];
  readonly inList?: string;
  readonly contains?: Texts;
  readonly startsWith?: Texts;
  readonly endsWith?: Texts;
  readonly matches?: Texts;
  readonly regex?: string;
  readonly gt?: number;
  readonly gte?: number;
  readonly lt?: number;
  readonly lte?: number;
  readonly between?: Range;
  readonly exists?: boolean;
  readonly before?: string;
  readonly after?: string;
  readonly withinLast?: string;
  readonly withinNext?: string;
  readonly olderThan?: string;
};

/** Of a longer list the rest is counted. */
const MOST_VALUES = 8;

/** One word for each operator: a new one without does not compile. */
const ASKS: {
  readonly [Key in keyof ValueOperators]-?: (
    saying: Saying,
    name: string,
    operand: NonNullable<ValueOperators[Key]>,
  ) => string | Said;
} = {
  is: (saying, name, value) => asks(saying).is(name, given(saying, value)),
  not: (saying, name, value) => asks(saying).not(name, given(saying, value)),
  in: (saying, name, values) => oneOf(saying, values, (list) => asks(saying).in(name, list)),
  inList: ({ phrases, mark }, name, list) => phrases.conditions.asks.inList(name, mark(phrases.figures.quote(list))),
  contains: (saying, name, texts) => oneOf(saying, texts, (list) => asks(saying).contains(name, list)),
  startsWith: (saying, name, texts) => oneOf(saying, texts, (list) => asks(saying).startsWith(name, list)),
  endsWith: (saying, name, texts) => oneOf(saying, texts, (list) => asks(saying).endsWith(name, list)),
  matches: (saying, name, texts) => oneOf(saying, texts, (list) => asks(saying).matches(name, list)),
  regex: ({ phrases }, name, pattern) => phrases.conditions.asks.regex(name, pattern),
  gt: (saying, name, value) => asks(saying).gt(name, given(saying, value)),
  gte: (saying, name, value) => asks(saying).gte(name, given(saying, value)),
  lt: (saying, name, value) => asks(saying).lt(name, given(saying, value)),
  lte: (saying, name, value) => asks(saying).lte(name, given(saying, value)),
  between: (saying, name, [low, high]) => asks(saying).between(name, given(saying, low), given(saying, high)),
  exists: (saying, name, exists) => (exists ? asks(saying).exists(name) : asks(saying).existsNot(name)),
  before: (saying, name, date) => asks(saying).before(name, saying.mark(dateOf(saying.phrases, date))),
  after: (saying, name, date) => asks(saying).after(name, saying.mark(dateOf(saying.phrases, date))),
  withinLast: (saying, name, days) => asks(saying).withinLast(name, span(saying, days)),
  withinNext: (saying, name, days) => asks(saying).withinNext(name, span(saying, days)),
  olderThan: (saying, name, days) => asks(saying).olderThan(name, span(saying, days)),
};

const asks = ({ phrases }: Saying) => phrases.conditions.asks;
const given = ({ phrases, mark }: Saying, value: Scalar) => mark(phrases.figures.value(value));
const span = ({ phrases, mark }: Saying, days: string) => mark(spanOf(phrases, days));

function oneOf(saying: Saying, values: Scalar | readonly Scalar[], say: (list: string) => string): Said {
  const all: readonly Scalar[] = Array.isArray(values) ? values : [values as Scalar];
  const shown = all.slice(0, MOST_VALUES).map((value) => given(saying, value));
  const words = say(saying.phrases.conditions.oneOf(shown, all.length - shown.length));
  return { words, joint: all.length > 1 ? "or" : null };
}

/** What is asked of one value, by the name of what has it. */
export function valueSaid(saying: Saying, name: string, operators: ValueOperators): Said {
  const parts = Object.entries(operators).flatMap(([key, operand]) => {
    if (operand === undefined || !Object.hasOwn(ASKS, key)) return [];
    const said = ASKS[key as keyof ValueOperators](saying, name, operand as never);
    return [typeof said === "string" ? one(said) : said];
  });
  return parts.length === 0 ? one(name) : joined(saying, "and", parts);
}
