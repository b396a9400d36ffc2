import fc from "fast-check";
import { expect, test } from "vitest";
import { withLead, withoutLead } from "./place-lead.ts";
import { movesBetween } from "./places.ts";

const ranking = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 4 }), { maxLength: 30 });

test("whoever moved stands as many places higher as is said, and nobody else moved", () => {
  fc.assert(
    fc.property(ranking, ranking, (before, after) => {
      const moves = movesBetween(before, after);
      for (const [place, id] of after.entries()) {
        const move = moves.get(id) ?? 0;
        if (move === "new") expect(before).not.toContain(id);
        else expect(before[place + move]).toBe(id);
      }
      expect(movesBetween(after, after).size).toBe(0);
    }),
  );
});

const lead = (id: string, total: number | null) => ({ id, score: { total } });
const leads = fc.uniqueArray(
  fc.record({ id: fc.nat(200).map(String), score: fc.record({ total: fc.option(fc.integer({ min: 0, max: 100 })) }) }),
  { selector: ({ id }) => id, maxLength: 20 },
);

test("a lead comes to where its total belongs, and goes again without a trace", () => {
  fc.assert(
    fc.property(leads, fc.integer({ min: 0, max: 100 }), (some, total) => {
      const items = some.toSorted((one, other) => (other.score.total ?? -1) - (one.score.total ?? -1));
      const page = { items, next: null };
      const more = withLead(page, lead("new", total));
      const totals = more?.items.map((one) => one.score.total ?? -1) ?? [];
      expect(totals).toEqual(totals.toSorted((one, other) => other - one));
      expect(more?.items).toHaveLength(items.length + 1);
      expect(withoutLead(more ?? page, "new")).toEqual(page);
    }),
  );
});

test("whoever belongs behind the end of a page that is not the last is not put on it", () => {
  const page = { items: [lead("a", 90), lead("b", 80)], next: "more" };
  expect(withLead(page, lead("c", 70))).toBeUndefined();
  expect(withLead(page, lead("c", 80))).toBeUndefined();
  expect(withLead(page, lead("c", 85))?.items.map(({ id }) => id)).toEqual(["a", "c", "b"]);
  expect(withLead({ ...page, next: null }, lead("c", null))?.items.at(-1)?.id).toBe("c");
});
