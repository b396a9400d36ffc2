import type { BandState, Placing } from "@plumbline/scoring";
import type { ScoreRow } from "@plumbline/store";

export function readPlacing(row: ScoreRow): Placing {
  return {
    day: row.day,
    total: row.total,
    dimensions: row.dimensions ?? [],
    market: row.market,
    zone: row.zone,
    cell: row.cell,
    band:
      row.band_since === null
        ? null
        : {
            band: row.band,
            since: row.band_since,
            left: row.band_left === null ? [] : (JSON.parse(row.band_left) as BandState["left"]),
          },
    dueOn: row.due_on,
  };
}

/** `by`: the version that says so, where that is another one. */
export function writePlacing(
  placing: Placing,
  versionId: number,
  subjectId: number,
  changedAt: number,
  by: number = versionId,
): ScoreRow {
  const { band } = placing;
  return {
    version_id: versionId,
    subject_id: subjectId,
    total: placing.total,
    dimensions: placing.total === null ? null : placing.dimensions,
    market: placing.market,
    zone: placing.zone,
    cell: placing.cell,
    band: band?.band ?? null,
    band_since: band?.since ?? null,
    band_left: band && band.left.length > 0 ? JSON.stringify(band.left) : null,
    day: placing.day,
    due_on: placing.dueOn,
    changed_at: changedAt,
    by_version_id: by === versionId ? null : by,
  };
}

/** Whether a placing says something else than the one before, the day of asking aside. */
export function differs(a: Placing | null, b: Placing): boolean {
  return (
    a === null ||
    a.total !== b.total ||
    a.dueOn !== b.dueOn ||
    a.zone !== b.zone ||
    a.market !== b.market ||
    a.cell !== b.cell ||
    (a.band?.band ?? null) !== (b.band?.band ?? null) ||
    a.band?.since !== b.band?.since ||
    a.dimensions.length !== b.dimensions.length ||
    a.dimensions.some((points, i) => points !== b.dimensions[i]) ||
    JSON.stringify(a.band?.left) !== JSON.stringify(b.band?.left)
  );
}
