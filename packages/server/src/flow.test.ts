import {
  accountOf,
  accountsOf,
  addToBook,
  compile,
  type Event,
  findZone,
  leadsOf,
  type Model,
  measurerFor,
  newBook,
  parseModel,
  readsAccounts,
  totalOf,
  traitsOf,
  UTC,
} from "@plumbline/scoring";
import { inTransaction } from "@plumbline/store";
import { testDatabase } from "@plumbline/store/testing";
import fc from "fast-check";
import { expect, test } from "vitest";
import { gather } from "./collect/gather.ts";
import { addUp } from "./identify/add-up.ts";
import { arrived, newWorkspace, publish } from "./workspace.testing.ts";

const database = await testDatabase();
const { pool } = database;

const NOW = Date.parse("2026-11-22T12:00:00Z");
const DAY = 86_400_000;

const MODEL = {
  model: "b2b",
  signals: {
    pricing: { on: "page", where: { path: { startsWith: "/pricing" } } },
    demo: { on: "Demo Requested" },
    team: { any: true },
  },
  dimensions: { fit: {}, engagement: { decay: { halfLife: "5d" } } },
  rules: [
    { id: "boss", dimension: "fit", when: { trait: "title", contains: "CEO" }, points: 20 },
    { id: "pricing", dimension: "engagement", each: "pricing", points: 10, limit: { perDay: 2 } },
    { id: "demo", dimension: "engagement", each: "demo", points: 30 },
    { id: "team", dimension: "fit", each: "team", of: "account", points: 1, limit: { total: 7 } },
  ],
  total: { sum: ["fit", "engagement"] },
  bands: [{ name: "cold" }, { name: "hot", above: 30, leaveBelow: 20 }],
};

type Totals = Record<string, number | null>;

/** The total of every lead, by all its identities that have events of their own. */
async function kept(workspaceId: number): Promise<Totals> {
  const rows = await inTransaction(pool, workspaceId, (session) =>
    session.rows<{ keys: string[]; total: number | null }>(
      {
        name: "test-totals",
        text: `select array_agg(key order by key) as keys, max(score.total) as total
          from identity join lead using (workspace_id, lead_id)
          join model on model.workspace_id = $1
          left join score on score.workspace_id = $1 and score.subject_id = lead.lead_id
            and score.version_id = model.live_version_id
          where identity.workspace_id = $1 and identity.last_at is not null group by lead.lead_id`,
      },
      [workspaceId],
    ),
  );
  return Object.fromEntries(rows.map(({ keys, total }) => [keys.join(" "), total]));
}

function expected(events: readonly Event[], input: unknown = MODEL): Totals {
  const parsed = parseModel(input);
  if (!parsed.ok) throw new Error("The model is wrong");
  const zone = findZone("Europe/Berlin") ?? UTC;
  const compiled = compile(parsed.model as Model, zone);
  const book = newBook();
  const measurer = measurerFor([parsed.model], zone);
  for (const event of events) addToBook(book, event, measurer);
  const leads = leadsOf(book, [], { joinByEmail: true });
  const accounts = readsAccounts(parsed.model) ? accountsOf(book, leads) : new Map();
  const today = zone.dayOf(NOW);
  return Object.fromEntries(
    leads.map(({ identities, history }) => {
      const account = accounts.get(accountOf(history) ?? "");
      const facts = { traits: traitsOf(history.traits), states: history.states, ...(account && { account }) };
      return [[...identities].sort().join(" "), totalOf(compiled, facts, today) ?? null];
    }),
  );
}

const events = fc
  .array(
    fc.record({
      at: fc.integer({ min: NOW - 20 * DAY, max: NOW }),
      what: fc.constantFrom("page", "demo", "identify", "alias", "group", "bare"),
      userId: fc.option(fc.constantFrom("ann", "bob", "carl", "null"), { nil: undefined }),
      anonymousId: fc.option(fc.constantFrom("d1", "d2", "d3"), { nil: undefined }),
      previousId: fc.constantFrom("d3", "bob", "old"),
      email: fc.constantFrom("ann@acme.example", "bob@acme.example", "x@gmail.com"),
      title: fc.constantFrom("CEO", "Clerk"),
    }),
    { minLength: 1, maxLength: 25 },
  )
  .map((all) => all.filter(({ userId, anonymousId }) => userId ?? anonymousId).map(eventOf));

type Made = {
  at: number;
  what: string;
  userId: string | undefined;
  anonymousId: string | undefined;
  previousId: string;
  email: string;
  title: string;
};

function eventOf({ at, what, userId, anonymousId, previousId, email, title }: Made, i: number): Event {
  const ids = { ...(userId && { userId }), ...(anonymousId && { anonymousId }) };
  const base = { messageId: `m${i}`, timestamp: at, ...ids };
  switch (what) {
    case "page":
      return { ...base, type: "page", properties: { path: "/pricing/eu" }, traits: { email } };
    case "demo":
      return { ...base, type: "track", event: "Demo Requested", traits: { email } };
    case "identify":
      return { ...base, type: "identify", traits: { email, title } };
    case "alias":
      return { ...base, type: "alias", previousId };
    case "group":
      // A company's own address, or whosever it is: it joins nobody.
      return { ...base, type: "group", groupId: "acme", traits: { industry: "Software", email } };
    default:
      return { ...base, type: "track", event: "Hello", context: { traits: { email } } };
  }
}

test("streaming to any of two processes in any order, cut anywhere, with repetitions, is one batch over all", async () => {
  await fc.assert(
    fc.asyncProperty(events, fc.infiniteStream(fc.nat(1000)), async (all, noise) => {
      const { workspaceId, sourceId } = await newWorkspace(pool, MODEL, NOW);
      const processes = [gather({ pool, now: () => NOW, lanes: 3 }), gather({ pool, now: () => NOW })] as const;
      const repeated = [...all, ...all.filter(() => (noise.next().value ?? 0) % 4 === 0)];
      const shuffled = repeated
        .map((event) => ({ event, key: noise.next().value ?? 0 }))
        .sort((a, b) => a.key - b.key)
        .map(({ event }) => event);
      const receipts = { stored: 0, duplicates: 0, quarantined: 0 };
      while (shuffled.length > 0) {
        const items = shuffled.splice(0, 1 + ((noise.next().value ?? 0) % 6)).map(arrived);
        const { receive } = processes[(noise.next().value ?? 0) % 2 === 0 ? 0 : 1];
        const receipt = await receive({ workspaceId, sourceId, receivedAt: NOW, items });
        receipts.stored += receipt.stored;
        receipts.duplicates += receipt.duplicates;
        receipts.quarantined += receipt.quarantined;
      }
      while ((await addUp(pool, workspaceId, () => NOW)).accounts > 0);
      expect(receipts).toEqual({ stored: all.length, duplicates: repeated.length - all.length, quarantined: 0 });
      expect(await kept(workspaceId)).toEqual(expected(all));
    }),
    { numRuns: 40 },
  );
});

test("a new signal is filled from the past, whatever comes meanwhile", async () => {
  await fc.assert(
    fc.asyncProperty(events, async (all) => {
      const { demo: _, ...others } = MODEL.signals;
      const before = { ...MODEL, signals: others, rules: MODEL.rules.filter(({ id }) => id !== "demo") };
      const { workspaceId, sourceId } = await newWorkspace(pool, before, NOW);
      const { receive } = gather({ pool, now: () => NOW });
      const half = Math.floor(all.length / 2);
      const send = (some: readonly Event[]) =>
        Promise.all(some.map((event) => receive({ workspaceId, sourceId, receivedAt: NOW, items: [arrived(event)] })));
      await send(all.slice(0, half));
      await Promise.all([publish(pool, workspaceId, MODEL, NOW), send(all.slice(half))]);
      while ((await addUp(pool, workspaceId, () => NOW)).accounts > 0);
      expect(await kept(workspaceId)).toEqual(expected(all));
    }),
    { numRuns: 20 },
  );
  // Who is in another's way waits a second for the database to see it; on a crowded machine that adds up.
}, 300_000);
