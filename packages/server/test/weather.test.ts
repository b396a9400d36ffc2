import { spawnSync } from "node:child_process";
import { readFileSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { JsonObject } from "@plumbline/scoring";
import { openDatabase, startEmbedded } from "@plumbline/store";
import type { Pool } from "pg";
import { describe, expect, inject, test } from "vitest";
import { inBatches, newSending, type Sending, sendBatches } from "./sending.testing.ts";
import { guard, newFolder, type ServerProcess, startServer } from "./server-process.testing.ts";

const OUTAGE = inject("isFullProof") ? 30_000 : 10_000;

function eventsOf(prefix: string, count: number, filling = ""): JsonObject[] {
  return Array.from({ length: count }, (_, i) => {
    const userId = `u${i % 50}`;
    return { type: "track", event: "Done", messageId: `${prefix}-${i}`, userId, properties: { filling } };
  });
}

/** Sends without end, until it is told to stop; every batch is sent until it is taken. */
function stream({ url, keys: { writeKey } }: ServerProcess, prefix: string, filling = "") {
  const sending: Sending = newSending();
  let isOver = false;
  let sent = 0;
  const connection = async (lane: number): Promise<void> => {
    for (let at = 0; !isOver; at++) {
      const batch = eventsOf(`${prefix}-${lane}-${at}`, 20, filling);
      sent += batch.length;
      await sendBatches([batch], { urls: [url], writeKey, connections: 1, sending });
      await sleep(5);
    }
  };
  const connections = Promise.all([0, 1, 2, 3].map(connection));
  const end = async (): Promise<number> => {
    isOver = true;
    await connections;
    return sent;
  };
  return { sending, end };
}

const count = ({ statuses }: Sending, status: number): number => statuses.get(status) ?? 0;

/** Everything that was acknowledged is there, once; and nothing else. */
async function allOnce(pool: Pool, { client }: ServerProcess, { acknowledged }: Sending, sent: number): Promise<void> {
  const connection = await pool.connect();
  try {
    await connection.query("begin; set local plumbline.workspace = '1'");
    const { rows } = await connection.query<{ id: string }>(
      "select message_id as id from event where workspace_id = 1",
    );
    await connection.query("rollback");
    expect(acknowledged.size).toBe(sent);
    expect(rows).toHaveLength(sent);
    expect(new Set(rows.map(({ id }) => id))).toEqual(acknowledged);
  } finally {
    connection.release();
  }
  const { total, isBalanced } = await client.books.list({ query: {} });
  expect({ isBalanced, stored: total.stored }).toEqual({ isBalanced: true, stored: sent });
}

const isReady = ({ url }: ServerProcess) => fetch(`${url}/readyz`).then(({ ok }) => ok);

test("the database is gone for a while", { timeout: 300_000 }, async () => {
  const folder = newFolder();
  let embedded = await startEmbedded({ folder });
  const server = await startServer({ env: { DATABASE_URL: embedded.url } });
  const { sending, end } = stream(server, "gone");
  while (count(sending, 200) < 5) await sleep(20);
  await embedded.stop();
  await sleep(OUTAGE / 2);
  expect(await isReady(server)).toBe(false);
  await sleep(OUTAGE / 2);
  embedded = await startEmbedded({ folder });
  const from = performance.now();
  const back = await server.ready();
  const before = count(sending, 200);
  while (count(sending, 200) < before + 5) await sleep(20);
  const taking = performance.now() - from;
  const sent = await end();
  const database = openDatabase(embedded.url, { max: 1 });
  console.info(
    `no database for ${OUTAGE / 1000} s: ${sent} events, answers ${JSON.stringify([...sending.statuses])}; ` +
      `ready ${Math.round(back)} ms and taking events ${Math.round(taking)} ms after it was back`,
  );
  await allOnce(database.pool, server, sending, sent);
  // The server itself lived, and said so to everyone who asked.
  expect([...sending.statuses.keys()].toSorted()).toEqual([200, 503]);
  await database.close();
  await server.stop();
  await embedded.stop();
});

/** The database's processes. */
function processesOf(server: ServerProcess): number[] {
  const pid = server.postmaster();
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ").map(Number);
  return [pid, ...children];
}

test("the database does not answer for a while", { timeout: 300_000 }, async () => {
  const server = await startServer();
  const { sending, end } = stream(server, "still");
  while (count(sending, 200) < 5) await sleep(20);
  const stopped = processesOf(server);
  for (const pid of stopped) process.kill(pid, "SIGSTOP");
  // More than may wait: what is too much is turned away at once, and comes again.
  const flood = inBatches(eventsOf("flood", 40_000), 2000);
  const flooding = sendBatches(flood, {
    urls: [server.url],
    writeKey: server.keys.writeKey,
    connections: flood.length,
    sending,
  });
  await sleep(OUTAGE);
  const turnedAway = count(sending, 429);
  for (const pid of stopped.toReversed()) process.kill(pid, "SIGCONT");
  await flooding;
  const sent = 40_000 + (await end());
  console.info(
    `a silent database for ${OUTAGE / 1000} s: ${sent} events, answers ${JSON.stringify([...sending.statuses])}`,
  );
  await allOnce(server.database().pool, server, sending, sent);
  expect(turnedAway).toBeGreaterThan(0);
  expect([...sending.statuses.keys()].filter((status) => ![200, 429, 503].includes(status))).toEqual([]);
  await server.stop();
});

describe("a full disk", () => {
  test("nothing that was acknowledged is lost, and it goes on when there is room", {
    timeout: 300_000,
  }, async (context) => {
    const folder = newFolder();
    const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=300m,mode=755", "tmpfs", folder]).status === 0;
    if (!mounted) {
      console.warn("SKIPPED: nobody tried a full disk, no file system can be mounted here");
      return context.skip("no file system can be mounted here");
    }
    guard({ mount: folder });
    const server = await startServer({ folder });
    const { sending, end } = stream(server, "full", "x".repeat(2000));
    while (count(sending, 200) < 5) await sleep(20);
    const ballast = join(folder, "ballast");
    const { bavail, bsize } = statfsSync(folder);
    // PostgreSQL has room left in files that it has already; soon it needs more.
    writeFileSync(ballast, Buffer.alloc(Math.max(0, bavail * bsize - 2_000_000)));
    const until = Date.now() + 60_000;
    while (count(sending, 503) < 20 && Date.now() < until) await sleep(50);
    const taken = count(sending, 200);
    const refused = count(sending, 503);
    rmSync(ballast);
    const from = performance.now();
    await server.ready();
    while (count(sending, 200) < taken + 20) await sleep(20);
    const back = performance.now() - from;
    const sent = await end();
    console.info(
      `a full disk: ${sent} events, answers ${JSON.stringify([...sending.statuses])}; ` +
        `taking events again ${(back / 1000).toFixed(1)} s after there was room`,
    );
    expect(refused).toBeGreaterThanOrEqual(20);
    await allOnce(server.database().pool, server, sending, sent);
    await server.stop();
  });
});
