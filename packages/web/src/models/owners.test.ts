import { expect, test } from "vitest";
import { ownersOf } from "./owners.ts";

const person = (id: string, name: string, isFormer = false) => ({
  by: `user:${id}`,
  kind: "person" as const,
  name,
  isFormer,
});
const NAMED = [
  person("2", "Mia"),
  person("1", "Ann"),
  person("3", "Gone", true),
  { by: "key 4", kind: "key" as const, name: "CRM", isFormer: false },
];

test("any member can be the owner, no key and nobody who has left", () => {
  expect(ownersOf(NAMED, null, "?").map(({ value, label }) => [value, label])).toEqual([
    ["1", "Ann"],
    ["2", "Mia"],
  ]);
});

test("whoever is named already stays to be seen, also when nobody knows her any more", () => {
  expect(ownersOf(NAMED, "3", "?").map(({ label }) => label)).toEqual(["Ann", "Gone", "Mia"]);
  expect(ownersOf(NAMED, "9", "A colleague").at(-1)).toEqual({ value: "9", label: "A colleague" });
});
