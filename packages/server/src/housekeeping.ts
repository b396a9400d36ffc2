import { setTimeout } from "node:timers/promises";
import {
  dropAnswers,
  dropExpired,
  dropSegmentLeftovers,
  findLoadedIds,
  findPublicationsAtWork,
  findSegmentsAtWork,
  inTransaction,
  keepMonths,
  rollUpBooks,
  rollUpSegmentCounts,
} from "@plumbline/store";
import type { Pool } from "pg";
import { forgetEvents } from "./act/forget-events.ts";
import { pruneAnnouncements, recoverBulks, recoverDeliveries } from "./act/tend.ts";
import type { Receive } from "./collect/arrival.ts";
import { importStep } from "./collect/import-file.ts";
import type { ScoreChange } from "./decide/keep-placed.ts";
import { sweep } from "./decide/sweep.ts";
import { type Everywhere, inEachWorkspace } from "./each-workspace.ts";
import { addUp } from "./identify/add-up.ts";
import { advanceStudies } from "./learn/advance-studies.ts";
import { advanceAutoTune } from "./learn/auto-tune.ts";
import { trainDue } from "./learn/begin-training.ts";
import { watchDue } from "./learn/begin-watch.ts";
import { lookAtExperiments } from "./learn/experiment/look.ts";
import { returnLeads } from "./learn/experiment/return-leads.ts";
import { readEvents } from "./measure/read-events.ts";
import { advanceTally } from "./publish/advance-tally.ts";
import { announceSwitch } from "./publish/announce-switch.ts";
import { attemptPublication } from "./publish/attempt-publication.ts";
import { clearScores } from "./publish/clear-scores.ts";
import { type Repeated, repeat } from "./repeat.ts";
import { advanceSegment } from "./segment/advance-segment.ts";
import { sweepSegments } from "./segment/sweep-segments.ts";

export type HousekeepingOptions = {
  readonly pool: Pool;
  readonly now: () => number;
  readonly onChange: (workspaceId: number, changes: readonly ScoreChange[]) => void;
  readonly onError: (error: unknown) => void;
};

const HOUR = 3_600_000;
/** So long a client may repeat a request by its `Idempotency-Key`. */
const DAY = 24 * HOUR;
const MINUTE = 60_000;
const HALF_A_MINUTE = 30_000;
/** Who changes an account often has it added up once in so many ms. */
const PATIENCE = 1000;

/**
 * What has to be looked at time and again: who is due today, and which accounts have changed. Not where a past is
 * being loaded: there it is not our day yet.
 */
export function startSweeping({ pool, now, onChange, onError }: HousekeepingOptions): Repeated[] {
  const each = everywhere({ pool, onError, find: findLoadedIds });
  const tell = (workspaceId: number, changes: readonly ScoreChange[]): void => {
    if (changes.length > 0) onChange(workspaceId, changes);
  };
  return [
    repeat(
      10_000,
      each(async (workspaceId) => {
        const begin = performance.now();
        const { isDone, changes } = await sweep(pool, workspaceId, now(), { onPoison: onError });
        tell(workspaceId, changes);
        // It has the whole day: half of the time belongs to those who ask for something now.
        if (!isDone) await setTimeout(performance.now() - begin);
        return isDone ? 0 : 1;
      }),
      onError,
    ),
    repeat(
      2000,
      each((workspaceId) => returnLeads(pool, workspaceId, now(), onChange)),
      onError,
    ),
    repeat(
      10_000,
      each(async (workspaceId) => {
        const { isDone, changes } = await sweepSegments(pool, workspaceId, now());
        tell(workspaceId, changes);
        return isDone ? 0 : 1;
      }),
      onError,
    ),
    repeat(
      500,
      each(async (workspaceId) => {
        const { accounts, changes } = await addUp(pool, workspaceId, now, {
          patience: PATIENCE,
          onPoison: onError,
        });
        tell(workspaceId, changes);
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
}: Pick<HousekeepingOptions, "pool" | "now" | "onError"> & {
  readonly receive: Receive;
  /** Of the database, for what works in threads of its own. */
  readonly url: string;
}): Repeated[] {
  const each = everywhere({ pool, onError });
  const loaded = everywhere({ pool, onError, find: findLoadedIds });
  /** What has had its turn then, however much it found. */
  const once = (step: Step) =>
    each(async (id, stopping) => {
      await step(id, stopping);
      return 0;
    });
  const turns: readonly (readonly [pause: number, work: Parameters<typeof repeat>[1]])[] = [
    [1000, (stopping) => advanceStudies({ pool, url, now, onError }, stopping)],
    [10_000, each((id) => advanceAutoTune(pool, id, now))],
    [
      MINUTE,
      each((id) =>
        trainDue(pool, id, now(), ({ code }) =>
          onError(new Error(`A training is due and cannot be asked for: ${code}`)),
        ),
      ),
    ],
    // Nor is a past that is half loaded one that has changed.
    [MINUTE, loaded((id) => watchDue(pool, id, now(), onError))],
    [1000, each((id) => publishStep(pool, id, now, onError))],
    [1000, each((id) => announceSwitch(pool, id, now()))],
    [1000, each((id) => segmentStep(pool, id, now, onError))],
    [1000, each((id, stopping) => importStep({ pool, now, receive }, id, stopping))],
    // Of a past that is half loaded the last days would be missing until the next count; and who has read up to now
    // does not go back for what arrives in days gone by.
    [10_000, loaded((id, stopping) => advanceTally(pool, id, now, stopping))],
    [10_000, loaded((id) => readEvents(pool, id, now()))],
    [10 * MINUTE, each((id) => lookAtExperiments(pool, id, now()))],
    [MINUTE, once((id, stopping) => clearScores(pool, id, stopping))],
    [HALF_A_MINUTE, once((id) => recoverDeliveries(pool, id, now()))],
    [HALF_A_MINUTE, once((id) => recoverBulks(pool, id, now()))],
    [HOUR, once((id, stopping) => pruneAnnouncements(pool, id, now(), stopping))],
    [HOUR, once((id) => tidy(pool, id, now()))],
    [HOUR, once((id, stopping) => clearSegments(pool, id, stopping))],
    [HOUR, (stopping) => forget(pool, now(), stopping)],
  ];
  return turns.map(([pause, work]) => repeat(pause, work, onError));
}

type Step = (workspaceId: number, stopping: AbortSignal) => Promise<unknown>;

/** A step in each workspace; more is left where one of them did something. */
function everywhere(options: Everywhere) {
  return (step: (workspaceId: number, stopping: AbortSignal) => Promise<number>) =>
    async (stopping: AbortSignal): Promise<"more" | "done"> => {
      const done = await inEachWorkspace(options, (id) => step(id, stopping), stopping);
      return done > 0 ? "more" : "done";
    };
}

async function forget(pool: Pool, now: number, stopping: AbortSignal): Promise<"done"> {
  await keepMonths(pool, now);
  await forgetEvents(pool, now, stopping);
  await dropExpired(pool, now);
  return "done";
}

async function tidy(pool: Pool, workspaceId: number, now: number): Promise<void> {
  await inTransaction(pool, workspaceId, (session) => rollUpBooks(session, Math.floor(now / HOUR) * HOUR));
  await inTransaction(pool, workspaceId, rollUpSegmentCounts);
  await inTransaction(pool, workspaceId, (session) => dropAnswers(session, now - DAY));
}

/** What is left of segments that were removed. */
async function clearSegments(pool: Pool, workspaceId: number, stopping: AbortSignal): Promise<void> {
  for (let dropped = LEFTOVERS; dropped >= LEFTOVERS && !stopping.aborted; ) {
    dropped = await inTransaction(pool, workspaceId, (session) => dropSegmentLeftovers(session, LEFTOVERS));
  }
}

const LEFTOVERS = 5000;

async function segmentStep(
  pool: Pool,
  workspaceId: number,
  now: () => number,
  onPoison: (error: unknown) => void,
): Promise<number> {
  const [first] = await inTransaction(pool, workspaceId, findSegmentsAtWork);
  if (!first) return 0;
  await advanceSegment(pool, workspaceId, first.segment_id, now, onPoison);
  return 1;
}

async function publishStep(
  pool: Pool,
  workspaceId: number,
  now: () => number,
  onPoison: (error: unknown) => void,
): Promise<number> {
  const [first] = await inTransaction(pool, workspaceId, findPublicationsAtWork);
  if (!first) return 0;
  await attemptPublication(pool, workspaceId, first.publication_id, now, onPoison);
  return 1;
}
