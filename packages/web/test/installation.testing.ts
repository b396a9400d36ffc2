import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { CLOCK_AHEAD } from "./clock-ahead.testing.ts";
import { GUARD } from "./guard.testing.ts";

const PROGRAM = join(import.meta.dirname, "../../cli/bin/plumbline.js");
const SAMPLE_LEADS = 60;
/** The screens are built first, which takes long where others use the machine. */
const WAIT = 600_000;

/** A server as people start it, in a process of its own, with screens and a small sample workspace or an empty one. */
export type Installation = {
  readonly url: string;
  /** The link that the first start printed. */
  readonly adminLink: string;
  readonly adminKey: string;
  readonly writeKey: string;
  /** Stops it in order; its data stay. */
  stop(): Promise<void>;
  /** Starts it again at the same address, where it lives so many days ahead of us. */
  start(daysAhead?: number): Promise<void>;
  /** Stops it, and takes everything away. */
  close(): Promise<void>;
};

/** Starts a server on an empty folder, and waits until the sample is there if there is to be one. */
export async function newInstallation(hasSample = true): Promise<Installation> {
  const folder = mkdtempSync(join(tmpdir(), "plumbline-screens-"));
  // The database runs as somebody else where we are root.
  chmodSync(folder, 0o755);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const guard = spawn(process.execPath, [GUARD, folder], { detached: true, stdio: ["pipe", "ignore", "inherit"] });
  const said: string[] = [];
  let child: ChildProcess | undefined;

  const start = async (daysAhead = 0) => {
    // The server is to be as people have it, not as tests do.
    const { DATABASE_URL: _database, NODE_ENV: _mode, ...rest } = process.env;
    const env = {
      ...rest,
      LC_ALL: "en_US.UTF-8",
      PLUMBLINE_DATA: folder,
      PLUMBLINE_PORT: String(port),
      PLUMBLINE_SCREENS: "yes",
      // What a test listens with stands on this machine.
      PLUMBLINE_ALLOWED_NETWORKS: "127.0.0.0/8",
      PLUMBLINE_SAMPLE: hasSample ? "yes" : "no",
      PLUMBLINE_SAMPLE_LEADS: String(SAMPLE_LEADS),
      ...(daysAhead > 0 && {
        PLUMBLINE_DAYS_AHEAD: String(daysAhead),
        NODE_OPTIONS: `--import=${pathToFileURL(CLOCK_AHEAD)}`,
      }),
    };
    const started = spawn(process.execPath, [PROGRAM, "serve"], {
      env,
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    child = started;
    guard.stdin.write(`${started.pid}\n`);
    for (const stream of [started.stdout, started.stderr]) {
      createInterface({ input: stream }).on("line", (line) => said.push(line));
    }
    await until(() => isReady(url), "The server is not ready");
  };
  const stop = async () => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    child.kill("SIGTERM");
    await ended;
  };
  const until = async (isSo: () => boolean | Promise<boolean>, otherwise: string) => {
    for (const end = Date.now() + WAIT; Date.now() < end; await sleep(100)) {
      if (await isSo()) return;
      if (child?.exitCode !== null) break;
    }
    throw new Error(`${otherwise}:\n${said.join("\n")}`);
  };
  const told = (pattern: RegExp) => pattern.exec(said.join("\n"))?.[0];

  await start();
  await until(() => told(/#invitation=\S+/) !== undefined, "No link was told");
  if (hasSample) await until(() => told(/The sample workspace is there/) !== undefined, "The sample is not there");
  return {
    url,
    adminLink: told(/http\S+#invitation=\S+/) ?? "",
    adminKey: told(/plk_\S+/) ?? "",
    writeKey: told(/plw_\S+/) ?? "",
    stop,
    start,
    close: async () => {
      await stop();
      const gone = once(guard, "exit");
      guard.stdin.end();
      await gone;
    },
  };
}

async function isReady(url: string): Promise<boolean> {
  try {
    const answered = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(1000) });
    await answered.arrayBuffer();
    return answered.ok;
  } catch {
    return false;
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await once(server.listen(0, "127.0.0.1"), "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address ? address.port : 0;
}
