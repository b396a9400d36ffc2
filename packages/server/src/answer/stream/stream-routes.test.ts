import { inTransaction, keepApiKey } from "@plumbline/store";
import { testDatabase } from "@plumbline/store/testing";
import fastify from "fastify";
import { expect, test } from "vitest";
import { apiOn } from "../api.ts";
import { newApiKey } from "../api-key.ts";
import { knownConfigurations } from "../known-configurations.ts";
import { eventsOf, type House, MODEL, NOW, newHouse } from "../leads/leads.testing.ts";
import { prepare } from "../prepare.ts";
import { openArrivals } from "./arrivals-hub.ts";
import { openHub } from "./hub.ts";
import { streamRoutes } from "./stream-routes.ts";

const { pool } = await testDatabase();

const READY = /^event: ready\nid: [0-9a-f]{8}-0\ndata: \{\}\s*$/;
const MISSED = /^event: missed\nid: [0-9a-f]{8}-1\ndata: \{\}$/;

async function keyFor({ workspaceId }: House): Promise<string> {
  const { key, prefix, hash } = newApiKey();
  await inTransaction(pool, workspaceId, (session) =>
    keepApiKey(session, { name: "watch", prefix, hash, scopes: ["read"], expires_at: null }, NOW),
  );
  return key;
}

test("scores arrive as server-sent events, of one's own workspace and of the model asked for", async () => {
  const known = knownConfigurations();
  const hub = openHub({ pool, known });
  const app = fastify({ forceCloseConnections: true });
  prepare(app, 1000);
  const arrivals = openArrivals({ pool, now: () => NOW });
  streamRoutes(apiOn(app, { pool, now: () => NOW, checksAnswers: true }), hub, arrivals);
  const address = await app.listen({ port: 0, host: "127.0.0.1" });
  const [house, other] = [await newHouse(pool), await newHouse(pool)];
  const gone = new AbortController();
  const headers = { authorization: `Bearer ${await keyFor(house)}` };
  const open = (query: string) => fetch(`${address}/stream${query}`, { headers, signal: gone.signal });
  const [all, none] = [await open(""), await open("?model=another")];
  expect(all.headers.get("content-type")).toContain("text/event-stream");
  for (const own of [other, house]) {
    await own.send([eventsOf("ann").demo()]);
    hub.onChange(own.workspaceId, own.changes);
  }
  let text = "";
  for await (const piece of all.body ?? []) {
    text += Buffer.from(piece).toString();
    if (text.includes("event: score")) break;
  }
  const frames = text.trim().split("\n\n");
  expect(frames[0]).toMatch(READY);
  expect(frames).toHaveLength(2);
  expect(frames[1]).toMatch(/^id: [0-9a-f]{8}-1$/m);
  expect(JSON.parse(frames[1]?.split("data: ")[1] ?? "")).toMatchObject({ model: "b2b", total: 30, former: null });
  const quiet = await none.body?.getReader().read();
  expect(Buffer.from(quiet?.value ?? []).toString()).toMatch(READY);
  expect((await fetch(`${address}/stream`)).status).toBe(401);
  gone.abort();
  await app.close();
  await arrivals.close();
  await hub.close();
});

test("who listens is told that another version is live, wherever it was published", async () => {
  const hub = openHub({ pool, known: knownConfigurations() });
  const app = fastify({ forceCloseConnections: true });
  prepare(app, 1000);
  const arrivals = openArrivals({ pool, now: () => NOW });
  streamRoutes(apiOn(app, { pool, now: () => NOW, checksAnswers: true }), hub, arrivals);
  const address = await app.listen({ port: 0, host: "127.0.0.1" });
  const house = await newHouse(pool);
  const gone = new AbortController();
  const headers = { authorization: `Bearer ${await keyFor(house)}` };
  const stream = await fetch(`${address}/stream`, { headers, signal: gone.signal });
  await house.publish({ ...MODEL, bands: [{ name: "cold" }, { name: "warm", above: 12 }] });
  let text = "";
  for await (const piece of stream.body ?? []) {
    text += Buffer.from(piece).toString();
    if (text.includes("missed")) break;
  }
  expect(text.split("\n\n")).toEqual([expect.stringMatching(READY), expect.stringMatching(MISSED), ""]);
  // Whoever connects again, as browsers do by themselves, is told at once that there may have been something.
  const again = await fetch(`${address}/stream`, {
    headers: { ...headers, "last-event-id": /^id: (.*)$/m.exec(text)?.[1] ?? "" },
    signal: gone.signal,
  });
  text = "";
  for await (const piece of again.body ?? []) {
    text += Buffer.from(piece).toString();
    if (text.split("\n\n").length === 3) break;
  }
  expect(text.split("\n\n")).toEqual([expect.stringMatching(READY), expect.stringMatching(MISSED), ""]);
  gone.abort();
  await app.close();
  await arrivals.close();
  await hub.close();
});

test("a server that closes ends its streams, and does not wait for who listens", async () => {
  const hub = openHub({ pool, known: knownConfigurations() });
  const arrivals = openArrivals({ pool, now: () => NOW });
  const app = fastify({ forceCloseConnections: "idle" });
  prepare(app, 1000);
  streamRoutes(apiOn(app, { pool, now: () => NOW, checksAnswers: true }), hub, arrivals);
  const address = await app.listen({ port: 0, host: "127.0.0.1" });
  const headers = { authorization: `Bearer ${await keyFor(await newHouse(pool))}` };
  const stream = await fetch(`${address}/stream`, { headers });
  const [text] = await Promise.all([stream.text(), app.close()]);
  expect(text.trim()).toMatch(READY);
  await arrivals.close();
  await hub.close();
});

test("of whoever hangs up while it is looked up who that is, nothing is left", async () => {
  const house = await newHouse(pool);
  const authorization = `Bearer ${await keyFor(house)}`;
  const hub = openHub({ pool, known: knownConfigurations() });
  const arrivals = openArrivals({ pool, now: () => NOW });
  const looking = Promise.withResolvers<void>();
  const found = Promise.withResolvers<void>();
  const connect = async () => {
    looking.resolve();
    await found.promise;
    return pool.connect();
  };
  const slow = Object.assign(Object.create(pool) as typeof pool, { connect });
  const app = fastify({ forceCloseConnections: true });
  prepare(app, 1000);
  const api = apiOn(app, { pool: slow, now: () => NOW, checksAnswers: true });
  streamRoutes(api, hub, arrivals);
  const closed = new Promise((resolve) => {
    app.addHook("onRequest", async (_, { raw }) => void raw.on("close", resolve));
  });
  const address = await app.listen({ port: 0, host: "127.0.0.1" });
  const gone = new AbortController();
  const asked = fetch(`${address}/stream`, { headers: { authorization }, signal: gone.signal }).catch(() => "gone");
  await looking.promise;
  gone.abort();
  expect(await asked).toBe("gone");
  await closed;
  found.resolve();
  // Another one, who stays, is let in after them.
  const staying = await fetch(`${address}/stream`, { headers: { authorization } });
  expect((await staying.body?.getReader().read())?.done).toBe(false);
  expect(api.streams.size).toBe(1);
  await app.close();
  await arrivals.close();
  await hub.close();
});
