import fc from "fast-check";
import { expect, test } from "vitest";
import { FIRST_PAGE, PAGE, pagesBetween, rowsIn, withPage } from "./page-book.ts";

type PageBook = ReturnType<typeof withPage>;

/** A list of so many rows that has been read to its end. */
function readAll(rows: number): PageBook {
  let book: PageBook = FIRST_PAGE;
  for (let at = 0; at * PAGE < Math.max(rows, 1); at++) {
    const length = Math.min(PAGE, rows - at * PAGE);
    book = withPage(book, at, length, (at + 1) * PAGE < rows ? `after ${(at + 1) * PAGE}` : null);
  }
  return book;
}

test("a list that has been read has all its rows, and every row is on the page that is found for it", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2500 }), fc.nat(), (rows, some) => {
      const book = readAll(rows);
      expect(rowsIn(book)).toBe(rows);
      const row = some % rows;
      const [page, ...more] = pagesBetween(book, row, row);
      expect(more).toEqual([]);
      expect(page).toMatchObject({ at: Math.floor(row / PAGE), start: Math.floor(row / PAGE) * PAGE });
    }),
  );
});

test("the next page is asked for as soon as rows near it are seen", () => {
  const book = withPage(FIRST_PAGE, 0, PAGE, "a");
  expect(pagesBetween(book, 60, 99).map(({ cursor }) => cursor)).toEqual([undefined]);
  expect(pagesBetween(book, 80, 110).map(({ cursor }) => cursor)).toEqual([undefined, "a"]);
});

test("a page keeps its beginning when the one before is read again, and goes when that is the last", () => {
  const book = readAll(250);
  const again = withPage(book, 0, PAGE, "moved");
  expect(again).toBe(book);
  expect(withPage(book, 1, 40, null)).toEqual([...book.slice(0, 1), { cursor: "after 100", length: 40 }]);
  expect(withPage(book, 9, 1, null)).toBe(book);
});

test("an empty list is one empty page", () => {
  expect(pagesBetween(FIRST_PAGE, 0, 30)).toEqual([{ at: 0, cursor: undefined, start: 0 }]);
  expect(rowsIn(withPage(FIRST_PAGE, 0, 0, null))).toBe(0);
});
