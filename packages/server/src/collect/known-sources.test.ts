import { testDatabase } from "@plumbline/store/testing";
import fastify from "fastify";
import type { Pool } from "pg";
import { expect, test } from "vitest";
import { limiter } from "../answer/rate-limit.ts";
import { createWorkspace } from "../workspace/create-workspace.ts";
import { fakeStore } from "./collect.testing.ts";
import { COLLECT_ROUTER, collectRoutes } from "./collect-routes.ts";
import { judge } from "./judge.ts";
import { knownSources } from "./known-sources.ts";

const { pool } = await testDatabase();
const NOW = Date.parse("2026-11-22T12:00:00Z");

/** The database, and how often it was asked; it may be away. */
function counted() {
  const asked = { count: 0, isAway: false };
  const connect = () => {
    asked.count += 1;
    return asked.isAway ? Promise.reject(new Error("away")) : pool.connect();
  };
  return { asked, asking: Object.assign(Object.create(pool) as Pool, { connect }) };
}

test("a source is asked for once in a while, whoever invents keys meanwhile", async () => {
  const { writeKey, sourceId } = await createWorkspace(pool, { name: "Test", timeZone: "UTC" }, NOW);
  let clock = NOW;
  const { asking, asked } = counted();
  const sourceOf = knownSources(
    asking,
    () => clock,
    () => undefined,
    { most: 10 },
  );
  const found = await Promise.all([sourceOf(writeKey), sourceOf(writeKey)]);
  expect(found.map((source) => source?.sourceId)).toEqual([sourceId, sourceId]);
  expect([await sourceOf("nobody"), await sourceOf("nobody")]).toEqual([undefined, undefined]);
  expect(asked.count).toBe(2);
  // Of those that nobody has the oldest makes room, and nobody else.
  for (let i = 0; i < 10; i++) await sourceOf(`invented ${i}`);
  await sourceOf("invented 0");
  await sourceOf(writeKey);
  expect(asked.count).toBe(12);
  await sourceOf("nobody");
  expect(asked.count).toBe(13);
  clock += 5001;
  expect((await sourceOf(writeKey))?.sourceId).toBe(sourceId);
  expect(asked.count).toBe(14);
});

test("what could not be asked is asked again", async () => {
  const { writeKey, sourceId } = await createWorkspace(pool, { name: "Test", timeZone: "UTC" }, NOW);
  const { asking, asked } = counted();
  const sourceOf = knownSources(
    asking,
    () => NOW,
    () => undefined,
  );
  asked.isAway = true;
  await expect(sourceOf(writeKey)).rejects.toThrow("away");
  asked.isAway = false;
  expect((await sourceOf(writeKey))?.sourceId).toBe(sourceId);
});

test("whoever invents keys is stopped before they are looked up, and stops nobody whose key is a source's", async () => {
  const { writeKey } = await createWorkspace(pool, { name: "Test", timeZone: "UTC" }, NOW);
  const { writeKey: late } = await createWorkspace(pool, { name: "Late", timeZone: "UTC" }, NOW);
  const { asking, asked } = counted();
  let clock = NOW;
  const now = () => clock;
  const allowanceOf = limiter({ perMinute: 60, burst: 3 });
  const sourceOf = knownSources(asking, now, () => undefined, { strangers: (from) => allowanceOf(from, clock) });
  const app = fastify({ routerOptions: COLLECT_ROUTER });
  await app.register(collectRoutes, { sourceOf, receive: fakeStore().receive, now, judge });
  const send = (key: string, remoteAddress = "192.0.2.1", payload = { type: "track", event: "x", userId: "ann" }) =>
    app.inject({ method: "POST", url: "/v1/track", remoteAddress, payload: { ...payload, writeKey: key } });
  const codes = async (...answers: readonly ReturnType<typeof send>[]) =>
    (await Promise.all(answers)).map(({ statusCode }) => statusCode);
  expect(await codes(send(writeKey))).toEqual([200]);
  expect(await codes(send("invented-1"), send("invented-2"))).toEqual([401, 401]);
  expect(asked.count).toBe(3);
  const stopped = await send("invented-3");
  expect([stopped.statusCode, stopped.json().code, stopped.headers["retry-after"]]).toEqual([429, "overloaded", "1"]);
  const settings = (key: string) => app.inject({ url: `/v1/projects/${key}/settings`, remoteAddress: "192.0.2.1" });
  expect((await settings("invented-4")).statusCode).toBe(429);
  // What is remembered costs nothing, and who has a source is none of them, however long that is ago.
  expect(await codes(send("invented-1"))).toEqual([401]);
  expect(asked.count).toBe(3);
  clock += 999;
  expect(await codes(send(writeKey), send(late, "192.0.2.2"))).toEqual([200, 200]);
  clock += 1;
  expect(await codes(send(late), send("invented-5"))).toEqual([200, 401]);
  expect(await codes(send("invented-6"))).toEqual([429]);
  clock += 5001 - 1000;
  for (let i = 0; i < 9; i++) await send(`invented-7-${i}`);
  expect(await codes(send(writeKey), send(late))).toEqual([200, 200]);
  await app.close();
});
