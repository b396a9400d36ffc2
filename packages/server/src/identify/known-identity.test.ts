import type { Json, TraitHistory } from "@plumbline/scoring";
import fc from "fast-check";
import { expect, test } from "vitest";
import { readTraitHistory, writeTraitHistory } from "./known-identity.ts";

const name = fc.oneof(fc.constantFrom("email", "__proto__", "constructor", "0", ""), fc.string());
const stamped = fc.record({
  at: fc.constantFrom(0, 1, 1_732_281_234_567, 1.5),
  messageId: fc.constantFrom("", "1", "1 1", "m"),
  // JSON writes no -0.
  value: fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)) as Json),
});
const history = fc.array(fc.tuple(name, stamped)).map((entries) => new Map(entries) as TraitHistory);

test("what was written of traits reads the same", () => {
  fc.assert(
    fc.property(history, (said) => {
      expect(readTraitHistory(writeTraitHistory(said))).toEqual(said);
    }),
  );
});

test("what was said at once is written once", () => {
  const at = { at: 5, messageId: "m" };
  const said: TraitHistory = new Map([
    ["a", { ...at, value: 1 }],
    ["b", { at: 6, messageId: "m", value: 2 }],
    ["c", { ...at, value: null }],
  ]);
  expect(writeTraitHistory(said)).toBe('[[5,"m",{"a":1,"c":null}],[6,"m",{"b":2}]]');
  expect(writeTraitHistory(new Map())).toBe("{}");
});
