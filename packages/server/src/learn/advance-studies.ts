import { setTimeout } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { claimStudy, endStudy, inTransaction, keepStudyProgress, type StudyRow } from "@plumbline/store";
import type { Pool } from "pg";
import { inEachWorkspace } from "../each-workspace.ts";
import type { StudyProgress } from "./study-kind.ts";
import { studyKind } from "./study-kinds.ts";
import type { StudyWord, StudyWork } from "./study-worker.ts";

export type StudyOptions = {
  readonly pool: Pool;
  /** Of the same database, for the worker thread. */
  readonly url: string;
  readonly now: () => number;
  readonly onError: (error: unknown) => void;
};

/** A worker of whom nothing was heard for so long (ms) has died with its process. */
const LOST = 60_000;
const BEAT = 1000;
/** So often a study is begun: one that ends its process each time would do so for ever. */
const MOST_ATTEMPTS = 3;

/**
 * Works out the next study of each workspace in a thread of its own, one after another; whether there was any. A study
 * whose process died begins anew: what was found until then was only in its memory, and a minute or two of reading is
 * cheaper than writing it down all the time; so does one whose end could not be kept. One that is stopped or dropped
 * ends within a second.
 */
export async function advanceStudies(options: StudyOptions, stopping: AbortSignal): Promise<"more" | "done"> {
  const begun = await inEachWorkspace(
    options,
    async (workspaceId) => {
      const now = options.now();
      const row = await inTransaction(options.pool, workspaceId, (session) => claimStudy(session, now, now - LOST));
      if (!row) return 0;
      await workOut(options, workspaceId, row, stopping);
      return 1;
    },
    stopping,
  );
  return begun > 0 ? "more" : "done";
}

async function workOut(
  { pool, url, now, onError }: StudyOptions,
  workspaceId: number,
  row: StudyRow,
  stopping: AbortSignal,
): Promise<void> {
  const end = (ending: Parameters<typeof endStudy>[2]) =>
    inTransaction(pool, workspaceId, (session) => endStudy(session, row.study_id, since(row, ending), now()));
  if (row.attempts > MOST_ATTEMPTS) {
    await end({ state: "failed", problem: "given-up" });
    return;
  }
  const work: StudyWork = { url, workspaceId, kind: row.kind, asked: row.asked };
  const thread = begin(work);
  const keepOn = () =>
    inTransaction(pool, workspaceId, (session) =>
      keepStudyProgress(session, row, { done: 0, total: null, ...thread.progress() }, now()),
    ).catch((error: unknown) => {
      // The database was away for a moment: that ends nothing. Where it was for long, somebody else may have it by now.
      onError(error);
      return true;
    });
  try {
    const found = await watch(thread, keepOn, stopping);
    if (stopping.aborted) await end({ state: "waiting" });
    else if (found && "error" in found) {
      onError(found.error);
      await end({ state: "failed", problem: nameOf(found.error) });
    } else if (found) await conclude(pool, workspaceId, row, found.result, now());
  } finally {
    await thread.end();
  }
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : "unknown");

const since = <Ending>({ started_at: startedAt }: StudyRow, ending: Ending) => ({ ...ending, startedAt });

/** Ends a study with what was found. One that was stopped or dropped in the meantime is not concluded. */
async function conclude(pool: Pool, workspaceId: number, row: StudyRow, text: string, now: number): Promise<void> {
  const { conclude: keep, changesConfiguration, kept } = studyKind(row.kind);
  const result: unknown = JSON.parse(text);
  const ending = since(row, { state: "done", result: kept ? JSON.stringify(kept(result)) : text } as const);
  await inTransaction(
    pool,
    workspaceId,
    async (session) => {
      const isEnded = await endStudy(session, row.study_id, ending, now);
      if (isEnded && keep) await keep(session, { row, asked: JSON.parse(row.asked), result }, now);
    },
    changesConfiguration && { configuration: "changing" },
  );
}

/** What came of the work: not what came of telling the database so. */
type Found = { readonly result: string } | { readonly error: unknown };

type Thread = {
  readonly result: Promise<Found>;
  progress(): StudyProgress | undefined;
  end(): Promise<unknown>;
};

function begin(work: StudyWork): Thread {
  const worker = new Worker(new URL("./study-worker.ts", import.meta.url), { workerData: work });
  let progress: StudyProgress | undefined;
  const result = new Promise<Found>((resolve) => {
    worker.on("message", (word: StudyWord) => {
      if ("result" in word) resolve(word);
      else progress = word.progress;
    });
    worker.on("error", (error) => resolve({ error }));
    worker.on("exit", () => resolve({ error: new Error("The thread ended without an answer") }));
  });
  return { result, progress: () => progress, end: () => worker.terminate() };
}

/** The answer; undefined where the study is no longer ours, or everything is being stopped. */
async function watch(
  { result }: Thread,
  keepOn: () => Promise<boolean>,
  stopping: AbortSignal,
): Promise<Found | undefined> {
  for (;;) {
    const beat = new AbortController();
    const tick = setTimeout(BEAT, undefined, { signal: AbortSignal.any([beat.signal, stopping]) }).catch(
      () => undefined,
    );
    const found = await Promise.race([result, tick]).finally(() => beat.abort());
    if (stopping.aborted) return undefined;
    const isOurs = await keepOn();
    if (!isOurs) return undefined;
    if (found !== undefined) return found;
  }
}
