import { expect, test } from "vitest";
import { csvOf } from "./csv.ts";

test("text with commas, quotes and lines is quoted, and no text is a formula", () => {
  const rows = [
    ["a,b", 'say "x"', "two\nlines"],
    ["=1+1", "-2", -2],
    ["@x", null, 1.5],
  ];
  expect(csvOf([[" =1+1", "a;b"]])).toBe(`\uFEFF' =1+1,"a;b"\r\n`);
  expect(csvOf(rows)).toBe(`\uFEFF"a,b","say ""x""","two\nlines"\r\n'=1+1,'-2,-2\r\n'@x,,1.5\r\n`);
});
