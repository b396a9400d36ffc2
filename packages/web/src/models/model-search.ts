export const TABS = ["overview", "draft", "backtest", "proposals", "versions", "reviews", "samples"] as const;
export type Tab = (typeof TABS)[number];

/** What the address of a model says: which tab is open, and which review in it. */
type ModelSearch = { readonly tab?: Tab; readonly review?: string };

/** What of an address the screen of a model understands; the rest is left out. */
export function modelSearch(given: Readonly<Record<string, unknown>>): ModelSearch {
  const tab = TABS.find((one) => one === given["tab"]);
  const review = given["review"];
  const isReview = typeof review === "number" || (typeof review === "string" && review !== "");
  return { ...(tab && { tab }), ...(isReview && { review: String(review) }) };
}
