import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findWorkspaceIds } from "@plumbline/store";
import { testDatabase } from "@plumbline/store/testing";
import { afterAll, expect, test } from "vitest";
import { type FirstStartOptions, firstStart, resumeSample } from "./first-start.ts";

const NOON = Date.parse("2026-11-22T12:00:00Z");
const never = new AbortController().signal;
const folder = await mkdtemp(join(tmpdir(), "plumbline-first-"));
afterAll(() => rm(folder, { recursive: true }));

async function newInstallation(more: Partial<FirstStartOptions> = {}) {
  const { pool } = await testDatabase();
  const options: FirstStartOptions = {
    ...{ pool, folder, now: () => NOON, sample: undefined, onProgress: () => {}, loading: new Set() },
    ...{ stopping: never, ...more },
  };
  return { options, count: async () => (await findWorkspaceIds(pool)).length };
}

test("two servers that start at the same time make one workspace", async () => {
  const { options, count } = await newInstallation();
  const made = await Promise.all([1, 2, 3].map(() => firstStart(options)));
  expect(made.filter((one) => one !== undefined)).toHaveLength(1);
  expect(await count()).toBe(1);
});

test("whatever ends it, there is no sample workspace without a sample", async () => {
  const sample = { leads: 3 };
  // Nothing can be written, say: then there is nothing yet, and the next start begins anew.
  const blocked = join(folder, "blocked");
  await writeFile(blocked, "");
  const { options, count } = await newInstallation({ sample, folder: blocked });
  await expect(firstStart(options)).rejects.toThrow("EEXIST");
  await rm(blocked);
  expect(await count()).toBe(0);
  // It is stopped as soon as there is a workspace.
  const own = { ...options, folder };
  const first = await firstStart({ ...own, stopping: AbortSignal.abort() });
  expect(await first?.sample).toMatchObject({ isWhole: false });
  expect(await count()).toBe(1);
  expect(await firstStart(own)).toBeUndefined();
  const loaded = await resumeSample(own);
  expect(loaded).toMatchObject({ isWhole: true });
  expect(loaded?.events).toBeGreaterThan(0);
  expect(await readdir(folder)).toEqual(["sample-law.json"]);
  expect(await resumeSample(own)).toBeUndefined();
});
