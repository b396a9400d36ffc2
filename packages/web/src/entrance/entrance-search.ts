export type EntranceSearch = { readonly next?: string; readonly error?: string };

/** What the address of the entrance says: where to go afterwards, and what an identity provider refused. */
export function entranceSearch(given: Readonly<Record<string, unknown>>): EntranceSearch {
  const { next, error } = given;
  return { ...(typeof next === "string" && { next }), ...(typeof error === "string" && { error }) };
}
