import { expect, test } from "vitest";
import { readerOf } from "./read.ts";
import type { StepEvent, StepState } from "./state.ts";

test("who clicks and looks for years is read in one go, not each click against all that followed", () => {
  let looks = 0;
  const counted = (event: StepEvent): StepEvent =>
    new Proxy(event, {
      get: (target, property) => {
        looks += 1;
        return Reflect.get(target, property);
      },
    });
  const DAYS = 300;
  const minutes = (day: number, from: number) =>
    Array.from({ length: 10 }, (_, i) => counted([day * 86_400_000 + (from + 20 * i) * 60_000, from + i]));
  const state: StepState = {
    kind: "steps",
    days: Array.from({ length: DAYS }, (_, day) => day),
    // Each second click is confirmed by what comes five minutes later.
    cells: Array.from({ length: DAYS }, (_, day) => [minutes(day, 0), minutes(day, 5).filter((_, i) => i % 2 === 0)]),
    overflow: false,
  };
  const reader = readerOf({ on: "Clicked", confirmedBy: { on: "page" }, within: "5m" });
  expect(reader.read(state, DAYS).amounts).toEqual(Array.from({ length: DAYS }, () => 5));
  expect(looks).toBeLessThan(20 * 10 * DAYS);
});

test("a click does not confirm itself; what comes at the same instant does", () => {
  const click: StepEvent = [1000, 7];
  const read = (proofs: readonly StepEvent[]) =>
    readerOf({ on: "Clicked", confirmedBy: { any: true } as never, within: "1m" }).read(
      { kind: "steps", days: [0], cells: [[[click], [...proofs]]], overflow: false },
      0,
    ).amounts[0];
  expect([
    read([]),
    read([click]),
    read([[999, 1], click]),
    read([click, [1000, 8]]),
    read([[1000, 6], click]),
    read([click, [61_000, 1]]),
    read([click, [61_001, 1]]),
  ]).toEqual([0, 0, 0, 1, 1, 1, 0]);
});
