import { randomBytes } from "node:crypto";
import {
  accountOf,
  accountsOf,
  addToBook,
  compile,
  type Event,
  type JsonObject,
  leadsOf,
  measurerFor,
  newBook,
  parseModel,
  totalOf,
  traitsOf,
} from "@plumbline/scoring";
import { inTransaction } from "@plumbline/store";
import type { Pool } from "pg";
import { expect, inject, test } from "vitest";
import { parse } from "yaml";
import { inBatches, randomFrom, sendBatches, shuffled } from "./sending.testing.ts";
import { newFolder, startServer } from "./server-process.testing.ts";
import { publish, settled, setUp, zoneFarFromMidnight } from "./workspace.testing.ts";

const EVENTS = inject("isFullProof") ? 30_000 : 3000;
/** In proportion: with more events of few people everyone would be joined to everyone in the end. */
const PEOPLE = EVENTS / 100;
const DAY = 86_400_000;

const MODEL = `
model: b2b
signals:
  pricing: { on: page, where: { path: { startsWith: /pricing } } }
  demo: { on: Demo Requested }
  team: { any: true }
dimensions: { fit: {}, engagement: { decay: { halfLife: 5d } } }
rules:
  - { id: boss, dimension: fit, when: { trait: title, contains: CEO }, points: 20 }
  - { id: large, dimension: fit, when: { account: size, is: large }, points: 3 }
  - { id: pricing, dimension: engagement, each: pricing, points: 10, limit: { perDay: 2 } }
  - { id: demo, dimension: engagement, each: demo, points: 30 }
  - { id: team, dimension: fit, each: team, of: account, points: 0.01 }
total: { sum: [fit, engagement] }
precision: 2
bands: [{ name: cold }, { name: hot, above: 30, leaveBelow: 20 }]
`;

const zone = zoneFarFromMidnight();

/** Events of few people on shared devices, under several ids and addresses that some have in common. */
function eventsOf(random: () => number, until: number): Event[] {
  const one = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)] as Item;
  const people = Array.from({ length: PEOPLE }, (_, i) => `person-${i}`);
  const devices = Array.from({ length: PEOPLE * 2 }, (_, i) => `device-${i}`);
  return Array.from({ length: EVENTS }, (_, i): Event => {
    const user = random() < 0.6 ? { userId: one([...people, "null"]) } : {};
    const device = random() < 0.7 || !("userId" in user) ? { anonymousId: one(devices) } : {};
    const timestamp = Math.floor(until - random() * 20 * DAY);
    const base = { messageId: `m${i}`, timestamp, ...user, ...device };
    const kind = random();
    // Of a company or whomever: no address but an identify's joins anybody.
    const traits = { size: one(["small", "large"]), email: one(["info@acme.example", "info@bolt.example"]) };
    if (kind < 0.4) return { ...base, type: "page", properties: { path: one(["/pricing/eu", "/blog"]) }, traits };
    if (kind < 0.7) return { ...base, type: "track", event: one(["Demo Requested", "Hello"]), traits };
    if (kind < 0.9) {
      const email = `${one(people)}@${one(["acme.example", "bolt.example", "gmail.com"])}`;
      // Addresses tie leads together, as they should; not all of them into one.
      return { ...base, type: "identify", traits: { title: one(["CEO", "Clerk"]), ...(random() < 0.1 && { email }) } };
    }
    if (kind < 0.98) return { ...base, type: "group", groupId: one(["acme", "bolt"]), traits };
    const previousId = one([`old-${one(people)}`, one(devices)]);
    return { ...base, type: "alias", previousId };
  });
}

type Totals = Record<string, number | null>;

/** What a batch over all events comes to: the total of every lead, by all of its identities. */
function batchTotals(events: readonly Event[]): Totals {
  const parsed = parseModel(parse(MODEL));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed));
  const compiled = compile(parsed.model, zone);
  const measurer = measurerFor([parsed.model], zone);
  const book = newBook();
  for (const event of events) addToBook(book, event, measurer);
  const leads = leadsOf(book, [], { joinByEmail: true });
  const accounts = accountsOf(book, leads);
  const today = zone.dayOf(Date.now());
  return Object.fromEntries(
    leads.map(({ identities, history }) => {
      const account = accounts.get(accountOf(history) ?? "");
      const facts = { traits: traitsOf(history.traits), states: history.states, ...(account && { account }) };
      return [[...identities].sort().join(" "), totalOf(compiled, facts, today) ?? null];
    }),
  );
}

async function keptTotals(pool: Pool): Promise<Totals> {
  const rows = await inTransaction(pool, 1, (session) =>
    session.rows<{ keys: string[]; total: number | null }>(
      {
        name: "proof-totals",
        text: `select array_agg(key order by key collate "C") as keys, max(score.total) as total
          from identity join lead using (workspace_id, lead_id)
          join model on model.workspace_id = $1
          left join score on score.workspace_id = $1 and score.subject_id = lead.lead_id
            and score.version_id = model.live_version_id
          where identity.workspace_id = $1 and identity.last_at is not null group by lead.lead_id`,
      },
      [1],
    ),
  );
  return Object.fromEntries(rows.map(({ keys, total }) => [keys.join(" "), total]));
}

test("three servers on one database: no error reaches a client, and the scores are right", {
  timeout: 600_000,
}, async () => {
  const secret = { PLUMBLINE_SECRET: randomBytes(32).toString("base64") };
  const first = await startServer({ env: secret });
  const { keys, client } = first;
  const env = { ...secret, DATABASE_URL: first.databaseUrl() };
  const others = [
    await startServer({ env, keys, folder: newFolder() }),
    await startServer({ env, keys, folder: newFolder() }),
  ];
  const writeKey = await setUp(client, zone);
  await publish(client, "b2b", MODEL);

  const random = randomFrom(3);
  const events = eventsOf(random, Date.now() - 60_000);
  const items = events.map(({ timestamp, ...event }): JsonObject => {
    return { ...event, timestamp: new Date(timestamp).toISOString() };
  });
  const repeated = items.filter(() => random() < 0.1);
  const urls = [first, ...others].map(({ url }) => url);
  const from = performance.now();
  const batches = inBatches(shuffled([...items, ...repeated], random), 10);
  const { statuses } = await sendBatches(batches, { urls, writeKey, connections: 12 });
  const seconds = (performance.now() - from) / 1000;
  await settled(client);

  const { total, isBalanced } = await client.books.list({ query: {} });
  const { pool } = first.database();
  const { rows } = await pool.query<{ deadlocks: number }>(
    "select deadlocks from pg_stat_database where datname = current_database()",
  );
  const [kept, batched] = [await keptTotals(pool), batchTotals(events)];
  console.info(
    `three servers: ${items.length + repeated.length} events in ${seconds.toFixed(1)} s, answers ${JSON.stringify([...statuses])}, ` +
      `${Object.keys(batched).length} leads of ${PEOPLE * 4} identities, ${rows[0]?.deadlocks} deadlocks resolved within`,
  );
  expect([...statuses.keys()]).toEqual([200]);
  expect({ isBalanced, stored: total.stored, quarantined: total.quarantined }).toEqual({
    isBalanced: true,
    stored: items.length,
    quarantined: 0,
  });
  expect(kept).toEqual(batched);
});
