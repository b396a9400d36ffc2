import { expect, test } from "vitest";
import { testDatabase } from "../database.testing.ts";
import { inTransaction } from "../in-transaction.ts";
import { findSubjectsAfter } from "./walk-subjects.ts";

const { pool } = await testDatabase();

test("a walk over accounts comes by each of them once, in whatever order they were last written", async () => {
  const run = (text: string) => inTransaction(pool, 1, (session) => session.rows({ name: "", text }, []));
  await run("insert into account (workspace_id, key) select 1, 'account ' || n from generate_series(1, 300) as n");
  // Rows that were written again lie elsewhere, and the database reads the table as it lies.
  await run("update account set key = key || '!' where account_id % 3 = 0");
  await pool.query("analyze account");
  const seen: number[] = [];
  for (let after = 0; ; after = seen.at(-1) as number) {
    const page = await inTransaction(pool, 1, (session) => findSubjectsAfter(session, "account", after, 50));
    if (page.length === 0) break;
    seen.push(...page.map(({ id }) => id));
  }
  expect(seen).toHaveLength(300);
  expect(seen).toEqual(seen.toSorted((a, b) => a - b));
});
