import fc, { type Arbitrary } from "fast-check";
import type { Model } from "../src/model/model-schema.ts";
import {
  date,
  days,
  EVENTS,
  lead,
  number,
  often,
  oneIn,
  PATHS,
  PRODUCTS,
  pick,
  some,
  TRAITS,
  word,
} from "./arbitrary-lead.testing.ts";
import { ARTEFACT } from "./prediction.testing.ts";
import type { Case } from "./reference-lead.testing.ts";

/**
 * Random models, as the JSON of a model file. Every model has the same signals, profiles and
 * dimensions by name (whatever they are), so that parts refer to one another without being chained,
 * which keeps counterexamples small.
 */
type Part = { readonly [key: string]: unknown };
const SIGNALS = ["counted", "patterned", "timed", "keyed"];

const points = often(
  fc.integer({ min: -30, max: 50 }),
  fc.integer({ min: -999, max: 9999 }).map((hundredths) => hundredths / 100),
).filter((x) => x !== 0);
const limitPoints = often(
  fc.integer({ min: 1, max: 60 }),
  fc.integer({ min: 1, max: 999 }).map((hundredths) => hundredths / 100),
);

/* Conditions */

const scalar = fc.oneof(word, number, number.map(String), fc.boolean(), pick("c-level", "JP", "sales", "true"));
const piece = pick("soft", "ЁЛ", "ap", "é", "5", "t", "软", "", ".", "ss");
const wildcard = pick("*", "soft*", "*e", "*A*", "V*s", "Ё*", "5*", "c?fe", "");
const texts = (one: Arbitrary<string>) => fc.oneof(one, fc.array(one, { minLength: 1, maxLength: 2 }));
const between = (one: Arbitrary<number>) => fc.tuple(one, one).map(([a, b]) => [Math.min(a, b), Math.max(a, b)]);

const OPERATORS: { readonly [operator: string]: Arbitrary<unknown> } = {
  is: scalar,
  not: scalar,
  in: fc.array(scalar, { minLength: 1, maxLength: 3 }),
  inList: pick("words", "numbers"),
  contains: texts(piece),
  startsWith: texts(piece),
  endsWith: texts(piece),
  matches: texts(wildcard),
  regex: pick("^soft", "caf.$", "[0-9]{2}", "палки", "E|X"),
  gt: number,
  gte: number,
  lt: number,
  lte: number,
  between: between(number),
  exists: fc.boolean(),
  before: date,
  after: date,
  withinLast: days,
  withinNext: days,
  olderThan: days,
};
const merged = (parts: readonly Part[]): Part => Object.assign({}, ...parts);
const operators = fc
  .array(fc.oneof(...Object.entries(OPERATORS).map(([operator, operand]) => fc.record({ [operator]: operand }))), {
    minLength: 1,
    maxLength: 2,
  })
  .map(merged);

const aged = fc.oneof(...["withinLast", "withinNext", "olderThan"].map((operator) => fc.record({ [operator]: days })));

const compared = (one: Arbitrary<number>): Arbitrary<Part> =>
  fc.oneof(
    ...["is", "atLeast", "atMost", "moreThan", "lessThan"].map((operator) => fc.record({ [operator]: one })),
    fc.record({ between: between(one) }),
  );
const anySignal = pick(...SIGNALS, "largest");
const signalTerm: Arbitrary<Part> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ signal: anySignal, of: pick("account"), in: days }, { requiredKeys: ["signal"] }),
  },
  {
    weight: 1,
    arbitrary: fc.record(
      { signal: pick("keyed"), key: pick("Analytics", "suite", "/pricing"), in: days },
      { requiredKeys: ["signal", "key"] },
    ),
  },
);

const traitAtom = (...names: readonly string[]): Arbitrary<Part> =>
  fc.tuple(fc.record({ trait: pick(...names) }), operators).map(merged);
const atom = {
  trait: traitAtom(...TRAITS),
  date: fc.tuple(fc.record({ trait: fc.constant("since") }), aged).map(merged),
  account: fc.tuple(fc.record({ account: pick(...TRAITS) }), operators).map(merged),
  signal: fc
    .tuple(
      signalTerm,
      often(compared(pick(0, 1, 2, 3, 5, 10, 0.5, 60)), fc.constant({})),
      some<unknown>({ daysSince: compared(pick(0, 1, 7, 30)), daysSinceFirst: compared(pick(0, 7, 90)) }),
    )
    .map(merged),
  rate: fc
    .tuple(
      fc.record({ rate: fc.record({ of: anySignal, to: anySignal, in: days }, { requiredKeys: ["of", "to"] }) }),
      compared(pick(0, 0.1, 0.5, 1, 2)),
    )
    .map(merged),
  market: pick<Part[]>({ trait: "market", is: "east" }, { trait: "market", exists: false }),
  profile: fc
    .tuple(fc.record({ profile: pick("ideal", "other") }), compared(pick(0, 33.33, 50, 66.67, 100)))
    .map(merged),
  prediction: compared(pick(0, 0.25, 0.4, 1)).map((asked) => ({ prediction: "win", ...asked })),
};

function treeOf(...atoms: Arbitrary<Part>[]): Arbitrary<Part> {
  return fc.letrec<{ tree: Part }>((tie) => ({
    tree: fc.oneof(
      { depthSize: "small", maxDepth: 3 },
      { weight: 4, arbitrary: fc.oneof(...atoms) },
      { weight: 1, arbitrary: fc.record({ all: fc.array(tie("tree"), { maxLength: 3 }) }) },
      { weight: 1, arbitrary: fc.record({ any: fc.array(tie("tree"), { maxLength: 3 }) }) },
      { weight: 1, arbitrary: fc.record({ not: tie("tree") }) },
    ),
  })).tree;
}
const { trait, date: ofDate, account, signal, rate, market: marketAtom, profile, prediction } = atom;
const condition = treeOf(trait, ofDate, account, signal, signal, rate, marketAtom, profile, prediction);
const ofMarket = treeOf(
  traitAtom(...TRAITS.filter((name) => name !== "market")),
  account,
  signal,
  rate,
  profile,
  prediction,
);
const ofProfile = treeOf(trait, account, signal, marketAtom);

/* Signals */

const FIELDS: readonly Arbitrary<Part>[] = [
  fc.dictionary(
    pick("path", "properties.path"),
    fc.oneof(pick(...PATHS), fc.record({ startsWith: pick("/pri", "/docs") })),
    { minKeys: 1, maxKeys: 1 },
  ),
  fc.record({
    product: fc.oneof(pick(...PRODUCTS), fc.constant({ in: ["suite", 5] }), fc.record({ exists: fc.boolean() })),
  }),
  fc.record({ value: operators }),
  fc.record({ until: fc.oneof(aged, fc.record({ before: date })) }),
  fc.dictionary(
    pick("name", "event", "type"),
    fc.oneof(pick("page", "Pricing", "demo requested"), fc.constant({ matches: "*e*" })),
    { minKeys: 1, maxKeys: 1 },
  ),
  fc.record({ "context.campaign.name": operators }),
];
const fields = fc.array(fc.oneof(...FIELDS), { minLength: 1, maxLength: 2 }).map(merged);
const filter: Arbitrary<Part> = fc.oneof(
  { weight: 4, arbitrary: fields },
  { weight: 1, arbitrary: fc.record({ all: fc.array(fields, { maxLength: 2 }) }) },
  { weight: 1, arbitrary: fc.record({ any: fc.array(fields, { maxLength: 2 }) }) },
  { weight: 1, arbitrary: fc.record({ not: fields }) },
);
const on = fc.oneof(pick("page", "track", ...EVENTS), fc.constant(["page", "Email Opened"]));
const step: Arbitrary<Part> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ on: pick("page", "track") }) },
  fc.record({ on, where: filter }),
  fc.record({ where: filter }),
);
const source: Arbitrary<Part> = fc.oneof(
  { weight: 8, arbitrary: fc.constant({ any: true }) },
  fc.record({ any: fc.constant(true), where: filter }),
  fc.record({ on }),
  step,
);
const length = pick("10s", "5m", "30m", "1h", "2h", "1d", "1d", "3d", "1w");
const silence = pick("1m", "5m", "30m");
const measured = (...measures: Arbitrary<Part>[]): Arbitrary<Part> =>
  fc.tuple(source, fc.oneof(...measures)).map(merged);

const signals = fc.record({
  counted: measured(
    fc.constant({}),
    fc.record({ count: fc.record({ perDay: pick(1, 2) }) }),
    fc.record({ sum: pick("value", "properties.value") }),
    fc.record({ distinct: pick("path", "product") }),
  ),
  patterned: fc.oneof(
    fc.record({ steps: fc.array(step, { minLength: 2, maxLength: 3 }), within: length }),
    measured(fc.record({ times: pick(2, 3), within: length }), fc.record({ confirmedBy: step, within: length })),
  ),
  timed: measured(
    fc.record({ visits: some({ silence, atLeast: pick("1s", "1m", "30m", "2h") }) }),
    fc.record({ engaged: some({ silence, by: pick("path") }) }),
  ),
  keyed: measured(
    fc.record({ count: fc.record({ by: pick("product", "path"), perDay: pick(1, 2) }, { requiredKeys: ["by"] }) }),
  ),
  largest: measured(fc.constant({ max: "value" })),
});

/* Rules */

const steps = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 60 }), pick(0, 0.25, 0.5, 0.3333333, 1)), { minLength: 1, maxLength: 3 })
  .map((all) => {
    const byAge = [...new Map(all)].sort(([a], [b]) => a - b);
    return byAge.map(([after, keep], i) => ({
      after: `${after}d`,
      keep: Math.min(keep, ...byAge.slice(0, i).map(([, before]) => before)),
    }));
  });
const decay = fc.oneof(
  fc.constant("none"),
  fc.record({ halfLife: days }),
  fc.record({ linear: days }),
  fc.record({ expires: days }),
  fc.record({ steps }),
);

const byNumber: Arbitrary<Part> = fc.oneof(
  fc.record({ trait: pick("employees", "employees", "tags", "title") }),
  fc.record({ account: pick("employees", "since") }),
  signalTerm,
  fc.record({ profile: pick("ideal", "other") }),
  fc.record({ prediction: pick("win", "none") }),
);
const byText: Arbitrary<Part> = fc.oneof(
  fc.record({ trait: pick(...TRAITS) }),
  fc.record({ account: pick(...TRAITS) }),
  signalTerm,
);
const tiers = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 8 }), oneIn(2, fc.integer({ min: 0, max: 4 })), points), {
    minLength: 1,
    maxLength: 3,
  })
  .map((all) =>
    all.map(([from, size, given]) => ({ from, ...(size !== undefined && { to: from + size }), points: given })),
  );
const keys = pick("Analytics", "suite", "Software", "50", "/pricing", "true", "east");
const table = fc.record(
  { table: fc.dictionary(keys, points, { minKeys: 1 }), otherwise: points },
  { requiredKeys: ["table"] },
);
const ofTerm = fc.oneof(
  fc.record({ of: byNumber, tiers }),
  fc.tuple(fc.record({ of: byText }), table).map(merged),
  fc.record({ of: byNumber, times: pick(0.2, 1, -2, 0.01, 3.5) }),
);

const dates: Arbitrary<Part> = fc.oneof(
  { weight: 12, arbitrary: fc.constant({}) },
  fc.record({ from: date }),
  fc.record({ until: date }),
  fc.tuple(date, date).map(([a, b]) => (a < b ? { from: a, until: b } : { from: b, until: a })),
);
const count = fc.integer({ min: 1, max: 4 });
const inPoints = fc.record({ points: limitPoints });
const perWindow = fc.record({ days, points: limitPoints });
const total = { total: limitPoints };

const PLACES = [{ dimension: "fit" }, { dimension: "engagement" }, { dimension: "engagement", group: "mail" }];
const place = pick<Part[]>(...PLACES, { dimension: "engagement", group: "web" });
const enabled = oneIn(8, fc.constant(false));
const aging = { window: oneIn(3, days), decay: oneIn(2, decay), of: oneIn(6, fc.constant("account")) };
const ruleOf = (at: Arbitrary<Part>, shape: { readonly [key: string]: Arbitrary<unknown> }): Arbitrary<Part> =>
  fc.tuple(at, fc.record({ enabled, ...shape }), dates).map(merged);

const rule = fc.oneof(
  {
    weight: 3,
    arbitrary: ruleOf(place, {
      ...aging,
      each: pick(...SIGNALS),
      points,
      limit: oneIn(
        2,
        some<unknown>({
          perDay: fc.oneof(count, inPoints),
          perWindow: fc.oneof(perWindow, fc.record({ days, count }), fc.record({ days, count, points: limitPoints })),
          ...total,
        }),
      ),
    }),
  },
  {
    weight: 1,
    arbitrary: ruleOf(place, {
      ...aging,
      each: fc.constant("keyed"),
      points: table,
      limit: oneIn(2, some<unknown>({ perDay: fc.oneof(count, inPoints), perWindow, ...total })),
    }),
  },
  {
    weight: 1,
    arbitrary: ruleOf(pick<Part[]>(...PLACES), {
      each: pick(...SIGNALS),
      points: fc.record({ tiers }),
      limit: oneIn(2, some<unknown>({ perDay: count, perWindow: fc.record({ days, count }), ...total })),
      window: aging.window,
      of: aging.of,
    }),
  },
  { weight: 2, arbitrary: ruleOf(place, { when: condition, points, limit: oneIn(3, some(total)) }) },
  { weight: 2, arbitrary: ruleOf(place, { when: oneIn(3, condition), points: ofTerm, limit: oneIn(3, some(total)) }) },
);

/* Dimensions, total, bands, markets */

const clip = fc
  .tuple(fc.integer({ min: -60, max: 40 }), fc.integer({ min: 0, max: 120 }))
  .map(([low, size]) => [low, low + size]);
type Start = { readonly name: string; readonly above?: number; readonly from?: number };
const ladder = (names: readonly string[]): Arbitrary<Start[]> =>
  fc.array(fc.tuple(fc.integer({ min: -20, max: 90 }), fc.boolean()), { maxLength: names.length - 1 }).map((starts) => [
    { name: names[0] as string },
    ...[...new Map(starts)]
      .sort(([a], [b]) => a - b)
      .map(([start, isExclusive], i) => ({
        name: names[i + 1] as string,
        ...(isExclusive ? { above: start } : { from: start }),
      })),
  ]);
const dimension = (names: readonly string[]) =>
  fc.record({ labels: ladder(names), clip, decay }, { requiredKeys: ["labels"] });

const scale = fc.record({ from: pick([0, 200], [-50, 50], [0, 3]), to: pick([1, 100], [0, 10], [0, 99.5]) });
const formula: Arbitrary<Part> = fc.oneof(
  fc.constant({}),
  fc.record({ sum: fc.subarray(["fit", "engagement"], { minLength: 1 }) }),
  fc.record({
    sum: fc.record({ fit: pick(0.6, 1, -0.5, 0.3333, 2), engagement: pick(0.4, 1, 0.125) }, { requiredKeys: ["fit"] }),
  }),
  fc.record({
    matrix: fc.record({
      rows: fc.constant("fit"),
      columns: fc.constant("engagement"),
      points: fc.dictionary(pick("A1", "D4", "D3", "C4"), points),
    }),
  }),
);
const totalFormula = fc.tuple(formula, some<unknown>({ scale, clip })).map(merged);

/** Bands that rise; how far each may be left, and when it opens again. */
export const bands: Arbitrary<(Start & Part)[]> = fc
  .tuple(
    ladder(["Suspect", "Lead", "MQL", "SQL"]),
    fc.array(
      fc.record({
        gap: oneIn(2, fc.integer({ min: 0, max: 15 })),
        rearm: oneIn(3, fc.integer({ min: 0, max: 20 })),
        coolDown: oneIn(2, days),
      }),
      {
        minLength: 4,
        maxLength: 4,
      },
    ),
    fc.boolean(),
  )
  .map(([all, leaving, hasBottom]) =>
    all.slice(hasBottom ? 0 : 1).map((band, i) => {
      const start = band.from ?? band.above;
      const { gap, rearm, coolDown } = leaving[i] ?? {};
      if (start === undefined) return band;
      return {
        ...band,
        ...(gap !== undefined && { leaveBelow: start - gap }),
        ...(rearm !== undefined && { rearmBelow: start - rearm }),
        ...(coolDown !== undefined && { coolDown }),
      };
    }),
  );

const changes = some<unknown>({
  who: oneIn(5, condition),
  lists: fc.record({ words: fc.array(scalar, { maxLength: 2 }) }),
  signals: fc.record({ counted: fc.record({ where: filter }) }),
  profiles: fc.constant({ ideal: { conditions: [{ when: { trait: "vip", exists: true } }] } }),
  dimensions: some<unknown>({ fit: fc.record({ clip }), engagement: fc.record({ decay }) }),
  groups: fc.record({ web: fc.record({ limit: fc.record({ total: fc.integer({ min: 1, max: 30 }) }) }) }),
  rules: some<unknown>({
    r0: some<unknown>({ enabled: fc.boolean(), limit: fc.record({ total: fc.integer({ min: 1, max: 30 }) }) }),
    r1: fc.record({ points: fc.integer({ min: 1, max: 9 }) }),
    r2: fc.record({ until: date }),
  }),
  total: fc.record({ clip }),
  bands: fc.record({ Lead: fc.record({ label: fc.constant("L") }) }),
});
const market = (name: string): Arbitrary<Part> =>
  fc.tuple(fc.record({ where: ofMarket }), changes).map(([where, changed]) => ({ name, ...where, ...changed }));

const draft = fc.record({
  precision: pick(0, 0, 1, 2),
  who: oneIn(10, condition),
  signals,
  lists: fc.record({
    words: fc.array(scalar, { maxLength: 3 }),
    numbers: fc.array(fc.oneof(number, number.map(String)), { maxLength: 3 }),
  }),
  profiles: fc.record({
    ideal: fc.record({
      conditions: fc.array(fc.record({ when: ofProfile, weight: pick(1, 2, 0.5, 3) }, { requiredKeys: ["when"] }), {
        minLength: 1,
        maxLength: 3,
      }),
    }),
    other: fc.constant({
      conditions: [{ when: { trait: "industry", is: "software" } }, { when: { signal: "counted" }, weight: 2 }],
    }),
  }),
  predictions: fc.constant({ win: { artefact: ARTEFACT }, none: {} }),
  dimensions: fc.record({ fit: dimension(["D", "C", "B", "A"]), engagement: dimension(["4", "3", "2", "1"]) }),
  // Rules with tiers stand in `mail`: they cannot share a limit by days.
  web: some<unknown>({ perDay: inPoints, perWindow, ...total }),
  mail: some(total),
  rules: fc.array(rule, { maxLength: 6, size: "max" }),
  total: totalFormula,
  bands: oneIn(2, bands),
  markets: oneIn(2, fc.tuple(market("east"), market("west"))),
  hasCells: fc.boolean(),
});

/** Whether a market may change this rule's points and its last day. */
const isOpen = (rule: Part): boolean => (rule["when"] ?? rule["each"]) !== undefined && rule["from"] === undefined;

type Limited = { readonly limit?: { readonly total?: number } };

/** Makes the parts fit: fixed figures no finer than the model's lines, cells and names that are there. */
function built({
  precision,
  web,
  mail,
  rules,
  bands: rising,
  markets,
  hasCells,
  total: asked,
  ...rest
}: typeof draft extends Arbitrary<infer Draft> ? Draft : never): Part {
  const fine = 10 ** precision;
  const precise = ({ limit, ...part }: Part & Limited): Part =>
    limit?.total === undefined
      ? { ...part, limit }
      : { ...part, limit: { ...limit, total: Math.max(1, Math.round(limit.total * fine)) / fine } };
  const cells = rest.dimensions.fit.labels.flatMap((row) =>
    rest.dimensions.engagement.labels.map((column) => row.name + column.name),
  );
  const matrix = asked["matrix"] as (Part & { points: Part }) | undefined;
  const there = (named: unknown, names: readonly string[]): Part =>
    Object.fromEntries(Object.entries((named ?? {}) as Part).filter(([name]) => names.includes(name)));
  return {
    model: "random",
    precision,
    ...rest,
    groups: {
      web: precise({ dimension: "engagement", limit: web }),
      mail: precise({ dimension: "engagement", limit: mail }),
    },
    rules: rules.map((one, i) => precise({ id: `r${i}`, ...one })),
    total: matrix ? { ...asked, matrix: { ...matrix, points: there(matrix.points, cells) } } : asked,
    bands: rising?.map((band, i) =>
      matrix && hasCells && i < cells.length ? { name: band.name, cells: [cells[i]] } : band,
    ),
    markets: markets?.map((one) => ({
      ...one,
      rules: there(
        one["rules"],
        rules.flatMap((rule, i) => (isOpen(rule) ? [`r${i}`] : [])),
      ),
      bands: there(one["bands"], rising?.map(({ name }) => name) ?? []),
    })),
  };
}

/** Models as a file would say them. A test of its own holds that all of them are accepted. */
export const model: Arbitrary<Model> = draft.map((one) => JSON.parse(JSON.stringify(built(one))) as Model);

/** A model and a lead on a day: everything that a score depends on. */
export const aCase: Arbitrary<Case> = fc.tuple(model, lead).map(([one, given]) => ({ model: one, ...given }));
