import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { testDatabase } from "../src/database.testing.ts";
import { schemaFiles } from "./schema.ts";

const { pool } = await testDatabase();
const room = join(import.meta.dirname, "..");

test("the committed schema is what the migrations make: else run `npm run schema -w packages/store`", async () => {
  const { sql, typescript } = await schemaFiles(pool);
  expect(readFileSync(join(room, "schema.sql"), "utf8")).toBe(sql);
  expect(readFileSync(join(room, "src/schema.ts"), "utf8")).toBe(typescript);
});

test("every kind of column has its type, and a new kind asks for one", async () => {
  await pool.query(`create table kinds (
    id bigint generated always as identity primary key, at timestamptz default now(), seen timestamptz, raw bytea not null,
    body jsonb, twice integer generated always as (2) stored, tags text[] not null, days date[]
  )`);
  const { typescript } = await schemaFiles(pool);
  expect(
    / {2}kinds: \{\n([^}]*)\n {2}\};/
      .exec(typescript)?.[1]
      ?.split("\n")
      .map((line) => line.trim()),
  ).toEqual([
    "id: number;",
    "at: number | null;",
    "seen: number | null;",
    "raw: Buffer;",
    "body: unknown;",
    "twice: number | null;",
    "tags: string[];",
    "days: string[] | null;",
  ]);
  await pool.query("create table strange (place point)");
  await expect(schemaFiles(pool)).rejects.toThrow("column place");
});
