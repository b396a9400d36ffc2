import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type DatabaseNote, phrasesOf, type StartProblem, sayDatabaseNote, sayStartProblem } from "@plumbline/phrases";
import {
  type Config,
  ConfigError,
  firstAdminLink,
  firstStart,
  newAdminLink,
  OtherSecret,
  type Running,
  readConfig,
  type ServerNote,
  startFilling,
  startServer,
} from "@plumbline/server";
import { StoreError } from "@plumbline/store";
import version from "../package.json" with { type: "json" };
import { type Given, Refusal, type World, YES } from "./command.ts";

/** Options say what the environment may say, too; the option counts more. */
const SETTINGS = {
  role: "PLUMBLINE_ROLE",
  port: "PLUMBLINE_PORT",
  host: "PLUMBLINE_HOST",
  data: "PLUMBLINE_DATA",
} as const;

/** Runs the server until it is told to stop. */
export async function runServer(given: Given, world: World): Promise<number> {
  const told = stopSignal();
  try {
    const running = await start(given, world);
    await told.promise;
    world.err.write(`${world.say.server.stopping()}\n`);
    await running.stop();
    world.err.write(`${world.say.server.stopped()}\n`);
    return YES;
  } catch (error) {
    throw refusalOf(error, world);
  } finally {
    told.forget();
  }
}

async function start(given: Given, world: World): Promise<Running> {
  const { say, now, out, err, env, random } = world;
  const config = readConfig(environmentOf(given, env));
  const log = (note: ServerNote) => err.write(`${sayNote(note, world)}\n`);
  const screens = config.screens ? builtScreens(world) : undefined;
  const running = await startServer(config, { now, seconds, random, log, version: version.version, screens });
  const { pool } = running.database;
  const first = await firstStart({ pool, now, sample: config.sample ? { leads: config.sampleLeads } : undefined });
  if (first) {
    const { writeKey, serverKey, adminKey } = first;
    const { server } = say;
    out.write(
      `${server.firstKeys(config.sample)}\n${server.writeKey(writeKey)}\n${server.serverKey(serverKey)}\n${server.adminKey(adminKey)}\n`,
    );
  }
  const filling = config.roles.has("jobs") ? fillSample(config, running, world, log) : undefined;
  const link = await adminLink(given, config, running, world);
  // One piece: whoever waits for the first line only may close the pipe after it.
  out.write(`${say.server.ready(running.url)}\n${link === undefined ? "" : `${say.server.adminLink(link)}\n`}`);
  return {
    ...running,
    stop: async () => {
      await filling?.stop();
      await running.stop();
    },
  };
}

function fillSample({ folder }: Config, { database }: Running, world: World, log: (note: ServerNote) => unknown) {
  const { now, err, say } = world;
  let shown = 0;
  return startFilling({
    pool: database.pool,
    ...{ now, folder },
    onProgress: (events, leads) => {
      if (now() < shown + 2000) return;
      shown = now();
      err.write(`${say.server.loadingSample(events, Math.min(NEARLY, events / (leads * EVENTS_PER_LEAD)))}\n`);
    },
    onLoaded: (events) => err.write(`${say.server.sampleLoaded(events)}\n`),
    onError: (error) => log({ code: "failed", what: (error as Error).name }),
  });
}

/** The way in as long as nobody has gone it, or where it is asked for because nobody can let anyone in any more. */
function adminLink({ options }: Given, config: Config, { url, database }: Running, { now }: World) {
  const make = options["new-admin-link"] ? newAdminLink : firstAdminLink;
  return make(database.pool, config.url ?? url, now());
}

const seconds = (): number => performance.now() / 1000;

/** The folder of the web app, built where it is not, or is another one's; that takes some seconds. */
function builtScreens({ err, say }: World): string | undefined {
  const script = fileURLToPath(new URL("../../web/scripts/build.ts", import.meta.url));
  const builds = fileURLToPath(new URL("../../../node_modules/.cache/screens/", import.meta.url));
  if (!existsSync(builds)) err.write(`${say.server.buildingScreens()}\n`);
  const { status, stdout } = spawnSync(process.execPath, [script], { stdio: ["ignore", "pipe", 2], encoding: "utf8" });
  return status === 0 ? stdout.trim().split("\n").at(-1) : undefined;
}

/** So many has the sample, by and large: it depends on the day. */
const EVENTS_PER_LEAD = 65;
/** Which event is the last is not known before it is there. */
const NEARLY = 0.99;

function environmentOf({ options }: Given, env: World["env"]): Record<string, string | undefined> {
  const given = Object.entries(SETTINGS).map(([option, name]) => [name, options[option] ?? env[name]]);
  const sample = options["sample"];
  return {
    ...env,
    ...Object.fromEntries(given),
    ...(sample !== undefined && { PLUMBLINE_SAMPLE: sample ? "yes" : "no" }),
  };
}

function sayNote(note: ServerNote, { language, say }: World): string {
  return note.code === "failed"
    ? say.server.failed(note.what)
    : sayDatabaseNote(phrasesOf(language), note as DatabaseNote);
}

/** Why it does not start, in words; what is nobody's fault stays what it is. */
function refusalOf(error: unknown, { language }: World): unknown {
  const problem = problemOf(error);
  return problem ? new Refusal(sayStartProblem(phrasesOf(language), problem)) : error;
}

function problemOf(error: unknown): StartProblem | undefined {
  if (error instanceof StoreError || error instanceof ConfigError || error instanceof OtherSecret) {
    return error.problem as StartProblem;
  }
  const { code, address, port, message } = error as {
    code?: string;
    address?: string;
    port?: number;
    message?: string;
  };
  if (code === "EADDRINUSE") return { code: "address-in-use", address: `${address}:${port}` };
  if (code !== undefined && /^(ECONN|ENOTFOUND|28|3D|57|08)/.test(code)) {
    return { code: "database-unreachable", detail: message || code };
  }
  return undefined;
}

type StopSignal = { readonly promise: Promise<void>; readonly signal: AbortSignal; forget(): void };

/** Ctrl-C and its likes; who insists is let go at once. */
function stopSignal(): StopSignal {
  const abort = new AbortController();
  const promise = new Promise<void>((resolve) => abort.signal.addEventListener("abort", () => resolve()));
  const onSignal = (): void => {
    if (abort.signal.aborted) process.exit(1);
    abort.abort();
  };
  for (const name of ["SIGINT", "SIGTERM"] as const) process.on(name, onSignal);
  return {
    promise,
    signal: abort.signal,
    forget: () => {
      for (const name of ["SIGINT", "SIGTERM"] as const) process.off(name, onSignal);
    },
  };
}
