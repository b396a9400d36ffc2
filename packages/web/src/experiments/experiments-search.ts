/** What the address of experiments says: which one is looked at. */
type ExperimentsSearch = { readonly id?: string };

/** What of an address the experiments understand; the rest is left out. */
export function experimentsSearch(given: Readonly<Record<string, unknown>>): ExperimentsSearch {
  const { id } = given;
  // The router reads numbers in an address by itself.
  const isId = typeof id === "number" || (typeof id === "string" && id !== "");
  return isId ? { id: String(id) } : {};
}
