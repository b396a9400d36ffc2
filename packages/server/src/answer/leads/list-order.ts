import {
  findRankedAmong,
  findSortedAmong,
  type RankedRow,
  type Session,
  type Sort,
  walkRanked,
  walkSorted,
} from "@plumbline/store";
import { z } from "zod";
import { readCursor, writeCursor } from "../cursor.ts";
import type { LeadFilter } from "./lead-filter.ts";

/** A place in a list: what it is sorted by, then the id. */
export type ListPlace = { readonly key: string | number | null; readonly id: number };

export type ListSort = "total" | Sort;

/** A lead of a list with its place. */
export type PlacedRow = RankedRow & { readonly place: ListPlace };

type Looking = {
  readonly session: Session;
  readonly versionId: number;
  readonly filter: LeadFilter;
  readonly sort: ListSort;
  /** All that can be meant, where they are few. */
  readonly candidates: readonly number[] | undefined;
};

export type Look = {
  readonly rows: readonly PlacedRow[];
  readonly looked: number;
  readonly end: ListPlace | undefined;
};

/** The next so many after a place, those of them that the database lets through. */
export function lookOn(looking: Looking, after: ListPlace | undefined, window: number): Promise<Look> {
  return looking.sort === "total" ? lookByTotal(looking, after, window) : lookBy(looking.sort, looking, after, window);
}

async function lookByTotal(
  { session, versionId, filter, candidates }: Looking,
  after: ListPlace | undefined,
  window: number,
): Promise<Look> {
  const from = after && { total: after.key as number | null, id: after.id };
  if (!candidates) {
    const { rows, looked, end } = await walkRanked(session, versionId, filter.rows, from, window);
    return { rows: rows.map(byTotal), looked, end: end && { key: end.total, id: end.id } };
  }
  const most = { after: from, most: window, withUnscored: filter.withUnscored };
  const rows = (await findRankedAmong(session, versionId, filter.rows, candidates, most)).map(byTotal);
  return { rows, looked: rows.length, end: rows.at(-1)?.place };
}

const byTotal = (row: RankedRow): PlacedRow => ({ ...row, place: { key: row.total, id: row.lead_id } });

async function lookBy(
  sort: Sort,
  { session, versionId, filter, candidates }: Looking,
  after: ListPlace | undefined,
  window: number,
): Promise<Look> {
  const from = after && { key: after.key ?? "", id: after.id };
  const asked = { sort, after: from, withUnscored: filter.withUnscored };
  if (!candidates) {
    const { rows, looked, end } = await walkSorted(session, versionId, filter.rows, asked, window);
    return { rows: rows.map(({ key, ...row }) => ({ ...row, place: { key, id: row.lead_id } })), looked, end };
  }
  const found = await findSortedAmong(session, versionId, filter.rows, candidates, asked, window);
  const rows = found.map(({ key, ...row }) => ({ ...row, place: { key, id: row.lead_id } }));
  return { rows, looked: rows.length, end: rows.at(-1)?.place };
}

const CURSORS = {
  total: z.tuple([z.int().nullable(), z.int().min(0)]),
  name: z.tuple([z.string().max(200), z.int().min(0)]),
  seen: z.tuple([z.int(), z.int().min(0)]),
} as const;

/** Where a page of a list in this order begins. */
export function placeIn(sort: ListSort, cursor: string | undefined): ListPlace | undefined {
  const place = readCursor(CURSORS[sort], cursor);
  return place && { key: place[0], id: place[1] };
}

export const cursorOf = ({ key, id }: ListPlace): string => writeCursor([key, id]);
