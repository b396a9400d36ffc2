import { expect, test } from "vitest";
import { parseFileMap } from "./parse-file-map.ts";

function issuesOf(text: string): unknown {
  try {
    return parseFileMap(text, "map.yaml");
  } catch (error) {
    const { problem } = error as { problem?: { issues?: unknown } };
    return problem?.issues ?? problem ?? error;
  }
}

test("YAML and JSON", () => {
  const map = { leads: { id: { column: "Nr" }, traits: { title: { column: "Role", rename: { Chef: "CEO" } } } } };
  expect(
    parseFileMap("leads:\n  id: Nr\n  traits:\n    title: { column: Role, rename: { Chef: CEO } }\n", "x"),
  ).toEqual(map);
  expect(parseFileMap(JSON.stringify(map), "x")).toEqual(map);
});

test("one of the six types is itself, another word is a column", () => {
  expect(parseFileMap("events: { type: page, properties: '*' }", "x")).toEqual({
    events: { type: { value: "page" }, properties: {} },
  });
  expect(parseFileMap("events: { type: kind }", "x")).toEqual({ events: { type: { column: "kind" } } });
});

test("an unknown key, with the one that was meant and its place", () => {
  expect(issuesOf("leads:\n  id: Nr\n  trait:\n    title: Role\n")).toEqual([
    {
      path: ["leads", "trait"],
      line: 3,
      column: 3,
      code: "unknown-key",
      key: "trait",
      suggestion: "traits",
      known: ["id", "email", "anonymousId", "traits", "ignore"],
    },
  ]);
  expect(issuesOf("event: {}")).toMatchObject([
    { key: "event", suggestion: "events", known: ["leads", "events", "outcomes"] },
  ]);
  expect(issuesOf("leads: { traits: { a: { colum: x } } }")).toMatchObject([
    { path: ["leads", "traits", "a", "colum"], line: 1, column: 25, suggestion: "column" },
    { code: "not-one-source" },
  ]);
});

test("everything that is wrong, each with its place", () => {
  const text = [
    "leads:",
    "  traits:",
    "    employees: { column: E, as: nmber }",
    "    both: { column: E, value: 1 }",
    "    empty: ''",
    "  ignore: 5",
    "events:",
    "  timestamp: { column: t, zone: Mars/Base, format: dd.mm }",
    "  type: 5",
  ].join("\n");
  expect(issuesOf(text)).toMatchObject([
    {
      path: ["leads", "traits", "employees", "as"],
      line: 3,
      column: 29,
      code: "not-one-of",
      known: expect.arrayContaining(["number"]),
    },
    { path: ["leads", "traits", "both"], line: 4, column: 5, code: "not-one-source" },
    { path: ["leads", "traits", "empty"], line: 5, code: "too-short" },
    { path: ["leads", "ignore"], line: 6, code: "wrong-type", expected: '"*"|array' },
    { path: ["events", "timestamp", "format"], line: 8, code: "bad-format" },
    { path: ["events", "timestamp", "zone"], line: 8, code: "unknown-zone" },
    { path: ["events", "type"], line: 9, code: "wrong-type", expected: "string|object" },
  ]);
});

test.each([
  ["an open bracket", "leads: [\n", 2, 1],
  ["a colon too many", "a: b: c", 1, 4],
  ["a key twice", '{"leads": {}, "leads": {}}', 1, 15],
  [
    "aliases that multiply",
    `a: &a [x,x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]`,
    1,
    1,
  ],
])("no YAML: %s", (_, text, line, column) => {
  expect(issuesOf(text)).toEqual({ code: "map-syntax", file: "map.yaml", line, column });
});

test("nothing at all", () => {
  expect(issuesOf("")).toEqual([{ path: [], line: 1, column: 1, code: "wrong-type", expected: "object" }]);
});

test("__proto__ is a name like others", () => {
  const map = parseFileMap("leads: { traits: { __proto__: X }, id: { column: Nr, rename: { __proto__: y } } }", "x");
  expect(Object.entries(map.leads?.traits ?? {})).toEqual([["__proto__", { column: "X" }]]);
  expect(Object.entries(map.leads?.id?.rename ?? {})).toEqual([["__proto__", "y"]]);
});
