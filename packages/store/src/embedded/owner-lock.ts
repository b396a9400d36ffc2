import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { StoreError, saysDiskFull } from "../store-error.ts";

/**
 * Claims a folder for this process until it ends, however it ends: the lock is the operating system's, on
 * a file that SQLite knows how to lock everywhere. A file with a process id in it would outlive a kill.
 */
export function claimFolder(folder: string): { release(): void } {
  try {
    const lock = new DatabaseSync(join(folder, "owner.lock"));
    try {
      lock.exec("pragma locking_mode = exclusive; begin exclusive");
    } catch (error) {
      lock.close();
      throw error;
    }
    return { release: () => lock.close() };
  } catch (error) {
    if (/locked|busy/i.test(String(error))) throw new StoreError({ code: "database-in-use", folder });
    if (saysDiskFull(error)) throw new StoreError({ code: "database-disk-full", folder }, { cause: error });
    throw new StoreError({ code: "database-folder-forbidden", folder }, { cause: error });
  }
}
