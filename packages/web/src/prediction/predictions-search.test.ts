import { expect, test } from "vitest";
import { predictionsSearch } from "./predictions-search.ts";

test("an address names a prediction, and nothing else gets through", () => {
  expect(predictionsSearch({ name: "win", x: 1 })).toEqual({ name: "win" });
  expect(predictionsSearch({ name: "" })).toEqual({});
  expect(predictionsSearch({ name: 7 })).toEqual({});
});
