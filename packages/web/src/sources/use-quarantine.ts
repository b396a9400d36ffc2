import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { ask, client } from "../api.ts";

const EVERY = 30_000;
const PAGE = 20;

/** How much waits in quarantine, by source and reason. */
export function useReasons() {
  return useQuery({ ...ask("quarantine", "reasons"), refetchInterval: EVERY });
}

/** The items of one reason that wait, the newest first, page by page. */
export function useWaiting(code: string, enabled: boolean) {
  return useInfiniteQuery({
    queryKey: ["quarantine", "waiting", code],
    enabled,
    queryFn: ({ pageParam, signal }) =>
      client.quarantine.list(
        { query: { replayed: "no", code, limit: PAGE, ...(pageParam !== "" && { cursor: pageParam }) } },
        { signal },
      ),
    initialPageParam: "",
    getNextPageParam: ({ next }) => next ?? undefined,
  });
}

/** Reads anew what waits, and the books; not what an item says, which may be gone. */
export function useRefresh(): () => Promise<unknown> {
  const queries = useQueryClient();
  return () =>
    Promise.all(
      [["quarantine", "reasons"], ["quarantine", "waiting"], ["books"]].map((queryKey) =>
        queries.invalidateQueries({ queryKey }),
      ),
    );
}
