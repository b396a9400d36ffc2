import { setTimeout } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import {
  claimStudy,
  endStudy,
  findWorkspaceIds,
  inTransaction,
  keepStudyProgress,
  type StudyRow,
} from "@plumbline/store";
import type { Pool } from "pg";
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

/**
 * Works out the next study of each workspace in a thread of its own, one after another; whether there was any. A study
 * whose process died begins anew: what was found until then was only in its memory, and a minute or two of reading is
 * cheaper than writing it down all the time. One that is stopped or dropped ends within a second.
 */
export async function advanceStudies(options: StudyOptions, stopping: AbortSignal): Promise<"more" | "done"> {
  let left: "more" | "done" = "done";
  for (const workspaceId of await findWorkspaceIds(options.pool)) {
    if (stopping.aborted) break;
    const now = options.now();
    const row = await inTransaction(options.pool, workspaceId, (session) => claimStudy(session, now, now - LOST));
    if (!row) continue;
    await workOut(options, workspaceId, row, stopping);
    left = "more";
  }
  return left;
}

async function workOut(
  { pool, url, now, onError }: StudyOptions,
  workspaceId: number,
  row: StudyRow,
  stopping: AbortSignal,
): Promise<void> {
  const work: StudyWork = { url, workspaceId, kind: row.kind, asked: row.asked };
  const thread = begin(work);
  const keepOn = () =>
    inTransaction(pool, workspaceId, (session) =>
      keepStudyProgress(session, row, { done: 0, total: null, ...thread.progress() }, now()),
    );
  const end = (ending: Parameters<typeof endStudy>[2]) =>
    inTransaction(pool, workspaceId, (session) => endStudy(session, row.study_id, since(row, ending), now()));
  try {
    const result = await watch(thread, keepOn, stopping);
    if (stopping.aborted) await end({ state: "waiting" });
    else if (result !== undefined) await conclude(pool, workspaceId, row, result, now());
  } catch (error) {
    onError(error);
    await end({ state: "failed", problem: error instanceof Error ? error.name : "unknown" });
  } finally {
    await thread.end();
  }
}

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

type Thread = {
  readonly result: Promise<string>;
  progress(): StudyProgress | undefined;
  end(): Promise<unknown>;
};

function begin(work: StudyWork): Thread {
  const worker = new Worker(new URL("./study-worker.ts", import.meta.url), { workerData: work });
  let progress: StudyProgress | undefined;
  const result = new Promise<string>((resolve, reject) => {
    worker.on("message", (word: StudyWord) => {
      if ("result" in word) resolve(word.result);
      else progress = word.progress;
    });
    worker.on("error", reject);
    worker.on("exit", () => reject(new Error("The thread ended without an answer")));
  });
  // Whoever gave up on it does not listen any more.
  result.catch(() => {});
  return { result, progress: () => progress, end: () => worker.terminate() };
}

/** The answer; undefined where the study is no longer ours, or everything is being stopped. */
async function watch(
  { result }: Thread,
  keepOn: () => Promise<boolean>,
  stopping: AbortSignal,
): Promise<string | undefined> {
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
