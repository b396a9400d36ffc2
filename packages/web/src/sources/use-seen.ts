import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { ask } from "../api.ts";
import { useCivilDay } from "../ui/use-civil-day.ts";
import { type SeenOf, seenOf } from "./books.ts";

const EVERY = 15_000;

/** Of each source, what the books of the last week tell of today and of its last events. */
export function useSeen(): ReadonlyMap<string, SeenOf> {
  const dayOf = useCivilDay();
  const { data: books } = useQuery({ ...ask("books", "list", { query: {} }), refetchInterval: EVERY });
  return useMemo(() => seenOf(books?.items ?? [], Date.now(), dayOf), [books, dayOf]);
}
