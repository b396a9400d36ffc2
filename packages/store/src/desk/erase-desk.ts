import { bigintArray } from "../binary-array.ts";
import type { Session } from "../session.ts";

/** Forgets what people at the desk said of a lead. Before its identities are forgotten. */
export async function eraseDesk(session: Session, leadId: number, identityIds: readonly number[]): Promise<void> {
  const { workspaceId } = session;
  for (const statement of [TAGS, NOTES, FEEDBACK]) {
    await session.rows(statement, [workspaceId, bigintArray(identityIds)]);
  }
  await session.rows(PAIRS, [workspaceId, leadId]);
}

const TAGS = {
  name: "erase-tags",
  text: "delete from lead_tag where workspace_id = $1 and identity_id = any($2::bigint[])",
};

const NOTES = {
  name: "erase-notes",
  text: "delete from note where workspace_id = $1 and identity_id = any($2::bigint[])",
};

const FEEDBACK = {
  name: "erase-feedback",
  text: "delete from feedback where workspace_id = $1 and identity_id = any($2::bigint[])",
};

const PAIRS = {
  name: "erase-pairs",
  text: "delete from not_duplicate where workspace_id = $1 and (one = $2 or other = $2)",
};
