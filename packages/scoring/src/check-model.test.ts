import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { checkModel } from "./check-model.ts";
import { parseModel } from "./model/parse-model.ts";
import type { ModelProblem } from "./model/problem.ts";

const BASE = {
  model: "base",
  lists: { competitors: ["Acme"] },
  signals: {
    visit: { on: "page" },
    product: { on: "Viewed", count: { by: "product" } },
    biggest: { on: "Order", max: "value" },
  },
  profiles: { ideal: { conditions: [{ when: { trait: "industry", is: "Software" } }] } },
  dimensions: { fit: {}, engagement: {} },
  groups: { web: { dimension: "engagement", limit: { total: 40 } } },
  rules: [{ id: "visits", dimension: "engagement", each: "visit", points: 5 }],
  bands: [{ name: "Cold" }, { name: "Hot", above: 50 }],
};

/** The base model with parts of it replaced, as YAML says them. */
function problemsOf(yaml: string): readonly ModelProblem[] {
  const parsed = parseModel({ ...structuredClone(BASE), ...(parse(yaml) as object) });
  return parsed.ok ? checkModel(parsed.model) : parsed.problems;
}

const at = (path: string) => path.split("/").map((part) => (/^\d+$/.test(part) ? Number(part) : part));

test("the base model has no problems", () => {
  expect(problemsOf("note: fine")).toEqual([]);
});

describe("each problem is told once, with its code and its place", () => {
  const rule = (text: string) => `rules: [{ id: r, dimension: fit, ${text} }]`;
  test.each<[yaml: string, code: ModelProblem["code"], path: string]>([
    ["limits: 3", "unknown-key", "limits"],
    [rule("when: { trait: a, iss: 3 }, points: 1"), "unknown-key", "rules/0/when/iss"],
    [rule("each: visit, points: 1, decay: { halflife: 30d }"), "unknown-key", "rules/0/decay/halflife"],
    ["rules: [{ id: r, dimension: fit, when: { trait: a, is: 1 } }]", "missing", "rules/0/points"],
    [rule("when: { trait: a, is: 1 }, points: twenty"), "wrong-type", "rules/0/points"],
    [rule("when: { trait: a, is: 1 }, points: .nan"), "not-a-number", "rules/0/points"],
    [rule("when: { trait: a, is: 1 }, points: .inf"), "not-a-number", "rules/0/points"],
    [rule("when: { trait: a, is: 1 }, points: 1e9"), "too-large", "rules/0/points"],
    [rule("when: { trait: a, is: 1 }, points: -1e9"), "too-small", "rules/0/points"],
    [rule("when: { trait: a, is: 1 }, points: 0.125"), "two-decimals", "rules/0/points"],
    ["total: { sum: { fit: 0.33335 } }", "four-decimals", "total/sum/fit"],
    ["total: { sum: { fit: 1e-9 } }", "four-decimals", "total/sum/fit"],
    [rule("when: { traits: a, is: 1 }, points: 1"), "unknown-key", "rules/0/when/traits"],
    [rule("when: { colour: red }, points: 1"), "no-form", "rules/0/when"],
    [rule("when: { trait: a, contains: [] }, points: 1"), "too-short", "rules/0/when/contains"],
    [rule("when: { trait: a }, points: 1"), "asks-nothing", "rules/0/when"],
    [rule("when: { trait: a, regex: '(' }, points: 1"), "bad-regex", "rules/0/when/regex"],
    [rule("when: { trait: a, regex: '(?=a)b' }, points: 1"), "bad-regex", "rules/0/when/regex"],
    [rule("when: { trait: a, regex: '(.*){1000}' }, points: 1"), "large-regex", "rules/0/when/regex"],
    [
      rule("when: { trait: a, regex: '[a-z]{1000}[a-z]{1000}[a-z]{1000}$' }, points: 1"),
      "large-regex",
      "rules/0/when/regex",
    ],
    [rule("when: { trait: a, regex: '((a{100}){100}){100}' }, points: 1"), "bad-regex", "rules/0/when/regex"],
    [rule("when: { trait: a, between: [5, 1] }, points: 1"), "reversed-range", "rules/0/when/between"],
    [rule("when: { trait: a, withinLast: 0d }, points: 1"), "bad-days", "rules/0/when/withinLast"],
    [rule("when: { trait: a, before: soon }, points: 1"), "bad-date", "rules/0/when/before"],
    [rule("when: { trait: a, after: 2026-02-30 }, points: 1"), "bad-date", "rules/0/when/after"],
    [rule("when: { signal: visit, daysSince: {} }, points: 1"), "asks-nothing", "rules/0/when/daysSince"],
    [rule("each: visit, points: 1, limit: { perWindow: { days: 7d } }"), "missing", "rules/0/limit/perWindow/count"],
    [rule("each: visit, points: 1, decay: { halfLife: 4000d }"), "too-large", "rules/0/decay/halfLife"],
    [rule("each: visit, points: 1, window: 99999w"), "too-large", "rules/0/window"],
    [
      "dimensions: { fit: { decay: { steps: [{ after: 99999w, keep: 0 }] } }, engagement: {} }",
      "too-large",
      "dimensions/fit/decay/steps",
    ],
    [rule("when: { trait: a, inList: rivals }, points: 1"), "unknown-reference", "rules/0/when/inList"],
    [rule("when: { signal: vist }, points: 1"), "unknown-reference", "rules/0/when/signal"],
    [
      rule("when: { rate: { of: visit, to: opened }, atLeast: 1 }, points: 1"),
      "unknown-reference",
      "rules/0/when/rate/to",
    ],
    [rule("when: { profile: idea, atLeast: 1 }, points: 1"), "unknown-reference", "rules/0/when/profile"],
    ["rules: [{ id: r, dimension: fti, each: visit, points: 1 }]", "unknown-reference", "rules/0/dimension"],
    [rule("group: wbe, each: visit, points: 1"), "unknown-reference", "rules/0/group"],
    [rule("group: web, each: visit, points: 1"), "group-of-other-dimension", "rules/0/group"],
    [rule("when: { trait: a, is: 1 }, each: visit, points: 1"), "when-and-each", "rules/0"],
    [rule("points: 1"), "neither-when-nor-each", "rules/0"],
    [rule("when: { trait: a, is: 1 }, window: 3d, points: 1"), "only-with-each", "rules/0/window"],
    [rule("when: { trait: a, is: 1 }, limit: { perDay: 1 }, points: 1"), "only-with-each", "rules/0/limit/perDay"],
    [rule("when: { trait: a, is: 1 }, points: { table: { A: 1 } }"), "needs-of", "rules/0/points"],
    [rule("each: visit, points: { table: { A: 1 } }"), "needs-keyed-signal", "rules/0/each"],
    [rule("when: { signal: visit, key: A }, points: 1"), "needs-keyed-signal", "rules/0/when/key"],
    [rule("points: { of: { signal: visit, key: A }, times: 1 }"), "needs-keyed-signal", "rules/0/points/of/key"],
    [rule("each: biggest, points: 1"), "no-occurrences", "rules/0/each"],
    [
      rule("each: visit, decay: { halfLife: 3d }, points: { tiers: [{ from: 1, points: 1 }] }"),
      "fades-tiers",
      "rules/0/decay",
    ],
    [
      "groups: { day: { dimension: engagement, limit: { perDay: { points: 9 } } } }\n" +
        "rules: [{ id: r, dimension: engagement, group: day, each: visit, points: { tiers: [{ from: 1, points: 1 }] } }]",
      "fades-tiers",
      "rules/0/group",
    ],
    [rule("each: visit, points: { tiers: [{ from: 3, to: 1, points: 1 }] }"), "empty-tier", "rules/0/points/tiers/0"],
    [
      rule("each: product, points: { table: { A: 1 } }, limit: { perWindow: { days: 7d, count: 1 } }"),
      "window-count-with-table",
      "rules/0/limit/perWindow",
    ],
    [rule("each: visit, points: 1, from: 2026-02-30"), "bad-date", "rules/0/from"],
    [rule("each: visit, points: 1, from: 2026-02-02, until: 2026-02-01"), "ends-before-it-starts", "rules/0/until"],
    [rule("each: visit, points: 1, limit: { total: 1.5 }"), "finer-than-precision", "rules/0/limit/total"],
    [
      rule("each: visit, points: 1, decay: { steps: [{ after: 3d, keep: 0.2 }, { after: 9d, keep: 0.5 }] }"),
      "keeps-more-with-age",
      "rules/0/decay/steps",
    ],
    [
      "rules: [{ id: r, dimension: fit, each: visit, points: 1 }, { id: r, dimension: fit, each: visit, points: 1 }]",
      "duplicate",
      "rules/1/id",
    ],
    [
      rule("points: { of: { trait: country }, table: { JP: 5, Café: 2, jp: 10 } }"),
      "keys-alike",
      "rules/0/points/table/jp",
    ],
    [rule("points: { of: { trait: market }, table: { cafe: 5, Café: 2 } }"), "keys-alike", "rules/0/points/table/Café"],
    [
      "markets: [{ name: jp, where: { trait: c, is: JP }, rules: { visits: { each: product, points: { table: { a: 1, A: 2 } } } } }]",
      "keys-alike",
      "markets/0/rules/visits/points/table/A",
    ],
    ["bands: [{ name: A }, { name: A, above: 1 }]", "duplicate", "bands/1/name"],
    ["bands: [{ name: A, above: 9 }, { name: B, above: 1 }]", "bands-do-not-rise", "bands/1"],
    ["bands: [{ name: A }, { name: B }]", "bands-do-not-rise", "bands/1"],
    ["bands: [{ name: A, above: 9 }, { name: B, above: 9 }]", "bands-do-not-rise", "bands/1"],
    ["bands: [{ name: A, above: 9, from: 9 }]", "above-and-from", "bands/0"],
    ["bands: [{ name: A, above: 9, leaveBelow: 10 }]", "leaves-above-its-start", "bands/0"],
    ["bands: [{ name: A, cells: [A1] }]", "band-cells-without-matrix", "bands/0/cells"],
    ["dimensions: { fit: { clip: [9, 1] }, engagement: {} }", "reversed-range", "dimensions/fit/clip"],
    ["total: { sum: [fit, pain] }", "unknown-reference", "total/sum/1"],
    ["total: { sum: {} }", "too-short", "total/sum"],
    ["total: { sum: { pain: 1 } }", "unknown-reference", "total/sum/pain"],
    ["total: { scale: { from: [1, 1], to: [0, 9] } }", "reversed-range", "total/scale/from"],
    ["total: { matrix: { rows: fit, columns: engagement } }", "matrix-needs-labels", "total/matrix/rows"],
    ["signals: { visit: { on: page }, x: { where: {}, sum: a, max: b } }", "two-measures", "signals/x"],
    ["signals: { visit: { on: page }, x: { sum: a } }", "signal-of-nothing", "signals/x"],
    ["signals: { visit: { on: page }, x: { on: page, times: 3 } }", "needs-within", "signals/x"],
    ["signals: { visit: { on: page, within: 1h } }", "within-without-pattern", "signals/visit/within"],
    ["signals: { visit: { on: page, times: 2, within: 90d } }", "within-too-long", "signals/visit/within"],
    ["signals: { visit: { on: page, visits: { silence: 10s } } }", "silence-too-short", "signals/visit/visits/silence"],
    ["signals: { visit: { on: page, times: 3, within: 2x } }", "bad-duration", "signals/visit/within"],
    [
      "profiles: { a: { conditions: [{ when: { profile: a, atLeast: 1 } }] } }",
      "profile-in-profile",
      "profiles/a/conditions/0/when",
    ],
    ["markets: [{ name: jp, where: { trait: market, is: jp } }]", "market-in-market", "markets/0/where"],
    [
      "markets: [{ name: jp, where: { trait: c, is: JP }, rules: { vists: { points: 1 } } }]",
      "unknown-reference",
      "markets/0/rules/vists",
    ],
    [
      "markets: [{ name: jp, where: { trait: c, is: JP }, rules: { visits: { each: vizit } } }]",
      "unknown-reference",
      "markets/0/rules/visits/each",
    ],
    ["examples: [{ name: a, expect: {} }]", "expects-nothing", "examples/0/expect"],
    ["examples: [{ name: a, expect: { dimensions: {} } }]", "expects-nothing", "examples/0/expect"],
    [
      "examples: [{ name: a, expect: { dimensions: { fti: 1 } } }]",
      "unknown-reference",
      "examples/0/expect/dimensions/fti",
    ],
    ["examples: [{ name: a, expect: { band: Hto } }]", "unknown-reference", "examples/0/expect/band"],
    ["examples: [{ name: a, expect: { cell: A1 } }]", "unknown-reference", "examples/0/expect/cell"],
    ["examples: [{ name: a, expect: { market: jp } }]", "unknown-reference", "examples/0/expect/market"],
    ["examples: [{ name: a, expect: { labels: { pain: A } } }]", "unknown-reference", "examples/0/expect/labels/pain"],
    ["examples: [{ name: a, expect: { labels: { fit: A } } }]", "unknown-reference", "examples/0/expect/labels/fit"],
    [
      "examples: [{ name: a, predictions: { win: 0.5 }, expect: { total: 1 } }]",
      "unknown-reference",
      "examples/0/predictions/win",
    ],
    ["'bad/name': 1\nrules: []\nlists: { 'a/b': [] }", "unknown-key", "bad/name"],
    ["lists: { 'a/b': [] }", "bad-name", "lists/a/b"],
    ["of: team", "not-one-of", "of"],
    ["precision: 7", "too-large", "precision"],
  ])("%s", (yaml, code, path) => {
    const problems = problemsOf(yaml);
    expect(problems.map((problem) => [problem.code, problem.path.join("/")])).toContainEqual([code, path]);
  });
});

test("a mistyped key is one problem with a suggestion", () => {
  const problems = problemsOf("rules: [{ id: r, dimension: fit, each: visit, points: 1, limits: { total: 3 } }]");
  expect(problems).toMatchObject([{ code: "unknown-key", key: "limits", suggestion: "limit" }]);
  expect(
    problemsOf("signals: { visit: { on: page } }\nrules: [{ id: r, dimension: fti, each: visit, points: 1 }]"),
  ).toMatchObject([{ code: "unknown-reference", name: "fti", suggestion: "fit" }]);
});

test("cells of a matrix must be there, once", () => {
  const grid = `
dimensions:
  fit: { labels: [{ name: A, from: 50 }, { name: B }] }
  engagement: { labels: [{ name: 1, from: 50 }, { name: 2 }] }
total: { matrix: { rows: fit, columns: engagement, points: { A9: 3 } } }
bands: [{ name: Cold, cells: [B2, A3] }, { name: Hot, cells: [A1, B2] }]
`
    .replaceAll("name: 1", 'name: "1"')
    .replaceAll("name: 2", 'name: "2"');
  expect(problemsOf(grid).map(({ code, path }) => [code, at(path.join("/")).join("/")])).toEqual([
    ["unknown-reference", "total/matrix/points/A9"],
    ["unknown-reference", "bands/0/cells"],
    ["cell-in-two-bands", "bands/1/cells"],
  ]);
  expect(problemsOf(grid.replace("{ name: B }", "{ name: B, from: 1 }")).map(({ code }) => code)).toContain(
    "no-lowest-label",
  );
});

test("an example may expect the labels and cells of any market", () => {
  const grid = (cell: string, label: string) => `
dimensions:
  fit: { labels: [{ name: A, from: 50 }, { name: B }] }
  engagement: { labels: [{ name: one }] }
total: { matrix: { rows: fit, columns: engagement } }
markets: [{ name: jp, where: { trait: c, is: JP }, dimensions: { fit: { labels: [{ name: Z }] } } }]
examples: [{ name: a, expect: { cell: ${cell}, market: null, labels: { fit: ${label} } } }]`;
  expect(problemsOf(grid("Zone", "Z"))).toEqual([]);
  expect(problemsOf(grid("Aone", "A"))).toEqual([]);
  expect(problemsOf(grid("Yone", "Y"))).toMatchObject([{ kind: "cell" }, { kind: "label" }]);
});

test("names of an object's machinery and endless nesting are refused", () => {
  expect(parseModel(JSON.parse('{"model":"a","__proto__":{"x":1}}'))).toMatchObject({
    ok: false,
    problems: [{ code: "unsafe-key" }],
  });
  expect(parseModel({ model: "a", constructor: 1 })).toMatchObject({ ok: false, problems: [{ code: "unsafe-key" }] });
  let deep: unknown = { trait: "a", is: 1 };
  for (let i = 0; i < 10_000; i++) deep = { not: deep };
  expect(parseModel({ ...BASE, who: deep })).toMatchObject({ ok: false, problems: [{ code: "too-deep" }] });
});

test.each([[null], [42], ["model"], [[]], [undefined], [new Map()]])(
  "%s is no model, and says so without a crash",
  (data) => {
    const parsed = parseModel(data);
    expect(parsed.ok).toBe(false);
    expect(parsed.ok ? [] : parsed.problems.length).toBeGreaterThan(0);
  },
);

test("ten thousand rules are checked without trouble, and ten thousand problems are told in hundreds", () => {
  const rules = Array.from({ length: 10_000 }, (_, i) => ({
    id: `r${i}`,
    dimension: "fit",
    when: { trait: "t", is: i },
    points: 1,
  }));
  const parsed = parseModel({ ...BASE, rules });
  expect(parsed.ok && checkModel(parsed.model)).toEqual([]);
  const wrong = parseModel({ ...BASE, rules: rules.map((rule) => ({ ...rule, points: "one" })) });
  expect(wrong.ok ? 0 : wrong.problems.length).toBe(100);
});
