import { bigintArray } from "../binary-array.ts";
import type { Session } from "../session.ts";

/** Points that a person gave or took, in hundredths; days since 1970. */
export type AdjustmentRow = {
  readonly adjustment_id: number;
  readonly identity_id: number;
  readonly model_id: number;
  readonly dimension: string;
  readonly points: number;
  readonly reason: string;
  readonly by: string;
  readonly at: number;
  readonly on_day: number;
  readonly until_day: number | null;
  /** Which one it takes back. */
  readonly takes_back: number | null;
};

export function findAdjustments(session: Session, identityIds: readonly number[]): Promise<AdjustmentRow[]> {
  return session.rows(FIND, [session.workspaceId, bigintArray(identityIds)]);
}

const FIND = {
  name: "find-adjustments",
  text: `
    select adjustment_id, identity_id, model_id, dimension, points, reason, by, at, on_day, until_day, takes_back
    from adjustment
    where workspace_id = $1 and identity_id = any($2::bigint[])
    order by adjustment_id`,
};
