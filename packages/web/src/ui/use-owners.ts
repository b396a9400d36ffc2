import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { ask } from "../api.ts";

const FRESH = 60_000;

/** Who owns leads, for suggestions; the one with the most leads first. */
export function useOwners(): readonly string[] {
  const { data } = useQuery({ ...ask("leads", "owners"), staleTime: FRESH });
  return useMemo(() => data?.items.map(({ owner }) => owner) ?? [], [data]);
}
