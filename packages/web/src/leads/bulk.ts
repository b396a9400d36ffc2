import type { client } from "../api.ts";
import { remembered } from "../remembered.ts";
import type { FilterAsked } from "./leads-search.ts";

type Asked = Parameters<(typeof client)["bulks"]["create"]>[0]["body"];

export type BulkAction = Asked["action"];
export type BulkKind = BulkAction["kind"];

/** Whom something is done to: some leads, or everyone that a filter finds. */
export type Whom = { readonly ids: readonly string[] } | { readonly where: FilterAsked };

export function leadsOf(whom: Whom): Asked["leads"] {
  return "ids" in whom ? { ids: [...whom.ids] } : { where: whom.where };
}

const isId = (value: unknown): value is string => typeof value === "string";

/** The work that somebody has started last and not put away: it goes on, whatever screen they look at. */
export const lastBulk = remembered<string>("leads.bulk", () => "", isId);
