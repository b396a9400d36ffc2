import fc from "fast-check";
import { expect, test } from "vitest";
import { groupByReason, NO_RESULT, withOne } from "./quarantine-groups.ts";

const reasons = fc.array(
  fc.record({
    source: fc.constantFrom("1", "2", "3"),
    code: fc.constantFrom("no-identity", "not-json", "__proto__"),
    count: fc.integer({ min: 1, max: 1000 }),
    lastAt: fc.constant("2026-03-01T10:00:00.000Z"),
  }),
);

test("a reason is one group with the items of all sources, the largest group first", () => {
  fc.assert(
    fc.property(reasons, (all) => {
      const groups = groupByReason(all);
      expect(new Set(groups.map(({ code }) => code)).size).toBe(groups.length);
      for (const { code, count } of groups) {
        const own = all.filter((one) => one.code === code);
        expect(count).toBe(own.reduce((sum, one) => sum + one.count, 0));
      }
      expect(groups.map(({ code }) => code).sort()).toEqual([...new Set(all.map(({ code }) => code))].sort());
      const sizes = groups.map(({ count }) => count);
      expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
    }),
  );
});

test("results add up", () => {
  const replayed = withOne(NO_RESULT, { stored: 2, duplicates: 1, quarantined: 0 });
  expect(withOne(withOne(replayed, { errors: 1 }), { dropped: 1 })).toEqual({
    ...{ stored: 2, duplicates: 1, quarantined: 0, dropped: 1, errors: 1 },
  });
});
