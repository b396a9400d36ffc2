import { expect, test } from "vitest";
import { experimentsSearch } from "./experiments-search.ts";

test("an address names an experiment, also where the router has read a number", () => {
  expect(experimentsSearch({ id: 7, x: 1 })).toEqual({ id: "7" });
  expect(experimentsSearch({ id: "7" })).toEqual({ id: "7" });
  expect(experimentsSearch({ id: "" })).toEqual({});
});
