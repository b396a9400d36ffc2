import { expect, test } from "vitest";
import { diffModels } from "./diff-models.ts";
import type { Model } from "./model/model-schema.ts";

const before: Model = {
  model: "a",
  signals: { visit: { on: "page" } },
  dimensions: { fit: {} },
  rules: [
    { id: "pricing", dimension: "fit", each: "visit", points: 10, limit: { total: 45 } },
    { id: "old", dimension: "fit", each: "visit", points: 1 },
  ],
  bands: [{ name: "Cold" }, { name: "Hot", above: 60 }],
};

test("a change of points is said as one", () => {
  const after: Model = {
    ...before,
    rules: before.rules.map((rule) => (rule.id === "pricing" ? { ...rule, points: 15 } : rule)),
  };
  expect(diffModels(before, after)).toEqual([
    { part: "rule", name: "pricing", kind: "changed", field: "points", from: 10, to: 15 },
  ]);
});

test("parts come, go, change inside and change places", () => {
  const after: Model = {
    ...before,
    of: "account",
    who: { trait: "customer", not: true },
    signals: { visit: { on: "page", where: { path: "/a" } } },
    rules: [
      { id: "pricing", dimension: "fit", each: "visit", points: 10, limit: { perDay: 1 } },
      { id: "new", dimension: "fit", when: { trait: "a", is: 1 }, points: 1 },
    ],
    bands: [{ name: "Hot", from: 60 }, { name: "Cold" }],
  };
  expect(diffModels(before, after)).toEqual([
    { part: "model", name: "a", kind: "changed", field: "of", from: "lead", to: "account" },
    { part: "model", name: "a", kind: "changed", field: "who", from: null, to: { trait: "customer", not: true } },
    { part: "signal", name: "visit", kind: "changed", field: "where", from: null, to: { path: "/a" } },
    { part: "rule", name: "pricing", kind: "changed", field: "limit.total", from: 45, to: null },
    { part: "rule", name: "pricing", kind: "changed", field: "limit.perDay", from: null, to: 1 },
    { part: "rule", name: "old", kind: "removed" },
    { part: "rule", name: "new", kind: "added" },
    { part: "band", name: "Hot", kind: "changed", field: "above", from: 60, to: null },
    { part: "band", name: "Hot", kind: "changed", field: "from", from: null, to: 60 },
    { part: "band", name: "Hot", kind: "moved" },
  ]);
});

test("of rules that share what a day gives the order is told, of others it means nothing", () => {
  const sharing: Model = {
    ...before,
    groups: { web: { dimension: "fit", limit: { perDay: { points: 10 } } } },
    rules: [
      { id: "a", dimension: "fit", group: "web", each: "visit", points: 10 },
      { id: "b", dimension: "fit", each: "visit", points: 10 },
      { id: "c", dimension: "fit", group: "web", each: "visit", points: 10 },
    ],
  };
  const [a, b, c] = sharing.rules as [Model["rules"][0], Model["rules"][0], Model["rules"][0]];
  expect(diffModels(sharing, { ...sharing, rules: [b, a, c] })).toEqual([]);
  expect(diffModels(sharing, { ...sharing, rules: [c, b, a] })).toEqual([{ part: "rule", name: "c", kind: "moved" }]);
  const inTotal = { ...sharing, groups: { web: { dimension: "fit", limit: { total: 10 } } } };
  expect(diffModels(inTotal, { ...inTotal, rules: [c, b, a] })).toEqual([]);
  const market = {
    name: "jp",
    where: { trait: "country", is: "JP" },
    groups: { web: { limit: { perDay: { points: 1 } } } },
  };
  const inJapan = { ...inTotal, markets: [market] };
  expect(diffModels(inJapan, { ...inJapan, rules: [c, b, a] })).toEqual([{ part: "rule", name: "c", kind: "moved" }]);
});

test("key order, defaults written out and examples mean nothing", () => {
  const { model, ...rest } = before;
  const after: Model = { ...rest, precision: 0, of: "lead", examples: [{ name: "x", expect: {} }], model };
  expect(diffModels(before, after)).toEqual([]);
});
