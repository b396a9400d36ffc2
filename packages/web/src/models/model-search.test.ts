import { expect, test } from "vitest";
import { modelSearch } from "./model-search.ts";

test("an address names a tab and a review; what it does not know is left out", () => {
  expect(modelSearch({ tab: "draft" })).toEqual({ tab: "draft" });
  // The router reads numbers by itself.
  expect(modelSearch({ tab: "reviews", review: 7 })).toEqual({ tab: "reviews", review: "7" });
  expect(modelSearch({ tab: "__proto__", review: "", x: 1 })).toEqual({});
});
