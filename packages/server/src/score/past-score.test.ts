import {
  accountOf,
  accountsOf,
  addStanding,
  addToBook,
  compile,
  type Event,
  findZone,
  type Identity,
  identityOf,
  ineligible,
  leadsOf,
  type Model,
  measurerFor,
  newBook,
  newStanding,
  parseModel,
  totalOf,
  traitsOf,
  UTC,
} from "@plumbline/scoring";
import { findLead, findPointers, inTransaction, keepAdjustment } from "@plumbline/store";
import { testDatabase } from "@plumbline/store/testing";
import fc from "fast-check";
import { expect, test } from "vitest";
import { arrived, DAY, eventsOf, MODEL, NOW, newHouse } from "../answer/leads/leads.testing.ts";
import { readConfiguration } from "../configuration.ts";
import { pastScore } from "./past-score.ts";

const { pool } = await testDatabase();
const zone = findZone("Europe/Berlin") ?? UTC;

const WITH_ACCOUNTS = {
  ...MODEL,
  signals: { ...MODEL.signals, team: { any: true } },
  rules: [
    ...MODEL.rules,
    { id: "team", dimension: "fit", each: "team", of: "account", points: 1 },
    { id: "branch", dimension: "fit", when: { account: "industry", is: "Software" }, points: 100 },
  ],
};
const parsed = parseModel(WITH_ACCOUNTS);
if (!parsed.ok) throw new Error("The model is wrong");
const model: Model = parsed.model;
const compiled = compile(model, zone);

const DAYS = 6;

type Made = {
  at: number;
  late: number;
  what: string;
  userId?: string;
  anonymousId?: string;
  email: string;
  title: string;
};

const madeOf = (...kinds: readonly string[]): fc.Arbitrary<Made> =>
  fc
    .record({
      at: fc.integer({ min: NOW - DAYS * DAY, max: NOW }),
      late: fc.integer({ min: 0, max: 3 * DAY }),
      what: fc.constantFrom(...kinds),
      who: fc.constantFrom(
        { userId: "ann" },
        { userId: "bob" },
        { anonymousId: "d1" },
        { anonymousId: "d2" },
        { userId: "ann", anonymousId: "d1" },
        { userId: "bob", anonymousId: "d1" },
        { userId: "bob", anonymousId: "d2" },
      ),
      email: fc.constantFrom("ann@acme.example", "bob@acme.example", "x@gmail.com"),
      title: fc.constantFrom("CEO", "Clerk"),
    })
    .map(({ who, ...rest }) => ({ ...rest, ...who }));

const KINDS = ["page", "demo", "identify", "group", "bare"];
const madeOrRefused = madeOf(...KINDS, "object", "object");

function eventOf({ at, what, userId, anonymousId, email, title }: Made, i: number): Event {
  const ids = { ...(userId !== undefined && { userId }), ...(anonymousId !== undefined && { anonymousId }) };
  const base = { messageId: `m${i}`, timestamp: at, ...ids };
  switch (what) {
    case "page":
      return { ...base, type: "page", properties: { path: "/pricing" }, traits: { email } };
    case "demo":
      return { ...base, type: "track", event: "Demo Requested", traits: { email } };
    case "identify":
      return { ...base, type: "identify", traits: { email, title } };
    case "group":
      return {
        ...base,
        type: "group",
        groupId: title === "CEO" ? "acme.example" : "other",
        // A company's own address.
        traits: { industry: email.startsWith("a") ? "Software" : "Shoes", email },
      };
    case "object":
      return { ...base, type: "track", event: title === "CEO" ? "Objection Raised" : "Objection Withdrawn" };
    default:
      return { ...base, type: "track", event: "Hello" };
  }
}

/** Whether some identities had said by the end of a day that they are not to be scored. */
function refuses(known: readonly Event[], identities: readonly Identity[], on: number): boolean {
  const own = known.filter(
    (event) => zone.dayOf(event.timestamp) <= on && identities.includes(identityOf(event) ?? "user:"),
  );
  return ineligible(own.reduce((standing, event) => addStanding(standing, event, {}), newStanding)) !== undefined;
}

/** The total of every lead on a day, by all its identities: who is whom from some events, what they did from others. */
function expected(known: readonly Event[], on: number): Map<string, number | null> {
  const [book, whole] = [newBook(), newBook()];
  const measurer = measurerFor([model], zone);
  for (const event of known) addToBook(whole, event, measurer);
  for (const event of known) if (zone.dayOf(event.timestamp) <= on) addToBook(book, event, measurer);
  const leads = leadsOf({ ...book, links: whole.links }, [], { joinByEmail: true });
  const accounts = accountsOf(book, leads, ({ identities }) => !refuses(known, identities, on));
  const totals = new Map<string, number | null>();
  for (const { identities, history } of leads) {
    const account = accounts.get(accountOf(history) ?? "");
    const facts = { traits: traitsOf(history.traits), states: history.states, ...(account && { account }) };
    const total = refuses(known, identities, on) ? null : (totalOf(compiled, facts, on) ?? null);
    for (const identity of identities) totals.set(identity, total);
  }
  return totals;
}

/** The same, as the server replays it. */
async function replayed(workspaceId: number, keys: readonly string[], on: number, knownAt?: number) {
  return inTransaction(pool, workspaceId, async (session) => {
    const configuration = await readConfiguration(session);
    const totals = new Map<string, number | null>();
    for (const { key, lead_id: leadId } of await findPointers(session, keys)) {
      const { chief } = (await findLead(session, leadId)) as { chief: string };
      const verdict = await pastScore(session, configuration, { leadId, chief, on, modelId: 1, compiled, knownAt });
      totals.set(key, verdict.scored ? verdict.total : null);
    }
    return totals;
  });
}

const KEYS: readonly Identity[] = ["user:ann", "user:bob", "anonymous:d1", "anonymous:d2"];

test("a score on any past day is the score over the events until then", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(madeOrRefused, { minLength: 1, maxLength: 18 }), async (some) => {
      const house = await newHouse(pool, [WITH_ACCOUNTS]);
      const events = some.map(eventOf);
      const items = events.map(arrived);
      await house.receive({ workspaceId: house.workspaceId, sourceId: house.sourceId, receivedAt: NOW, items });
      const today = zone.dayOf(NOW);
      for (let on = today - DAYS; on <= today; on++) {
        const then = expected(events, on);
        for (const [key, total] of await replayed(house.workspaceId, [...then.keys()], on)) {
          expect(total, `${key} on ${on - today}`).toBe(then.get(key));
        }
      }
    }),
    { numRuns: 40, endOnFailure: true },
  );
});

/** Points that somebody gave by hand, to the lead of an identity. */
type Given = { readonly key: Identity; readonly at: number; readonly points: number };

const given: fc.Arbitrary<Given> = fc.record({
  key: fc.constantFrom(...KEYS),
  at: fc.integer({ min: NOW - DAYS * DAY, max: NOW }),
  points: fc.constantFrom(-700, 100, 2000),
});

async function give(workspaceId: number, all: readonly Given[]): Promise<void> {
  await inTransaction(pool, workspaceId, async (session) => {
    const ids = new Map((await findPointers(session, KEYS)).map(({ key, identity_id }) => [key, identity_id]));
    for (const { key, at, points } of all) {
      const identity_id = ids.get(key);
      if (identity_id === undefined) continue;
      const row = { identity_id, model_id: 1, dimension: "fit", points, reason: "x", by: "ann", at };
      await keepAdjustment(session, { ...row, on_day: zone.dayOf(at), until_day: null, takes_back: null });
    }
  });
}

test("what was known then: only what had been received, who was whom by that, who objected, and what points were given", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(madeOrRefused, { minLength: 1, maxLength: 14 }),
      fc.array(given, { maxLength: 4 }),
      fc.nat(DAYS),
      async (some, gave, ago) => {
        // Without accounts, whose other members are those of now.
        const alone = { ...model, rules: model.rules.filter(({ id }) => id !== "team" && id !== "branch") };
        const house = await newHouse(pool, [MODEL]);
        const events = some.map((one, i) => ({ event: eventOf(one, i), receivedAt: Math.min(NOW, one.at + one.late) }));
        for (const { event, receivedAt } of events) await house.send([event], receivedAt);
        await give(house.workspaceId, gave);
        const knownAt = NOW - ago * DAY;
        const on = zone.dayOf(knownAt);
        const known = events.filter(({ receivedAt }) => receivedAt <= knownAt).map(({ event }) => event);
        const then = expectedBy(alone, { known, gave: gave.filter(({ at }) => at <= knownAt) }, on);
        for (const [key, total] of await replayedBy(alone, house.workspaceId, on, knownAt)) {
          // Of a lead of now, the lead is meant that its first identity was of then.
          if (then.has(key)) expect(total, key).toBe(then.get(key));
        }
      },
    ),
    { numRuns: 40, endOnFailure: true },
  );
});

type KnownThen = { readonly known: readonly Event[]; readonly gave: readonly Given[] };

function expectedBy(own: Model, { known, gave }: KnownThen, on: number): Map<string, number | null> {
  const book = newBook();
  const whole = newBook();
  const measurer = measurerFor([own], zone);
  for (const event of known) addToBook(whole, event, measurer);
  for (const event of known) if (zone.dayOf(event.timestamp) <= on) addToBook(book, event, measurer);
  const made_ = compile(own, zone);
  const leads = leadsOf({ ...book, links: whole.links }, [], { joinByEmail: true });
  return new Map(
    leads.flatMap(({ identities, history }) => {
      const adjustments = gave
        .filter(({ key }) => identities.includes(key))
        .map(({ at, points }, i) => ({
          id: `${i}`,
          dimension: "fit",
          points,
          reason: "x",
          by: "ann",
          on: zone.dayOf(at),
        }));
      const facts = { traits: traitsOf(history.traits), states: history.states, adjustments };
      const total = refuses(known, identities, on) ? null : (totalOf(made_, facts, on) ?? null);
      return identities.map((key) => [key, total] as const);
    }),
  );
}

/** By the identity that each lead began as. */
async function replayedBy(own: Model, workspaceId: number, on: number, knownAt: number) {
  return inTransaction(pool, workspaceId, async (session) => {
    const configuration = await readConfiguration(session);
    const totals = new Map<string, number | null>();
    for (const { key, lead_id: leadId, identity_id } of await findPointers(session, KEYS)) {
      if (leadId !== identity_id) continue;
      const { chief } = (await findLead(session, leadId)) as { chief: string };
      const question = { leadId, chief, on, modelId: 1, compiled: compile(own, zone), knownAt };
      const verdict = await pastScore(session, configuration, question);
      totals.set(key, verdict.scored ? verdict.total : null);
    }
    return totals;
  });
}

test("over the API: by the version that was live then, by any other, and never of tomorrow", async () => {
  const house = await newHouse(pool);
  const ann = eventsOf("ann");
  await house.send([ann.identify({ title: "Clerk" }, NOW - 3 * DAY), ann.demo(NOW - 2 * DAY)]);
  house.clock.now = NOW + 2 * DAY;
  await house.publish({ ...MODEL, rules: MODEL.rules.map((rule) => ({ ...rule, points: rule.points * 2 })) });
  await house.send([ann.identify({ title: "CEO" }, house.clock.now)]);
  const { id } = (await house.get("/leads")).body.items[0];
  const on = async (query: string) => (await house.get(`/leads/${id}/score?${query}`)).body;
  expect(await on("on=2026-11-22")).toMatchObject({ version: 1, total: 23, day: "2026-11-22" });
  expect(await on("on=2026-11-22&model=b2b@2")).toMatchObject({ version: 2, total: 45 });
  expect(await on("on=2026-11-24")).toMatchObject({ version: 2, total: 40 + 34 });
  expect(await on("")).toMatchObject({ total: (await house.get("/leads")).body.items[0].score.total });
  expect(await on(`on=2026-11-24&knownAt=${new Date(NOW).toISOString()}`)).toMatchObject({ total: 34 });
  // Before any version was live, by the first that ever was.
  expect(await on("on=2026-11-19")).toMatchObject({ version: 1 });
  expect(await on("on=2026-11-19&model=b2b@1")).toMatchObject({ total: 0 });
  expect(await on("on=2026-11-25")).toMatchObject({ code: "bad-request", issues: [{ path: "on", code: "too-large" }] });
  expect(await on("model=b2b@9")).toMatchObject({ code: "model-not-live" });
});
