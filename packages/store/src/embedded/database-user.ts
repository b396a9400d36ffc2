import type { Stats } from "node:fs";
import { chownSync, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { dirname, join } from "node:path";

/** Whom the database process runs as; null where it runs as we do. */
export type DatabaseUser = { readonly uid: number; readonly gid: number } | null;

/** PostgreSQL refuses to run as root: then it runs as whoever owns its data already, else as `nobody`. */
export function databaseUser(data: string): DatabaseUser {
  if (process.getuid?.() !== 0) return null;
  const owner = statSync(data, { throwIfNoEntry: false });
  return owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : nobody();
}

function nobody(): { readonly uid: number; readonly gid: number } {
  try {
    const [, uid, gid] = /^nobody:[^:]*:(\d+):(\d+):/m.exec(readFileSync("/etc/passwd", "utf8")) ?? [];
    if (uid && gid) return { uid: Number(uid), gid: Number(gid) };
  } catch {
    // A container without users still has their numbers.
  }
  return { uid: 65534, gid: 65534 };
}

/** Gives a file or a whole folder to the database's user. */
export function giveTo(user: DatabaseUser, path: string): void {
  if (!user) return;
  chownSync(path, user.uid, user.gid);
  if (!statSync(path).isDirectory()) return;
  for (const entry of readdirSync(path, { recursive: true })) chownSync(join(path, String(entry)), user.uid, user.gid);
}

/** Whether the database's user may walk to a file or folder and read it; we may. */
export function canReach(user: DatabaseUser, path: string): boolean {
  if (!user) return true;
  const real = realpathSync(path);
  const end = statSync(real);
  if (!mayUse(user, end, end.isDirectory() ? 5 : 4)) return false;
  for (let at = dirname(real); ; at = dirname(at)) {
    if (!mayUse(user, statSync(at), 1)) return false;
    if (at === dirname(at)) return true;
  }
}

function mayUse({ uid, gid }: NonNullable<DatabaseUser>, { mode, ...of }: Stats, bits: number): boolean {
  const shift = of.uid === uid ? 6 : of.gid === gid ? 3 : 0;
  return ((mode >> shift) & bits) === bits;
}
