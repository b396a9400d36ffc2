import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { ask, client } from "../api.ts";
import { hasEnded, isTruthStudy } from "./study.ts";

const PAGE = 50;
const SOON = 1000;

/** The questions of whether a score is true, the newest first; those under way are asked for every second. */
export function useStudies() {
  const query = useInfiniteQuery({
    queryKey: ["studies", "list", "truth"],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      client.studies.list({ query: { kind: "truth", limit: PAGE, cursor: pageParam } }, { signal }),
    getNextPageParam: ({ next }) => next ?? undefined,
    refetchInterval: ({ state: { data } }) =>
      data?.pages.some(({ items }) => items.some((one) => !hasEnded(one))) ? SOON * 2 : false,
  });
  const studies = query.data?.pages.flatMap(({ items }) => items.filter(isTruthStudy));
  return { query, studies };
}

/** A question with its answer; while that is being worked out it is asked for every second. */
export function useStudy(id: string) {
  return useQuery({
    ...ask("studies", "get", { params: { id } }),
    refetchInterval: ({ state: { data } }) => (data && !hasEnded(data) ? SOON : false),
    staleTime: ({ state: { data } }) => (data?.state === "done" ? Number.POSITIVE_INFINITY : 0),
  });
}
