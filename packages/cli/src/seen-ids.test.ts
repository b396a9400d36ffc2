import fc from "fast-check";
import { expect, test } from "vitest";
import { seenIds } from "./seen-ids.ts";

test("tells new, repeated and conflicting ids as a map would", () => {
  const note = fc.tuple(fc.oneof(fc.string({ maxLength: 3 }), fc.uuid()), fc.constantFrom(0, 2 ** 32 - 1));
  fc.assert(
    fc.property(fc.array(note, { maxLength: 300 }), (notes) => {
      const seen = seenIds();
      const known = new Map<string, number>();
      for (const [id, content] of notes) {
        const before = known.get(id);
        const expected = before === undefined ? "new" : before === content ? "duplicate" : "conflict";
        if (before === undefined) known.set(id, content);
        expect(seen.note(id, content)).toBe(expected);
      }
      expect(seen.size()).toBe(known.size);
    }),
    { numRuns: 1000 },
  );
});

test("a million ids in order are a million ids", () => {
  const seen = seenIds();
  for (let i = 0; i < 1_000_000; i++) seen.note(String(i), 1);
  expect(seen.size()).toBe(1_000_000);
  expect(seen.note("999999", 1)).toBe("duplicate");
  expect(seen.note("999999", 2)).toBe("conflict");
});
