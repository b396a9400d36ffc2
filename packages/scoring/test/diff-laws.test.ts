import fc from "fast-check";
import { expect, test } from "vitest";
import { diffModels } from "../src/diff-models.ts";
import type { Model } from "../src/model/model-schema.ts";
import { aCase, model } from "./arbitrary-model.testing.ts";
import { inAnyOrder } from "./in-any-order.testing.ts";
import { inNoOrder, verdictOf } from "./verdict.testing.ts";

const chances = fc.infiniteStream(fc.nat());

test("where no difference is told, everybody has the same score", () => {
  fc.assert(
    fc.property(aCase, chances, fc.boolean(), (given, chance, hasRate) => {
      const one: Model = hasRate ? { ...given.model, groups: sharing(given.model) } : given.model;
      const drawn = one.rules.map((rule) => ({ rule, at: chance.next().value as number }));
      const rules = drawn.sort((a, b) => a.at - b.at).map(({ rule }) => rule);
      const other = inAnyOrder({ ...one, rules }, chance) as Model;
      if (diffModels(one, other).length > 0) return;
      const [a, b] = [one, other].map((each) => inNoOrder(verdictOf({ ...given, model: each })));
      expect(b).toEqual(a);
    }),
    { numRuns: 1000 },
  );
});

/** The groups of a model with something to share on every day. */
function sharing({ groups }: Model): NonNullable<Model["groups"]> {
  const limit = { perDay: { points: 7 } };
  return { ...groups, web: { dimension: "engagement", ...groups?.["web"], limit } };
}

type Place = readonly (string | number)[];

/** Where each single value of a part stands. */
function placesIn(part: unknown, at: Place = []): Place[] {
  if (typeof part !== "object" || part === null) return [at];
  return Object.entries(part).flatMap(([key, inner]) =>
    placesIn(inner, [...at, Array.isArray(part) ? Number(key) : key]),
  );
}

function withOther(part: unknown, [key, ...rest]: Place): unknown {
  if (key === undefined) return typeof part === "number" ? part + 1 : typeof part === "boolean" ? !part : `${part}!`;
  const copy: unknown = Array.isArray(part) ? [...part] : { ...(part as object) };
  (copy as Record<string | number, unknown>)[key] = withOther((part as Record<string | number, unknown>)[key], rest);
  return copy;
}

test("whatever single value is another one, the difference is told", () => {
  fc.assert(
    fc.property(model, fc.nat(), (one, chance) => {
      const places = placesIn(one);
      const place = places[chance % places.length] as Place;
      expect(diffModels(one, withOther(one, place) as Model), place.join("/")).not.toEqual([]);
    }),
    { numRuns: 1000 },
  );
});
