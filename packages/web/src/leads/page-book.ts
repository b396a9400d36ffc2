/** The pages of a list as far as somebody has looked: where each begins, and how many rows it had. */
type PageBook = readonly { readonly cursor: string | undefined; readonly length: number }[];

/** Rows that a page is taken to have until it has been read. */
export const PAGE = 100;

export const FIRST_PAGE: PageBook = [{ cursor: undefined, length: 0 }];

/**
 * What is known once a page has been read: how many rows it has, and where the next one begins. A page after the last
 * one is forgotten; one whose beginning is known keeps it, so that nobody's rows move.
 */
export function withPage(book: PageBook, at: number, length: number, next: string | null): PageBook {
  const page = book[at];
  if (!page) return book;
  const isKnown = page.length === length && (next === null ? at === book.length - 1 : at < book.length - 1);
  if (isKnown) return book;
  const before = book.slice(0, at);
  const after = next === null ? [] : book.length > at + 1 ? book.slice(at + 1) : [{ cursor: next, length: 0 }];
  return [...before, { ...page, length }, ...after];
}

/** How many rows there are, of the pages that have been read. */
export function rowsIn(book: PageBook): number {
  return book.reduce((sum, { length }) => sum + length, 0);
}

/** Which pages hold the rows from one to another, each with the row it begins at; at least one. */
export function pagesBetween(book: PageBook, from: number, to: number): readonly PlacedPage[] {
  const found: PlacedPage[] = [];
  let start = 0;
  for (const [at, { cursor, length }] of book.entries()) {
    const isIn = start <= to && (start + length > from || length === 0);
    if (isIn) found.push({ at, cursor, start });
    start += length;
  }
  return found.length > 0 ? found : [{ at: 0, cursor: undefined, start: 0 }];
}

export type PlacedPage = { readonly at: number; readonly cursor: string | undefined; readonly start: number };
