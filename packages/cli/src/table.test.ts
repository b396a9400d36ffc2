import { expect, test } from "vitest";
import { printable, table, widthOf } from "./table.ts";

test.each([
  ["abc", 3],
  ["市场部", 6],
  ["한국", 4],
  ["e\u0301", 1],
  ["🚀", 2],
  ["привет", 6],
  ["ａｂ", 4],
])("%s takes %i places", (text, width) => {
  expect(widthOf(text)).toBe(width);
});

test("columns line up in every script, figures to the right", () => {
  const rows = [
    ["Lead", "Total"],
    ["李雷", "7"],
    ["Ann", "120"],
  ];
  expect(table(rows, new Set([1]))).toBe("Lead  Total\n李雷      7\nAnn     120\n");
});

test("a line is cut where the terminal ends", () => {
  expect(table([["李雷和韩梅梅"]], new Set(), 7)).toBe("李雷和…\n");
});

test("what could drive a terminal is made visible", () => {
  expect(printable("a\u001b[31mb\u202ec\n")).toBe("a·[31mb·c·");
});
