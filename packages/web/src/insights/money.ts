import type { useQueryClient } from "@tanstack/react-query";
import type { Answered } from "../api.ts";

export type Cost = Answered<"costs", "list">["items"][number];

/** What was entered changes the figures, too. */
export function refreshMoney(queries: ReturnType<typeof useQueryClient>): Promise<unknown> {
  return Promise.all(["costs", "rates", "kpis"].map((noun) => queries.invalidateQueries({ queryKey: [noun] })));
}
