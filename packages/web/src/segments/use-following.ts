import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { ask } from "../api.ts";

const EVERY = 15_000;

/** Reads all about a segment again once somebody has entered or left, while it is looked at. */
export function useFollowing(id: string): void {
  const queries = useQueryClient();
  const { data } = useQuery({
    ...ask("segments", "changes", { params: { id }, query: { limit: 1 } }),
    refetchInterval: EVERY,
  });
  const newest = data && (data.items[0]?.id ?? null);
  const former = useRef(newest);
  useEffect(() => {
    const before = former.current;
    former.current = newest;
    if (before === undefined || newest === undefined || newest === before) return;
    // Its size tells little: as many may have come as have gone.
    void queries.invalidateQueries({ queryKey: ["segments"] });
  }, [newest, queries]);
}
