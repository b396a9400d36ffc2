import {
  dropAnswers,
  dropExpired,
  dropSegmentLeftovers,
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
import { lookAtExperiments } from "./learn/experiment/look.ts";
import { returnLeads } from "./learn/experiment/return-leads.ts";
import { readEvents } from "./measure/read-events.ts";
import { advanceTally } from "./publish/advance-tally.ts";
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
  const each = everywhere({ pool, onError });
  const unlessLoading = (step: (workspaceId: number) => Promise<number>) =>
    each(async (workspaceId) => (loading.has(workspaceId) ? 0 : step(workspaceId)));
  const tell = (workspaceId: number, changes: readonly ScoreChange[]): void => {
    if (changes.length > 0) onChange(workspaceId, changes);
  };
  return [
    repeat(
      10_000,
      unlessLoading(async (workspaceId) => {
        const { isDone, changes } = await sweep(pool, workspaceId, now(), { onPoison: onError });
        tell(workspaceId, changes);
        return isDone ? 0 : 1;
      }),
      onError,
    ),
    repeat(
      2000,
      unlessLoading((workspaceId) => returnLeads(pool, workspaceId, now(), onChange)),
      onError,
    ),
    repeat(
      10_000,
      unlessLoading(async (workspaceId) => {
        const { isDone, changes } = await sweepSegments(pool, workspaceId, now());
        tell(workspaceId, changes);
        return isDone ? 0 : 1;
      }),
      onError,
    ),
    repeat(
      500,
      unlessLoading(async (workspaceId) => {
        const { accounts, changes } = await addUp(pool, workspaceId, now, PATIENCE);
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
  loading,
}: Pick<HousekeepingOptions, "pool" | "now" | "onError" | "loading"> & {
  readonly receive: Receive;
  /** Of the database, for what works in threads of its own. */
  readonly url: string;
}): Repeated[] {
  const each = everywhere({ pool, onError });
  /** What has had its turn then, however much it found. */
  const once = (step: Step) =>
    each(async (id, stopping) => {
      await step(id, stopping);
      return 0;
    });
  const turns: readonly (readonly [pause: number, work: Parameters<typeof repeat>[1]])[] = [
    [1000, (stopping) => advanceStudies({ pool, url, now, onError }, stopping)],
    [10_000, each((id) => advanceAutoTune(pool, id, now))],
    [MINUTE, each((id) => trainDue(pool, id, now(), onError))],
    [1000, each((id) => publishStep(pool, id, now))],
    [1000, each((id) => segmentStep(pool, id, now))],
    [1000, each((id, stopping) => importStep({ pool, now, receive }, id, stopping))],
    // Of a past that is half loaded the last days would be missing until the next count.
    [10_000, each(async (id, stopping) => (loading.has(id) ? 0 : advanceTally(pool, id, now, stopping)))],
    [10_000, each((id) => readEvents(pool, id, now()))],
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

async function segmentStep(pool: Pool, workspaceId: number, now: () => number): Promise<number> {
  const [first] = await inTransaction(pool, workspaceId, findSegmentsAtWork);
  if (!first) return 0;
  await advanceSegment(pool, workspaceId, first.segment_id, now);
  return 1;
}

async function publishStep(pool: Pool, workspaceId: number, now: () => number): Promise<number> {
  const [first] = await inTransaction(pool, workspaceId, findPublicationsAtWork);
  if (!first) return 0;
  await attemptPublication(pool, workspaceId, first.publication_id, now);
  return 1;
}
