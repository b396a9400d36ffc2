import type { Answered } from "../api.ts";
import { writeColumns } from "./column-names.ts";
import { daysOf, filterAsked, isFiltered, type LeadsSearch, leadsSearch, SEEN } from "./leads-search.ts";

export type View = Answered<"views", "list">["items"][number];

const DAY = 86_400_000;

/** What a view is saved as. */
export function savedOf(search: LeadsSearch, columns: readonly string[], now: number) {
  const { model, ...filter } = filterAsked(search, now);
  return { model: model ?? null, filter, columns: [...columns], sort: search.sort ?? ("total" as const) };
}

/**
 * The address that shows a view. A view keeps an instant, where “in the last week” is meant: how long before the view
 * was saved that lies is what goes on to count.
 */
export function searchOf(view: Pick<View, "id" | "model" | "filter" | "sort" | "changedAt">): LeadsSearch {
  const { seenFrom, seenTo, ...filter } = view.filter;
  return leadsSearch({
    ...filter,
    ...(view.model !== null && { model: view.model }),
    seen: seenOf(seenFrom, seenTo, Date.parse(view.changedAt)),
    ...(view.sort !== "total" && { sort: view.sort }),
    view: view.id,
  });
}

function seenOf(from: unknown, to: unknown, saved: number): string | undefined {
  const instant = from ?? to;
  if (typeof instant !== "string") return undefined;
  const days = Math.round((saved - Date.parse(instant)) / DAY) * (from === undefined ? -1 : 1);
  return SEEN.find((seen) => daysOf(seen) === days);
}

/** Whether the list is other than the view it began as. */
export function isChanged(view: View, search: LeadsSearch): boolean {
  const { columns, ...now } = search;
  if (columns !== undefined && columns !== writeColumns(view.columns)) return true;
  return textOf(now) !== textOf(searchOf(view));
}

const textOf = ({ sort = "total", ...search }: LeadsSearch) =>
  JSON.stringify(Object.entries({ ...search, sort }).sort(([one], [other]) => (one < other ? -1 : 1)));

/** Whether an address says a view and nothing besides, as a link to it does. */
export function isBareView(search: LeadsSearch): boolean {
  return search.view !== undefined && !isFiltered(search) && search.sort === undefined && search.model === undefined;
}
