import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { type Client, newClient } from "@plumbline/api";
import { type Database, openDatabase } from "@plumbline/store";
import { afterAll } from "vitest";
import { type Guarded, postmasterOf } from "./guard.testing.ts";

const PROGRAM = join(import.meta.dirname, "../../cli/bin/plumbline.js");
const GUARD = join(import.meta.dirname, "guard.testing.ts");

type ServerKeys = { readonly writeKey: string; readonly adminKey: string };

/** A real server in a process of its own. */
export type ServerProcess = {
  readonly url: string;
  readonly folder: string;
  /** Those that its first start showed. */
  readonly keys: ServerKeys;
  readonly client: Client;
  /** What it said so far. */
  said(): string;
  /** Ends it without a warning; its database goes on. */
  kill(): Promise<void>;
  /** Ends its database without a warning; the server starts it again, where it lives. */
  killDatabase(): Promise<void>;
  /** Starts it again at the same address, and resolves to the ms until it was ready. */
  start(): Promise<number>;
  /** Resolves to the ms until it said that it is ready. */
  ready(): Promise<number>;
  /** Stops it in order. */
  stop(): Promise<void>;
  pid(): number;
  /** Resident memory in MB. */
  memory(): number;
  postmaster(): number;
  databaseUrl(): string;
  /** Its database, for looking into; closed when the file is done. */
  database(): Database;
};

export type ServerOptions = {
  readonly folder?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Of its command line; they count more than the environment. */
  readonly flags?: readonly string[];
  /** Of the installation that it joins, where it is not the first server of one. */
  readonly keys?: ServerKeys;
};

/** Something that has to be taken away, even if this process is killed. */
export function guard(one: Guarded): void {
  guardian ??= newGuardian();
  guardian.tell(one);
}

let guardian: { tell(one: Guarded): void } | undefined;

function newGuardian() {
  const child = spawn(process.execPath, [GUARD], { detached: true, stdio: ["pipe", "ignore", "inherit"] });
  child.unref();
  afterAll(async () => {
    child.stdin.end();
    if (child.exitCode === null) await once(child, "exit");
  }, 60_000);
  return { tell: (one: Guarded) => void child.stdin.write(`${JSON.stringify(one)}\n`) };
}

export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "plumbline-proof-"));
  chmodSync(folder, 0o755);
  guard({ folder });
  return folder;
}

/** Starts a server, on an empty folder where none is named, and waits until it is ready. */
export async function startServer({
  folder = newFolder(),
  env = {},
  flags = [],
  keys,
}: ServerOptions = {}): Promise<ServerProcess> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const output: string[] = [];
  const settings = {
    PLUMBLINE_DATA: folder,
    PLUMBLINE_PORT: String(port),
    PLUMBLINE_SAMPLE: "no",
    PLUMBLINE_SCREENS: "no",
    ...env,
  };
  let child: ChildProcess | undefined;

  const launch = (): void => {
    const { DATABASE_URL: _, ...rest } = process.env;
    const started = spawn(process.execPath, [PROGRAM, "serve", ...flags], {
      env: { ...rest, ...settings },
      stdio: ["ignore", "pipe", "pipe"],
      // Of a group of its own: what a terminal sends to the test is no word to the server.
      detached: true,
    });
    for (const stream of [started.stdout, started.stderr]) {
      createInterface({ input: stream }).on("line", (line) => output.push(line));
    }
    guard({ pid: started.pid as number });
    child = started;
  };
  const gone = async (signal: NodeJS.Signals): Promise<void> => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, "exit");
    child.kill(signal);
    await exited;
  };
  const ready = () => untilReady(url, () => (child?.exitCode === null ? undefined : output.join("\n")));
  const start = async (): Promise<number> => {
    launch();
    return ready();
  };

  await start();
  const own = keys ?? (await keysIn(output));
  let looked: Database | undefined;
  return {
    url,
    folder,
    keys: own,
    client: newClient({ url, key: own.adminKey }),
    said: () => output.join("\n"),
    kill: () => gone("SIGKILL"),
    killDatabase: async () => {
      const pid = postmasterOf(folder);
      if (pid === undefined) throw new Error("There is no database to kill");
      process.kill(pid, "SIGKILL");
      while (postmasterOf(folder) === pid) await sleep(5);
    },
    start,
    ready,
    stop: () => gone("SIGTERM"),
    pid: () => child?.pid as number,
    memory: () => memoryOf(child?.pid as number),
    postmaster: () => postmasterOf(folder) as number,
    databaseUrl: () => databaseUrlOf(folder),
    database: () => {
      looked ??= lookInto(databaseUrlOf(folder));
      return looked;
    },
  };
}

function lookInto(url: string): Database {
  const database = openDatabase(url, { max: 2 });
  afterAll(() => database.close());
  return database;
}

/** The keys are told before the server says that it is ready, but on another way than its address answers. */
async function keysIn(output: readonly string[]): Promise<ServerKeys> {
  for (let tried = 0; tried < 200; tried++) {
    const said = output.join("\n");
    const [writeKey] = /plw_\S+/.exec(said) ?? [];
    const [adminKey] = /plk_\S+/.exec(said) ?? [];
    if (writeKey && adminKey) return { writeKey, adminKey };
    await sleep(50);
  }
  throw new Error(`No keys were told: ${output.join("\n")}`);
}

/** Asks as a balancer does. */
async function untilReady(url: string, ended: () => string | undefined): Promise<number> {
  const from = performance.now();
  while (performance.now() < from + 60_000) {
    const answered = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(1000) }).then(
      async (response) => {
        await response.arrayBuffer();
        return response.ok;
      },
      () => false,
    );
    if (answered) return performance.now() - from;
    const said = ended();
    if (said !== undefined) throw new Error(`The server has ended: ${said}`);
    await sleep(20);
  }
  throw new Error(`The server is not ready after a minute: ${ended() ?? "it runs"}`);
}

function memoryOf(pid: number): number {
  const [, kilobytes] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  return Number(kilobytes) / 1024;
}

/** The address of an embedded database, as its own server has it. */
function databaseUrlOf(folder: string): string {
  const data = join(folder, "postgres/data");
  const secret = readFileSync(join(data, "plumbline.secret"), "utf8");
  const [, , , port = "", socket = ""] = readFileSync(join(data, "postmaster.pid"), "utf8").split("\n");
  return `postgres://plumbline:${secret}@localhost/plumbline?host=${encodeURIComponent(socket.trim())}&port=${port.trim()}`;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await once(server.listen(0, "127.0.0.1"), "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address ? address.port : 0;
}
