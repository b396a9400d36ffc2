import { inTransaction } from "@plumbline/store";
import { testDatabase } from "@plumbline/store/testing";
import { expect, test } from "vitest";
import { testServer } from "../answer/server.testing.ts";
import { tellLeads } from "./tell-leads.ts";

const { pool } = await testDatabase();
const { newTenant } = await testServer(pool, () => 0);

/** A workspace with so many leads in each of its accounts, and some that are in none. */
async function peopled(members: readonly number[], alone: number): Promise<number> {
  const { workspaceId } = await newTenant();
  await inTransaction(pool, workspaceId, async (session) => {
    for (const [place, count] of [...members, alone].entries()) {
      const account = place < members.length ? place + 1 : null;
      await session.rows(
        {
          name: "",
          text: `
            with made as (
              insert into account (workspace_id, account_id, key) select $1, $2::bigint, 'a' || $2 where $2 is not null
            )
            insert into lead (workspace_id, lead_id, chief, traits, account_id)
            select $1, i, 'user:' || i, '{}', $2::bigint from generate_series($3::int + 1, $3::int + $4::int) as i`,
        },
        [workspaceId, account, 10_000 * place, count],
      );
    }
  });
  return workspaceId;
}

async function pagesOf(workspaceId: number, readsAccounts: boolean): Promise<string[][][]> {
  const pages: string[][][] = [];
  for await (const groups of tellLeads(pool, { workspaceId, modelId: 1, models: 1, readsAccounts })) {
    pages.push(groups.map((group) => group.map(({ id }) => id)));
  }
  return pages;
}

const accountOf = (id: string) => Math.floor((Number(id) - 1) / 10_000);

test("pages hold some two hundred leads, whatever the sizes of accounts; each lead is told once, with its account", async () => {
  const members = [3, 150, 60, 1, 199, 201, 450, 7, 7, 2500, 40, ...Array.from({ length: 120 }, () => 30)];
  const pages = await pagesOf(await peopled(members, 450), true);
  const all = pages.flat(2);
  expect(new Set(all).size).toBe(all.length);
  expect(all.length).toBe(members.reduce((sum, count) => sum + count, 450));
  for (const page of pages) {
    // What belongs together is not parted; what is more than a page is one by itself.
    expect(page.length === 1 || page.flat().length <= 200).toBe(true);
    for (const group of page) expect(new Set(group.map(accountOf)).size).toBe(1);
  }
  const sizes = Map.groupBy(pages.flat(), ([first]) => accountOf(first as string));
  for (const [place, count] of members.entries()) {
    const parts = sizes.get(place)?.map(({ length }) => length);
    expect(parts).toEqual(count > 2000 ? [2000, count - 2000] : [count]);
  }
  // Small accounts share a page.
  expect(pages.length).toBeLessThan(50);
});

test("where nobody asks for accounts, leads are told alone", async () => {
  const pages = await pagesOf(await peopled([3, 250], 10), false);
  expect(pages.flat().every(({ length }) => length === 1)).toBe(true);
  expect(pages.map(({ length }) => length)).toEqual([200, 63, 0]);
});
