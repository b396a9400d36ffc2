import { expect, test } from "vitest";
import { afterSending, keptOf } from "./kept.ts";

test("what has got through is no longer kept", () => {
  expect(afterSending({ value: "Called." }, "Called.")).toBeUndefined();
  expect(afterSending(undefined, "Called.")).toBeUndefined();
  expect(afterSending({ value: { text: "", on: "2026-03-01" } }, { text: "", on: "2026-03-01" })).toBeUndefined();
});

test("what was typed while it was on its way stays", () => {
  const kept = { value: "She wants a date." };
  expect(afterSending(kept, "Called.")).toBe(kept);
});

test("what a browser kept is read, and what it cannot have kept is not", () => {
  expect(keptOf(JSON.stringify({ value: "Called." }))).toEqual({ value: "Called." });
  expect(keptOf(null)).toBeUndefined();
  expect(keptOf("{")).toBeUndefined();
});
