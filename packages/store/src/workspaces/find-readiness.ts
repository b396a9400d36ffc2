import { outcomeEvents } from "@plumbline/learning";
import { textArray } from "../binary-array.ts";
import type { Session } from "../session.ts";

/** What a workspace's own data say of whether lead scoring will pay. */
export type ReadinessRow = {
  readonly leads: number;
  /** New leads in each of the last eight weeks, the oldest first. */
  readonly weeks: readonly number[];
  /** Events that were stored within the last seven days. */
  readonly events: number;
  /** Leads of which an outcome arrived lately (two thousand at most), and the middle of the days from their first event to it. */
  readonly outcomes: number;
  readonly cycle_days: number | null;
  /** Endpoints that are told, and imports of outcomes that were done. */
  readonly endpoints: number;
  readonly outcome_files: number;
  /** Within the last ninety days: hand-offs that sales said something of. */
  readonly feedback: number;
  readonly analysts: number;
};

/** As the partial index of outcomes says it; without these very words the database does not know that it may use it. */
const IS_OUTCOME = `lower(name) in (
          ${outcomeEvents(["opportunity", "won", "lost", "disqualified"])
            .map((name) => `'${name}'`)
            .join(", ")}
        )`;

const WEEK = 7 * 86_400_000;
/** More outcomes than these, the latest, say nothing more. */
const MOST = 2000;

/** `outcomes`: how events are called that tell how it ended, in small letters. */
export async function findReadiness(
  session: Session,
  outcomes: readonly string[],
  now: number,
): Promise<ReadinessRow | undefined> {
  const values = [session.workspaceId, now, WEEK, textArray(outcomes)];
  const [row] = await session.rows<ReadinessRow>(FIND, values);
  return row;
}

const FIND = {
  name: "find-readiness",
  // Outcomes are rare among events: where they arrived is looked up before anything is read.
  text: `
    with days as (
      select min(day) as first from (
        select day, sum(sum(events)) over (order by day desc) - sum(events) as later from event_tally
        where workspace_id = $1 and type = 'track' and lower(name) = any($4::text[])
        group by day
      ) as told_on
      where later < ${MOST}
    ), told as materialized (
      select identity_id, at from event
      where workspace_id = $1 and type = 'track' and lower(name) = any($4::text[])
        and ${IS_OUTCOME}
        and received_at >= (select (first - 1) * 86400000::bigint from days)
      limit ${MOST}
    )
    select
      (select count(*)::int from lead where workspace_id = $1) as leads,
      (select array_agg((
          select count(*)::int from lead
          where workspace_id = $1 and first_at >= $2::bigint - (week + 1) * $3::bigint
            and first_at < $2::bigint - week * $3::bigint
        ) order by week desc) from generate_series(0, 7) as week) as weeks,
      (select coalesce(sum(stored), 0)::bigint from conservation
        where workspace_id = $1 and hour >= $2::bigint - $3::bigint) as events,
      ended.outcomes, ended.cycle_days,
      (select count(*)::int from endpoint where workspace_id = $1 and disabled_at is null) as endpoints,
      (select count(*)::int from import
        where workspace_id = $1 and kind = 'outcomes' and state = 'done') as outcome_files,
      (select count(*)::int from feedback
        where workspace_id = $1 and at >= $2::bigint - 90 * 86400000::bigint) as feedback,
      (select count(*)::int from member
        where workspace_id = $1 and removed_at is null and role = 'analyst') as analysts
    from (
      select count(*)::int as outcomes,
        percentile_cont(0.5) within group (order by greatest(0, at - first_at) / 86400000.0)::float8 as cycle_days
      from (
        select lead.lead_id, min(told.at) as at, min(lead.first_at) as first_at
        from told
        join identity on identity.workspace_id = $1 and identity.identity_id = told.identity_id
        join lead on lead.workspace_id = $1 and lead.lead_id = identity.lead_id
        group by lead.lead_id
      ) as one
    ) as ended`,
};
