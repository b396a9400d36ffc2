import { readdir, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ApiError } from "@plumbline/api";
import { testDatabase } from "@plumbline/store/testing";
import { expect, test } from "vitest";
import { testServer } from "../server.testing.ts";
import { sweepUploads } from "./sweep-uploads.ts";

const { pool } = await testDatabase();
const NOW = Date.parse("2026-11-22T12:00:00Z");
const { newTenant, importFolder } = await testServer(pool, () => NOW);
const HOUR = 3_600_000;

const code = (error: ApiError) => error.problem.code;

async function sending() {
  const { client, sourceId } = await newTenant();
  const query = { kind: "events" as const, source: String(sourceId), fileName: "crm.csv" };
  const send = (body: string, idempotencyKey: string, source = query.source) =>
    client.imports.create({ query: { ...query, source }, body }, { idempotencyKey });
  return { client, send, files: async () => (await readdir(importFolder)).length };
}

test("a file that is sent twice lies there once, and another file under the same key is another request", async () => {
  const { client, send, files } = await sending();
  const before = await files();
  const first = await send("userId,event\nann,Hello\n", "k1");
  expect(await send("userId,event\nann,Hello\n", "k1")).toEqual(first);
  expect(await send("userId,event\nbob,Hello\n", "k1").catch(code)).toBe("other-request");
  expect(await send("x", "k2", "999999").catch(code)).toBe("not-found");
  expect((await client.imports.list()).items).toHaveLength(1);
  expect(await files()).toBe(before + 1);
});

test("an import that is dropped takes its file with it, at whatever point it was", async () => {
  const { client, send, files } = await sending();
  const stranger = await newTenant();
  const before = await files();
  const { id } = await send("userId,event\nann,Hello\n", "k1");
  await client.imports.pause({ params: { id } });
  expect(await stranger.client.imports.drop({ params: { id } }).catch(code)).toBe("not-found");
  expect(await files()).toBe(before + 1);
  await client.imports.drop({ params: { id } });
  expect(await files()).toBe(before);
  expect((await client.imports.list()).items).toEqual([]);
  expect(await client.imports.drop({ params: { id } }).catch(code)).toBe("not-found");
});

test("files that no import names are swept once nobody can be sending them any more", async () => {
  const { send } = await sending();
  await send("userId,event\nann,Hello\n", "k1");
  const named = await readdir(importFolder);
  for (const name of ["old.upload", "new.upload", "readme"]) await writeFile(join(importFolder, name), "x");
  const age = async (name: string, ms: number) => {
    const at = (NOW - ms) / 1000;
    await utimes(join(importFolder, name), at, at);
  };
  for (const name of [...named, "old.upload", "readme"]) await age(name, 2 * HOUR);
  await age("new.upload", HOUR / 2);
  await sweepUploads(pool, importFolder, NOW);
  expect((await readdir(importFolder)).sort()).toEqual([...named, "new.upload", "readme"].sort());
  await sweepUploads(pool, join(importFolder, "not-there"), NOW);
});
