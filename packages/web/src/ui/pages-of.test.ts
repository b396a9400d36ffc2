import fc from "fast-check";
import { expect, test } from "vitest";
import { pagesOf } from "./pages-of.ts";

/** So many days, in pages of two; what else a page says is said by the first one alone. */
const reader = (days: number) => (cursor: string | undefined) => {
  const from = Number(cursor ?? 0);
  const items = Array.from({ length: days }, (_, day) => day).slice(from, from + 2);
  return Promise.resolve({
    items,
    next: from + 2 < days ? String(from + 2) : null,
    transitions: cursor === undefined ? ["entered"] : [],
  });
};

test("all days are there, once and in order, or it says that there are more", async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(30), fc.integer({ min: 1, max: 6 }), async (days, most) => {
      const read = await pagesOf(reader(days), most);
      const shown = Math.min(days, 2 * most);
      expect(read.items).toEqual(Array.from({ length: shown }, (_, day) => day));
      expect(read.next).toBe(shown < days ? String(shown) : null);
      expect(read.transitions).toEqual(["entered"]);
    }),
  );
});
