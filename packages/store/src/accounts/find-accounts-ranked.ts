import type { RankedPlace } from "../leads/find-ranked.ts";
import type { ScoreRow } from "../scores/scores.ts";
import type { Session } from "../session.ts";

/** An account in a list. */
export type ListedAccountRow = {
  readonly account_id: number;
  readonly key: string;
  readonly name: string | null;
  /** JSON of the traits as they stand. */
  readonly traits: string;
  readonly members: number;
};

export type RankedAccountRow = ListedAccountRow &
  Pick<ScoreRow, "total" | "market" | "zone" | "cell" | "band" | "band_since" | "due_on">;

/** Which accounts are asked for; null: whichever. */
export type AccountsWanted = {
  readonly band: string | null;
  /** What stands somewhere in their name or key, whatever its case. */
  readonly search: string | null;
};

/** Accounts that a version scores, the highest first, from a place on. */
export function findAccountsRanked(
  session: Session,
  versionId: number,
  { band, search }: AccountsWanted,
  after: RankedPlace | undefined,
  most: number,
): Promise<RankedAccountRow[]> {
  const place = [after?.total ?? 2_147_483_647, after?.id ?? 0];
  return session.rows(RANKED, [session.workspaceId, versionId, band, ...place, most, search]);
}

/** Accounts in the order of their ids, for want of a ranking. */
export function findAccountsAfter(
  session: Session,
  search: AccountsWanted["search"],
  after: number,
  most: number,
): Promise<ListedAccountRow[]> {
  return session.rows(BY_ID, [session.workspaceId, after, most, search]);
}

/** Some members of an account, in the order of their ids, and how many there are. */
export function findMemberLeads(
  session: Session,
  accountId: number,
  most: number,
): Promise<
  { readonly lead_id: number; readonly name: string | null; readonly email: string | null; readonly count: number }[]
> {
  return session.rows(MEMBERS, [session.workspaceId, accountId, most]);
}

/** How many members `account` has. */
export const COUNTED = `(
        select count(*)::int from lead where lead.workspace_id = $1 and lead.account_id = account.account_id
      ) as members`;

/** Whether a text stands in the name or key of an account. */
export const named = (text: string) => `position(lower(${text}) in lower(coalesce(name, '') || ' ' || key)) > 0`;

const RANKED = {
  name: "find-accounts-ranked",
  text: `
    select account.account_id, key, name, account.traits::text, ${COUNTED}, total, market, zone, cell, band, band_since, due_on
    from (
      select subject_id, total, market, zone, cell, band, band_since, due_on
      from score
      where workspace_id = $1 and version_id = $2 and total is not null and total <= $4
        and (total < $4 or subject_id > $5) and ($3::text is null or band = $3)
        and ($7::text is null or exists (
          select from account
          where account.workspace_id = $1 and account.account_id = score.subject_id and ${named("$7")}
        ))
      order by total desc, subject_id limit $6
    ) as ranked
    join account on account.workspace_id = $1 and account.account_id = ranked.subject_id
    order by total desc, account_id`,
};

const BY_ID = {
  name: "find-listed-accounts",
  text: `
    select account_id, key, name, traits::text, ${COUNTED}
    from account
    where workspace_id = $1 and account_id > $2 and ($4::text is null or ${named("$4")})
    order by account_id limit $3`,
};

const MEMBERS = {
  name: "find-member-leads",
  text: `
    select lead_id, name, email, count(*) over ()::int as count
    from lead where workspace_id = $1 and account_id = $2 order by lead_id limit $3`,
};
