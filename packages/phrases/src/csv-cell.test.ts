import fc from "fast-check";
import { expect, test } from "vitest";
import { csvCell } from "./csv-cell.ts";

test("no cell begins like a formula", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const cell = csvCell(text);
      const inner = cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;
      expect(inner).not.toMatch(/^[\s\0]*[=+\-@|%]/);
      expect(inner.replace(/^'/, "")).toBe(text.replace(/^'/, ""));
    }),
    { numRuns: 2000 },
  );
  expect(csvCell('=HYPERLINK("x")')).toBe('"\'=HYPERLINK(""x"")"');
  expect(csvCell(-5)).toBe("-5");
  expect([" =1+1", "＝1+1", "|x", "%x", "\t=1"].map((text) => csvCell(text).replace(/^"/, "")[0])).toEqual(
    Array(5).fill("'"),
  );
  expect([csvCell(null), csvCell("a;b"), csvCell('"')]).toEqual(["", '"a;b"', '""""']);
});
