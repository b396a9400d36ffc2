import { randomBytes } from "node:crypto";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll } from "vitest";
import { type Database, openDatabase } from "./database.ts";
import { TEMPLATE, TEST_SERVER, urlOf } from "./test-server.testing.ts";

export type TestDatabase = Database & { readonly url: string };

/**
 * A database of this test file's own, all migrations applied, with nothing in it; gone when the file is done.
 * To be called at the top of a file: `const database = await testDatabase();`
 */
export async function testDatabase(options?: { readonly max?: number }): Promise<TestDatabase> {
  const server = await serverUrl();
  const name = `test_${randomBytes(8).toString("hex")}`;
  await run(server, `create database ${name} template ${TEMPLATE}`);
  const url = urlOf(server, name);
  const database = openDatabase(url, options);
  let closed: Promise<void> | undefined;
  const closeOnce = async () => {
    await database.close();
    await run(server, `drop database if exists ${name} with (force)`);
  };
  const close = (): Promise<void> => {
    closed ??= closeOnce();
    return closed;
  };
  afterAll(close);
  return { ...database, close, url };
}

/** The server's own, empty database; for tests that make what they need. */
export async function serverUrl(): Promise<string> {
  const answer = await text(connect(process.env[TEST_SERVER] ?? ""));
  if (!answer.startsWith("postgres:")) throw new Error(answer);
  return answer;
}

async function run(url: string, statement: string): Promise<void> {
  const { pool, close } = openDatabase(url, { max: 1 });
  await pool.query(statement).finally(close);
}
