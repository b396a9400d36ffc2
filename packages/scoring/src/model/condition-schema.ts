import { z } from "zod";
import { date, days, name, strict } from "./strict.ts";

export const scalar = z.union([z.string(), z.number(), z.boolean()]);
const text = z.union([z.string(), z.array(z.string()).min(1)]);
const path = z.string().min(1).max(200).describe("A name, or a path with dots such as company.industry");

/** What can be asked of one value: several operators in one place must all hold. */
const valueOperators = {
  is: scalar.exactOptional(),
  not: scalar.exactOptional().describe("The opposite of `is`; holds where there is no value"),
  in: z.array(scalar).min(1).exactOptional(),
  inList: name.exactOptional().describe("The value is in a list of this model, or of the workspace"),
  contains: text.exactOptional(),
  startsWith: text.exactOptional(),
  endsWith: text.exactOptional(),
  matches: text.exactOptional().describe("The whole text, * stands for anything"),
  regex: z.string().min(1).max(1000).exactOptional().describe("A regular expression of RE2, found anywhere"),
  gt: z.number().exactOptional(),
  gte: z.number().exactOptional(),
  lt: z.number().exactOptional(),
  lte: z.number().exactOptional(),
  between: z.tuple([z.number(), z.number()]).exactOptional().describe("Both ends included"),
  exists: z.boolean().exactOptional(),
  before: date.exactOptional(),
  after: date.exactOptional(),
  withinLast: days.exactOptional().describe("A date: today or up to this long ago"),
  withinNext: days.exactOptional().describe("A date: today or at most this far ahead"),
  olderThan: days.exactOptional().describe("A date: this long ago or longer"),
};

/** What can be asked of a number. */
const quantityOperators = {
  is: z.number().exactOptional(),
  atLeast: z.number().exactOptional(),
  atMost: z.number().exactOptional(),
  moreThan: z.number().exactOptional(),
  lessThan: z.number().exactOptional(),
  between: z.tuple([z.number(), z.number()]).exactOptional().describe("Both ends included"),
};

const quantity = strict(quantityOperators);
export type Quantity = z.infer<typeof quantity>;

/** What happened in a signal, or how much, within a window of days. */
const signalOf = {
  signal: name,
  of: z.literal("account").exactOptional().describe("Read the account's signal instead of the lead's own"),
  key: z.string().exactOptional().describe("Only what was counted under this key (a signal that counts by a property)"),
  in: days.exactOptional().describe("Only the last days, today included"),
};

const signalAtom = strict({
  ...signalOf,
  ...quantityOperators,
  daysSince: quantity.exactOptional().describe("Days since the last time; does not hold where it never happened"),
  daysSinceFirst: quantity.exactOptional(),
});

const rateAtom = strict({
  rate: strict({ of: name, to: name, in: days.exactOptional() }).describe("One signal divided by another"),
  ...quantityOperators,
});

const traitAtom = strict({ trait: path, ...valueOperators });
const accountAtom = strict({ account: path, ...valueOperators });
const profileAtom = strict({ profile: name, ...quantityOperators });
const predictionAtom = strict({ prediction: name, ...quantityOperators });
const segmentAtom = strict({ segment: name }).describe(
  "Is in a segment of the workspace, as it was when this was published",
);

export type TraitAtom = z.infer<typeof traitAtom>;
type AccountAtom = z.infer<typeof accountAtom>;
export type SignalAtom = z.infer<typeof signalAtom>;
export type RateAtom = z.infer<typeof rateAtom>;
type ProfileAtom = z.infer<typeof profileAtom>;
type PredictionAtom = z.infer<typeof predictionAtom>;
type SegmentAtom = z.infer<typeof segmentAtom>;
export type Atom = TraitAtom | AccountAtom | SignalAtom | RateAtom | ProfileAtom | PredictionAtom | SegmentAtom;
export type Condition = { all: Condition[] } | { any: Condition[] } | { not: Condition } | Atom;

export const condition: z.ZodType<Condition, Condition> = z
  .lazy(() =>
    z.union([
      strict({ all: z.array(condition) }),
      strict({ any: z.array(condition) }),
      strict({ not: condition }),
      traitAtom,
      accountAtom,
      signalAtom,
      rateAtom,
      profileAtom,
      predictionAtom,
      segmentAtom,
    ]),
  )
  .meta({ id: "Condition" });

/** Whether a condition says the opposite of another; `not` beside a trait is an operator. */
export function isNegation(condition: Condition): condition is { not: Condition } {
  return "not" in condition && typeof condition.not === "object";
}

/** A value that points may depend on. */
export const term = z.union([
  strict({ trait: path }),
  strict({ account: path }),
  strict(signalOf),
  strict({ profile: name }),
  strict({ prediction: name }),
]);
export type Term = z.infer<typeof term>;

/** A filter over the fields of one event: fields side by side must all hold. */
const fieldOperators = strict(valueOperators);
export type ValueOperators = z.infer<typeof fieldOperators>;
export type FieldTest = string | number | boolean | ValueOperators;
export type Filter = { all: Filter[] } | { any: Filter[] } | { not: Filter } | { [field: string]: FieldTest };

export const filter: z.ZodType<Filter, Filter> = z
  .lazy(() =>
    z.union([
      strict({ all: z.array(filter) }),
      strict({ any: z.array(filter) }),
      strict({ not: filter }),
      z.record(path, z.union([scalar, fieldOperators])),
    ]),
  )
  .meta({ id: "Filter" });
