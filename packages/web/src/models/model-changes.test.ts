import { phrasesOf } from "@plumbline/phrases";
import { diffModels, type Model, parseModel } from "@plumbline/scoring";
import { expect, test } from "vitest";
import { partChanges, sayChange } from "./model-changes.ts";

const say = phrasesOf("en");

function model(changes: object): Model {
  const parsed = parseModel({
    model: "b2b",
    lists: { served: ["Finance", "Health"] },
    signals: { demo: { label: "Asked for a demo", on: "Demo Requested" } },
    dimensions: { interest: { label: "Interest" } },
    rules: [{ id: "demo", label: "Demo", dimension: "interest", each: "demo", points: 35 }],
    bands: [{ name: "Lead" }, { name: "SQL", from: 55 }],
    ...changes,
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.model;
}

function said(before: Model, after: Model) {
  const told = diffModels(before, after) as Parameters<typeof partChanges>[0];
  return partChanges(told).map((change) => sayChange(say, change, before, after));
}

const rule = { id: "demo", label: "Demo", dimension: "interest", each: "demo" };

test("a rule is said as it was and as it is, once, however many of its fields change", () => {
  const changed = said(model({}), model({ rules: [{ ...rule, points: 45, limit: { total: 90 } }] }));
  expect(changed).toMatchObject([
    {
      kind: "changed",
      part: "rule",
      title: "Demo",
      before: "+35 for each “Asked for a demo”",
      after: "+45 for each “Asked for a demo”, at most 90",
      fields: [],
    },
  ]);
});

test("what no sentence has in it is said by its field", () => {
  const changed = said(model({}), model({ rules: [{ ...rule, points: 35, label: "Asked" }] }));
  expect(changed).toMatchObject([{ title: "Asked", before: null, after: null, fields: ["label: “Demo” → “Asked”"] }]);
});

test("of a list the values that come and go are said", () => {
  const changed = said(model({}), model({ lists: { served: ["Health", "Retail"] } }));
  expect(changed).toMatchObject([{ part: "list", title: "served", fields: ["added “Retail”, removed “Finance”"] }]);
});

test("what is added has no before, what is removed no after", () => {
  const more = model({
    rules: [
      { ...rule, points: 35 },
      { ...rule, id: "again", label: "Again", points: 5 },
    ],
  });
  expect(said(model({}), more)).toMatchObject([
    { kind: "added", title: "Again", before: null, after: expect.any(String) },
  ]);
  expect(said(more, model({}))).toMatchObject([
    { kind: "removed", title: "Again", before: expect.any(String), after: null },
  ]);
});

test("a band, and what the total is, are said as sentences", () => {
  const changed = said(
    model({}),
    model({ bands: [{ name: "Lead" }, { name: "SQL", from: 60 }], total: { clip: [0, 100] } }),
  );
  expect(changed.map(({ before, after }) => [before, after])).toEqual([
    ["Interest", "Interest, kept between 0 and 100"],
    ["SQL from 55", "SQL from 60"],
  ]);
});
