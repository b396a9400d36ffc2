import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useState } from "react";
import { ask, client } from "../api.ts";
import { keyOf, type Moment, mergedWith } from "./moments.ts";

const PAGE = 50;
/** An event that moves no score is not told of by the stream. */
const POLL = 30_000;

/** What happened to a lead, as far back as somebody has looked; what comes meanwhile waits in `fresh`. */
export function useTimeline(id: string) {
  const queries = useQueryClient();
  const queryKey = useMemo(() => ["timeline", id] as const, [id]);
  // Older pages do not change. They are not asked for again when the lead does: what is read would move.
  const older = useInfiniteQuery({
    queryKey,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      client.leads.timeline(
        { params: { id }, query: { limit: PAGE, ...(pageParam !== undefined && { cursor: pageParam }) } },
        { signal },
      ),
    getNextPageParam: ({ next }) => next ?? undefined,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const { data: newest } = useQuery({
    ...ask("leads", "timeline", { params: { id }, query: { limit: PAGE } }),
    refetchInterval: POLL,
    enabled: older.data !== undefined,
  });
  const [accepted, setAccepted] = useState<readonly Moment[]>([]);
  const pages = older.data?.pages;
  const shown = useMemo(() => [...accepted, ...(pages?.flatMap(({ items }) => items) ?? [])], [accepted, pages]);
  const { known, fresh, hasGap } = useMemo(() => mergedWith(shown, newest?.items ?? []), [shown, newest]);
  useEffect(() => {
    if (!hasGap) return;
    setAccepted([]);
    void queries.resetQueries({ queryKey });
  }, [hasGap, queries, queryKey]);
  const accept = useCallback(() => {
    setAccepted((now) => {
      const keys = new Set(now.map(keyOf));
      return [...fresh.filter((moment) => !keys.has(keyOf(moment))), ...now];
    });
  }, [fresh]);
  return { older, moments: known, fresh, accept };
}
