import { createHash } from "node:crypto";
import { chmodSync, chownSync, mkdirSync, mkdtempSync, realpathSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Binaries } from "./binaries.ts";
import { findBinaries } from "./binaries.ts";
import { canReach, type DatabaseUser, databaseUser } from "./database-user.ts";

/** Where one database lies, with whose hands it is touched. */
export type Place = {
  readonly folder: string;
  /** PostgreSQL's own folder, below `folder`. */
  readonly data: string;
  /** The same as the database's user has to call it. */
  readonly dataAsSeen: string;
  readonly log: string;
  /** The folder of the socket; null where connections are TCP. */
  readonly socket: string | null;
  readonly user: DatabaseUser;
  readonly binaries: Binaries;
};

/** A socket's whole path has about 104 bytes; its file's name takes 15. */
const SOCKET_FOLDER_BYTES = 85;

/** Makes the folders of a database and finds what it needs to run. */
export function placeIn(folder: string): Place {
  const user = databaseUser(join(folder, "data"));
  own(folder, user);
  const log = join(folder, "log");
  mkdirSync(log, { recursive: true, mode: 0o700 });
  own(log, user);
  const data = join(folder, "data");
  // A folder that only root can walk to is still entered as the process's own, before it becomes another user's.
  const reachable = process.platform !== "linux" || canReach(user, folder);
  return {
    folder,
    data,
    dataAsSeen: reachable ? data : "/proc/self/cwd",
    log,
    socket: process.platform === "win32" ? null : socketFolder(folder, user, reachable),
    user,
    binaries: findBinaries(folder, user),
  };
}

/** How every program of PostgreSQL is started: in its folder, as its user. */
export function spawnOptions({ data, user, binaries }: Place) {
  return { cwd: data, env: binaries.env, ...user };
}

export function own(folder: string, user: DatabaseUser): void {
  chmodSync(folder, 0o700);
  if (user) chownSync(folder, user.uid, user.gid);
}

function socketFolder(folder: string, user: DatabaseUser, reachable: boolean): string {
  const beside = join(folder, "socket");
  const short = reachable && Buffer.byteLength(beside) <= SOCKET_FOLDER_BYTES;
  if (short) mkdirSync(beside, { recursive: true, mode: 0o700 });
  const name = createHash("sha256").update(folder).digest("hex").slice(0, 8);
  const socket = short ? beside : mkdtempSync(join(realpathSync(tmpdir()), `plumbline-${name}-`));
  own(socket, user);
  return socket;
}
