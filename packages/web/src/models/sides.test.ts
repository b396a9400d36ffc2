import { expect, test } from "vitest";
import { maySign, missingSides } from "./sides.ts";

test("each side is signed for by its own role, or an admin", () => {
  expect(
    ["admin", "marketer", "sales", "analyst", "readonly"].map((role) => maySign(role as "admin", "sales")),
  ).toEqual([true, false, true, false, false]);
  expect(maySign("marketer", "marketing")).toBe(true);
  expect(maySign(null, "sales")).toBe(false);
});

test("what is not signed is missing", () => {
  expect(missingSides([])).toEqual(["marketing", "sales"]);
  expect(missingSides([{ role: "sales" }])).toEqual(["marketing"]);
});
