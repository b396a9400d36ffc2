import type { Session } from "../session.ts";

/** How many scores of a version lie in a band and in one step between the lowest and the highest total. */
export type BandStep = {
  readonly band: string | null;
  /** From 1. */
  readonly step: number;
  readonly count: number;
  /** In hundredths, of all of them. */
  readonly sum: number;
};

/** The lowest and the highest total (in hundredths) that a version gives; undefined where it gives none. */
export async function findTotalRange(
  session: Session,
  versionId: number,
): Promise<{ readonly low: number; readonly high: number } | undefined> {
  const [row] = await session.rows<{ low: number | null; high: number | null }>(RANGE, [
    session.workspaceId,
    versionId,
  ]);
  return row?.low == null || row.high === null ? undefined : { low: row.low, high: row.high };
}

/**
 * Counts the scores of a version by band and step. `percent`: of how many of the table's pages, where looking at all
 * of them would take too long; the same ones each time, so that figures do not dance.
 */
export function countBandSteps(
  session: Session,
  versionId: number,
  { low, high, steps }: { readonly low: number; readonly high: number; readonly steps: number },
  percent: number,
): Promise<BandStep[]> {
  const sample = percent < 100 ? ` tablesample system (${Math.max(0.01, Math.min(100, percent))}) repeatable (7)` : "";
  return session.rows(
    {
      name: "",
      text: `
    select band, least(width_bucket(total, $3::int, $4::int + 1, $5::int), $5::int) as step, count(*)::int as count,
      sum(total)::bigint as sum
    from score${sample}
    where workspace_id = $1 and version_id = $2 and total is not null
    group by 1, 2`,
    },
    [session.workspaceId, versionId, low, high, steps],
  );
}

const RANGE = {
  name: "find-total-range",
  text: `
    select (
      select total from score where workspace_id = $1 and version_id = $2 and total is not null
      order by total limit 1
    ) as low, (
      select total from score where workspace_id = $1 and version_id = $2 and total is not null
      order by total desc limit 1
    ) as high`,
};
