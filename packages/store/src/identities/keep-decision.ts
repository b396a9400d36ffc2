import type { Session } from "../session.ts";
import type { DecisionRow } from "./links.ts";

/** In which band a lead was under a model; the members of the band as they are in its score. */
export type MergedPlace = {
  readonly model_id: number;
  readonly lead_id: number;
  readonly band: string | null;
  readonly band_since: number | null;
  readonly band_left: string | null;
};

/** Records what a person decided about who is whom; of a merge, in which bands the leads were before it. */
export async function keepDecision(
  session: Session,
  { decision_id, at, kind, one, other, takes_back }: DecisionRow,
  by: string,
  reason: string,
  places: readonly MergedPlace[] = [],
): Promise<void> {
  const values = [decision_id, at, kind, one, other, takes_back, by, reason, JSON.stringify(places)];
  await session.rows(KEEP, [session.workspaceId, ...values]);
}

/** In which bands leads were before a merge; undefined where that was not kept yet when it was made. */
export async function findPlacesBefore(
  session: Session,
  decisionId: string,
): Promise<readonly MergedPlace[] | undefined> {
  const [row] = await session.rows<{ places: string | null }>(PLACES, [session.workspaceId, decisionId]);
  return row?.places ? (JSON.parse(row.places) as MergedPlace[]) : undefined;
}

const KEEP = {
  name: "keep-decision",
  text: `
    insert into identity_decision (workspace_id, decision_id, at, kind, one, other, takes_back, by, reason, places)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
};

const PLACES = {
  name: "find-places-before",
  text: "select places::text from identity_decision where workspace_id = $1 and decision_id = $2",
};
