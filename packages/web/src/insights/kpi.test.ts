import { expect, test } from "vitest";
import { type KpiFigure, type KpiName, shareOfChange, trendOf } from "./kpi.ts";

function figure(name: KpiName, before: number | null, change: number | null): KpiFigure {
  return {
    ...{ figure: name, unit: "count", value: 1, interval: null, numerator: null, denominator: null, missing: [] },
    before: { value: before, change },
  };
}

test("more is better, but of what costs and takes time; of costs alone neither", () => {
  expect(trendOf(figure("leads", 10, 2))).toBe("better");
  expect(trendOf(figure("leads", 10, -2))).toBe("worse");
  expect(trendOf(figure("cac", 10, 2))).toBe("worse");
  expect(trendOf(figure("speed-to-lead", 10, -2))).toBe("better");
  expect(trendOf(figure("costs", 10, 2))).toBe("other");
  expect(trendOf(figure("costs", 10, 0))).toBe("same");
  expect(trendOf(figure("leads", null, null))).toBeUndefined();
});

test("a change is a share of what was before, whatever its sign", () => {
  expect(shareOfChange(figure("leads", 10, 2))).toBe(0.2);
  expect(shareOfChange(figure("roi", -0.5, 0.25))).toBe(0.5);
  expect(shareOfChange(figure("leads", 0, 2))).toBeNull();
  expect(shareOfChange(figure("leads", 10, null))).toBeNull();
});
