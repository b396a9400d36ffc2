import { textArray } from "../binary-array.ts";
import type { Session } from "../session.ts";

/** An address (`email:…`) and the identity that gave it, or a former id and the user it became. */
export type IdentityLink = { readonly kind: "email" | "alias"; readonly one: string; readonly other: string };

/** A decision of a person about who is whom. */
export type DecisionRow = {
  readonly decision_id: string;
  readonly at: number;
  readonly kind: "merge" | "part" | "unmerge";
  readonly one: string | null;
  readonly other: string | null;
  readonly takes_back: string | null;
};

/** Links that begin at an address or former id. */
export function findLinksFrom(session: Session, ones: readonly string[]): Promise<IdentityLink[]> {
  return session.rows(FROM, [session.workspaceId, textArray(ones)]);
}

/** Links that begin or end at an identity, and those of the addresses that they lead to. */
export function findLinksAround(session: Session, keys: readonly string[]): Promise<IdentityLink[]> {
  return session.rows(AROUND, [session.workspaceId, textArray(keys)]);
}

/** Links must be sorted, so that all writers wait in the same order. */
export async function keepLinks(session: Session, links: readonly IdentityLink[]): Promise<void> {
  session.send(KEEP, [
    session.workspaceId,
    textArray(links.map(({ kind }) => kind)),
    textArray(links.map(({ one }) => one)),
    textArray(links.map(({ other }) => other)),
  ]);
}

/** Decisions that name an identity, and those that take them back. */
export function findDecisionsAround(session: Session, keys: readonly string[]): Promise<DecisionRow[]> {
  return session.rows(DECISIONS, [session.workspaceId, textArray(keys)]);
}

const FROM = {
  name: "find-links-from",
  text: "select kind, one, other from identity_link where workspace_id = $1 and one = any($2::text[])",
};

const AROUND = {
  name: "find-links-around",
  text: `
    with near as (
      select one from identity_link where workspace_id = $1 and other = any($2::text[])
      union
      select key from unnest($2::text[]) as own (key)
    )
    select link.kind, link.one, link.other
    from near join identity_link as link on link.workspace_id = $1 and link.one = near.one`,
};

const KEEP = {
  name: "keep-links",
  text: `
    insert into identity_link (workspace_id, kind, one, other)
    select $1, kind, one, other from unnest($2::text[], $3::text[], $4::text[]) as link (kind, one, other)
    on conflict do nothing`,
};

const DECISIONS = {
  name: "find-decisions-around",
  text: `
    with near as (
      select decision_id from identity_decision where workspace_id = $1 and one = any($2::text[])
      union
      select decision_id from identity_decision where workspace_id = $1 and other = any($2::text[])
    )
    select decision_id, at, kind, one, other, takes_back
    from identity_decision
    where workspace_id = $1
      and (decision_id in (select decision_id from near) or takes_back in (select decision_id from near))`,
};
