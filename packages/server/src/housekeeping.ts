import {
  dropAnswers,
  findPublicationsAtWork,
  findWorkspaceIds,
  inTransaction,
  keepMonths,
  rollUpBooks,
} from "@plumbline/store";
import type { Pool } from "pg";
import { pruneAnnouncements, recoverDeliveries } from "./act/tend.ts";
import type { Receive } from "./collect/arrival.ts";
import { importStep } from "./collect/import-file.ts";
import type { ScoreChange } from "./decide/keep-placed.ts";
import { sweep } from "./decide/sweep.ts";
import { addUp } from "./identify/add-up.ts";
import { advancePublication } from "./publish/advance-publication.ts";
import { type Repeated, repeat } from "./repeat.ts";

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
}: Pick<HousekeepingOptions, "pool" | "now" | "onError"> & { readonly receive: Receive }): Repeated[] {
  return [
    repeat(1000, (stopping) => publishStep(pool, now, stopping), onError),
    repeat(1000, (stopping) => importStep({ pool, now, receive }, stopping), onError),
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
        for (const workspaceId of await findWorkspaceIds(pool)) {
          const before = Math.floor(now() / HOUR) * HOUR;
          await inTransaction(pool, workspaceId, (session) => rollUpBooks(session, before));
          await inTransaction(pool, workspaceId, (session) => dropAnswers(session, now() - DAY));
        }
        return "done";
      },
      onError,
    ),
  ];
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
