import { expect, test } from "vitest";
import { expecting, type Sample, withSample } from "./samples.ts";

const ann: Sample = { lead: "1", note: "", name: "Ann" };
const bob: Sample = { lead: "2", note: "Asked for a demo", name: "Bob", band: "hot" };

test("a sample takes the place of what it was, and comes last where it is new", () => {
  const other = { ...ann, note: "Hers" };
  expect(withSample([ann, bob], other)).toEqual([other, bob]);
  expect(withSample([bob], ann)).toEqual([bob, ann]);
});

test("that nobody says what is expected is something else than that no band is", () => {
  expect(expecting(bob, undefined)).toEqual({ lead: "2", note: "Asked for a demo", name: "Bob" });
  expect(expecting(bob, null)).toEqual({ ...bob, band: null });
  expect(expecting(ann, "hot")).toEqual({ ...ann, band: "hot" });
});
