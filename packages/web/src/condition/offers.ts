import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { ask } from "../api.ts";
import type { Offers } from "./editing.ts";
import { offersFrom, type Words } from "./offers-from.ts";

const NO_WORDS: Words = {};

/**
 * What conditions can be written with: the traits and events that were seen, the lists and segments of the workspace,
 * and what a model has names for. What cannot be asked (no right to it, no connection) is not offered, and can still
 * be written by hand.
 */
export function useOffers(words: Words = NO_WORDS): Offers {
  const seen = useQuery({ ...ask("events", "names", { query: { limit: 500 } }), staleTime: 60_000 });
  const lists = useQuery({ ...ask("lists", "list"), staleTime: 60_000 });
  const segments = useQuery({ ...ask("segments", "list"), staleTime: 60_000 });
  return useMemo(
    () => offersFrom(words, seen.data, lists.data?.items ?? [], segments.data?.items ?? []),
    [words, seen.data, lists.data, segments.data],
  );
}
