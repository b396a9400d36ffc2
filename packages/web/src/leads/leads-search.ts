/** When a lead was last seen: within the last so many days, or, with a minus, before them. */
export const SEEN = ["1d", "7d", "30d", "90d", "-30d", "-90d"] as const;
type Seen = (typeof SEEN)[number];

const SORTS = ["total", "name", "seen"] as const;
export type Sort = (typeof SORTS)[number];

const STATES = ["waiting", "accepted", "rejected", "recycled"] as const;
type FeedbackState = (typeof STATES)[number];

/** What the address of the list says; all of it can be sent to a colleague. */
export type LeadsSearch = {
  readonly model?: string;
  readonly band?: string;
  readonly search?: string;
  /** A condition of the model language, as JSON. */
  readonly filter?: string;
  readonly segment?: string;
  readonly owner?: string;
  readonly tag?: string;
  readonly market?: string;
  readonly feedback?: FeedbackState;
  readonly seen?: Seen;
  readonly sort?: Sort;
  /** The saved view that this began as. */
  readonly view?: string;
  /** Which columns, by commas, where they are other than the view's. */
  readonly columns?: string;
};

const TEXTS = ["model", "band", "search", "segment", "owner", "tag", "market", "view", "columns"] as const;

/** What decides who is on the list. */
const FILTERS = ["band", "search", "filter", "segment", "owner", "tag", "market", "feedback", "seen"] as const;

/** What of an address the list of leads understands; the rest is left out. */
export function leadsSearch(given: Readonly<Record<string, unknown>>): LeadsSearch {
  const oneOf = (name: string, values: readonly unknown[]) =>
    values.includes(given[name]) ? [[name, given[name]]] : [];
  return Object.fromEntries([
    ...TEXTS.flatMap((name) => (isText(given[name]) ? [[name, String(given[name])]] : [])),
    ...(isSaid(given["filter"]) ? [["filter", filterText(given["filter"])]] : []),
    ...oneOf("feedback", STATES),
    ...oneOf("seen", SEEN),
    ...oneOf("sort", SORTS),
  ]);
}

/** The router reads numbers in an address by itself. */
const isText = (value: unknown) => typeof value === "number" || (typeof value === "string" && value !== "");
const isSaid = (value: unknown) => value !== undefined && value !== null && value !== "";

/** The router reads JSON in an address by itself. */
const filterText = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));

/** Whether anybody is left out. */
export function isFiltered(search: LeadsSearch): boolean {
  return FILTERS.some((name) => search[name] !== undefined);
}

/** The same list without what leaves leads out; the sort, the model and the columns stay. */
export function unfiltered(search: LeadsSearch): LeadsSearch {
  const left = Object.entries(search).filter(([name]) => !(FILTERS as readonly string[]).includes(name));
  return Object.fromEntries(left);
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Days of a choice of when leads were last seen; less than none: before them. */
export function daysOf(seen: Seen): number {
  return Number.parseInt(seen, 10);
}

/** The filter as the API wants it at an instant; by whole hours, so that the same question stays the same. */
export function filterAsked(search: LeadsSearch, now: number) {
  const { view: _view, columns: _columns, sort: _sort, seen, ...filter } = search;
  if (seen === undefined) return filter;
  const days = daysOf(seen);
  const from = new Date(Math.floor(now / HOUR) * HOUR - Math.abs(days) * DAY).toISOString();
  return { ...filter, ...(days > 0 ? { seenFrom: from } : { seenTo: from }) };
}

export type FilterAsked = ReturnType<typeof filterAsked>;
