import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { inTransaction, keepLoading, type SampleTask } from "@plumbline/store";
import type { Pool } from "pg";
import { knownSources } from "../collect/known-sources.ts";

/**
 * Takes over a sample that an earlier version was loading when it stopped: it noted that in a file beside the data,
 * which goes. A source that is gone wants no more of it; a file that was cut off was written before there was one.
 */
export async function adoptSample(pool: Pool, folder: string, now: () => number): Promise<void> {
  const file = join(folder, "sample.json");
  const text = await readFile(file, "utf8").catch(whereThereIsNone);
  if (text === undefined) return;
  const task = taskIn(text);
  const known = task && (await knownSources(pool, now, () => undefined)(task.writeKey));
  if (known) await inTransaction(pool, known.workspaceId, (session) => keepLoading(session, task));
  await rm(file, { force: true });
}

/** That a folder cannot be read, or is none, is said where something is written into it. */
const whereThereIsNone = (): undefined => undefined;

function taskIn(text: string): SampleTask | undefined {
  try {
    const { writeKey, leads, lastDay } = JSON.parse(text) as SampleTask;
    const isWhole = typeof writeKey === "string" && Number.isSafeInteger(leads) && Number.isSafeInteger(lastDay);
    return isWhole ? { writeKey, leads, lastDay } : undefined;
  } catch {
    return undefined;
  }
}
