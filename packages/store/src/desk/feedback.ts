import { bigintArray, textArray } from "../binary-array.ts";
import type { Session } from "../session.ts";
import { SPOKESMEN } from "./spokesman.ts";

/** What sales said of a lead that was handed to them; points in hundredths, days since 1970, instants in ms. */
export type FeedbackRow = {
  readonly feedback_id: number;
  readonly lead_id: number;
  readonly model_id: number;
  readonly version_id: number;
  readonly says: "accepted" | "rejected" | "recycled";
  readonly reason: string | null;
  readonly text: string | null;
  readonly return_on: number | null;
  readonly band: string | null;
  readonly total: number | null;
  readonly by: string;
  readonly at: number;
};

export type ListedFeedback = FeedbackRow & {
  readonly model_name: string;
  readonly number: number;
  readonly name: string | null;
};

export type FeedbackFilter = {
  readonly before?: number | undefined;
  readonly leadId?: number | undefined;
  readonly modelId?: number | undefined;
  readonly says?: string | undefined;
  readonly reason?: string | undefined;
  readonly by?: string | undefined;
  readonly from?: number | undefined;
  readonly until?: number | undefined;
};

/** Keeps what was said of a lead that is locked; nothing of it is ever changed. */
export async function keepFeedback(
  session: Session,
  row: Omit<FeedbackRow, "feedback_id">,
): Promise<number | undefined> {
  const { lead_id, model_id, version_id, says, reason, text, return_on, band, total, by, at } = row;
  const values = [session.workspaceId, [lead_id], model_id, version_id, says, reason, text, return_on, band, total];
  const [kept] = await session.rows<{ feedback_id: number }>(KEEP, [...values, by, at]);
  return kept?.feedback_id;
}

/** What was said, the newest first. */
export function findFeedback(session: Session, filter: FeedbackFilter, most: number): Promise<ListedFeedback[]> {
  const { before = Number.MAX_SAFE_INTEGER, leadId, modelId, says, reason, by, from, until } = filter;
  return session.rows(FIND, [
    ...[session.workspaceId, before, leadId ?? null, modelId ?? null, says ?? null, reason ?? null, by ?? null],
    ...[from ?? null, until ?? null, most],
  ]);
}

/** The last word on each of some leads, about one model. */
export function findLastFeedback(
  session: Session,
  modelId: number,
  leadIds: readonly number[],
): Promise<Pick<FeedbackRow, "lead_id" | "says" | "reason" | "return_on" | "by" | "at">[]> {
  return session.rows(LAST, [session.workspaceId, modelId, bigintArray(leadIds)]);
}

/** The leads of whom something was said last; undefined where they may be more than `most`. */
export async function findFedBack(
  session: Session,
  modelId: number,
  says: string,
  most: number,
): Promise<number[] | undefined> {
  const rows = await session.rows<{ lead_id: number }>(SAID, [session.workspaceId, modelId, says, most + 1]);
  return rows.length > most ? undefined : [...new Set(rows.map(({ lead_id }) => lead_id))];
}

/** When leads were last handed over: from a band before into one of these. Instants in ms. */
export function findHandedOver(
  session: Session,
  modelId: number,
  leadIds: readonly number[],
  bands: readonly string[],
): Promise<{ readonly subject_id: number; readonly at: number; readonly band: string }[]> {
  return session.rows(HANDED, [session.workspaceId, modelId, bigintArray(leadIds), textArray(bands)]);
}

const KEEP = {
  name: "keep-feedback",
  text: `
    insert into feedback (workspace_id, identity_id, model_id, version_id, says, reason, text, return_on, band, total,
      by, at)
    select $1, speaker.identity_id, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12 from (${SPOKESMEN}) as speaker
    returning feedback_id`,
};

const FIND = {
  name: "find-feedback",
  text: `
    select feedback_id, identity.lead_id, feedback.model_id, feedback.version_id, says, reason, text, return_on, band,
      total, feedback.by, feedback.at, model.name as model_name, version.number, coalesce(lead.name, lead.email) as name
    from feedback
    join identity on identity.workspace_id = $1 and identity.identity_id = feedback.identity_id
    join lead on lead.workspace_id = $1 and lead.lead_id = identity.lead_id
    join model on model.workspace_id = $1 and model.model_id = feedback.model_id
    join model_version as version on version.workspace_id = $1 and version.version_id = feedback.version_id
    where feedback.workspace_id = $1 and feedback_id < $2
      and ($3::bigint is null or feedback.identity_id in (
        select identity_id from identity where workspace_id = $1 and lead_id = $3
      ))
      and ($4::int is null or feedback.model_id = $4) and ($5::text is null or says = $5)
      and ($6::text is null or reason = $6) and ($7::text is null or feedback.by = $7)
      and ($8::bigint is null or feedback.at >= $8) and ($9::bigint is null or feedback.at < $9)
    order by feedback_id desc limit $10`,
};

const LAST = {
  name: "find-last-feedback",
  text: `
    select distinct on (identity.lead_id) identity.lead_id, says, reason, return_on, by, at
    from identity join feedback on feedback.workspace_id = $1 and feedback.identity_id = identity.identity_id
    where identity.workspace_id = $1 and identity.lead_id = any($3::bigint[]) and feedback.model_id = $2
    order by identity.lead_id, feedback_id desc`,
};

const SAID = {
  name: "find-fed-back",
  text: `
    select identity.lead_id
    from feedback join identity on identity.workspace_id = $1 and identity.identity_id = feedback.identity_id
    where feedback.workspace_id = $1 and feedback.says = $3 and feedback.model_id = $2 limit $4`,
};

const HANDED = {
  name: "find-handed-over",
  text: `
    select subject_id, entered.at, entered.to_band as band
    from unnest($3::bigint[]) as one (subject_id) cross join lateral (
      select at, to_band from transition
      where transition.workspace_id = $1 and model_id = $2 and transition.subject_id = one.subject_id
        and to_band = any($4::text[]) and (from_band is null or not from_band = any($4::text[]))
      order by transition_id desc limit 1
    ) as entered`,
};
