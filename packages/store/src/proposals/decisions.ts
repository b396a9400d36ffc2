import { textArray } from "../binary-array.ts";
import type { Session } from "../session.ts";

/** What became of something that was proposed for a model, by the hash of the meaning that it was proposed for. */
export type ProposalDecisionRow = {
  readonly model_id: number;
  readonly hash: string;
  readonly proposal: string;
  readonly study_id: number;
  readonly says: "accepted" | "dismissed";
  readonly by: string;
  readonly at: number;
};

/** What was said of the proposals for one meaning of a model. */
export function findProposalDecisions(session: Session, modelId: number, hash: string): Promise<ProposalDecisionRow[]> {
  return session.rows(FIND, [session.workspaceId, modelId, hash]);
}

/** What people dismissed of a model, whatever it meant then, and did not accept later. */
export async function findDismissed(session: Session, modelId: number): Promise<string[]> {
  const rows = await session.rows<{ proposal: string }>(DISMISSED, [session.workspaceId, modelId]);
  return rows.map(({ proposal }) => proposal);
}

/** Says the same of some proposals; what was said of them before is gone. */
export async function keepProposalDecisions(
  session: Session,
  { model_id, hash, study_id, says, by }: Omit<ProposalDecisionRow, "proposal" | "at">,
  proposals: readonly string[],
  now: number,
): Promise<void> {
  await session.rows(KEEP, [session.workspaceId, model_id, hash, textArray(proposals), study_id, says, by, now]);
}

export async function dropProposalDecisions(
  session: Session,
  modelId: number,
  hash: string,
  proposals: readonly string[],
): Promise<void> {
  await session.rows(DROP, [session.workspaceId, modelId, hash, textArray(proposals)]);
}

const FIND = {
  name: "find-proposal-decisions",
  text: `
    select model_id, hash, proposal, study_id, says, by, at from proposal_decision
    where workspace_id = $1 and model_id = $2 and hash = $3`,
};

const DISMISSED = {
  name: "find-dismissed-proposals",
  text: `
    select proposal from (
      select distinct on (proposal) proposal, says from proposal_decision
      where workspace_id = $1 and model_id = $2 order by proposal, at desc
    ) as last
    where says = 'dismissed'`,
};

const KEEP = {
  name: "keep-proposal-decisions",
  text: `
    insert into proposal_decision (workspace_id, model_id, hash, proposal, study_id, says, by, at)
    select $1, $2, $3, proposal, $5, $6, $7, $8 from unnest($4::text[]) as one (proposal)
    on conflict (workspace_id, model_id, hash, proposal) do update set
      study_id = excluded.study_id, says = excluded.says, by = excluded.by, at = excluded.at`,
};

const DROP = {
  name: "drop-proposal-decisions",
  text: `
    delete from proposal_decision
    where workspace_id = $1 and model_id = $2 and hash = $3 and proposal = any($4::text[])`,
};
