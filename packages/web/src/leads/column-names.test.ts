import fc from "fast-check";
import { expect, test } from "vitest";
import { COLUMNS, movedBy, readColumns, traitColumn, traitOf, writeColumns } from "./column-names.ts";
import { tracksOf } from "./column-tracks.ts";

const aColumn = fc.oneof(fc.constantFrom(...COLUMNS), fc.string({ minLength: 1 }).map(traitColumn));
const some = fc.uniqueArray(aColumn, { minLength: 1, maxLength: 12 });

test("columns come out of an address as they went in, whatever traits are called", () => {
  fc.assert(
    fc.property(some, (columns) => {
      expect(readColumns(writeColumns(columns))).toEqual(columns);
    }),
  );
});

test("an address cannot name columns that there are not, nor one twice", () => {
  expect(readColumns("score,nothing,,score,trait:,trait:city")).toEqual(["score", "trait:city"]);
  expect(traitOf("trait:city")).toBe("city");
  expect(traitOf("score")).toBeUndefined();
});

test("a column that goes right and left again is where it was; at the edges it stays", () => {
  fc.assert(
    fc.property(some, fc.nat(), (columns, pick) => {
      const id = columns[pick % columns.length] ?? "";
      const right = movedBy(columns, id, 1);
      expect([...right].sort()).toEqual([...columns].sort());
      if (columns.at(-1) === id) expect(right).toBe(columns);
      else expect(movedBy(right, id, -1)).toEqual(columns);
    }),
  );
});

test("a table is as wide as its columns are at least, with gaps and edges", () => {
  const { tracks, least } = tracksOf([{ least: 200, share: 2 }, { least: 90 }, { least: 80, most: 120 }]);
  expect(tracks).toBe("24px minmax(200px, 2fr) 90px minmax(80px, 120px)");
  expect(least).toBe(24 + 2 * 12 + 200 + 90 + 80 + 3 * 16);
});
