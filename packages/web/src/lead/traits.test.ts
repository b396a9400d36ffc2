import { expect, test } from "vitest";
import { traitsFitting } from "./traits.ts";

test("traits are found by name and by value, and stand in order", () => {
  const traits = { title: "CTO", company: "Acme", address: { city: "Berlin" }, employees: 250, none: null };
  const names = (text: string) => traitsFitting(traits, text).map(([name]) => name);
  expect(names("")).toEqual(["address", "company", "employees", "none", "title"]);
  expect(names(" acme ")).toEqual(["company"]);
  expect(names("berlin")).toEqual(["address"]);
  expect(names("25")).toEqual(["employees"]);
  expect(names("TITLE")).toEqual(["title"]);
});
