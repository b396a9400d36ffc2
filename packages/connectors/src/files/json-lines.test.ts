import fc from "fast-check";
import { expect, test } from "vitest";
import { jsonLinesReader } from "./json-lines.ts";
import { cuts, pieces } from "./pieces.testing.ts";

function read(parts: readonly string[], limit = 1 << 20) {
  const reader = jsonLinesReader(limit);
  const all = [...parts.map((part) => reader(part, false)), reader("", true)];
  const rejected = all.flatMap(({ rejects }) => rejects).map(({ line, reason, whole }) => [line, reason, whole()]);
  return { records: all.flatMap(({ records }) => records), lines: all.flatMap(({ lines }) => lines), rejected };
}

test("records are read back, however the lines end and are cut into pieces", () => {
  const records = fc.array(fc.dictionary(fc.string({ unit: "binary", maxLength: 8 }), fc.jsonValue()), {
    maxLength: 8,
  });
  fc.assert(
    fc.property(records, fc.constantFrom("\n", "\r\n", "\n\n"), fc.boolean(), cuts, (list, newline, ends, at) => {
      const text = list.map((record) => JSON.stringify(record)).join(newline) + (ends ? newline : "");
      expect(read(pieces(text, at)).records).toEqual(JSON.parse(JSON.stringify(list)));
    }),
    { numRuns: 1000 },
  );
});

test("bad lines are rejected and the next ones read", () => {
  const { records, lines, rejected } = read(['{"a":1}\n{"b":\n\n[1]\n{"c":3}']);
  expect(records).toEqual([{ a: 1 }, { c: 3 }]);
  expect(lines).toEqual([1, 5]);
  expect(rejected).toEqual([
    [2, { code: "not-json" }, '{"b":'],
    [4, { code: "not-an-object" }, "[1]"],
  ]);
});

test("a line that is too long is passed over without being kept", () => {
  const text = `{"a":1}\n{"b":"${"x".repeat(500)}"}\n{"c":3}\n`;
  for (const parts of [[text], text.match(/.{1,50}/gs) ?? []]) {
    const { records, lines, rejected } = read(parts, 100);
    expect(records).toEqual([{ a: 1 }, { c: 3 }]);
    expect(lines).toEqual([1, 3]);
    expect(rejected.map(([line, reason]) => [line, reason])).toEqual([[2, { code: "too-long", limit: 100 }]]);
  }
});
