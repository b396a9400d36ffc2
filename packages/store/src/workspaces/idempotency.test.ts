import { expect, test } from "vitest";
import { testDatabase } from "../database.testing.ts";
import { inTransaction } from "../in-transaction.ts";
import { lockIdempotency } from "./idempotency.ts";

const { pool } = await testDatabase();

test("a key is one request's at a time, and no other key waits for it, however alike their digests are", async () => {
  const lock = (key: string) => inTransaction(pool, 1, (session) => lockIdempotency(session, key));
  await inTransaction(pool, 1, async (session) => {
    // Two keys of which 32 bits are the same.
    const [alike] = await session.rows<{ one: string; other: string }>(
      {
        name: "",
        text: `
          select min(key) as one, max(key) as other
          from (select 'key 1:' || n as key from generate_series(1, 300000) as n) as keys
          group by hashtext('1:' || key) having count(*) > 1 order by 1 limit 1`,
      },
      [],
    );
    if (!alike) throw new Error("None are alike");
    expect(await lockIdempotency(session, alike.one)).toBe(true);
    expect(await lock(alike.one)).toBe(false);
    expect(await lock(alike.other)).toBe(true);
  });
});
