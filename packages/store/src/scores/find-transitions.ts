import { ACTED_THEN, type ActedRow } from "../experiments/acted-then.ts";
import type { Session } from "../session.ts";

/** A transition as it is listed; points in hundredths, days since 1970, instants in ms. */
export type ListedTransition = ActedRow & {
  readonly transition_id: number;
  readonly model_name: string;
  readonly of: "lead" | "account";
  readonly version_id: number;
  readonly number: number;
  readonly subject_id: number;
  readonly name: string | null;
  readonly from_band: string | null;
  readonly to_band: string | null;
  readonly on_day: number;
  readonly at: number;
  readonly cause: "event" | "day" | "merge" | "publish" | "adjustment" | "account" | "standing";
  readonly total: number | null;
  readonly muted: boolean;
};

export type TransitionFilter = {
  readonly before: number;
  readonly modelId: number | null;
  readonly subject: number | null;
  readonly to: string | null;
  readonly from: string | null;
};

/** Who entered and left which band, the newest first. */
export function findTransitions(session: Session, filter: TransitionFilter, most: number): Promise<ListedTransition[]> {
  const { before, modelId, subject, to, from } = filter;
  return session.rows(FIND, [session.workspaceId, before, modelId, subject, to, from, most]);
}

/** A transition with its lines, as JSON. */
export async function findTransition(
  session: Session,
  transitionId: number,
): Promise<(ListedTransition & { readonly lines: string }) | undefined> {
  const [row] = await session.rows<ListedTransition & { readonly lines: string }>(ONE, [
    session.workspaceId,
    transitionId,
  ]);
  return row;
}

const COLUMNS = `
  transition_id, model.name as model_name, model.of, transition.version_id, version.number, subject_id,
  case model.of
    when 'lead' then (select coalesce(name, email) from lead
      where lead.workspace_id = $1 and lead_id = subject_id)
    else (select coalesce(name, key) from account
      where account.workspace_id = $1 and account_id = subject_id)
  end as name,
  from_band, to_band, on_day, at, cause, total, muted, acted.experiment_id, acted.arm`;

const JOINED = `
  transition
  join model on model.workspace_id = $1 and model.model_id = transition.model_id
  join model_version as version on version.workspace_id = $1 and version.version_id = transition.version_id
  ${ACTED_THEN}`;

const FIND = {
  name: "find-transitions",
  text: `
    select ${COLUMNS} from ${JOINED}
    where transition.workspace_id = $1 and transition_id < $2
      and ($3::int is null or transition.model_id = $3) and ($4::bigint is null or subject_id = $4)
      and ($5::text is null or to_band = $5) and ($6::text is null or from_band = $6)
    order by transition_id desc limit $7`,
};

const ONE = {
  name: "find-transition",
  text: `
    select ${COLUMNS}, lines::text from ${JOINED}
    where transition.workspace_id = $1 and transition_id = $2`,
};
