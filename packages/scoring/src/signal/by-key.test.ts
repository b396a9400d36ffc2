import fc from "fast-check";
import { expect, test } from "vitest";
import { addKey, type ByKey, keysOf, placeOfKey, valuesOf } from "./by-key.ts";

const entries = fc.uniqueArray(fc.tuple(fc.string({ unit: "binary" }), fc.integer()), { selector: ([key]) => key });

test("whatever the order in which keys come, the list is that of a sorted map", () => {
  fc.assert(
    fc.property(entries, fc.string(), (given, other) => {
      const cell: ByKey<number> = [];
      for (const [key, value] of given) addKey(cell, key, value);
      const map = new Map(given);
      expect(keysOf(cell)).toEqual([...map.keys()].sort());
      expect(valuesOf(cell)).toEqual(keysOf(cell).map((key) => map.get(key)));
      for (const key of [...map.keys(), other]) expect(cell[placeOfKey(cell, key)]).toBe(map.get(key));
    }),
    { numRuns: 1000 },
  );
});
