import type { Json, JsonObject } from "@plumbline/scoring";
import fc from "fast-check";
import { expect, test } from "vitest";
import { hasUnstorable, isDeeper } from "./storable.ts";

const depthOf = (value: Json): number =>
  typeof value === "object" && value !== null
    ? 1 + Math.max(0, ...Object.values(value as JsonObject).map((one) => depthOf(one)))
    : 0;

test("deeper than n levels is what has more than n levels", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 6 }), fc.integer({ min: 1, max: 7 }), (given, limit) => {
      const value = given as Json;
      expect(isDeeper(value, limit)).toBe(depthOf(value) > limit);
    }),
  );
});

test("a NUL or half a character is found wherever it is", () => {
  const text = fc.string({ unit: "binary" });
  const value = fc.letrec<{ node: unknown }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 4 },
      text,
      fc.integer(),
      fc.constant(null),
      fc.array(tie("node"), { maxLength: 3 }),
      fc.dictionary(text, tie("node"), { maxKeys: 3 }),
    ),
  })).node;
  const bad = fc.constantFrom("", "a\0", "\ud83d", "\udc00b");
  fc.assert(
    fc.property(value, bad, fc.boolean(), (given, what, isKey) => {
      const mixed = { given, [isKey ? `key${what}` : "key"]: ["x", isKey ? 1 : what] } as JsonObject;
      // PostgreSQL's words for both, in the JSON that it is given.
      const said = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f][\da-f]{2})/.test(JSON.stringify(mixed));
      expect(hasUnstorable(mixed)).toBe(said);
    }),
    { numRuns: 1000 },
  );
});
