import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { ask } from "../api.ts";
import { dayIn } from "./day-in.ts";

/** Tells on which day of the workspace an instant was: scores and everything that happens count by such days. */
export function useCivilDay(): (instant: number | string) => string {
  const { data: workspace } = useQuery(ask("workspace", "get"));
  const zone = workspace?.timeZone ?? "UTC";
  return useMemo(() => dayIn(zone), [zone]);
}
