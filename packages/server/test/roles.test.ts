import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { Client } from "@plumbline/api";
import type { JsonObject } from "@plumbline/scoring";
import { inTransaction } from "@plumbline/store";
import { expect, inject, onTestFinished, test } from "vitest";
import { sendBatches } from "./sending.testing.ts";
import { type ServerProcess, startServer } from "./server-process.testing.ts";
import { publish, settled, setUp, zoneFarFromMidnight } from "./workspace.testing.ts";

const isFullProof = inject("isFullProof");
/** So often somebody's colleague does something. */
const ROUNDS = isFullProof ? 30 : 5;
/** Within how many ms her own score follows: the promise, where the machine is its own. */
const WITHIN = isFullProof ? 5000 : 15_000;
/** So long is waited for what shall not happen; the process whose work it is looks every second, or more often. */
const A_WHILE = 3000;

const MODEL = `
model: team
signals: { demo: { on: Demo Requested } }
dimensions: { own: {}, team: {} }
rules:
  - { id: own, dimension: own, each: demo, points: 10 }
  - { id: team, dimension: team, each: demo, of: account, points: 1 }
total: { sum: [own, team] }
bands: [{ name: cold }, { name: hot, from: 10 }]
`;

/** Somebody else's server that is told of bands. */
async function listener() {
  const heard: string[] = [];
  const server = createServer((request, response) => {
    let text = "";
    request.on("data", (piece) => {
      text += piece;
    });
    request.on("end", () => {
      heard.push((JSON.parse(text) as { type: string }).type);
      response.end();
    });
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  onTestFinished(() => void server.close());
  return { heard, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
}

async function until(what: () => Promise<boolean>, pause = 50): Promise<number> {
  const from = performance.now();
  while (!(await what())) {
    if (performance.now() > from + 60_000) throw new Error(`Not within a minute: ${what}`);
    await sleep(pause);
  }
  return performance.now() - from;
}

async function newEvents({ url }: ServerProcess, writeKey: string, ...items: readonly JsonObject[]): Promise<void> {
  const { statuses } = await sendBatches([items], { urls: [url], writeKey, connections: 1 });
  expect([...statuses]).toEqual([[200, 1]]);
}

async function leadsByAddress(client: Client): Promise<Readonly<Record<string, { id: string; total: number | null }>>> {
  const { items } = await client.leads.list({});
  return Object.fromEntries(items.map(({ email, id, score }) => [email, { id, total: score.total }]));
}

test("collect, sweep and jobs as three processes: each does its own work, and all of it is done", {
  timeout: 300_000,
}, async () => {
  const { heard, url } = await listener();
  const secret = randomBytes(32).toString("base64");
  const env = { PLUMBLINE_SECRET: secret, PLUMBLINE_ALLOWED_NETWORKS: "127.0.0.0/8" };
  const collect = await startServer({ env: { ...env, PLUMBLINE_ROLE: "collect" } });
  const { client, keys, folder } = collect;
  const join = (role: string, ...flags: readonly string[]) =>
    startServer({ env: { ...env, DATABASE_URL: collect.databaseUrl(), PLUMBLINE_ROLE: role }, flags, keys, folder });
  const writeKey = await setUp(client, zoneFarFromMidnight());
  await client.endpoints.create({ body: { url, types: ["lead.band.entered"] } });

  // Nobody publishes but jobs.
  const publishing = publish(client, "team", MODEL);
  await sleep(A_WHILE);
  expect((await client.health.get()).publications).toBe(1);
  const jobs = await join("jobs");
  await publishing;

  const person = (userId: string, email: string): JsonObject => {
    return { type: "identify", userId, messageId: `is-${userId}`, traits: { email } };
  };
  const demo = (messageId: string, userId = "ann") => ({ type: "track", event: "Demo Requested", userId, messageId });
  const people = [
    person("ann", "ann@acme.example"),
    person("bob", "bob@acme.example"),
    person("carl", "carl@gmail.com"),
  ];
  await newEvents(collect, writeKey, ...people, demo("ann-0"), demo("carl-0", "carl"));

  // Whoever is told is told by jobs; who is due, and whose colleagues changed, waits for the sweep.
  await until(async () => heard.length === 2);
  expect(heard).toEqual(["lead.band.entered", "lead.band.entered"]);
  const before = await leadsByAddress(client);
  const { pool } = collect.database();
  await inTransaction(pool, 1, (session) =>
    session.rows(
      { name: "", text: "update score set due_on = 20000, total = 99900 where workspace_id = $1 and subject_id = $2" },
      [1, Number(before["carl@gmail.com"]?.id)],
    ),
  );
  await sleep(A_WHILE);
  expect(await client.health.get()).toMatchObject({ overdue: 1, dirtyAccounts: { count: 1 } });
  expect(await leadsByAddress(client)).toMatchObject({ "carl@gmail.com": { total: 999 } });
  // What the command line says counts more than the environment.
  const sweep = await join("collect", "--role", "sweep");
  await until(async () => {
    const { overdue, dirtyAccounts } = await client.health.get();
    return overdue === 0 && dirtyAccounts.count === 0;
  });
  const after = await leadsByAddress(client);
  expect(Object.fromEntries(Object.entries(after).map(([email, { total }]) => [email, total]))).toEqual({
    "ann@acme.example": 11,
    "bob@acme.example": 1,
    "carl@gmail.com": 10,
  });

  // What one process scores is heard at another.
  const leaving = new AbortController();
  const bob = after["bob@acme.example"]?.id ?? "";
  const told: (number | null)[] = [];
  const listening = (async () => {
    for await (const { event, data } of client.streams.scores({ query: {} }, { signal: leaving.signal })) {
      if (event === "ready") told.push(null);
      if (event === "score" && data.lead === bob) told.push(data.total);
    }
  })().catch(() => undefined);
  await until(async () => told.length > 0);
  // And while others are busy, too.
  let isOver = false;
  const busy = (async () => {
    for (let at = 0; !isOver; at++) {
      const others = Array.from({ length: 50 }, (_, i): JsonObject[] => {
        const userId = `other-${(at * 50 + i) % 400}`;
        return [person(userId, `${userId}@company-${i % 20}.example`), demo(`other-${at}-${i}`, userId)];
      });
      await newEvents(collect, writeKey, ...others.flat());
    }
  })();
  const totalOf = async (id: string) => (await client.leads.get({ params: { id } })).scores[0]?.total;
  const lags: number[] = [];
  for (let round = 1; round <= ROUNDS; round++) {
    await newEvents(collect, writeKey, demo(`ann-${round}`));
    lags.push(await until(async () => (await totalOf(bob)) === 1 + round));
  }
  isOver = true;
  await busy;
  await until(async () => told.at(-1) === 1 + ROUNDS);
  leaving.abort();
  await listening;
  console.info(
    `three roles: with events coming in, a colleague's score followed ${ROUNDS} times within ${(Math.max(...lags) / 1000).toFixed(1)} s at most`,
  );
  for (const lag of lags) expect(lag).toBeLessThanOrEqual(WITHIN);

  // Events are collect's alone; what is asked, each answers.
  for (const other of [sweep, jobs]) {
    expect((await fetch(`${other.url}/v1/batch`, { method: "POST", body: "{}" })).status).toBe(404);
    await settled(other.client);
  }
  await sweep.stop();
  await jobs.stop();
});
