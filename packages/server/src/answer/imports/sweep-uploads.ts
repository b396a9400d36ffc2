import { readdir, rm, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { findImportFiles, findWorkspaceIds, inTransaction } from "@plumbline/store";
import type { Pool } from "pg";

/** How files that were sent are called here. */
export const UPLOAD = ".upload";

/** A file that grows, or whose import is about to be written down, was touched since. */
const HOUR = 3_600_000;

/**
 * Deletes files that no import names: whoever sent them was cut off, or their import was dropped. Files are full of
 * people.
 */
export async function sweepUploads(pool: Pool, folder: string, now: number): Promise<"done"> {
  const orphans = await oldUploads(folder, now - HOUR);
  for (const workspaceId of orphans.size > 0 ? await findWorkspaceIds(pool) : []) {
    for (const path of await inTransaction(pool, workspaceId, findImportFiles)) orphans.delete(basename(path));
  }
  for (const name of orphans) await rm(join(folder, name), { force: true });
  return "done";
}

async function oldUploads(folder: string, before: number): Promise<Set<string>> {
  const old = new Set<string>();
  for (const name of await namesIn(folder)) {
    const { mtimeMs } = await stat(join(folder, name));
    if (mtimeMs < before) old.add(name);
  }
  return old;
}

/** Nobody has sent anything where there is no folder. */
async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => name.endsWith(UPLOAD));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}
