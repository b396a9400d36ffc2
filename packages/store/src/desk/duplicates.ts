import { bigintArray } from "../binary-array.ts";
import { LAST } from "../leads/find-candidates.ts";
import type { Session } from "../session.ts";

/** Leads that share a key by which duplicates are found. */
type Likeness = { readonly key: string; readonly lead_ids: readonly number[] };

/** Some keys in their order, and where whoever goes on begins; undefined at the end. */
type AlikeWalk = { readonly alike: readonly Likeness[]; readonly next: string | undefined };

/**
 * Walks the keys that begin in one way, from one on (and with it), so many of their entries, read off the index
 * alone; returns those that two leads or more have. Of more than `largest` leads a key says nothing.
 */
export async function walkAlike(
  session: Session,
  { begins, from, largest }: { readonly begins: string; readonly from: string; readonly largest: number },
  most: number,
): Promise<AlikeWalk> {
  const values = [session.workspaceId, from < begins ? begins : from, `${begins}${LAST}`, largest, most];
  const rows = await session.rows<Partial<Likeness> & { looked: number; first: string; last: string }>(ALIKE, values);
  const [row] = rows;
  const isCut = row !== undefined && row.looked === most;
  // What was cut in the middle comes whole the next time; what fills a whole walk is passed over.
  const alike = rows.flatMap(({ key, lead_ids }) =>
    key && lead_ids && !(isCut && key === row?.last) ? [{ key, lead_ids }] : [],
  );
  if (!isCut || !row) return { alike, next: undefined };
  return { alike, next: row.first === row.last ? afterKey(row.last) : row.last };
}

/** The first text after a key: no key goes on so. */
export const afterKey = (key: string): string => `${key}\u0001`;

/** Others than a lead that share a key with it. */
export function findAlikeOf(
  session: Session,
  leadId: number,
  { begins, largest }: { readonly begins: string; readonly largest: number },
): Promise<Likeness[]> {
  return session.rows(ALIKE_OF, [session.workspaceId, leadId, begins, largest]);
}

/** What is compared of leads; JSON of the traits. */
export type Compared = {
  readonly lead_id: number;
  readonly name: string | null;
  readonly email: string | null;
  readonly traits: string;
  readonly last_at: number | null;
};

export function findCompared(session: Session, leadIds: readonly number[]): Promise<Compared[]> {
  return session.rows(COMPARED, [session.workspaceId, bigintArray(leadIds)]);
}

/** Which pairs among some leads are said to be two people. */
export function findNotDuplicates(
  session: Session,
  leadIds: readonly number[],
): Promise<{ readonly one: number; readonly other: number }[]> {
  return session.rows(DISMISSED, [session.workspaceId, bigintArray(leadIds)]);
}

/** Notes that two leads, the smaller id first, are two people; whether that is news. */
export async function keepNotDuplicate(
  session: Session,
  one: number,
  other: number,
  by: string,
  now: number,
): Promise<boolean> {
  const rows = await session.rows(DISMISS, [session.workspaceId, one, other, by, now]);
  return rows.length > 0;
}

const ALIKE = {
  name: "walk-alike",
  text: `
    with walked as materialized (
      select key, lead_id from lead_key
      where workspace_id = $1 and key >= $2 and key < $3
      order by key, lead_id limit $5
    )
    select looked, first, last, alike.key, alike.lead_ids
    from (select count(*)::int as looked, min(key) as first, max(key) as last from walked) as ends
    left join (
      select key, array_agg(lead_id order by lead_id) as lead_ids from walked
      group by key having count(*) between 2 and $4
    ) as alike on true
    order by alike.key`,
};

const ALIKE_OF = {
  name: "find-alike-of",
  text: `
    select alike.key, array_agg(alike.lead_id order by alike.lead_id) as lead_ids
    from (
      select word from lead, unnest(words) as word
      where workspace_id = $1 and lead_id = $2 and left(word, 1) = $3
    ) as own
    cross join lateral (
      select key, lead_id from lead_key where workspace_id = $1 and key = own.word limit $4 + 1
    ) as alike
    group by alike.key having count(*) between 2 and $4
    order by alike.key`,
};

const COMPARED = {
  name: "find-compared",
  text: `
    select lead_id, name, email, traits::text, last_at from lead
    where workspace_id = $1 and lead_id = any($2::bigint[])`,
};

const DISMISSED = {
  name: "find-not-duplicates",
  text: `
    select one, other from not_duplicate
    where workspace_id = $1 and one = any($2::bigint[]) and other = any($2::bigint[])`,
};

const DISMISS = {
  name: "keep-not-duplicate",
  text: `
    insert into not_duplicate (workspace_id, one, other, by, at) values ($1, $2, $3, $4, $5)
    on conflict do nothing returning one`,
};
