import type { Session } from "../session.ts";

/** A live version that took the champion of a prediction without naming one. */
export type FollowerRow = {
  readonly model_name: string;
  readonly version_id: number;
  readonly number: number;
  /** The artefact that it took. */
  readonly hash: string;
};

/** Who follows a prediction, by the names of the models. */
export function findFollowers(session: Session, prediction: string): Promise<FollowerRow[]> {
  return session.rows(FOLLOWERS, [session.workspaceId, prediction]);
}

const FOLLOWERS = {
  name: "find-followers",
  text: `
    select model.name as model_name, version.version_id, version.number, pin.hash
    from pin
    join model_version as version on version.workspace_id = $1 and version.version_id = pin.holder_id
    join model on model.workspace_id = $1 and model.live_version_id = version.version_id
    where pin.workspace_id = $1 and pin.holder = 'version' and pin.kind = 'prediction' and pin.name = $2
    order by model.name`,
};
