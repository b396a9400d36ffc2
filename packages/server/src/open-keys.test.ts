import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { testDatabase } from "@plumbline/store/testing";
import { afterAll, expect, test } from "vitest";
import { checkKeys, OtherSecret, openKeys } from "./open-keys.ts";

const folders = await Promise.all([1, 2].map(() => mkdtemp(join(tmpdir(), "plumbline-keys-"))));
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))));
const [here = "", there = ""] = folders;

test("a server with another key than the database's does not begin", async () => {
  const { pool } = await testDatabase();
  await checkKeys(pool, openKeys(here, undefined));
  await checkKeys(pool, openKeys(here, undefined));
  await expect(checkKeys(pool, openKeys(there, undefined))).rejects.toThrow(OtherSecret);
  const { rows } = await pool.query("select name from seal_key");
  expect(rows).toEqual([{ name: expect.stringMatching(/^[0-9a-f]{32}$/) }]);
});

test("of those that come first at the same time one key counts", async () => {
  const { pool } = await testDatabase();
  const tries = await Promise.allSettled(folders.map((folder) => checkKeys(pool, openKeys(folder, undefined))));
  expect(tries.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
});

test("a new key takes the place of the one before where both are given, or where that is lost", async () => {
  const { pool } = await testDatabase();
  const [first, second, third] = [1, 2, 3].map(() => randomBytes(32).toString("base64"));
  const check = (...keys: readonly (string | undefined)[]) => checkKeys(pool, openKeys(here, keys.join(",")));
  await check(first);
  await check(second, first);
  // Whoever has only the old one cannot open what is sealed from now on.
  await expect(check(first)).rejects.toThrow(OtherSecret);
  await check(second);
  await expect(check(third)).rejects.toThrow(OtherSecret);
  await checkKeys(pool, openKeys(here, third), { isLost: true });
  await check(third);
  await expect(check(second)).rejects.toThrow(OtherSecret);
});
