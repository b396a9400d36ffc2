import { findDue, inTransaction, keepSweep, lockSweep, type SweepRow } from "@plumbline/store";
import type { Pool } from "pg";
import { readConfiguration } from "../configuration.ts";
import { settleAccounts } from "../identify/settle-accounts.ts";
import { settleLeads } from "../settle.ts";
import { type Attempt, takeFewer } from "../take-fewer.ts";
import type { ScoreChange } from "./keep-placed.ts";

/** A step of 500 is no faster, and keeps those who ask for something waiting three times as long. */
const STEP = 200;

export type Swept = {
  readonly subjects: number;
  readonly changes: readonly ScoreChange[];
  /** Whether everyone has been looked at today. */
  readonly isDone: boolean;
};

type SweepOptions = {
  /** Most subjects in one transaction. */
  readonly step?: number;
  /** Told of who cannot be swept; where nobody is, it fails. The error names the fault, not the person. */
  readonly onPoison?: (error: unknown) => void;
};

/**
 * Takes the daily sweep a step further: some of those whose score or band may differ today without a new event. It
 * lives through their days since, so that bands change on the right day, however long nobody looked. Every step
 * notes how far it came. Where the fault lies in what is kept of somebody, fewer are taken at a time, until that one is
 * left out alone.
 */
export async function sweep(
  pool: Pool,
  workspaceId: number,
  now: number,
  { step = STEP, onPoison }: SweepOptions = {},
): Promise<Swept> {
  if (!onPoison) return sweepSome(pool, workspaceId, now, { most: step, leftOut: undefined, trying: () => {} });
  return takeFewer(step, (how) => sweepSome(pool, workspaceId, now, how), onPoison);
}

function sweepSome(pool: Pool, workspaceId: number, now: number, { most, leftOut, trying }: Attempt): Promise<Swept> {
  return inTransaction(
    pool,
    workspaceId,
    async (session) => {
      const configuration = await readConfiguration(session);
      const today = configuration.zone.dayOf(now);
      const at = placeOf(await lockSweep(session), today);
      if (at.done) return { subjects: 0, changes: [], isDone: true };
      const versions = [...configuration.leadVersions, ...configuration.accountVersions];
      const [version] = versions
        .filter((one) => one.versionId >= at.version_id)
        .sort((a, b) => a.versionId - b.versionId);
      if (!version) {
        await keepSweep(session, { ...at, done: true });
        return { subjects: 0, changes: [], isDone: true };
      }
      const after = version.versionId === at.version_id ? at.subject_id : 0;
      const due = await findDue(session, version.versionId, after, today, most);
      const keyOf = (id: number) => `${version.versionId}:${id}`;
      const taken = due.filter((id) => keyOf(id) !== leftOut);
      trying(taken.map(keyOf));
      const settle = version.of === "lead" ? settleLeads : settleAccounts;
      const changes = await settle(session, configuration, taken, now, "day");
      const last = due.at(-1);
      await keepSweep(session, {
        day: today,
        version_id: version.versionId + (last === undefined ? 1 : 0),
        subject_id: last ?? 0,
        done: false,
      });
      return { subjects: due.length, changes, isDone: false };
    },
    { configuration: "sharing" },
  );
}

function placeOf(row: SweepRow | undefined, today: number): SweepRow {
  // The clock of another server may be a little ahead.
  return row && row.day >= today ? row : { day: today, version_id: 0, subject_id: 0, done: false };
}
