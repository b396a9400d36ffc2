import type { Session } from "../session.ts";
import type { AdjustmentRow } from "./find-adjustments.ts";

/** Keeps points that a person gave or took. Nothing of it is ever changed: another one may take it back. */
export async function keepAdjustment(
  session: Session,
  adjustment: Omit<AdjustmentRow, "adjustment_id">,
): Promise<number> {
  const { identity_id, model_id, dimension, points, reason, by, at, on_day, until_day, takes_back } = adjustment;
  const [row] = await session.rows<{ adjustment_id: number }>(KEEP, [
    session.workspaceId,
    identity_id,
    model_id,
    dimension,
    points,
    reason,
    by,
    at,
    on_day,
    until_day,
    takes_back,
  ]);
  return (row as { adjustment_id: number }).adjustment_id;
}

const KEEP = {
  name: "keep-adjustment",
  text: `
    insert into adjustment
      (workspace_id, identity_id, model_id, dimension, points, reason, by, at, on_day, until_day, takes_back)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
    returning adjustment_id`,
};
