import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { StoreError, saysDiskFull } from "../store-error.ts";
import { giveTo } from "./database-user.ts";
import { own, type Place, spawnOptions } from "./place.ts";
import { startPostmaster, stopPostmaster } from "./postmaster.ts";
import { settingsFile } from "./settings.ts";

/** The one role and its one database; row-level security binds it, as it is no superuser. */
export const NAME = "plumbline";
const MAJOR_VERSION = "18";
const SECRET = "plumbline.secret";
const SETTINGS = "plumbline.conf";

/** Makes the database where there is none, under another name first: one that is there is whole. */
export async function ensureCluster(place: Place, port: number): Promise<"created" | "found"> {
  if (existsSync(place.data)) {
    checkCluster(place);
    return "found";
  }
  const half = `${place.data}.new`;
  rmSync(half, { recursive: true, force: true });
  mkdirSync(half, { mode: 0o700 });
  own(half, place.user);
  const making: Place = { ...place, data: half, dataAsSeen: place.dataAsSeen === place.data ? half : place.dataAsSeen };
  try {
    await makeCluster(making, port);
  } catch (error) {
    rmSync(half, { recursive: true, force: true });
    throw error;
  }
  renameSync(half, place.data);
  return "created";
}

function checkCluster({ data, folder }: Place): void {
  const version = join(data, "PG_VERSION");
  if (!existsSync(version) || !existsSync(join(data, SECRET)))
    throw new StoreError({ code: "database-damaged", folder });
  const found = readFileSync(version, "utf8").trim();
  if (found !== MAJOR_VERSION) {
    throw new StoreError({ code: "database-other-version", folder, found, needed: MAJOR_VERSION });
  }
}

async function makeCluster(place: Place, port: number): Promise<void> {
  const [admin, password] = [newPassword(), newPassword()];
  const passwordFile = join(place.data, "..", "initial.secret");
  writeSecret(place, passwordFile, admin);
  const { status, stdout, stderr, error } = spawnSync(
    place.binaries.initdb,
    [
      ...[
        "-D",
        place.dataAsSeen,
        "--username=postgres",
        "--auth=scram-sha-256",
        `--pwfile=${place.dataAsSeen}/../initial.secret`,
      ],
      // Texts sort by their code points, on every machine.
      ...["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"],
    ],
    { ...spawnOptions(place), encoding: "utf8" },
  );
  rmSync(passwordFile);
  if (status !== 0) throw notMade(place, `${stdout}${stderr}${error ?? ""}`);
  appendFileSync(join(place.data, "postgresql.conf"), `\ninclude '${SETTINGS}'\n`);
  writeSettings(place, {});
  const server = await startPostmaster(place, port);
  try {
    const client = new pg.Client({ ...server.address, user: "postgres", password: admin, database: "postgres" });
    // Said once more by the query that fails.
    client.on("error", () => {});
    await client.connect();
    await client.query(`create role ${NAME} login createdb password '${password}'`);
    await client.query(`create database ${NAME} owner ${NAME}`);
    // Nobody enters as superuser again but by single-user mode, with the server stopped.
    await client.query("alter role postgres password null");
    await client.end();
  } finally {
    await stopPostmaster(place, server);
  }
  writeSecret(place, join(place.data, SECRET), password);
}

function notMade({ folder }: Place, said: string): StoreError {
  if (saysDiskFull(said)) return new StoreError({ code: "database-disk-full", folder });
  const [, uid] = /could not look up effective user ID (\d+)/.exec(said) ?? [];
  if (uid !== undefined) return new StoreError({ code: "database-user-unknown", uid: Number(uid) });
  return new StoreError({ code: "database-not-started", folder, detail: said.trim().slice(-2000) });
}

function newPassword(): string {
  return randomBytes(24).toString("hex");
}

function writeSecret({ user }: Place, path: string, secret: string): void {
  writeFileSync(path, secret, { mode: 0o600, flush: true });
  giveTo(user, path);
}

/** The password of the role. */
export function readSecret({ data }: Place): string {
  return readFileSync(join(data, SECRET), "utf8");
}

/** Writes the settings that the next start reads. */
export function writeSettings(place: Place, more: Readonly<Record<string, string>>): void {
  const path = join(place.data, SETTINGS);
  // The first time PostgreSQL is asked what it can do, it reads its settings, and must find this file.
  if (!existsSync(path)) writeFileSync(path, "", { mode: 0o600 });
  giveTo(place.user, path);
  writeFileSync(path, settingsFile(place, more), { flush: true });
}
