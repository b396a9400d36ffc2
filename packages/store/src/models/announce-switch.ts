import type { TransitionRow } from "../scores/scores.ts";
import type { Session } from "../session.ts";

/** A publication that is live, or was, of whose switch somebody is still to be told. */
export type SwitchRow = {
  readonly publication_id: number;
  readonly version_id: number;
  readonly model_name: string;
  readonly of: "lead" | "account";
  readonly number: number;
  /** When it was switched to: its transitions are of this instant, those of another switch to the same version are not. */
  readonly live_at: number;
  /** Transitions up to this one are announced. */
  readonly announced_to: number;
};

type SwitchTransitionRow = TransitionRow & { readonly transition_id: number };

/** Notes up to which transition a switch is announced; null where everyone is told. */
export async function keepAnnounced(
  session: Session,
  publicationId: number,
  announcedTo: number | null,
): Promise<void> {
  await session.rows(KEEP, [session.workspaceId, publicationId, announcedTo]);
}

/** The oldest switch that is not announced to its end, locked: nobody is told twice. */
export async function lockSwitchToAnnounce(session: Session): Promise<SwitchRow | undefined> {
  const [row] = await session.rows<SwitchRow>(LOCK, [session.workspaceId]);
  return row;
}

/** The next transitions of a switch, without their lines. */
export function findSwitchTransitions(
  session: Session,
  { version_id, live_at, announced_to }: Pick<SwitchRow, "version_id" | "live_at" | "announced_to">,
  most: number,
): Promise<SwitchTransitionRow[]> {
  return session.rows(NEXT, [session.workspaceId, version_id, live_at, announced_to, most]);
}

const KEEP = {
  name: "keep-announced",
  text: "update publication set announced_to = $3 where workspace_id = $1 and publication_id = $2",
};

const LOCK = {
  name: "lock-switch-to-announce",
  text: `
    select publication_id, version.version_id, model.name as model_name, model.of, version.number, live_at, announced_to
    from publication
    join model_version as version on version.workspace_id = $1 and version.version_id = publication.version_id
    join model on model.workspace_id = $1 and model.model_id = version.model_id
    where publication.workspace_id = $1 and announced_to is not null
    order by publication_id limit 1
    for update of publication`,
};

const NEXT = {
  name: "find-switch-transitions",
  text: `
    select transition_id, model_id, version_id, subject_id, from_band, to_band, on_day, at, cause, total, '[]' as lines,
      muted
    from transition
    where workspace_id = $1 and version_id = $2 and at = $3 and transition_id > $4 and cause = 'publish' and not muted
    order by transition_id limit $5`,
};
