import { expect, test } from "vitest";
import { isBegun, type Known, stepsDone } from "./steps.ts";

type Model = NonNullable<Known["models"]>[number];
type Lead = NonNullable<Known["leads"]>[number];

const model = (live: number | null, retiredAt: string | null = null) => ({ live, retiredAt }) as Model;
const lead = (total: number | null) => ({ score: { total } }) as Lead;

test("nothing is known before it was answered", () => {
  const done = stepsDone({ models: undefined, leads: undefined, members: undefined });
  expect(Object.values(done)).toEqual([undefined, undefined, undefined, undefined]);
  expect(isBegun(done)).toBe(false);
});

test("an empty workspace has everything before it", () => {
  const done = stepsDone({ models: [model(null), model(3, "2026-01-01")], leads: [], members: 1 });
  expect(done).toEqual({ model: false, data: false, ranked: false, people: false });
});

test("a known lead is not a ranked one", () => {
  const done = stepsDone({ models: [model(1)], leads: [lead(null)], members: 2 });
  expect(done).toEqual({ model: true, data: true, ranked: false, people: true });
  expect(isBegun(done)).toBe(false);
});

test("it has begun with the first ranked lead, also without colleagues", () => {
  const done = stepsDone({ models: [model(1)], leads: [lead(12)], members: undefined });
  expect(isBegun(done)).toBe(true);
});
