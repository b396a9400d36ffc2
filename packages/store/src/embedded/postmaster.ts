import { spawn, spawnSync } from "node:child_process";
import { closeSync, openSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { StoreError, saysDiskFull } from "../store-error.ts";
import { giveTo } from "./database-user.ts";
import { type Address, readPidFile } from "./pid-file.ts";
import { type Place, spawnOptions } from "./place.ts";

/** A running server. */
export type Postmaster = {
  readonly pid: number;
  readonly address: Address;
  /** Fulfilled when the process is gone. */
  readonly gone: Promise<void>;
};

/** Starts the server and waits until it takes connections, through recovery if need be. */
export async function startPostmaster(place: Place, port: number): Promise<Postmaster> {
  const said = join(place.log, "start.log");
  const before = logSizes(place);
  const { pid, gone } = process.platform === "win32" ? launchOnWindows(place, port, said) : launch(place, port, said);
  let over = false;
  void gone.then(() => {
    over = true;
  });
  for (;;) {
    const file = readPidFile(place.data);
    if (file?.ready && file.pid === pid()) return { pid: file.pid, address: file.address, gone };
    if (over) throw notStarted(place, readFileSync(said, "utf8") + loggedSince(place, before));
    await sleep(20);
  }
}

function logSizes({ log }: Place): ReadonlyMap<string, number> {
  const files = readdirSync(log).filter((name) => name.startsWith("postgres-"));
  return new Map(files.map((name) => [name, statSync(join(log, name)).size]));
}

/** What the server said once it kept a log of its own. */
function loggedSince(place: Place, before: ReadonlyMap<string, number>): string {
  return [...logSizes(place)]
    .map(([name, size]) =>
      readFileSync(join(place.log, name))
        .subarray(Math.min(size, before.get(name) ?? 0))
        .toString(),
    )
    .join("");
}

type Launched = { readonly pid: () => number | undefined; readonly gone: Promise<void> };

function launch(place: Place, port: number, said: string): Launched {
  const output = openSync(said, "w", 0o600);
  giveTo(place.user, said);
  const child = spawn(place.binaries.postgres, ["-D", place.dataAsSeen, ...listen(place, port)], {
    ...spawnOptions(place),
    // Of a group of its own: Ctrl-C in a terminal is ours to answer, after the last transaction.
    detached: true,
    stdio: ["ignore", output, output],
  });
  closeSync(output);
  // A server that nobody stopped must not keep a process alive that has nothing else to do.
  child.unref();
  const gone = new Promise<void>((done) => child.once("exit", () => done()).once("error", () => done()));
  return { pid: () => child.pid, gone };
}

/** There only `pg_ctl` can start it for an administrator. */
function launchOnWindows(place: Place, port: number, said: string): Launched {
  const options = listen(place, port).join(" ");
  spawnSync(place.binaries.pgCtl, ["start", "-w", "-D", place.data, "-l", said, "-o", options], {
    ...spawnOptions(place),
    stdio: "ignore",
    windowsHide: true,
  });
  const pid = readPidFile(place.data)?.pid;
  return { pid: () => pid, gone: pid === undefined ? Promise.resolve() : processGone(pid) };
}

function listen({ socket }: Place, port: number): readonly string[] {
  const settings = {
    listen_addresses: socket === null ? "127.0.0.1" : "",
    ...(socket !== null && { unix_socket_directories: socket }),
    port: String(port),
  };
  return Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}

function notStarted({ folder }: Place, output: string): StoreError {
  if (saysDiskFull(output)) return new StoreError({ code: "database-disk-full", folder });
  return new StoreError({ code: "database-not-started", folder, detail: output.trim().slice(-2000) });
}

/** Waits for the end of a process that is not our child. */
export async function processGone(pid: number): Promise<void> {
  while (isAlive(pid)) await sleep(100, undefined, { ref: false });
}

export function isAlive(pid: number): boolean {
  try {
    // An orphan's remains stay where nobody collects them, as in a container without an init.
    if (process.platform === "linux") return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Ends open transactions and shuts down in order; fulfilled when the process is gone. */
export async function stopPostmaster(place: Place, { pid, gone }: Postmaster): Promise<void> {
  signal(place, pid, "SIGINT");
  // The unreferenced child would let the process end before it does.
  const awake = setInterval(() => {}, 1000);
  const late = setTimeout(() => signal(place, pid, "SIGQUIT"), PATIENCE);
  await gone;
  clearTimeout(late);
  clearInterval(awake);
}

/** A shutdown writes what is in memory; after a minute of that, recovery at the next start is the lesser evil. */
const PATIENCE = 60_000;

function signal({ binaries, data }: Place, pid: number, name: "SIGINT" | "SIGQUIT"): void {
  try {
    if (process.platform !== "win32") process.kill(pid, name);
    else spawnSync(binaries.pgCtl, ["kill", name.slice(3), String(pid)], { cwd: data, env: binaries.env });
  } catch {
    // It is gone already.
  }
}
