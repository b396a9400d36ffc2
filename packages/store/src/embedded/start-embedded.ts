import { mkdirSync, readdirSync, realpathSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { StoreError, saysDiskFull } from "../store-error.ts";
import { ensureCluster, NAME, readSecret, writeSettings } from "./cluster.ts";
import { claimFolder } from "./owner-lock.ts";
import { disownLocks, isServed, readPidFile } from "./pid-file.ts";
import { type Place, placeIn } from "./place.ts";
import { type Postmaster, processGone, startPostmaster, stopPostmaster } from "./postmaster.ts";

/** A PostgreSQL of our own. `url` holds a password: it belongs into no log. */
export type Embedded = {
  readonly url: string;
  /** Shuts down in order and gives the folder back; may be called twice. */
  stop(): Promise<void>;
};

/** What the operator may want to know. */
export type EmbeddedNote =
  /** The database's user could not read PostgreSQL where npm put it. */
  | { readonly code: "database-copied"; readonly to: string }
  | { readonly code: "database-created"; readonly folder: string }
  | { readonly code: "database-started"; readonly folder: string; readonly pid: number; readonly uid: number | null }
  /** One was still running that an earlier process had left behind. */
  | { readonly code: "database-adopted"; readonly folder: string; readonly pid: number }
  /** It ended though nobody asked it to, and is started again. */
  | { readonly code: "database-lost"; readonly folder: string }
  | { readonly code: "database-not-restarted"; readonly folder: string; readonly detail: string };

export type EmbeddedOptions = {
  /** Everything is kept below `folder/postgres`. */
  readonly folder: string;
  readonly log?: (note: EmbeddedNote) => void;
  /** Settings of PostgreSQL beside ours; for tests. */
  readonly settings?: Readonly<Record<string, string>>;
};

/**
 * Starts PostgreSQL on a folder, makes its database where there is none, and starts it again if it falls.
 * Throws a `StoreError` where the folder is in use, not ours, of another version, or the disk is full.
 */
export async function startEmbedded({ folder, log = () => {}, settings = {} }: EmbeddedOptions): Promise<Embedded> {
  const home = makeHome(folder);
  const lock = claimFolder(home);
  try {
    return await start(home, log, settings, () => lock.release());
  } catch (error) {
    lock.release();
    if (!(error instanceof StoreError) && saysDiskFull(error)) {
      throw new StoreError({ code: "database-disk-full", folder: home }, { cause: error });
    }
    throw error;
  }
}

function makeHome(folder: string): string {
  const home = join(folder, "postgres");
  try {
    mkdirSync(folder, { recursive: true });
    mkdirSync(home, { recursive: true, mode: 0o700 });
    readdirSync(home);
    return realpathSync(home);
  } catch (error) {
    const code = saysDiskFull(error) ? "database-disk-full" : "database-folder-forbidden";
    throw new StoreError({ code, folder: home }, { cause: error });
  }
}

type Log = (note: EmbeddedNote) => void;

async function start(
  folder: string,
  log: Log,
  settings: Readonly<Record<string, string>>,
  release: () => void,
): Promise<Embedded> {
  const place = placeIn(folder);
  if (place.binaries.copiedTo !== undefined) log({ code: "database-copied", to: place.binaries.copiedTo });
  try {
    const server = await firstServer(place, log, settings);
    const stopping = new AbortController();
    const running = keepRunning(place, server, log, stopping.signal).finally(() => {
      dropSocket(place);
      release();
    });
    return {
      url: urlOf(place, server.address),
      stop: () => {
        stopping.abort();
        return running;
      },
    };
  } catch (error) {
    dropSocket(place);
    throw error;
  }
}

async function firstServer(place: Place, log: Log, settings: Readonly<Record<string, string>>): Promise<Postmaster> {
  const port = place.socket === null ? await freePort() : 5432;
  if ((await ensureCluster(place, port)) === "created") log({ code: "database-created", folder: place.folder });
  const left = await adopt(place, log);
  if (left) return left;
  writeSettings(place, settings);
  return startPatiently(place, port, log);
}

/** A socket's folder that lies elsewhere is made anew for every start. */
function dropSocket({ folder, socket }: Place): void {
  if (socket !== null && socket !== join(folder, "socket")) rmSync(socket, { recursive: true, force: true });
}

function urlOf(place: Place, { host, port }: Postmaster["address"]): string {
  const password = readSecret(place);
  if (place.socket === null) return `postgres://${NAME}:${password}@${host}:${port}/${NAME}`;
  return `postgres://${NAME}:${password}@localhost/${NAME}?host=${encodeURIComponent(host)}&port=${port}`;
}

/** Takes over a server whose process was killed: it is warm, and its memory is worth more than a clean start. */
async function adopt(place: Place, log: Log): Promise<Postmaster | undefined> {
  while (await isServed(place.data)) {
    const file = readPidFile(place.data);
    if (file?.ready) {
      log({ code: "database-adopted", folder: place.folder, pid: file.pid });
      return { pid: file.pid, address: file.address, gone: processGone(file.pid) };
    }
    await sleep(50);
  }
  return undefined;
}

/** What a killed server leaves behind may take some seconds to go: its other processes, their memory. */
async function startPatiently(place: Place, port: number, log: Log): Promise<Postmaster> {
  const until = performance.now() + 15_000;
  for (;;) {
    try {
      disownLocks(place.data, place.socket);
      const server = await startPostmaster(place, port);
      const uid = place.user?.uid ?? null;
      log({ code: "database-started", folder: place.folder, pid: server.pid, uid });
      return server;
    } catch (error) {
      const left = error instanceof StoreError && error.problem.code === "database-not-started" && error.problem.detail;
      if (!left || !/lock file|shared memory block/.test(left)) throw error;
      if (performance.now() > until) throw new StoreError({ code: "database-in-use", folder: place.folder });
      await sleep(200);
    }
  }
}

/** Starts the server again whenever it falls, ever more slowly; at the signal it stops it and is done. */
async function keepRunning(place: Place, first: Postmaster, log: Log, stopping: AbortSignal): Promise<void> {
  const asked = new Promise<"asked">((done) => stopping.addEventListener("abort", () => done("asked"), { once: true }));
  let server = first;
  while ((await Promise.race([asked, server.gone.then(() => "gone" as const)])) === "gone") {
    log({ code: "database-lost", folder: place.folder });
    const next = await startAgain(place, first.address.port, log, stopping);
    if (!next) return;
    server = next;
  }
  await stopPostmaster(place, server);
}

async function startAgain(
  place: Place,
  port: number,
  log: Log,
  stopping: AbortSignal,
): Promise<Postmaster | undefined> {
  for (let wait = 100; !stopping.aborted; wait = Math.min(5000, wait * 2)) {
    try {
      return await startPatiently(place, port, log);
    } catch (error) {
      log({ code: "database-not-restarted", folder: place.folder, detail: String(error) });
      await sleep(wait, undefined, { signal: stopping }).catch(() => {});
    }
  }
  return undefined;
}

function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((done, failed) => {
    server.once("error", failed).listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => done(typeof address === "object" && address ? address.port : 0));
    });
  });
}
