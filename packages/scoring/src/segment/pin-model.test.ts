import fc from "fast-check";
import { expect, test } from "vitest";
import { checkModel } from "../check-model.ts";
import type { JsonObject } from "../event.ts";
import type { Facts } from "../facts.ts";
import { matcher } from "../matcher.ts";
import type { Condition } from "../model/condition-schema.ts";
import { modelHash } from "../model/model-hash.ts";
import type { Model } from "../model/model-schema.ts";
import { parseModel } from "../model/parse-model.ts";
import { compile, measurerFor } from "../score/compile.ts";
import { totalOf } from "../score.ts";
import { UTC } from "../zone.ts";
import { type Library, pinModel } from "./pin-model.ts";
import { segmentModel, standAlone } from "./segment.ts";

const TODAY = 20_000;

const model = (who: Condition, more: Partial<Model> = {}): Model => {
  const parsed = parseModel({
    model: "m",
    who,
    dimensions: { fit: {} },
    rules: [{ id: "one", dimension: "fit", when: { all: [] }, points: 1 }],
    ...more,
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.model;
};

const atom: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({ trait: fc.constantFrom("a", "b"), is: fc.constantFrom("x", "y", "z") }),
  fc.record({ trait: fc.constantFrom("a", "b"), inList: fc.constantFrom("l", "k") }),
  fc.record({ signal: fc.constantFrom("s", "t"), atLeast: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ profile: fc.constant("p"), atLeast: fc.constantFrom(1, 50, 100) }),
  fc.record({ rate: fc.record({ of: fc.constantFrom("s", "t"), to: fc.constant("s") }), atLeast: fc.constant(1) }),
);
const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    atom,
    fc.record({ all: fc.array(tie("condition"), { maxLength: 3 }) }),
    fc.record({ any: fc.array(tie("condition"), { maxLength: 3 }) }),
    fc.record({ not: tie("condition") }),
  ),
}));
const values = fc.uniqueArray(fc.constantFrom("x", "y", "z"), { minLength: 1, maxLength: 2 });
const words = fc.record({
  lists: fc.record({ l: values, k: values }),
  signals: fc.record({
    s: fc.constantFrom({ on: "page" }, { on: "demo" }),
    t: fc.record({
      on: fc.constantFrom("page", "demo"),
      where: fc.record({ v: fc.record({ inList: fc.constant("l") }) }),
    }),
  }),
  profiles: fc.record({
    p: fc.record({
      conditions: fc.array(
        fc.record({ when: fc.record({ trait: fc.constant("a"), inList: fc.constantFrom("l", "k") }) }),
        { minLength: 1, maxLength: 2 },
      ),
    }),
  }),
}) as fc.Arbitrary<Required<Pick<Model, "lists" | "signals" | "profiles">>>;
const happened = fc.array(fc.record({ name: fc.constantFrom("page", "demo"), v: fc.constantFrom("x", "y", "z") }), {
  maxLength: 6,
});
const traits = fc.record({ a: fc.constantFrom("x", "y", "z"), b: fc.constantFrom("x", "y", "z") });

function factsFor(models: readonly Model[], given: JsonObject, events: readonly { name: string; v: string }[]): Facts {
  const states = new Map();
  const measurer = measurerFor(models, UTC);
  for (const [i, { name, v }] of events.entries()) {
    const properties = { v };
    measurer.measure(states, {
      ...{ messageId: `e${i}`, timestamp: TODAY * 86_400_000, userId: "u", properties },
      ...(name === "page" ? { type: "page" as const } : { type: "track" as const, event: name }),
    });
  }
  return { traits: given, states };
}

test("in a model a segment means what it means alone, whatever the model calls its own things", () => {
  fc.assert(
    fc.property(condition, condition, words, words, traits, happened, (where, own, theirs, ours, given, events) => {
      const segment = standAlone(where, theirs);
      const library: Library = { lists: {}, segments: { hot: segment } };
      const written = model({ all: [own, { segment: "hot" }] }, ours);
      const { model: pinned, segments } = pinModel(written, library);
      expect(segments).toEqual(["hot"]);
      expect(checkModel(pinned)).toEqual([]);
      const alone = segmentModel(segment);
      const apart = model(own, ours);
      const facts = factsFor([pinned, alone, apart], given, events);
      const holds = matcher(where, alone, UTC)(facts, TODAY) && matcher(own, apart, UTC)(facts, TODAY);
      expect(totalOf(compile(pinned), facts, TODAY) !== undefined).toBe(holds);
      // Nothing is left to be taken from anywhere.
      expect(pinModel(pinned, { lists: { l: ["q"], k: ["q"] }, segments: {} }).model).toEqual(pinned);
    }),
    { numRuns: 300 },
  );
});

test("a condition stands alone with just what it speaks of", () => {
  fc.assert(
    fc.property(condition, words, traits, happened, (where, all, given, events) => {
      const segment = standAlone(where, all);
      const alone = segmentModel(segment);
      expect(checkModel(alone)).toEqual([]);
      const facts = factsFor([alone, { ...alone, ...all }], given, events);
      expect(matcher(where, alone, UTC)(facts, TODAY)).toBe(matcher(where, { ...alone, ...all }, UTC)(facts, TODAY));
    }),
  );
});

test("a list of its own stands before the workspace's of the same name, and another one has another hash", () => {
  const asks: Condition = { trait: "company", inList: "rivals" };
  const own = pinModel(model(asks, { lists: { rivals: ["Own"] } }), { lists: { rivals: ["Acme"] }, segments: {} });
  expect([own.model.lists, own.lists]).toEqual([{ rivals: ["Own"] }, []]);
  const first = pinModel(model(asks), { lists: { rivals: ["Acme"], others: ["x"] }, segments: {} });
  expect([first.model.lists, first.lists]).toEqual([{ rivals: ["Acme"] }, ["rivals"]]);
  const second = pinModel(model(asks), { lists: { rivals: ["Beta"] }, segments: {} });
  expect(modelHash(second.model)).not.toBe(modelHash(first.model));
});

test("the workspace's list is not mistaken for that of a segment", () => {
  const segment = { where: { trait: "company", inList: "rivals" }, lists: { rivals: ["Old"] } };
  const { model: pinned } = pinModel(model({ any: [{ trait: "company", inList: "rivals" }, { segment: "hot" }] }), {
    lists: { rivals: ["New"] },
    segments: { hot: segment },
  });
  expect(pinned.lists).toEqual({ rivals: ["New"], "hot.rivals": ["Old"] });
});

test("what nobody has stays as it is and is told, also in markets, profiles and rules", () => {
  const asks: Condition = { not: { segment: "nobody" } };
  const written = model(asks, {
    profiles: { p: { conditions: [{ when: asks }] } },
    markets: [{ name: "jp", where: asks }],
    rules: [{ id: "one", dimension: "fit", when: asks, points: 1 }],
  });
  const { model: pinned } = pinModel(written, { lists: {}, segments: {} });
  expect(pinned).toEqual(written);
  expect(checkModel(pinned).map(({ path, code }) => `${path.join("/")} ${code}`)).toEqual([
    "who/not/segment unknown-reference",
    "profiles/p/conditions/0/when/not/segment unknown-reference",
    "rules/0/when/not/segment unknown-reference",
    "markets/0/where/not/segment unknown-reference",
  ]);
  const known = { where: { trait: "a", is: "x" } };
  expect(checkModel(pinModel(written, { lists: {}, segments: { nobody: known } }).model)).toEqual([]);
});
