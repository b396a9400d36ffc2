import type { Line } from "@plumbline/scoring";
import { formatDay, fromPoints } from "@plumbline/scoring";
import type { AdjustmentRow, KeptTransitionRow } from "@plumbline/store";
import { sayArm, sayDayIf, sayInstant, sayLine, sayPoints } from "../say-score.ts";

/** Points that a person gave or took; `model` is the model's name. */
export function sayAdjustment(row: AdjustmentRow, model: string) {
  return {
    id: String(row.adjustment_id),
    model,
    dimension: row.dimension,
    points: fromPoints(row.points),
    reason: row.reason,
    by: row.by,
    at: sayInstant(row.at),
    from: formatDay(row.on_day),
    until: sayDayIf(row.until_day),
    takesBack: row.takes_back === null ? null : String(row.takes_back),
  };
}

export function sayTransition(row: KeptTransitionRow, model: string) {
  return {
    id: String(row.transition_id),
    model,
    version: row.number,
    ...sayArm(row),
    from: row.from_band,
    to: row.to_band,
    on: formatDay(row.on_day),
    at: sayInstant(row.at),
    cause: row.cause,
    total: sayPoints(row.total),
    lines: (JSON.parse(row.lines) as Line[]).map(sayLine),
    muted: row.muted,
  };
}
