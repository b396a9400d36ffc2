import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { addCosts, findWorkspaceIds, inTransaction, keepRates, lockCosts, oneByOne } from "@plumbline/store";
import type { Pool } from "pg";
import { parse } from "yaml";
import { knownSources } from "./collect/known-sources.ts";
import { advancePublication } from "./publish/advance-publication.ts";
import { publishModel } from "./publish/publish-model.ts";
import { loadSample } from "./sample/load-sample.ts";
import { SAMPLE_CURRENCY, sampleMoney } from "./sample/money.ts";
import { type CreatedWorkspace, createWorkspace } from "./workspace/create-workspace.ts";
import { newWriteKey } from "./workspace/write-key.ts";

const MODEL = join(import.meta.dirname, "sample/model.yaml");
const DAY = 86_400_000;

export type FirstStart = {
  readonly workspace: CreatedWorkspace;
  /** Resolves when the sample is there, or was stopped. */
  readonly sample: Promise<Loaded> | undefined;
};

export type Loaded = { readonly events: number; readonly isWhole: boolean };

export type FirstStartOptions = {
  readonly pool: Pool;
  readonly now: () => number;
  readonly folder: string;
  readonly sample: { readonly leads: number } | undefined;
  readonly onProgress: (events: number) => void;
  /** Where it is noted that a workspace lives in another time. */
  readonly loading: Set<number>;
  readonly stopping: AbortSignal;
};

/**
 * Makes the first workspace of an installation, with its keys, and loads the sample into it; undefined where there is
 * one. Of servers that start at the same time one makes it. The law behind the sample is written beside the data, so
 * that what is learned can be held against it.
 */
export function firstStart(options: FirstStartOptions): Promise<FirstStart | undefined> {
  const { pool, now, sample, folder } = options;
  return oneByOne(pool, "first-start", async () => {
    if ((await findWorkspaceIds(pool)).length > 0) return undefined;
    const writeKey = newWriteKey();
    const task = sample && { writeKey, leads: sample.leads, lastDay: Math.floor(now() / DAY) };
    // Before there is a workspace: whatever ends the process now, the sample comes into it.
    if (task) {
      await mkdir(folder, { recursive: true });
      await writeFile(taskFile(folder), `${JSON.stringify(task)}\n`, { mode: 0o600 });
    }
    const workspace = await createWorkspace(
      pool,
      {
        name: sample ? "Sample" : "Plumbline",
        timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
        writeKey,
        ...(sample && { settings: SAMPLE_SETTINGS }),
      },
      now(),
    );
    return { workspace, sample: task && fill(options, task) };
  });
}

/** Goes on with a sample that was not whole when the server stopped; undefined where there is none. */
export async function resumeSample(options: FirstStartOptions): Promise<Loaded | undefined> {
  const text = await readFile(taskFile(options.folder), "utf8").catch(() => undefined);
  return text === undefined ? undefined : fill(options, JSON.parse(text) as SampleTask);
}

/** What has to be loaded; kept until it is. */
type SampleTask = {
  /** Of the workspace's first source: so it is told from any other. */
  readonly writeKey: string;
  readonly leads: number;
  readonly lastDay: number;
};

const taskFile = (folder: string): string => join(folder, "sample.json");

/** The sample's free mailboxes are invented ones. */
const SAMPLE_SETTINGS = {
  freeMail: ["mailbox.example", "postbox.example", "inbox.example"],
  currency: SAMPLE_CURRENCY,
};

async function fill(
  { pool, now, folder, onProgress, loading, stopping }: FirstStartOptions,
  { writeKey, leads, lastDay }: SampleTask,
): Promise<Loaded> {
  const known = await knownSources(pool, now, () => undefined)(writeKey);
  if (!known) throw new Error("The first source is not there");
  const { workspaceId } = known;
  loading.add(workspaceId);
  await publishSampleModel(pool, workspaceId, now);
  await spendSampleMoney(pool, { workspaceId, leads, lastDay }, now());
  let events = 0;
  const law = await loadSample({
    pool,
    // Its people have been asked already.
    source: { ...known, kind: "server" },
    seed: 1,
    leads,
    lastDay,
    onProgress: (loaded) => {
      events = loaded;
      onProgress(loaded);
    },
    stopping,
  });
  loading.delete(workspaceId);
  if (law) {
    await writeFile(join(folder, "sample-law.json"), `${JSON.stringify(law)}\n`);
    await rm(taskFile(folder), { force: true });
  }
  return { events, isWhole: law !== undefined };
}

async function spendSampleMoney(
  pool: Pool,
  { workspaceId, leads, lastDay }: Omit<SampleTask, "writeKey"> & { readonly workspaceId: number },
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
