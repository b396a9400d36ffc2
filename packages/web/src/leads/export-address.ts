import { plainRoutes } from "../plain-routes.ts";
import type { FilterAsked } from "./leads-search.ts";

/**
 * Where the leads that a filter finds can be had as a file. As a link, so that the browser saves what comes at once,
 * however much it is, and shows how far it is; and so with the workspace, which everything else names in a header.
 */
export function exportAddress(filter: FilterAsked, format: "csv" | "ndjson", workspace: string | undefined): string {
  const asked = Object.entries({ ...filter, format, workspace }).filter(([, value]) => value !== undefined);
  const query = new URLSearchParams(asked.map(([name, value]): [string, string] => [name, String(value)]));
  return `/api/v1${plainRoutes["leads"]?.["export"]?.path}?${query}`;
}
