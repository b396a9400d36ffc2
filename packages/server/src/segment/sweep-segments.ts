import { findDueMembers, inTransaction, keepSegmentSweep, lockSegmentSweep } from "@plumbline/store";
import type { Pool } from "pg";
import { readConfiguration } from "../configuration.ts";
import type { Swept } from "../decide/sweep.ts";
import { settleLeads } from "../settle.ts";

const STEP = 500;

/**
 * Takes the daily walk over the memberships a step further: leads that may enter or leave a segment today though
 * nothing has happened. Every step notes how far it came.
 */
export async function sweepSegments(pool: Pool, workspaceId: number, now: number, step: number = STEP): Promise<Swept> {
  return inTransaction(
    pool,
    workspaceId,
    async (session) => {
      const configuration = await readConfiguration(session);
      const today = configuration.zone.dayOf(now);
      const row = await lockSegmentSweep(session);
      // The clock of another server may be a little ahead.
      const at = row && row.day >= today ? row : { day: today, lead_id: 0, done: configuration.segments.length === 0 };
      if (at.done) return { subjects: 0, changes: [], isDone: true };
      const due = await findDueMembers(session, at.lead_id, today, step);
      const changes = await settleLeads(session, configuration, due, now, "day");
      const last = due.at(-1);
      await keepSegmentSweep(session, { day: at.day, lead_id: last ?? at.lead_id, done: last === undefined });
      return { subjects: due.length, changes, isDone: false };
    },
    { configuration: "sharing" },
  );
}
