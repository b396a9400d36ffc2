import fc from "fast-check";
import { expect, test } from "vitest";
import { checkModel } from "../src/check-model.ts";
import type { Event } from "../src/event.ts";
import type { Facts } from "../src/facts.ts";
import { parseModel } from "../src/model/parse-model.ts";
import { nextSteps } from "../src/next-step.ts";
import { placeNow } from "../src/place.ts";
import { type CompiledModel, compile } from "../src/score/compile.ts";

const TODAY = 20_000;
const DAY = 86_400_000;
const KEYS = ["Analytics", "Suite", "Other"];
const points = fc.integer({ min: -20, max: 40 });
const atLeast = fc.integer({ min: 1, max: 3 });
const key = fc.constantFrom("Analytics", "Suite");

const condition = fc.oneof(
  fc.record({ signal: fc.constantFrom("demo", "paths"), atLeast }),
  fc.record({ signal: fc.constant("demo"), of: fc.constant("account"), atLeast }),
  fc.record({ signal: fc.constant("product"), key, atLeast }),
  fc.record({ rate: fc.constant({ of: "demo", to: "product" }), atLeast: fc.constantFrom(0.5, 1) }),
  fc.constant({ profile: "ideal", atLeast: 50 }),
);
const rule = fc.oneof(
  fc.record({ each: fc.constantFrom("demo", "product", "paths"), points }),
  fc.record({
    each: fc.constant("product"),
    points: fc.record(
      { table: fc.dictionary(key, points, { minKeys: 1 }), otherwise: points },
      { requiredKeys: ["table"] },
    ),
    limit: fc.constantFrom({}, { perDay: 1 }, { total: 30 }),
  }),
  fc.record({ when: condition, points }),
  fc.record({ points: fc.record({ of: fc.record({ signal: fc.constant("product"), key }), times: fc.constant(10) }) }),
  fc.record({ points: fc.constant({ of: { profile: "ideal" }, times: 0.5 }) }),
);
/** Models whose signals have an event of their own each, so that one event is one occurrence. */
const model = fc
  .record({
    rules: fc.array(rule, { minLength: 1, maxLength: 4 }),
    ideal: condition.filter((one) => !("profile" in one)),
    market: fc.option(condition),
    above: fc.integer({ min: 0, max: 40 }),
    gap: fc.integer({ min: 1, max: 30 }),
  })
  .map(({ rules, ideal, market, above, gap }) => ({
    model: "random",
    signals: {
      demo: { on: "Demo" },
      product: { on: "Viewed", count: { by: "name" } },
      paths: { on: "Seen", distinct: "name" },
    },
    profiles: { ideal: { conditions: [{ when: ideal }] } },
    dimensions: { all: {} },
    rules: [
      ...rules.map((one, i) => ({ id: `r${i}`, dimension: "all", ...one })),
      { id: "market", dimension: "all", when: { all: [] }, points: 0 },
    ],
    bands: [{ name: "Lead" }, { name: "MQL", above }, { name: "SQL", above: above + gap }],
    ...(market && { markets: [{ name: "east", where: market, rules: { market: { points: 30 } } }] }),
  }));

type Deed = { readonly signal: string; readonly key: string };
const EVENTS: Readonly<Record<string, string>> = { demo: "Demo", product: "Viewed", paths: "Seen" };
const deed = fc.record({ signal: fc.constantFrom(...Object.keys(EVENTS)), key: fc.constantFrom(...KEYS) });
const history = fc.array(fc.record({ deed, ago: fc.integer({ min: 0, max: 3 }) }), { maxLength: 5 });

function factsAfter({ measurer }: CompiledModel, deeds: readonly { deed: Deed; ago: number }[]): Facts {
  const [states, account] = [new Map(), new Map()];
  for (const [i, { deed: done, ago }] of deeds.entries()) {
    const { signal, key: name } = done;
    const event: Event = {
      ...{ messageId: `m${i}`, type: "track", event: EVENTS[signal] as string, properties: { name } },
      timestamp: (TODAY - ago) * DAY + i,
    };
    measurer.measure(states, event);
    measurer.measure(account, event);
  }
  return { traits: {}, states, account: { traits: {}, states: account } };
}

const accepted = (one: object): CompiledModel => {
  const parsed = parseModel(JSON.parse(JSON.stringify(one)));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  expect(checkModel(parsed.model)).toEqual([]);
  return compile(parsed.model);
};

test("a step that is told leads to its band and total, and one time fewer does not lead up", () => {
  fc.assert(
    fc.property(model, history, (one, done) => {
      const compiled = accepted(one);
      const facts = factsAfter(compiled, done);
      const { placing } = placeNow(compiled, facts, null, TODAY);
      const rank = (band: string | null | undefined) => one.bands.findIndex(({ name }) => name === band);
      for (const { signal, key: told, times, band, total } of nextSteps(compiled, facts, TODAY, null)?.rises ?? []) {
        const placedAfter = (count: number) => {
          const more = Array.from({ length: count }, (_, i) => ({
            deed: { signal, key: told ?? (signal === "paths" ? `new ${i}` : "new") },
            ago: 0,
          }));
          return placeNow(compiled, factsAfter(compiled, [...done, ...more]), placing, TODAY).placing;
        };
        const then = placedAfter(times);
        expect([then.band?.band, then.total]).toEqual([band, total]);
        expect(rank(placedAfter(times - 1).band?.band)).toBeLessThanOrEqual(rank(placing.band?.band));
      }
    }),
    { numRuns: 1000 },
  );
});

test("where one more event lifts the band, a step of one time is told of its signal", () => {
  fc.assert(
    fc.property(model, history, deed, (one, done, next) => {
      const compiled = accepted(one);
      const facts = factsAfter(compiled, done);
      const { placing } = placeNow(compiled, facts, null, TODAY);
      const after = factsAfter(compiled, [...done, { deed: next, ago: 0 }]);
      const rank = (band: string | null | undefined) => one.bands.findIndex(({ name }) => name === band);
      const lifts = rank(placeNow(compiled, after, placing, TODAY).placing.band?.band) > rank(placing.band?.band);
      if (!lifts) return;
      const { rises } = nextSteps(compiled, facts, TODAY, placing.band) ?? { rises: [] };
      expect(rises).toContainEqual(expect.objectContaining({ signal: next.signal, times: 1 }));
    }),
    { numRuns: 1000 },
  );
});
