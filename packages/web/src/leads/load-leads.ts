import type { QueryClient } from "@tanstack/react-query";
import { isDamaged, type LeadsSearch, leadsAsked } from "./leads-search.ts";
import { pageOf } from "./use-leads.ts";

/** Asks for the first leads of the list at an address, before its screen is drawn. */
export function loadLeads(queries: QueryClient, search: LeadsSearch, now: number): void {
  if (!isDamaged(search)) void queries.prefetchQuery(pageOf(leadsAsked(search, now), undefined));
}
