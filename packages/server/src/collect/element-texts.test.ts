import fc from "fast-check";
import { expect, test } from "vitest";
import { elementTexts } from "./element-texts.ts";

const list = fc.array(fc.jsonValue({ maxDepth: 4 }), { maxLength: 6 });
const spaces = fc.constantFrom(undefined, 1, "\t");
const values = (texts: readonly string[]) => texts.map((text) => JSON.parse(text));

test("the elements of a member, whatever stands around it", () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.string(), fc.jsonValue()),
      list,
      fc.dictionary(fc.string(), fc.jsonValue()),
      spaces,
      (before, batch, after, space) => {
        const json = JSON.stringify({ ...before, batch, ...after }, null, space);
        const given = JSON.parse(json).batch;
        if (Array.isArray(given)) expect(values(elementTexts(json, "batch"))).toEqual(given);
      },
    ),
    { numRuns: 2000 },
  );
});

test("the elements of an outer list", () => {
  fc.assert(
    fc.property(list, spaces, (given, space) => {
      const json = JSON.stringify(given, null, space);
      expect(values(elementTexts(json, "batch"))).toEqual(JSON.parse(json));
    }),
  );
});

test.each([
  ["as they are written", ' { "a" : {"batch":[0]}, "batch" : [ 1.0 , {"x":"]\\"}"} ] } ', ["1.0", '{"x":"]\\"}"}']],
  ["under a key in disguise", '{"b\\u0061tch":[1]}', ["1"]],
  ["of the last one, where it comes twice", '{"batch":[1,2],"batch":[3]}', ["3"]],
  ["of which there are none", '{"batch":[ ]}', []],
  ["not of a list within a list", '[["batch",[1]],2]', ['["batch",[1]]', "2"]],
  ["not of a value that is called like it", '{"a":"batch","b":[1],"batch":[2]}', ["2"]],
])("%s", (_, json, expected) => {
  expect(elementTexts(json, "batch")).toEqual(expected);
});

test("however deep an element is", () => {
  const deep = "[".repeat(50_000) + "]".repeat(50_000);
  expect(elementTexts(`{"batch":[1,${deep}]}`, "batch")).toEqual(["1", deep]);
});
