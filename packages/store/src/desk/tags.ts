import { bigintArray, textArray } from "../binary-array.ts";
import type { Session } from "../session.ts";
import { SPOKESMEN } from "./spokesman.ts";

export type LeadTagRow = { readonly lead_id: number; readonly tag: string };

/** Gives tags to leads that are locked; the leads that had not all of them before. */
export async function keepTags(
  session: Session,
  leadIds: readonly number[],
  tags: readonly string[],
  by: string,
  now: number,
): Promise<number[]> {
  const values = [session.workspaceId, bigintArray(leadIds), textArray(tags), by, now];
  return (await session.rows<{ lead_id: number }>(KEEP, values)).map(({ lead_id }) => lead_id);
}

/** Takes tags from leads; those that had one of them. */
export async function dropTags(
  session: Session,
  leadIds: readonly number[],
  tags: readonly string[],
): Promise<number[]> {
  const values = [session.workspaceId, bigintArray(leadIds), textArray(tags)];
  return (await session.rows<{ lead_id: number }>(DROP, values)).map(({ lead_id }) => lead_id);
}

/** The tags of leads, by name. */
export function findTagsOf(session: Session, leadIds: readonly number[]): Promise<LeadTagRow[]> {
  return session.rows(OF, [session.workspaceId, bigintArray(leadIds)]);
}

/** All tags there are with how many leads have them. */
export function findTags(session: Session, most: number): Promise<{ readonly tag: string; readonly leads: number }[]> {
  return session.rows(FIND, [session.workspaceId, most]);
}

/** The leads that have a tag; undefined where they are more than `most`. */
export async function findTagged(session: Session, tag: string, most: number): Promise<number[] | undefined> {
  const rows = await session.rows<{ lead_id: number }>(TAGGED, [session.workspaceId, tag, most + 1]);
  return rows.length > most ? undefined : [...new Set(rows.map(({ lead_id }) => lead_id))];
}

const KEEP = {
  name: "keep-tags",
  text: `
    with speaker as (${SPOKESMEN}),
    added as (
      insert into lead_tag (workspace_id, identity_id, tag, by, at)
      select $1, speaker.identity_id, tag, $4, $5
      from speaker cross join unnest($3::text[]) as tag
      where not exists (
        select from identity join lead_tag as own on own.workspace_id = $1 and own.identity_id = identity.identity_id
        where identity.workspace_id = $1 and identity.lead_id = speaker.lead_id and own.tag = tag.tag
      )
      on conflict do nothing
      returning identity_id
    )
    select lead_id from speaker where identity_id in (select identity_id from added)`,
};

const DROP = {
  name: "drop-tags",
  text: `
    with dropped as (
      delete from lead_tag using identity
      where lead_tag.workspace_id = $1 and identity.workspace_id = $1
        and lead_tag.identity_id = identity.identity_id and identity.lead_id = any($2::bigint[])
        and lead_tag.tag = any($3::text[])
      returning identity.lead_id
    )
    select distinct lead_id from dropped`,
};

const OF = {
  name: "find-tags-of",
  text: `
    select distinct identity.lead_id, tag
    from identity join lead_tag on lead_tag.workspace_id = $1 and lead_tag.identity_id = identity.identity_id
    where identity.workspace_id = $1 and identity.lead_id = any($2::bigint[])
    order by lead_id, tag`,
};

const FIND = {
  name: "find-tags",
  text: `
    select tag, count(distinct identity.lead_id)::int as leads
    from lead_tag join identity on identity.workspace_id = $1 and identity.identity_id = lead_tag.identity_id
    where lead_tag.workspace_id = $1
    group by tag order by leads desc, tag limit $2`,
};

const TAGGED = {
  name: "find-tagged",
  text: `
    select identity.lead_id
    from lead_tag join identity on identity.workspace_id = $1 and identity.identity_id = lead_tag.identity_id
    where lead_tag.workspace_id = $1 and lead_tag.tag = $2 limit $3`,
};
