import { conditionOf } from "./condition-of.ts";

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
  /** The account, by its id. */
  readonly account?: string;
  /** The lowest and the highest score, both included. */
  readonly totalFrom?: number;
  readonly totalTo?: number;
  readonly sort?: Sort;
  /** The saved view that this began as. */
  readonly view?: string;
  /** Which columns, by commas, where they are other than the view's. */
  readonly columns?: string;
};

const TEXTS = ["model", "band", "search", "segment", "owner", "tag", "market", "account", "view", "columns"] as const;
const TOTALS = ["totalFrom", "totalTo"] as const;
/** Nobody's score is further from zero. */
const MOST = 1_000_000;

/** What decides who is on the list. */
const FILTERS = [
  ...["band", "search", "filter", "segment", "owner", "tag", "market", "feedback", "seen", "account"],
  ...TOTALS,
] as readonly (keyof LeadsSearch)[];

/** Whether to go from one address to the other is a step that one may want back: more letters of a search are none. */
export function isStep(from: LeadsSearch, to: LeadsSearch): boolean {
  const names = new Set([...Object.keys(from), ...Object.keys(to)] as (keyof LeadsSearch)[]);
  const isTyping = from.search !== undefined && to.search !== undefined;
  return [...names].some((name) => from[name] !== to[name] && name !== "columns" && !(name === "search" && isTyping));
}

/** What of an address the list of leads understands; the rest is left out. */
export function leadsSearch(given: Readonly<Record<string, unknown>>): LeadsSearch {
  const oneOf = (name: string, values: readonly unknown[]) =>
    values.includes(given[name]) ? [[name, given[name]]] : [];
  return Object.fromEntries([
    ...TEXTS.flatMap((name) => (isText(given[name]) ? [[name, String(given[name])]] : [])),
    ...TOTALS.flatMap((name) => (isTotal(given[name]) ? [[name, Number(given[name])]] : [])),
    ...(isSaid(given["filter"]) ? [["filter", filterText(given["filter"])]] : []),
    ...oneOf("feedback", STATES),
    ...oneOf("seen", SEEN),
    ...oneOf("sort", SORTS),
  ]);
}

/** The router reads numbers in an address by itself. */
const isText = (value: unknown) => typeof value === "number" || (typeof value === "string" && value !== "");
const isTotal = (value: unknown) => isText(value) && Math.abs(Number(value)) <= MOST;
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

/** Whether an address has a condition that is none: a link that was cut off in a letter, say. It is told, and not sent. */
export function isDamaged({ filter }: LeadsSearch): boolean {
  return filter !== undefined && conditionOf(filter) === undefined;
}

/** The filter as the API wants it at an instant; by whole hours, so that the same question stays the same. */
export function filterAsked(search: LeadsSearch, now: number) {
  const { view: _view, columns: _columns, sort: _sort, seen, ...rest } = search;
  const { filter: _filter, ...others } = rest;
  const filter: typeof rest = isDamaged(search) ? others : rest;
  if (seen === undefined) return filter;
  const days = daysOf(seen);
  const from = new Date(Math.floor(now / HOUR) * HOUR - Math.abs(days) * DAY).toISOString();
  return { ...filter, ...(days > 0 ? { seenFrom: from } : { seenTo: from }) };
}

export type FilterAsked = ReturnType<typeof filterAsked>;

/** The list as the API wants it at an instant. */
export function leadsAsked(search: LeadsSearch, now: number) {
  return { ...filterAsked(search, now), ...(search.sort && { sort: search.sort }) };
}

export type LeadsAsked = FilterAsked & { readonly sort?: Sort };
