/** What the address of predictions says: which one is looked at. */
type PredictionsSearch = { readonly name?: string };

/** What of an address the predictions understand; the rest is left out. */
export function predictionsSearch(given: Readonly<Record<string, unknown>>): PredictionsSearch {
  const { name } = given;
  return typeof name === "string" && name !== "" ? { name } : {};
}
