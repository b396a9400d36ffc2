import { setTimeout as sleep } from "node:timers/promises";
import { every } from "@plumbline/api";
import type { JsonObject } from "@plumbline/scoring";
import { inTransaction } from "@plumbline/store";
import { expect, inject, test } from "vitest";
import { newSending, randomFrom, sendBatches } from "./sending.testing.ts";
import { startServer } from "./server-process.testing.ts";
import { publish, setUp, zoneFarFromMidnight } from "./workspace.testing.ts";

const isFullProof = inject("isFullProof");
const KILLS = isFullProof ? 20 : 4;
const LEADS = 40;
const BATCH = 40;
/** How long it may take, in ms, until it is ready again: the promise, where the machine is its own. */
const READY_WITHIN = isFullProof ? 10_000 : 20_000;

/** Every occurrence counts, so that the score of a lead says how many of its events were counted. */
const MODEL = `
model: counting
signals: { done: { on: Done } }
dimensions: { done: {} }
rules: [{ id: done, dimension: done, each: done, points: 1 }]
total: { sum: [done] }
bands: [{ name: all }]
`;

/** Batches without end; of how many events each lead has been sent is noted in `counts`. */
function* batches(random: () => number, counts: Map<string, number>): Generator<JsonObject[]> {
  for (let at = 0; ; at++) {
    yield Array.from({ length: BATCH }, (_, i) => {
      const userId = `lead-${Math.floor(random() * LEADS)}`;
      counts.set(userId, (counts.get(userId) ?? 0) + 1);
      const timestamp = new Date(Date.now() - random() * 86_400_000 * 20).toISOString();
      return { type: "track", event: "Done", userId, messageId: `m-${at}-${i}`, timestamp };
    });
  }
}

test("no kill loses what was acknowledged, or counts it twice", { timeout: 900_000 }, async () => {
  const server = await startServer();
  const { client } = server;
  const writeKey = await setUp(client, zoneFarFromMidnight());
  await publish(client, "counting", MODEL);

  const random = randomFrom(2);
  const counts = new Map<string, number>();
  const sending = newSending();
  const made = batches(random, counts);
  let isOver = false;
  const connection = async (): Promise<void> => {
    while (!isOver) {
      const { value } = made.next();
      await sendBatches([value], { urls: [server.url], writeKey, connections: 1, sending });
    }
  };
  const connections = Promise.all(Array.from({ length: 4 }, connection));
  const pauses: number[] = [];
  for (let kill = 0; kill < KILLS; kill++) {
    // Some work is done in between, and the kill comes at any point of it.
    const before = sending.acknowledged.size;
    while (sending.acknowledged.size < before + 5 * BATCH) await sleep(10);
    await sleep(random() * 200);
    const from = performance.now();
    if (kill % 2 === 0) {
      await server.kill();
      await server.start();
    } else {
      await server.killDatabase();
      await server.ready();
    }
    pauses.push(performance.now() - from);
  }
  isOver = true;
  await connections;

  const sent = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const kept = await inTransaction(server.database().pool, 1, (session) =>
    session.rows<{ message: string }>(
      { name: "proof-messages", text: "select message_id as message from event where workspace_id = $1" },
      [1],
    ),
  );
  const { total, isBalanced } = await client.books.list({ query: {} });
  console.info(
    `${KILLS} kills: ${sent} events acknowledged, ${kept.length} kept, ${total.duplicates} sent again, ` +
      `answers ${JSON.stringify([...sending.statuses])}; ` +
      `ready again after at most ${(Math.max(...pauses) / 1000).toFixed(1)} s`,
  );
  expect(sending.acknowledged.size).toBe(sent);
  expect(kept).toHaveLength(sent);
  expect(new Set(kept.map(({ message }) => message))).toEqual(sending.acknowledged);
  expect({ isBalanced, stored: total.stored, quarantined: total.quarantined }).toEqual({
    isBalanced: true,
    stored: sent,
    quarantined: 0,
  });
  let leads = 0;
  for await (const { id, score } of every(client.leads.list, { query: { limit: 200 } })) {
    const { identities, scores } = await client.leads.get({ params: { id } });
    const userId = identities[0]?.key.slice("user:".length) ?? "";
    // As it is kept, and worked out line by line from what is kept of its events.
    expect([userId, score.total, scores[0]?.total]).toEqual([userId, counts.get(userId), counts.get(userId)]);
    leads += 1;
  }
  expect(leads).toBe(counts.size);
  expect(sending.statuses.get(0)).toBeGreaterThan(0);
  for (const pause of pauses) expect(pause).toBeLessThanOrEqual(READY_WITHIN);
});
