import { queryOptions } from "@tanstack/react-query";
import { client } from "../api.ts";
import { pagesOf } from "./pages-of.ts";

const PAGE = 200;
/** A thousand days on which something changed are enough for a chart; whoever draws it says where it begins. */
const PAGES = 5;

/** Where the score of a lead or an account ended on the days it changed, the newest first; `next` where there are more. */
export function askHistory(of: "leads" | "accounts", id: string, model: string) {
  return queryOptions({
    queryKey: [of, "history", { params: { id }, query: { model } }, "whole"] as const,
    queryFn: ({ signal }) =>
      pagesOf(
        (cursor) => client[of].history({ params: { id }, query: { model, limit: PAGE, cursor } }, { signal }),
        PAGES,
      ),
  });
}
