import { bigintArray } from "../binary-array.ts";
import { ENDS, type RankedPlace, resumed } from "../leads/find-ranked.ts";
import type { Session } from "../session.ts";
import {
  type AccountsWanted,
  COUNTED,
  type ListedAccountRow,
  named,
  type RankedAccountRow,
} from "./find-accounts-ranked.ts";

/**
 * Where an account stands by the best of its members: by the member's total, then by the member's id. Where nobody of
 * it is scored, total is null and the id is its own.
 */
export type AccountByBestRow = ListedAccountRow & { readonly place_total: number | null; readonly place_id: number };

export type AccountsWalk = {
  readonly rows: readonly AccountByBestRow[];
  /** How many were looked at, leads or accounts, and the place of the last of them. */
  readonly looked: number;
  readonly end: RankedPlace | undefined;
};

/** The best member of an account, with the score that makes it so. */
export type BestMemberRow = Pick<
  RankedAccountRow,
  "account_id" | "name" | "total" | "market" | "zone" | "cell" | "band" | "band_since" | "due_on"
> & { readonly lead_id: number; readonly email: string | null };

/** Ids of accounts that are asked for, so many at most, in no order. */
export async function findSomeAccounts(
  session: Session,
  search: AccountsWanted["search"],
  most: number,
): Promise<number[]> {
  const rows = await session.rows<{ account_id: number }>(SOME, [session.workspaceId, search, most]);
  return rows.map(({ account_id }) => account_id);
}

/** How many members accounts have together, counted up to `most`. */
export async function countMembers(session: Session, accountIds: readonly number[], most: number): Promise<number> {
  const [row] = await session.rows<{ count: number }>(COUNT, [session.workspaceId, bigintArray(accountIds), most]);
  return row?.count ?? 0;
}

/** Some accounts by the best of their members, those without a score last, from a place on. */
export function findByBestAmong(
  session: Session,
  versionId: number,
  accountIds: readonly number[],
  band: AccountsWanted["band"],
  after: RankedPlace | undefined,
  most: number,
): Promise<AccountByBestRow[]> {
  const place = after === undefined ? [null, 0] : [after.total ?? LOWEST, after.id];
  return session.rows(AMONG, [session.workspaceId, versionId, bigintArray(accountIds), ...place, band, most]);
}

/** Walks the ranking of leads on from a place, looks at so many, and returns the accounts whose best are among them. */
export async function walkByBest(
  session: Session,
  versionId: number,
  { band, search }: AccountsWanted,
  after: RankedPlace | undefined,
  window: number,
): Promise<AccountsWalk> {
  const values: unknown[] = [session.workspaceId, versionId, window, band, search];
  const scored = `select subject_id, total, band from score where workspace_id = $1 and version_id = $2 and total is not null`;
  const walked =
    after === undefined ? `${scored} order by total desc, subject_id limit $3` : resumed(scored, after, values);
  // Whose best is further up has been there; up to the first of all nobody is.
  const isFirst = after === undefined ? "true" : `not exists (${memberBefore(after, values)})`;
  const rows = await session.rows<AccountByBestRow & { looked: number; end_total: number | null; end_id: number }>(
    {
      name: "",
      text: `
    with walked as materialized (${walked}),
    ${ENDS},
    best as materialized (
      select distinct on (account_id) account_id, total as place_total, subject_id as place_id, band
      from walked join lead on lead.workspace_id = $1 and lead.lead_id = walked.subject_id
      where account_id is not null
      order by account_id, total desc, subject_id
    )
    select looked, end_total, end_id, found.*
    from ends left join lateral (
      select account.account_id, key, name, traits::text, ${COUNTED}, place_total, place_id
      from best join account on account.workspace_id = $1 and account.account_id = best.account_id
      where ($4::text is null or band = $4) and ($5::text is null or ${named("$5")}) and ${isFirst}
    ) as found on true
    order by place_total desc, place_id`,
    },
    values,
  );
  const [first] = rows;
  const end = first && { total: first.end_total, id: first.end_id };
  return { rows: rows.filter(({ account_id }) => account_id !== null), looked: first?.looked ?? 0, end };
}

/** Walks accounts by their ids on from one, looks at so many, and returns those none of whose members is scored. */
export async function walkUnscored(
  session: Session,
  versionId: number,
  search: AccountsWanted["search"],
  after: number,
  window: number,
): Promise<AccountsWalk> {
  const values = [session.workspaceId, versionId, search, after, window];
  const rows = await session.rows<AccountByBestRow & { looked: number; end_id: number | null }>(UNSCORED, values);
  const [first] = rows;
  const end = first?.end_id == null ? undefined : { total: null, id: first.end_id };
  return { rows: rows.filter(({ account_id }) => account_id !== null), looked: first?.looked ?? 0, end };
}

/** The best members of accounts; of those nobody of whom is scored, none. */
export function findBestMembers(
  session: Session,
  versionId: number,
  accountIds: readonly number[],
): Promise<BestMemberRow[]> {
  return session.rows(BEST, [session.workspaceId, versionId, bigintArray(accountIds)]);
}

const LOWEST = -2_147_483_648;

function memberBefore({ total, id }: RankedPlace, values: unknown[]): string {
  const [a, b] = [values.push(total ?? LOWEST), values.push(id)];
  return `
        select from lead as other join score as theirs
          on theirs.workspace_id = $1 and theirs.version_id = $2 and theirs.subject_id = other.lead_id
        where other.workspace_id = $1 and other.account_id = best.account_id
          and (theirs.total > $${a}::int or (theirs.total = $${a}::int and theirs.subject_id <= $${b}::bigint))`;
}

const SOME = {
  name: "find-some-accounts",
  text: `
    select account_id from account where workspace_id = $1 and ($2::text is null or ${named("$2")}) limit $3`,
};

const COUNT = {
  name: "count-members",
  text: `
    select count(*)::int as count from (
      select from lead where workspace_id = $1 and account_id = any($2::bigint[]) limit $3
    ) as counted`,
};

const AMONG = {
  name: "find-accounts-by-best-among",
  text: `
    with best as materialized (
      select distinct on (lead.account_id) lead.account_id, total, subject_id, band
      from lead join score
        on score.workspace_id = $1 and score.version_id = $2 and score.subject_id = lead.lead_id
      where lead.workspace_id = $1 and lead.account_id = any($3::bigint[]) and total is not null
      order by lead.account_id, total desc, subject_id
    ), placed as materialized (
      select account.account_id, key, name, traits::text, best.total as place_total,
        coalesce(best.subject_id, account.account_id) as place_id, coalesce(best.total, ${LOWEST}) as rank
      from account left join best on best.account_id = account.account_id
      where account.workspace_id = $1 and account.account_id = any($3::bigint[]) and ($6::text is null or band = $6)
    )
    select account_id, key, name, traits, place_total, place_id, ${COUNTED}
    from placed as account
    where $4::int is null or rank < $4 or (rank = $4 and place_id > $5)
    order by rank desc, place_id limit $7`,
};

const UNSCORED = {
  name: "find-accounts-unscored",
  text: `
    with walked as materialized (
      select account_id, key, name, traits from account
      where workspace_id = $1 and account_id > $4 order by account_id limit $5
    ),
    ends as (select count(*)::int as looked, max(account_id) as end_id from walked)
    select looked, end_id, found.*
    from ends left join lateral (
      select account_id, key, name, traits::text, ${COUNTED}, null::int as place_total, account_id as place_id
      from walked as account
      where ($3::text is null or ${named("$3")}) and not exists (
        select from lead join score
          on score.workspace_id = $1 and score.version_id = $2 and score.subject_id = lead.lead_id
        where lead.workspace_id = $1 and lead.account_id = account.account_id and total is not null
      )
    ) as found on true
    order by account_id`,
};

const BEST = {
  name: "find-best-members",
  text: `
    with best as materialized (
      select distinct on (account_id) account_id, lead_id
      from lead join score
        on score.workspace_id = $1 and score.version_id = $2 and score.subject_id = lead.lead_id
      where lead.workspace_id = $1 and account_id = any($3::bigint[]) and total is not null
      order by account_id, total desc, lead_id
    )
    select best.account_id, lead_id, name, email, total, market, zone, cell, band, band_since, due_on
    from best join lead using (lead_id)
      join score on score.workspace_id = $1 and score.version_id = $2 and score.subject_id = lead_id
    where lead.workspace_id = $1`,
};
