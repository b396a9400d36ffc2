import { expect, test } from "vitest";
import { decayShape } from "./decay-shape.ts";

test("half is left after a half-life, and a quarter after two", () => {
  const shape = decayShape({ halfLife: "30d" });
  expect([shape[0], shape[30], shape[60], shape.length]).toEqual([1, 0.5, 0.25, 121]);
});

test("what expires is there whole, and then gone", () => {
  const shape = decayShape({ expires: "10d" });
  expect([shape[9], shape[10]]).toEqual([1, 0]);
});

test("steps end on the last one", () => {
  const shape = decayShape({
    steps: [
      { after: "10d", keep: 0.5 },
      { after: "20d", keep: 0.1 },
    ],
  });
  expect([shape[9], shape[10], shape[20], shape.at(-1)]).toEqual([1, 0.5, 0.1, 0.1]);
});

test("without decay nothing is lost; half a length of time has no shape", () => {
  expect(new Set(decayShape(undefined))).toEqual(new Set([1]));
  expect(decayShape({ halfLife: "" })).toEqual([]);
});
