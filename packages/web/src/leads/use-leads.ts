import { type QueryKey, queryOptions, useQueries, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useState } from "react";
import { type Answered, client } from "../api.ts";
import type { LeadsAsked } from "./leads-search.ts";
import { FIRST_PAGE, PAGE, type PlacedPage, pagesBetween, rowsIn, withPage } from "./page-book.ts";

export type ListedLead = Answered<"leads", "list">["items"][number];
type Page = Answered<"leads", "list">;

/** What comes with a lead at a price, and so only after the lead itself. */
type Include = "dimensions" | "reasons" | "trend" | "tags" | "feedback";

/** A page that nobody looks at is forgotten after so long, so that a long list does not fill the memory. */
const FORGET = 60_000;
/** Pages are read again when somebody asks for it: rows under a reader's eyes do not move. */
const KEPT = { staleTime: Number.POSITIVE_INFINITY, gcTime: FORGET, refetchOnWindowFocus: false } as const;

export type Leads = ReturnType<typeof useLeads>;

/**
 * A ranked list of any length, of which only the pages that are looked at are read and kept: the leads first, and what
 * is dearer (reasons, trends) as soon as it is there. `look` says which rows are seen.
 */
export function useLeads(asked: LeadsAsked, includes: readonly Include[], isEnabled = true) {
  const name = JSON.stringify(asked);
  const [read, setRead] = useState({ name, book: FIRST_PAGE });
  const book = read.name === name ? read.book : FIRST_PAGE;
  const [seen, look] = useSeen(name);
  const placed = useMemo(() => pagesBetween(book, seen.from, seen.to), [book, seen]);

  const pages = useQueries({
    queries: placed.map(({ cursor }) => ({ ...pageOf(asked, cursor), enabled: isEnabled })),
  });
  const besides = useBesides(asked, placed, includes, (at) => pages[at]?.data !== undefined && !pages[at].isStale);

  // Known pages write down how long they are, and where the next one begins.
  let grown = book;
  for (const [index, { at }] of placed.entries()) {
    const page = pages[index]?.data;
    if (page) grown = withPage(grown, at, page.items.length, page.next);
  }
  if (grown !== book) setRead({ name, book: grown });

  const rows = new Map<number, ListedLead>();
  for (const [index, { start }] of placed.entries())
    for (const [at, lead] of (pages[index]?.data?.items ?? []).entries())
      rows.set(start + at, wholeOf(lead, besides[index]?.get(lead.id)));

  const first = placed[0]?.at === 0 ? pages[0] : undefined;
  return {
    rows,
    total: rowsIn(grown),
    /** As often as the first page was asked for. */
    count: useLast(first?.data?.count ?? undefined),
    isWaiting: first !== undefined && first.data === undefined && !first.isError,
    isFetching: pages.some((page) => page.isFetching),
    error: pages.find((page) => page.error)?.error ?? null,
    progress: pages.findLast((page) => page.data?.progress)?.data?.progress ?? null,
    look,
    ...useRefresh(asked, () => setRead({ name, book: FIRST_PAGE })),
  };
}

/** A page of a list as a query; the first one without a cursor. */
export function pageOf(asked: LeadsAsked, cursor: string | undefined) {
  return queryOptions({
    queryKey: ["leads", "page", asked, cursor ?? ""],
    queryFn: ({ signal }: Asking) => client.leads.list({ query: { ...asked, limit: PAGE, cursor } }, { signal }),
    ...KEPT,
  });
}

type Asking = { readonly signal: AbortSignal };

type Beside = ReturnType<typeof besideOf>;

const whole = new WeakMap<ListedLead, { readonly beside: Beside | undefined; readonly lead: ListedLead }>();

/** A lead with what is dearer. As long as neither changes it is the same one, so that its row need not be drawn again. */
function wholeOf(lead: ListedLead, beside: Beside | undefined): ListedLead {
  const known = whole.get(lead);
  if (known && known.beside === beside) return known.lead;
  const made = { ...lead, ...beside };
  whole.set(lead, { beside, lead: made });
  return made;
}

/** Who scrolls looks at other rows with every frame; which pages hold them is asked once in so many rows. */
const STEP = 50;

/** Which rows are seen, by and large; from the top in every other list. */
function useSeen(name: string) {
  const [seen, setSeen] = useState({ name, from: 0, to: PAGE / 2 });
  const look = useCallback(
    (first: number, last: number) => {
      const from = Math.floor(first / STEP) * STEP;
      const to = Math.ceil((last + 1) / STEP) * STEP - 1;
      setSeen((now) => (now.name === name && now.from === from && now.to === to ? now : { name, from, to }));
    },
    [name],
  );
  const current = useMemo(() => (seen.name === name ? seen : { name, from: 0, to: PAGE / 2 }), [seen, name]);
  return [current, look] as const;
}

function useLast<Value>(value: Value | undefined): Value | undefined {
  const [last, setLast] = useState(value);
  if (value !== undefined && value !== last) setLast(value);
  return value ?? last;
}

/** What is dearer, page by page, by lead. */
function useBesides(
  asked: LeadsAsked,
  placed: readonly PlacedPage[],
  includes: readonly Include[],
  isRead: (at: number) => boolean,
) {
  const include = includes.join(",");
  const besides = useQueries({
    queries: placed.map(({ cursor }, at) => ({
      queryKey: ["leads", "beside", asked, cursor ?? "", include],
      queryFn: async ({ signal }: Asking) => {
        const page = await client.leads.list({ query: { ...asked, limit: PAGE, cursor, include } }, { signal });
        return new Map(page.items.map((lead) => [lead.id, besideOf(lead)]));
      },
      enabled: include !== "" && isRead(at),
      ...KEPT,
      structuralSharing: false as const,
    })),
  });
  return besides.map(({ data }) => data);
}

const besideOf = ({ dimensions, reasons, trend, tags, feedback }: ListedLead) => ({
  ...(dimensions && { dimensions }),
  ...(reasons && { reasons }),
  ...(trend && { trend }),
  ...(tags && { tags }),
  ...(feedback !== undefined && { feedback }),
});

/** To read again: everything, from the first page on, or only what is dearer. */
function useRefresh(asked: LeadsAsked, restart: () => void) {
  const queries = useQueryClient();
  const isOf = (queryKey: QueryKey) => JSON.stringify(queryKey[2]) === JSON.stringify(asked);
  const again = (kind: "page" | "beside") =>
    queries.invalidateQueries({ queryKey: ["leads", kind], predicate: ({ queryKey }) => isOf(queryKey) });
  return {
    refresh: async () => {
      restart();
      await again("page");
      await again("beside");
    },
    refreshBeside: () => again("beside"),
    /** Changes a lead where it stands; answers whether it is among those that are kept. */
    patch: (id: string, change: (lead: ListedLead) => ListedLead): boolean => {
      const kept = queries.getQueriesData<Page>({
        queryKey: ["leads", "page"],
        predicate: ({ queryKey }) => isOf(queryKey),
      });
      const holding = kept.filter(([, page]) => page?.items.some((lead) => lead.id === id));
      for (const [queryKey, page] of holding)
        if (page)
          queries.setQueryData<Page>(queryKey, {
            ...page,
            items: page.items.map((lead) => (lead.id === id ? change(lead) : lead)),
          });
      return holding.length > 0;
    },
  };
}

/** Tells a list which of its rows are seen, as they are. */
export function useLooking(look: Leads["look"], first: number, last: number): void {
  useEffect(() => look(first, last), [look, first, last]);
}
