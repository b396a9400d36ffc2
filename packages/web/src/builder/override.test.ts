import { expect, test } from "vitest";
import { editData } from "./edit.ts";
import type { Market } from "./market.ts";
import { override } from "./override.ts";

const MARKET: Market = {
  name: "jp",
  where: { trait: "country", is: "JP" },
  rules: { pricing: { points: 8 }, demo: { points: 4, note: "less" } },
  bands: { SQL: { above: 70 } },
};
const changed = (...edits: ReturnType<typeof override>) =>
  (edits.reduce<unknown>(editData, { markets: [MARKET] }) as { markets: Market[] }).markets[0];

test("a change is named, and one that is taken away leaves nothing empty", () => {
  expect(changed(...override(MARKET, 0, "rules", "visit", "points", 3))?.rules?.["visit"]).toEqual({ points: 3 });
  expect(changed(...override(MARKET, 0, "rules", "demo", "points", undefined))?.rules?.["demo"]).toEqual({
    note: "less",
  });
  expect(changed(...override(MARKET, 0, "rules", "pricing", "points", undefined))?.rules).toEqual({
    demo: { points: 4, note: "less" },
  });
  expect(changed(...override(MARKET, 0, "bands", "SQL", "above", undefined))).not.toHaveProperty("bands");
});

test("a start takes the place of the other kind of start", () => {
  expect(changed(...override(MARKET, 0, "bands", "SQL", "from", 65))?.bands).toEqual({ SQL: { from: 65 } });
});
