import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { jsonListReader } from "./json-list.ts";
import { cuts, pieces } from "./pieces.testing.ts";

const LIMIT = 1 << 20;

function read(parts: readonly string[], limit = LIMIT) {
  const reader = jsonListReader("a.json", limit);
  const all = [...parts.map((part) => reader(part, false)), reader("", true)];
  const rejected = all.flatMap(({ rejects }) => rejects).map(({ line, reason, whole }) => [line, reason, whole()]);
  return { records: all.flatMap(({ records }) => records), lines: all.flatMap(({ lines }) => lines), rejected };
}

const records = fc.array(fc.dictionary(fc.string({ unit: "binary", maxLength: 8 }), fc.jsonValue({ maxDepth: 3 })), {
  maxLength: 8,
});
const indent = fc.constantFrom(0, 1, "\t");

/** As JSON has it: without −0, with `__proto__` as a key like others. */
const asJson = (value: unknown) => JSON.parse(JSON.stringify(value));

test("a list is read back, however it is laid out and cut into pieces", () => {
  fc.assert(
    fc.property(records, indent, cuts, (list, space, at) => {
      expect(read(pieces(JSON.stringify(list, null, space), at)).records).toEqual(asJson(list));
    }),
    { numRuns: 1000 },
  );
});

test("so is a list within an object, among other members", () => {
  fc.assert(
    fc.property(records, fc.jsonValue({ maxDepth: 3 }), indent, cuts, (list, other, space, at) => {
      const text = JSON.stringify({ total: 3, 'pag"e': other, results: list, next: other }, null, space);
      expect(read(pieces(text, at)).records).toEqual(asJson(list));
    }),
    { numRuns: 1000 },
  );
});

test("and so are objects that follow one another", () => {
  fc.assert(
    fc.property(records, indent, cuts, (list, space, at) => {
      const text = list.map((record) => JSON.stringify({ "": record }, null, space)).join("\n");
      expect(read(pieces(text, at)).records).toEqual(list.map((record) => asJson({ "": record })));
    }),
    { numRuns: 500 },
  );
});

test("two lists in one object are both read", () => {
  expect(read(['{"leads":[{"a":1}],"x":{"leads":[5]},"contacts":[{"b":2},{"c":3}]}']).records).toEqual([
    { a: 1 },
    { b: 2 },
    { c: 3 },
  ]);
});

test("records know their lines", () => {
  expect(read(['[\n  {"a":\n 1},\n  {"b": 2}, {"c": 3}\n]']).lines).toEqual([2, 4, 4]);
});

test("what is no object, or no JSON, is rejected, and the rest is read", () => {
  const { records, rejected } = read(['[{"a":1},\n 5, "x,]", null,\n {"b" 2},\n [1], {"c":3}]']);
  expect(records).toEqual([{ a: 1 }, { c: 3 }]);
  expect(rejected).toEqual([
    [2, { code: "not-an-object" }, "5"],
    [2, { code: "not-an-object" }, '"x,]"'],
    [2, { code: "not-an-object" }, "null"],
    [3, { code: "not-json" }, '{"b" 2}'],
    [4, { code: "not-an-object" }, "[1]"],
  ]);
});

test("a record that is too long is passed over without being kept", () => {
  const long = JSON.stringify({ a: 'x\\"'.repeat(500) });
  const text = `[{"a":1},${long},"${"y".repeat(500)}",{"b":2}]`;
  const { records, rejected } = read(text.match(/.{1,50}/gs) ?? [], 100);
  expect(records).toEqual([{ a: 1 }, { b: 2 }]);
  expect(rejected.map(([line, reason]) => [line, reason])).toEqual([
    [1, { code: "too-long", limit: 100 }],
    [1, { code: "too-long", limit: 100 }],
  ]);
});

test("a record that is too deep is rejected", () => {
  const deep = `{"a":${"[".repeat(100)}${"]".repeat(100)}}`;
  const { records, rejected } = read([`[${deep},{"b":2}]`]);
  expect(records).toEqual([{ b: 2 }]);
  expect(rejected).toEqual([[1, { code: "too-deep", limit: 64 }, deep]]);
});

describe("what cannot go on", () => {
  function problemOf(text: string) {
    try {
      read([text]);
      return undefined;
    } catch (error) {
      return (error as { problem?: unknown }).problem;
    }
  }

  test.each([
    ["a list without end", '[{"a":1},\n', "json-unfinished", 2],
    ["a record without end", '[{"a":1},\n{"b":\n2', "json-unfinished", 2],
    ["a text without end", '[{"a":1},\n"b\n', "json-unfinished", 2],
    ["an object without end", '{"results":[{"a":1}]\n', "json-unfinished", 2],
    ["something before the list", '\nx[{"a":1}]', "json-unexpected", 2],
    ["something after the list", '[{"a":1}]\n5', "json-unexpected", 2],
    ["a bracket too many", '[{"a":1}}]', "json-unexpected", 1],
    ["a bracket within a number", "[1}]", "json-unexpected", 1],
  ])("%s", (_, text, code, line) => {
    expect(problemOf(text)).toEqual({ code, file: "a.json", line });
  });
});

test("__proto__ is a key like others", () => {
  const { records } = read(['[{"__proto__":{"polluted":true}}]']);
  expect(Object.keys(records[0] ?? {})).toEqual(["__proto__"]);
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
});
