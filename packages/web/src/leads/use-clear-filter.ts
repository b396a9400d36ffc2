import { useState } from "react";
import { useForgetDrafts } from "../ui/draft.ts";
import { type LeadsSearch, unfiltered } from "./leads-search.ts";

/** Under names that begin so conditions are kept that are not applied yet. */
export const CONDITIONS = "filter.";

/**
 * Shows everybody again, and forgets what was typed for a filter and did not count yet: it would come back. Fields
 * with the `round` as their key begin anew.
 */
export function useClearFilter(search: LeadsSearch, onSearch: (search: LeadsSearch) => void) {
  const forget = useForgetDrafts();
  const [round, setRound] = useState(0);
  const clear = () => {
    forget(CONDITIONS);
    setRound(round + 1);
    onSearch(unfiltered(search));
  };
  return { round, clear };
}
