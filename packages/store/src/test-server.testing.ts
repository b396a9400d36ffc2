import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Embedded } from "./embedded/start-embedded.ts";

/** Where the tests' processes find the address of their common server. */
export const TEST_SERVER = "PLUMBLINE_TEST_SERVER";
export const TEMPLATE = "plumbline_template";

/**
 * For vitest's globalSetup: one server for all test files of a run, started when the first of them asks, in
 * the one process that outlives them all.
 */
export async function setup(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), `plumbline-test-${process.pid}-`));
  let server: Promise<Embedded> | undefined;
  const door = createServer((socket) => {
    server ??= startForTests(folder);
    server.then(
      ({ url }) => socket.end(url),
      (error: unknown) => socket.end(`error ${error}`),
    );
    socket.on("error", () => {});
  });
  const path = process.platform === "win32" ? `\\\\.\\pipe\\plumbline-test-${process.pid}` : join(folder, "door");
  await new Promise<void>((done) => door.listen(path, done));
  process.env[TEST_SERVER] = path;
  return async () => {
    door.close();
    await (await server?.catch(() => undefined))?.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}

async function startForTests(folder: string): Promise<Embedded> {
  // Runs without a test of the store load none of this.
  const { startEmbedded } = await import("./embedded/start-embedded.ts");
  const { openDatabase } = await import("./database.ts");
  const { migrate } = await import("./migrate.ts");
  await sweep();
  const settings = {
    fsync: "off",
    full_page_writes: "off",
    shared_buffers: "128MB",
    max_connections: "200",
    // Its workers are the superuser's, and a database with one of them in it is not dropped.
    autovacuum: "off",
  };
  const server = await startEmbedded({ folder, settings });
  const admin = openDatabase(server.url, { max: 1 });
  await admin.pool.query(`create database ${TEMPLATE}`);
  await admin.close();
  const template = openDatabase(urlOf(server.url, TEMPLATE), { max: 1 });
  await migrate(template.pool);
  await template.close();
  return server;
}

/** The same server, another database. */
export function urlOf(url: string, database: string): string {
  const other = new URL(url);
  other.pathname = database;
  return other.href;
}

/** What runs that were killed have left behind, servers included. */
async function sweep(): Promise<void> {
  const { isAlive, processGone } = await import("./embedded/postmaster.ts");
  const { isServed, readPidFile } = await import("./embedded/pid-file.ts");
  for (const name of readdirSync(tmpdir())) {
    const [, pid] = /^plumbline-test-(\d+)-/.exec(name) ?? [];
    if (pid === undefined || isAlive(Number(pid))) continue;
    const folder = join(tmpdir(), name);
    const data = join(folder, "postgres/data");
    const server = (await isServed(data)) ? readPidFile(data)?.pid : undefined;
    if (server !== undefined) {
      process.kill(server, "SIGQUIT");
      await processGone(server);
    }
    rmSync(folder, { recursive: true, force: true });
  }
}
