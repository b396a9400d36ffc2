import { setTimeout } from "node:timers/promises";
import { openDatabase } from "@plumbline/store";
import { Logger, type Runner, run } from "graphile-worker";
import type { Pool } from "pg";

/** Work that a job names. What it throws lets the job be tried again later, 25 times at most, ever more rarely. */
export type Task = (payload: unknown, stopping: AbortSignal) => Promise<void>;

export type JobsNote = {
  readonly code: "job-failed" | "jobs-problem";
  readonly task: string | null;
  readonly error: string;
};

export type JobsOptions = {
  /** Of the database; the queue has connections of its own, one of them to be woken by. */
  readonly url: string;
  readonly tasks: Readonly<Record<string, Task>>;
  /** How many jobs at a time. */
  readonly concurrency?: number;
  readonly log: (note: JobsNote) => void;
};

export type Jobs = {
  /**
   * Begins nothing more, gives what is running a few seconds, then tells it to stop (`stopping`) and waits until
   * it has. What was not done goes to other workers at once.
   */
  stop(): Promise<void>;
};

const CONCURRENCY = 20;
const CONNECTIONS = 4;
/** Jobs that were added wake a worker; those that were planned are found by looking. */
const LOOK = 1000;
const GRACE = 3000;
/** A queue that gave up, because the database was away for long, begins again after this. */
const PAUSE = 5000;

/** Works on the jobs of the database's queue, beside any number of other processes that do. */
export async function startJobs(options: JobsOptions): Promise<Jobs> {
  const { pool, close } = openDatabase(options.url, { max: CONNECTIONS });
  const stopping = new AbortController();
  let runner: Runner | undefined = await begin(pool, options).catch(async (error: unknown) => {
    await close();
    throw error;
  });
  const goOn = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      // What ended it has been logged.
      await runner?.promise.catch(() => {});
      if (stopping.signal.aborted) return;
      await setTimeout(PAUSE, undefined, { signal: stopping.signal }).catch(() => {});
      if (stopping.signal.aborted) return;
      runner = await begin(pool, options).catch((error: unknown) => {
        options.log({ code: "jobs-problem", task: null, error: String(error) });
        return undefined;
      });
    }
  };
  const going = goOn();
  return {
    stop: async () => {
      stopping.abort();
      await runner?.stop().catch(() => {});
      await going;
      // One may have begun in the meantime.
      await runner?.stop().catch(() => {});
      await runner?.promise.catch(() => {});
      await close();
    },
  };
}

function begin(pool: Pool, { tasks, concurrency = CONCURRENCY, log }: JobsOptions): Promise<Runner> {
  return run({
    pgPool: pool,
    taskList: Object.fromEntries(
      Object.entries(tasks).map(([name, task]) => [name, (payload, { abortSignal }) => task(payload, abortSignal)]),
    ),
    concurrency,
    pollInterval: LOOK,
    gracefulShutdownAbortTimeout: GRACE,
    noHandleSignals: true,
    logger: new Logger(() => (level, _message, meta) => {
      if (level === "error") log(noteOf(meta));
    }),
    // As batches of what is there, what became of jobs is written before the queue has stopped.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
  });
}

/** Messages of the queue quote payloads; what is wrong is in the error. */
function noteOf(meta: Readonly<Record<string, unknown>> = {}): JobsNote {
  const { job, error = "unknown" } = meta as {
    readonly job?: { readonly task_identifier?: string };
    readonly error?: unknown;
  };
  const task = job?.task_identifier ?? null;
  return { code: task === null ? "jobs-problem" : "job-failed", task, error: String(error) };
}
