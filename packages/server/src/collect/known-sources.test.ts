import { testDatabase } from "@plumbline/store/testing";
import type { Pool } from "pg";
import { expect, test } from "vitest";
import { createWorkspace } from "../workspace/create-workspace.ts";
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
    10,
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
