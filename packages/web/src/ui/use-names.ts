import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { type Answered, ask } from "../api.ts";

type Named = Answered<"people", "names">["items"][number];

const FRESH = 5 * 60_000;

/** Finds the person or key that a record names by its id; undefined where there is none, or not yet. */
export function useNames(): (by: string) => Named | undefined {
  const { data } = useQuery({ ...ask("people", "names"), staleTime: FRESH });
  return useMemo(() => {
    const known = new Map((data?.items ?? []).map((named) => [named.by, named]));
    return (by) => known.get(by);
  }, [data]);
}
