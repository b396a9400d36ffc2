import type { SignalDefinition } from "@plumbline/scoring";
import { expect, test } from "vitest";
import { MEASURES, measureOf, withMeasure } from "./measure.ts";

const page: SignalDefinition = { label: "Pricing", on: "page", where: { path: "/pricing" } };

test("a signal has the measure that it was given, and only that", () => {
  for (const from of MEASURES) {
    for (const to of MEASURES) {
      const signal = withMeasure(withMeasure(page, from), to);
      expect(measureOf(signal), `${from} → ${to}`).toBe(to);
      expect(signal.label).toBe("Pricing");
      const kept = to === "steps" ? signal.steps?.[0] : signal;
      expect(kept).toMatchObject({ on: "page", where: { path: "/pricing" } });
    }
  }
  expect(measureOf({ on: "page", count: { perDay: 1 } })).toBe("count");
});
