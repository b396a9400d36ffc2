import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findLoading, inTransaction, keepLoading } from "@plumbline/store";
import { testDatabase } from "@plumbline/store/testing";
import type { Pool } from "pg";
import { afterAll, expect, test, vi } from "vitest";
import { firstStart } from "../first-start.ts";
import { type FillOptions, startFilling } from "./fill-workspace.ts";

const NOON = Date.parse("2026-11-22T12:00:00Z");
const now = () => NOON;
const folder = await mkdtemp(join(tmpdir(), "plumbline-first-"));
afterAll(() => rm(folder, { recursive: true }));

async function newInstallation() {
  const { pool } = await testDatabase();
  const made = await firstStart({ pool, now, sample: { leads: 3 } });
  if (!made) throw new Error("It is the first");
  const { workspaceId } = made;
  const rows = <Row>(text: string) =>
    inTransaction(pool, workspaceId, (session) => session.rows<Row>({ name: "", text }, [workspaceId]));
  return { pool, workspaceId, rows };
}

/** Fills until what is waited for is the case. */
async function fillUntil(pool: Pool, what: (heard: Heard) => unknown, more: Partial<FillOptions> = {}): Promise<Heard> {
  const heard: Heard = { progress: [], loaded: [], errors: [] };
  const filling = startFilling({
    ...{ pool, now, folder, pause: 10 },
    onProgress: (events) => heard.progress.push(events),
    onLoaded: (events) => heard.loaded.push(events),
    onError: (error) => heard.errors.push(error),
    ...more,
  });
  await vi.waitFor(async () => expect(await what(heard)).toBeTruthy(), { timeout: 30_000, interval: 5 });
  await filling.stop();
  return heard;
}

type Heard = { readonly progress: number[]; readonly loaded: number[]; readonly errors: unknown[] };

test("whatever stops or fails, the sample is loaded to its end, by one at a time", async () => {
  const { pool, rows } = await newInstallation();
  // It is stopped as soon as it has begun.
  expect((await fillUntil(pool, ({ progress }) => progress.length > 0)).loaded).toEqual([]);
  // Its law cannot be written, say; then it can.
  const blocked = join(folder, "blocked");
  await writeFile(blocked, "");
  const { loaded } = await fillUntil(pool, ({ errors }) => errors.length > 1, { folder: blocked });
  expect(loaded).toEqual([]);
  await rm(blocked);
  const [one, other] = await Promise.all(
    [1, 2].map(() => fillUntil(pool, async () => (await findLoading(pool)) === undefined)),
  );
  expect([...(one?.loaded ?? []), ...(other?.loaded ?? [])]).toEqual([expect.any(Number)]);
  expect([...(one?.errors ?? []), ...(other?.errors ?? [])]).toEqual([]);
  expect(await readdir(folder)).toEqual(["sample-law.json"]);
  const [{ events = 0 } = {}] = await rows<{ events: number }>(
    "select count(*)::int as events from event where workspace_id = $1",
  );
  expect(events).toBeGreaterThan(0);
});

test("a source that was closed meanwhile wants no more of the sample, and its workspace lives in our time", async () => {
  const { pool, rows } = await newInstallation();
  await rows("update source set disabled_at = 1 where workspace_id = $1");
  const { loaded, errors } = await fillUntil(pool, ({ loaded }) => loaded.length > 0);
  expect([loaded, errors]).toEqual([[0], []]);
  expect(await findLoading(pool)).toBeUndefined();
});

test("a sample that an earlier version noted beside the data is loaded to its end, and the note goes", async () => {
  const { pool, workspaceId } = await newInstallation();
  const task = (await findLoading(pool))?.task;
  await inTransaction(pool, workspaceId, (session) => keepLoading(session, null));
  const former = join(folder, "former");
  await mkdir(former);
  await writeFile(join(former, "sample.json"), `${JSON.stringify(task)}\n`);
  const { loaded, errors } = await fillUntil(pool, ({ loaded }) => loaded.length > 0, { folder: former });
  expect([loaded, errors]).toEqual([[expect.any(Number)], []]);
  expect(loaded[0]).toBeGreaterThan(0);
  expect(await readdir(former)).toEqual(["sample-law.json"]);
});

test.each(["{", '{"writeKey":"nobody\'s","leads":3,"lastDay":20000}'])(
  "a note of no sample, %s, is thrown away",
  async (note) => {
    const { pool, workspaceId } = await newInstallation();
    await inTransaction(pool, workspaceId, (session) => keepLoading(session, null));
    const former = await mkdtemp(join(folder, "former-"));
    await writeFile(join(former, "sample.json"), note);
    const { errors } = await fillUntil(pool, async () => (await readdir(former)).length === 0, { folder: former });
    expect([errors, await findLoading(pool)]).toEqual([[], undefined]);
  },
);
