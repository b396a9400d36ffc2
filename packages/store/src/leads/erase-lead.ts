import { bigintArray, textArray, uuidArray } from "../binary-array.ts";
import type { Session } from "../session.ts";

/** Whom to forget. */
export type Forgotten = {
  readonly leadId: number;
  readonly identityIds: readonly number[];
  /** Identities and addresses, as identities are written. */
  readonly keys: readonly string[];
  /** Keyed digests of the ids, of 32 hexadecimal digits. */
  readonly digests: readonly string[];
};

export type Erased = {
  readonly events: number;
  readonly identities: number;
  readonly announcements: number;
};

/**
 * Forgets a person whose lead is locked, with the addresses and former ids that stand alone: what is left are digests
 * of message ids and of the person's own ids, and the counters of the books. What lies in quarantine is not looked at.
 */
export async function eraseLead(session: Session, forgotten: Forgotten, now: number): Promise<Erased> {
  const { workspaceId } = session;
  const ids = bigintArray(forgotten.identityIds);
  const keys = textArray(forgotten.keys);
  const count = async (statement: { name: string; text: string }, values: readonly unknown[]) => {
    const [row] = await session.rows<{ count: number }>(statement, [workspaceId, ...values]);
    return row?.count ?? 0;
  };
  const events = await count(EVENTS, [ids]);
  const announcements = await count(OUTBOX, [String(forgotten.leadId)]);
  for (const statement of [TRANSITIONS, HISTORY, SAMPLES, ENROLMENTS])
    await session.rows(statement, [workspaceId, forgotten.leadId]);
  for (const statement of [ADJUSTMENTS, OUTCOMES, TOUCHES]) await session.rows(statement, [workspaceId, ids]);
  await session.rows(MEMBERSHIP, [workspaceId, forgotten.leadId]);
  await session.rows(LINKS, [workspaceId, keys]);
  await session.rows(DECISIONS, [workspaceId, keys]);
  const identities = await count(IDENTITIES, [ids, keys]);
  await session.rows(SUPPRESS, [workspaceId, uuidArray(forgotten.digests), now]);
  return { events, identities, announcements };
}

/** Which of these digests are of people who were forgotten. */
export async function findSuppressed(session: Session, digests: readonly string[]): Promise<Set<string>> {
  const rows = await session.rows<{ digest: string }>(SUPPRESSED, [session.workspaceId, uuidArray(digests)]);
  return new Set(rows.map(({ digest }) => digest.replaceAll("-", "")));
}

const counted = (statement: string) =>
  `with gone as (${statement} returning 1) select count(*)::int as count from gone`;

const EVENTS = {
  name: "erase-events",
  text: counted("delete from event where workspace_id = $1 and identity_id = any($2::bigint[])"),
};

const OUTBOX = {
  name: "erase-outbox",
  text: counted(`
    update outbox set payload = jsonb_build_object('type', type, 'erased', true)
    where workspace_id = $1 and payload->'data'->>'lead' = $2`),
};

const OF_LEADS = `
  and model_id in (select model_id from model where workspace_id = $1 and of = 'lead')`;

const TRANSITIONS = {
  name: "erase-lines",
  text: `update transition set lines = '[]' where workspace_id = $1 and subject_id = $2${OF_LEADS}`,
};

const HISTORY = {
  name: "erase-history",
  text: `delete from score_history where workspace_id = $1 and subject_id = $2${OF_LEADS}`,
};

const SAMPLES = {
  name: "erase-samples",
  text: "delete from sample where workspace_id = $1 and of = 'lead' and subject_id = $2",
};

const ENROLMENTS = {
  name: "erase-enrolments",
  text: "delete from enrolment where workspace_id = $1 and (lead_id = $2 or merged_into = $2)",
};

const ADJUSTMENTS = {
  name: "erase-adjustments",
  text: "delete from adjustment where workspace_id = $1 and identity_id = any($2::bigint[])",
};

const OUTCOMES = {
  name: "erase-outcomes",
  text: "delete from outcome where workspace_id = $1 and identity_id = any($2::bigint[])",
};

const TOUCHES = {
  name: "erase-touches",
  text: "delete from touch where workspace_id = $1 and identity_id = any($2::bigint[])",
};

const MEMBERSHIP = {
  name: "erase-memberships",
  text: "delete from membership where workspace_id = $1 and lead_id = $2",
};

const LINKS = {
  name: "erase-links",
  text: "delete from identity_link where workspace_id = $1 and (one = any($2::text[]) or other = any($2::text[]))",
};

const DECISIONS = {
  name: "erase-decisions",
  text: `
    with named as (
      select decision_id from identity_decision
      where workspace_id = $1 and (one = any($2::text[]) or other = any($2::text[]))
    )
    delete from identity_decision
    where workspace_id = $1
      and (decision_id in (select decision_id from named) or takes_back in (select decision_id from named))`,
};

const IDENTITIES = {
  name: "erase-identities",
  text: counted(`
    delete from identity
    where workspace_id = $1 and (
      identity_id = any($2::bigint[])
      or key = any($3::text[]) and first_at is null and not exists (
        select from lead where lead.workspace_id = $1 and lead.lead_id = identity.lead_id))`),
};

const SUPPRESS = {
  name: "keep-suppressions",
  text: `
    insert into suppression (workspace_id, digest, since)
    select $1, digest, $3 from unnest($2::uuid[]) as one (digest) on conflict do nothing`,
};

const SUPPRESSED = {
  name: "find-suppressed",
  text: "select digest from suppression where workspace_id = $1 and digest = any($2::uuid[])",
};
