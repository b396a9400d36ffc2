import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import {
  addCosts,
  findLoading,
  inTransaction,
  keepLoading,
  keepRates,
  type LoadingWorkspace,
  lockCosts,
  unlessUnderWay,
} from "@plumbline/store";
import type { Pool } from "pg";
import { parse } from "yaml";
import { knownSources } from "../collect/known-sources.ts";
import { advancePublication } from "../publish/advance-publication.ts";
import { publishModel } from "../publish/publish-model.ts";
import { type Repeated, repeat } from "../repeat.ts";
import { adoptSample } from "./adopt-sample.ts";
import { loadSample } from "./load-sample.ts";
import { sampleMoney } from "./money.ts";

const MODEL = join(import.meta.dirname, "model.yaml");
/** What failed is tried again so many ms later; so often it is looked whether a process has left its work, too. */
const PAUSE = 10_000;

export type FillOptions = {
  readonly pool: Pool;
  readonly now: () => number;
  /** Where the law behind the sample is written, so that what is learned can be held against it. */
  readonly folder: string;
  /** How many events of how many leads' are there. */
  readonly onProgress: (events: number, leads: number) => void;
  readonly onLoaded: (events: number) => void;
  readonly onError: (error: unknown) => void;
  readonly pause?: number;
};

/**
 * Fills the workspaces that wait for their sample, by one process at a time; whatever fails or stops, it goes on where
 * it was, here or in another process.
 */
export function startFilling(options: FillOptions): Repeated {
  const { pool, now, folder, pause = PAUSE, onError } = options;
  let isAdopted = false;
  return repeat(
    pause,
    async (stopping) => {
      if (!isAdopted) await adoptSample(pool, folder, now);
      isAdopted = true;
      if ((await findLoading(pool)) === undefined) return "done";
      await unlessUnderWay(pool, "sample", async () => {
        const loading = await findLoading(pool);
        if (loading) await fill(options, loading, stopping);
      });
      return "done";
    },
    onError,
  );
}

async function fill(
  { pool, now, folder, onProgress, onLoaded }: FillOptions,
  { workspaceId, task }: LoadingWorkspace,
  stopping: AbortSignal,
): Promise<void> {
  const { writeKey, leads, lastDay } = task;
  const known = await knownSources(pool, now, () => undefined)(writeKey);
  let events = 0;
  // Whoever has closed the source wants no more of it.
  if (known?.workspaceId === workspaceId) {
    await publishSampleModel(pool, workspaceId, now);
    await spendSampleMoney(pool, workspaceId, task, now());
    const law = await loadSample({
      pool,
      // Its people have been asked already.
      source: { ...known, kind: "server" },
      seed: 1,
      ...{ leads, lastDay, stopping },
      onProgress: (loaded) => {
        events = loaded;
        onProgress(loaded, leads);
      },
    });
    if (!law) return;
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, "sample-law.json"), `${JSON.stringify(law)}\n`);
  }
  await inTransaction(pool, workspaceId, (session) => keepLoading(session, null));
  onLoaded(events);
}

async function spendSampleMoney(
  pool: Pool,
  workspaceId: number,
  { leads, lastDay }: LoadingWorkspace["task"],
  now: number,
): Promise<void> {
  const { costs, rates } = sampleMoney({ seed: 1, leads, firstDay: lastDay - 365, lastDay });
  await inTransaction(pool, workspaceId, async (session) => {
    await keepRates(session, rates);
    // An earlier start has written them.
    if ((await lockCosts(session)) === 0) await addCosts(session, costs, "Plumbline", now);
  });
}

async function publishSampleModel(pool: Pool, workspaceId: number, now: () => number): Promise<void> {
  const source = await readFile(MODEL, "utf8");
  const published = await publishModel(pool, workspaceId, { input: parse(source), source, author: "Plumbline" }, now());
  if (published.ok) {
    while ((await advancePublication(pool, workspaceId, published.publicationId, now)) !== "live");
    return;
  }
  // An earlier start has published it.
  if (published.problem.code !== "model-unchanged") throw new Error(JSON.stringify(published.problem));
}
