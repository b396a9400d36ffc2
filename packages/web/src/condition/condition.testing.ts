import type { Condition } from "@plumbline/scoring";
import fc from "fast-check";
import type { Filter } from "./filter-tree.ts";

const name = fc.constantFrom("a", "visited-pricing", "Hot leads", "not", "all");
const path = fc.oneof(name, fc.constantFrom("title", "company.industry", "account", "any", "is"));
const word = fc.string({ maxLength: 8 });
const number = fc.oneof(fc.integer({ min: -1000, max: 1000 }), fc.constantFrom(0.1, 1e9, -0.5));
const scalar = fc.oneof(word, number, fc.boolean());
const texts = fc.oneof(word, fc.array(word, { minLength: 1, maxLength: 3 }));
const days = fc.constantFrom("1d", "30d", "8w");
const date = fc.constantFrom("2026-01-15", "1999-12-31");
const range = fc.tuple(fc.nat(10), fc.integer({ min: 10, max: 20 }));
const some = { requiredKeys: [] };

const valueOperators = fc
  .record(
    {
      is: scalar,
      not: scalar,
      in: fc.array(scalar, { minLength: 1, maxLength: 4 }),
      inList: name,
      contains: texts,
      startsWith: texts,
      endsWith: texts,
      matches: texts,
      regex: fc.constantFrom("^vp", "a|b"),
      gt: number,
      gte: number,
      lt: number,
      lte: number,
      between: range,
      exists: fc.boolean(),
      before: date,
      after: date,
      withinLast: days,
      withinNext: days,
      olderThan: days,
    },
    some,
  )
  .filter((operators) => Object.keys(operators).length > 0);

const amounts = { is: number, atLeast: number, atMost: number, moreThan: number, lessThan: number, between: range };
const quantity = fc.record(amounts, some).filter((asked) => Object.keys(asked).length > 0);

/** The keys of a record in any order: people write them as they like. */
const anyOrder = <Whole extends object>(arbitrary: fc.Arbitrary<Whole>): fc.Arbitrary<Whole> =>
  fc.tuple(arbitrary, fc.infiniteStream(fc.nat(100))).map(([whole, stream]) =>
    Object.fromEntries(
      Object.entries(whole)
        .map((entry) => [stream.next().value as number, entry] as const)
        .sort(([a], [b]) => a - b)
        .map(([, entry]) => entry),
    ),
  ) as fc.Arbitrary<Whole>;

const beside = <Named extends object, Rest extends object>(named: fc.Arbitrary<Named>, rest: fc.Arbitrary<Rest>) =>
  anyOrder(fc.tuple(named, rest).map(([one, other]) => ({ ...one, ...other })));

const signal = fc.record(
  {
    signal: name,
    of: fc.constant("account" as const),
    key: word,
    in: days,
    daysSince: quantity,
    daysSinceFirst: quantity,
    ...amounts,
  },
  { requiredKeys: ["signal"] },
);
const rated = fc.record({ rate: fc.record({ of: name, to: name, in: days }, { requiredKeys: ["of", "to"] }) });

const atom = fc.oneof(
  beside(fc.record({ trait: path }), valueOperators),
  beside(fc.record({ account: path }), valueOperators),
  anyOrder(signal),
  beside(rated, quantity),
  beside(fc.record({ profile: name }), quantity),
  beside(fc.record({ prediction: name }), quantity),
  fc.record({ segment: name }),
);

/** Any condition of the model language. */
export const anyCondition = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 4, depthSize: "small" },
    atom as fc.Arbitrary<Condition>,
    fc.record({ all: fc.array(tie("condition"), { maxLength: 4 }) }),
    fc.record({ any: fc.array(tie("condition"), { maxLength: 4 }) }),
    fc.record({ not: tie("condition") }),
  ),
})).condition;

const fields = fc.dictionary(path, fc.oneof(scalar, valueOperators), { maxKeys: 3 });

/** Any filter over the fields of an event. */
export const anyFilter = fc.letrec<{ filter: Filter }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 4, depthSize: "small" },
    fields as fc.Arbitrary<Filter>,
    fc.record({ all: fc.array(tie("filter"), { maxLength: 3 }) }) as fc.Arbitrary<Filter>,
    fc.record({ any: fc.array(tie("filter"), { maxLength: 3 }) }) as fc.Arbitrary<Filter>,
    fc.record({ not: tie("filter") }) as fc.Arbitrary<Filter>,
  ),
})).filter;
