import {
  type AccountByBestRow,
  inTransaction,
  nextWorkspaceId,
  type RankedPlace,
  type Session,
} from "@plumbline/store";
import { testDatabase } from "@plumbline/store/testing";
import fc from "fast-check";
import { expect, test } from "vitest";
import { eventsOf, newHouse } from "../leads/leads.testing.ts";
import { accountsByBest, type Pace } from "./accounts-by-best.ts";

const { pool } = await testDatabase();
const VERSION = { versionId: 7 };
const ANY = { band: null, search: null };
const FEW: Pace = { accounts: 1000, members: 20_000, window: 400, widest: 6400, patience: 60_000 };
const PACES: Readonly<Record<string, Pace>> = {
  "put in order among themselves": FEW,
  "walked, two leads at a time": { ...FEW, accounts: 0, window: 2, widest: 2 },
  "walked, with too little time for a page": { ...FEW, members: 0, window: 1, widest: 3, patience: -1 },
};

type Lead = { readonly account: number | null; readonly total: number | null };

/** Accounts 1 to `count` and leads from 1 on, in a workspace of their own. */
async function keep(session: Session, count: number, leads: readonly Lead[]): Promise<void> {
  const { workspaceId } = session;
  const run = (text: string, values: unknown[] = []) => session.rows({ name: "", text }, [workspaceId, ...values]);
  for (const table of ["account", "lead", "score"]) await run(`delete from ${table} where workspace_id = $1`);
  await run(
    "insert into account (workspace_id, account_id, key) select $1, id, 'a' || id from generate_series(1, $2::int) as id",
    [count],
  );
  for (const [at, { account, total }] of leads.entries()) {
    await run("insert into lead (workspace_id, lead_id, chief, traits, account_id) values ($1, $2, '', '{}', $3)", [
      at + 1,
      account,
    ]);
    await run(
      `insert into score (workspace_id, version_id, subject_id, total, band, day, changed_at)
       values ($1, 7, $2, $3, $4, 0, 0)`,
      [at + 1, total, bandOf(total)],
    );
  }
}

const bandOf = (total: number | null) => (total === null ? null : total > 2 ? "hot" : "cold");

/** What it should be, of all at once. */
function ranked(count: number, leads: readonly Lead[]): { readonly id: number; readonly total: number | null }[] {
  const all = Array.from({ length: count }, (_, at) => {
    const own = leads.flatMap((lead, place) =>
      lead.account === at + 1 && lead.total !== null ? [{ total: lead.total, place }] : [],
    );
    const [best] = own.sort((a, b) => b.total - a.total || a.place - b.place);
    return { id: at + 1, total: best?.total ?? null, place: best?.place ?? at };
  });
  const rank = ({ total }: { readonly total: number | null }) => total ?? -1;
  return all.sort((a, b) => rank(b) - rank(a) || a.place - b.place).map(({ id, total }) => ({ id, total }));
}

async function allPages(session: Session, pace: Pace, wanted: Parameters<typeof accountsByBest>[2], limit: number) {
  const found: AccountByBestRow[] = [];
  let after: RankedPlace | undefined;
  for (let pages = 0; pages < 1000; pages++) {
    const { rows, next } = await accountsByBest(session, VERSION, wanted, after, limit, pace);
    expect(rows.length).toBeLessThanOrEqual(limit);
    found.push(...rows);
    if (next === null) return found.map((row) => ({ id: row.account_id, total: row.place_total }));
    after = next;
  }
  throw new Error("There is always a next page.");
}

const COUNT = 6;
const lead = fc.record({
  account: fc.option(fc.integer({ min: 1, max: COUNT })),
  total: fc.option(fc.integer({ min: 0, max: 4 })),
});

test.each(Object.keys(PACES))("each account stands once, where the best of its members does: %s", async (name) => {
  const pace = PACES[name] ?? FEW;
  const workspaceId = await nextWorkspaceId(pool);
  await fc.assert(
    fc.asyncProperty(fc.array(lead, { maxLength: 14 }), fc.integer({ min: 1, max: 4 }), async (leads, limit) => {
      await inTransaction(pool, workspaceId, async (session) => {
        await keep(session, COUNT, leads);
        const expected = ranked(COUNT, leads);
        expect(await allPages(session, pace, ANY, limit)).toEqual(expected);
        const hot = expected.filter(({ total }) => total !== null && bandOf(total) === "hot");
        expect(await allPages(session, pace, { ...ANY, band: "hot" }, limit)).toEqual(hot);
        const third = expected.filter(({ id }) => id === 3);
        expect(await allPages(session, pace, { ...ANY, search: "A3" }, limit)).toEqual(third);
      });
    }),
    { numRuns: 25 },
  );
});

test("without a model of accounts the one whose best lead is best comes first, however many have none", async () => {
  const house = await newHouse(pool);
  const demos = (user: string) => [eventsOf(user).demo(), eventsOf(user).pricing()];
  await house.send([
    ...Array.from({ length: 30 }, (_, n) => `free${n}`).flatMap((user) => [
      eventsOf(user).identify({ email: `${user}@gmail.com` }),
      ...demos(user),
    ]),
    eventsOf("ann").identify({ email: "ann@one.example", name: "Ann" }),
    eventsOf("bob").identify({ email: "bob@two.example", name: "Bob" }),
    eventsOf("eve").identify({ email: "eve@two.example" }),
    eventsOf("ann").pricing(),
    eventsOf("bob").demo(),
  ]);
  const { body } = await house.get("/accounts");
  expect(body.items).toMatchObject([
    { key: "two.example", members: 2, score: null, best: { name: "Bob", score: { model: "b2b", total: 30 } } },
    { key: "one.example", members: 1, score: null, best: { name: "Ann", score: { total: 10 } } },
  ]);
  const first = (await house.get("/accounts?limit=1")).body;
  const next = (await house.get(`/accounts?limit=1&cursor=${first.next}`)).body;
  expect([...first.items, ...next.items].map(({ key }) => key)).toEqual(["two.example", "one.example"]);
  expect((await house.get("/accounts?search=ONE")).body.items).toMatchObject([{ key: "one.example" }]);
});
