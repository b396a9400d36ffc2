import { type Model, parseModel } from "@plumbline/scoring";
import { expect, test } from "vitest";
import { missingTraits } from "./missing-traits.ts";

function missing(asked: string, ...known: readonly string[]) {
  const parsed = parseModel({
    model: "m",
    dimensions: { fit: {} },
    rules: [{ id: "r", dimension: "fit", when: { trait: asked, exists: true }, points: 1 }],
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const traits = Object.fromEntries(known.map((name) => [name, "x"]));
  const candidate = { id: "1", aliases: [], facts: { traits, states: new Map() } };
  return missingTraits(parsed.model as Model, [candidate]).map(({ trait, suggestion }) => [trait, suggestion]);
}

test("a trait that no lead has is named, with the one that was probably meant", () => {
  expect(missing("employees", "employees")).toEqual([]);
  expect(missing("employees", "employee")).toEqual([["employees", "employee"]]);
  expect(missing("Annual Revenue", "annualRevenue")).toEqual([["Annual Revenue", "annualRevenue"]]);
  expect(missing("colour", "size")).toEqual([["colour", null]]);
});

test("a nested trait is there where what it is nested in is", () => {
  expect(missing("address.country", "address")).toEqual([]);
  expect(missing("address.country", "country")).toEqual([["address.country", "country"]]);
});

test("what a job title says needs only the title", () => {
  expect(missing("seniority", "title")).toEqual([]);
  expect(missing("seniority", "name")).toMatchObject([["seniority", null]]);
});
