import {
  dropAnswers,
  dropExpired,
  dropSegmentLeftovers,
  findPublicationsAtWork,
  findSegmentsAtWork,
  findWorkspaceIds,
  inTransaction,
  keepMonths,
  rollUpBooks,
  rollUpSegmentCounts,
} from "@plumbline/store";
import type { Pool } from "pg";
import { forgetEvents } from "./act/forget-events.ts";
import { pruneAnnouncements, recoverDeliveries } from "./act/tend.ts";
import type { Receive } from "./collect/arrival.ts";
import { importStep } from "./collect/import-file.ts";
import type { ScoreChange } from "./decide/keep-placed.ts";
import { sweep } from "./decide/sweep.ts";
import { addUp } from "./identify/add-up.ts";
import { advanceStudies } from "./learn/advance-studies.ts";
import { advanceAutoTune } from "./learn/auto-tune.ts";
import { trainDue } from "./learn/begin-training.ts";
import { lookAtExperiments } from "./learn/experiment/look.ts";
import { returnLeads } from "./learn/experiment/return-leads.ts";
import { readEvents } from "./measure/read-events.ts";
import { advancePublication } from "./publish/advance-publication.ts";
import { advanceTally } from "./publish/advance-tally.ts";
import { clearScores } from "./publish/clear-scores.ts";
import { type Repeated, repeat } from "./repeat.ts";
import { advanceSegment } from "./segment/advance-segment.ts";
import { sweepSegments } from "./segment/sweep-segments.ts";

export type HousekeepingOptions = {
  readonly pool: Pool;
  readonly now: () => number;
  readonly onChange: (workspaceId: number, changes: readonly ScoreChange[]) => void;
  readonly onError: (error: unknown) => void;
  /** Workspaces that live in another time just now: their past is being loaded. */
  readonly loading: ReadonlySet<number>;
};

const HOUR = 3_600_000;
/** So long a client may repeat a request by its `Idempotency-Key`. */
const DAY = 24 * HOUR;
const MINUTE = 60_000;
const HALF_A_MINUTE = 30_000;
/** Who changes an account often has it added up once in so many ms. */
const PATIENCE = 1000;

/** What has to be looked at time and again: who is due today, and which accounts have changed. */
export function startSweeping({ pool, now, onChange, onError, loading }: HousekeepingOptions): Repeated[] {
  const everywhere = (step: (workspaceId: number) => Promise<number>) => async (stopping: AbortSignal) => {
    let done = 0;
    for (const workspaceId of await findWorkspaceIds(pool)) {
      if (!stopping.aborted && !loading.has(workspaceId)) done += await step(workspaceId);
    }
    return done > 0 ? "more" : "done";
  };
  return [
    repeat(
      10_000,
      everywhere(async (workspaceId) => {
        const { isDone, changes } = await sweep(pool, workspaceId, now());
        if (changes.length > 0) onChange(workspaceId, changes);
        return isDone ? 0 : 1;
      }),
      onError,
    ),
    repeat(
      2000,
      everywhere((workspaceId) => returnLeads(pool, workspaceId, now(), onChange)),
      onError,
    ),
    repeat(
      10_000,
      everywhere(async (workspaceId) => {
        const { isDone, changes } = await sweepSegments(pool, workspaceId, now());
        if (changes.length > 0) onChange(workspaceId, changes);
        return isDone ? 0 : 1;
      }),
      onError,
    ),
    repeat(
      500,
      everywhere(async (workspaceId) => {
        const { accounts, changes } = await addUp(pool, workspaceId, now, PATIENCE);
        if (changes.length > 0) onChange(workspaceId, changes);
        return accounts;
      }),
      onError,
    ),
  ];
}

/** Long work that goes on where it stopped: publications and imports; and what keeps the house in order. */
export function startWorking({
  pool,
  now,
  onError,
  receive,
  url,
  loading,
}: Pick<HousekeepingOptions, "pool" | "now" | "onError" | "loading"> & {
  readonly receive: Receive;
  /** Of the database, for what works in threads of its own. */
  readonly url: string;
}): Repeated[] {
  return [
    repeat(1000, (stopping) => advanceStudies({ pool, url, now, onError }, stopping), onError),
    repeat(
      10_000,
      everyWorkspace(pool, (id) => advanceAutoTune(pool, id, now)),
      onError,
    ),
    repeat(
      MINUTE,
      everyWorkspace(pool, (id) => trainDue(pool, id, now())),
      onError,
    ),
    repeat(1000, (stopping) => publishStep(pool, now, stopping), onError),
    repeat(1000, (stopping) => segmentStep(pool, now, stopping), onError),
    repeat(1000, (stopping) => importStep({ pool, now, receive }, stopping), onError),
    repeat(
      10_000,
      // Of a past that is half loaded the last days would be missing until the next count.
      everyWorkspace(pool, async (id, stopping) => (loading.has(id) ? 0 : advanceTally(pool, id, now, stopping))),
      onError,
    ),
    repeat(
      10_000,
      everyWorkspace(pool, (id) => readEvents(pool, id, now())),
      onError,
    ),
    repeat(
      10 * MINUTE,
      everyWorkspace(pool, (id) => lookAtExperiments(pool, id, now())),
      onError,
    ),
    repeat(
      MINUTE,
      async (stopping) => {
        await clearScores(pool, stopping);
        return "done";
      },
      onError,
    ),
    repeat(
      HALF_A_MINUTE,
      async () => {
        await recoverDeliveries(pool, now());
        return "done";
      },
      onError,
    ),
    repeat(
      HOUR,
      async (stopping) => {
        await pruneAnnouncements(pool, now(), stopping);
        await keepMonths(pool, now());
        await forgetEvents(pool, now(), stopping);
        await dropExpired(pool, now());
        for (const workspaceId of await findWorkspaceIds(pool)) {
          const before = Math.floor(now() / HOUR) * HOUR;
          await inTransaction(pool, workspaceId, (session) => rollUpBooks(session, before));
          await inTransaction(pool, workspaceId, rollUpSegmentCounts);
          await clearSegments(pool, workspaceId, stopping);
          await inTransaction(pool, workspaceId, (session) => dropAnswers(session, now() - DAY));
        }
        return "done";
      },
      onError,
    ),
  ];
}

/** A step in each workspace; more is left where one of them did something. */
function everyWorkspace(pool: Pool, step: (workspaceId: number, stopping: AbortSignal) => Promise<number>) {
  return async (stopping: AbortSignal): Promise<"more" | "done"> => {
    let done = 0;
    for (const workspaceId of await findWorkspaceIds(pool)) {
      if (!stopping.aborted) done += await step(workspaceId, stopping);
    }
    return done > 0 ? "more" : "done";
  };
}

/** What is left of segments that were removed. */
async function clearSegments(pool: Pool, workspaceId: number, stopping: AbortSignal): Promise<void> {
  for (let dropped = LEFTOVERS; dropped >= LEFTOVERS && !stopping.aborted; ) {
    dropped = await inTransaction(pool, workspaceId, (session) => dropSegmentLeftovers(session, LEFTOVERS));
  }
}

const LEFTOVERS = 5000;

async function segmentStep(pool: Pool, now: () => number, stopping: AbortSignal): Promise<"more" | "done"> {
  let left: "more" | "done" = "done";
  for (const workspaceId of await findWorkspaceIds(pool)) {
    const [first] = await inTransaction(pool, workspaceId, findSegmentsAtWork);
    if (!first || stopping.aborted) continue;
    await advanceSegment(pool, workspaceId, first.segment_id, now);
    left = "more";
  }
  return left;
}

async function publishStep(pool: Pool, now: () => number, stopping: AbortSignal): Promise<"more" | "done"> {
  let left: "more" | "done" = "done";
  for (const workspaceId of await findWorkspaceIds(pool)) {
    const [first] = await inTransaction(pool, workspaceId, findPublicationsAtWork);
    if (!first || stopping.aborted) continue;
    await advancePublication(pool, workspaceId, first.publication_id, now);
    left = "more";
  }
  return left;
}
