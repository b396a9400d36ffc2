import type { Session } from "../session.ts";
import type { DecisionRow } from "./links.ts";

/** Records what a person decided about who is whom. */
export async function keepDecision(
  session: Session,
  { decision_id, at, kind, one, other, takes_back }: DecisionRow,
  by: string,
  reason: string,
): Promise<void> {
  await session.rows(KEEP, [session.workspaceId, decision_id, at, kind, one, other, takes_back, by, reason]);
}

const KEEP = {
  name: "keep-decision",
  text: `
    insert into identity_decision (workspace_id, decision_id, at, kind, one, other, takes_back, by, reason)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
};
