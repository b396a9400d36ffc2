import {
  addEvent,
  type Condition,
  type Event,
  findZone,
  matcher,
  measurerFor,
  newLead,
  type Segment,
  segmentModel,
  segmentTrait,
  traitsOf,
  UTC,
} from "@plumbline/scoring";
import {
  findEventsOf,
  findIdentitiesOf,
  findLeadsAfter,
  findSegmentSizes,
  inTransaction,
  type Session,
} from "@plumbline/store";
import { testDatabase } from "@plumbline/store/testing";
import fc from "fast-check";
import { expect, test } from "vitest";
import { gather } from "../collect/gather.ts";
import { eventOf } from "../collect/kept-event.ts";
import { readConfiguration } from "../configuration.ts";
import { sweep } from "../decide/sweep.ts";
import { mergeTwo, unmerge } from "../identify/decide-identity.ts";
import { arrived, newWorkspace, publish } from "../workspace.testing.ts";
import { advanceSegment } from "./advance-segment.ts";
import { putOn } from "./put-on.ts";
import { beginSegment, newSegment } from "./segment.testing.ts";
import { sweepSegments } from "./sweep-segments.ts";

const { pool } = await testDatabase();

const START = Date.parse("2026-03-01T11:00:00Z");
const DAY = 86_400_000;
const zone = findZone("Europe/Berlin") ?? UTC;

const MODEL = {
  model: "b2b",
  signals: { demo: { on: "Demo Requested" } },
  dimensions: { engagement: { decay: { halfLife: "10d" } } },
  rules: [{ id: "demo", dimension: "engagement", each: "demo", points: 30 }],
  total: { sum: ["engagement"] },
  bands: [{ name: "cold" }, { name: "hot", above: 20 }],
};

const SIGNALS = { demo: { on: "Demo Requested" }, seen: { any: true as const }, pricing: { on: "page" } };
const segment = (where: Condition): Segment => ({ where, signals: SIGNALS });

const LIVE: Readonly<Record<string, Segment>> = {
  bosses: segment({ trait: "title", contains: "CEO" }),
  "recent demo": segment({ signal: "demo", in: "7d", atLeast: 1 }),
  silent: segment({ all: [{ signal: "seen", daysSince: { moreThan: 5 } }, { not: { trait: "title", is: "Clerk" } }] }),
  "two pages": segment({ signal: "pricing", in: "10d", atLeast: 2 }),
  "renews soon": segment({ trait: "renewal", withinNext: "4d" }),
  vips: segment({ trait: segmentTrait("vip"), exists: true }),
};

/** What is to be true of every segment: evaluated from all events that were kept, without anything that was kept beside. */
async function scratch(workspaceId: number, fixed: number, now: number): Promise<Record<string, number[]>> {
  return inTransaction(pool, workspaceId, async (session) => {
    const ids = await findLeadsAfter(session, "lead", 0, 1000);
    const identities = await findIdentitiesOf(session, ids);
    const rows = await findEventsOf(
      session,
      identities.map(({ identity_id }) => identity_id),
    );
    const bands = await hotOf(session);
    const members = (
      holds: (lead: number, facts: ReturnType<typeof factsIn>) => boolean,
      model = segmentModel(segment({ all: [] })),
    ) => {
      const measurer = measurerFor([model], zone);
      return ids.filter((id) => {
        const own = new Set(identities.filter(({ lead_id }) => lead_id === id).map(({ identity_id }) => identity_id));
        const events = rows.filter(({ identity_id }) => own.has(identity_id ?? -1)).map(eventOf);
        return holds(id, factsIn(events, measurer));
      });
    };
    const today = zone.dayOf(now);
    return {
      ...Object.fromEntries(
        Object.entries(LIVE).map(([name, { where }]) => {
          const ask = matcher(where, segmentModel(segment(where)), zone);
          return [name, members((_, facts) => ask(facts, today))];
        }),
      ),
      vip: members((_, { traits }) => traits[segmentTrait("vip")] === fixed),
      "hot bosses": members((id, { traits }) => bands.has(id) && String(traits["title"]).includes("CEO")),
    };
  });
}

function factsIn(events: readonly Event[], measurer: ReturnType<typeof measurerFor>) {
  const lead = newLead();
  for (const event of events) addEvent(lead, event, measurer);
  return { traits: traitsOf(lead.traits), states: lead.states };
}

async function hotOf(session: Session): Promise<Set<number>> {
  const rows = await session.rows<{ subject_id: number }>(
    {
      name: "test-hot",
      text: `select subject_id from score join model on model.workspace_id = $1 and live_version_id = version_id
        where score.workspace_id = $1 and band = 'hot'`,
    },
    [session.workspaceId],
  );
  return new Set(rows.map(({ subject_id }) => subject_id));
}

/** What is kept: members, and what the counters and the history of entries add up to. */
async function kept(workspaceId: number) {
  return inTransaction(pool, workspaceId, async (session) => {
    const names = await session.rows<{ segment_id: number; name: string }>(
      { name: "test-names", text: "select segment_id, name from segment where workspace_id = $1" },
      [workspaceId],
    );
    const members = await session.rows<{ segment_id: number; lead_id: number }>(
      {
        name: "test-members",
        text: "select segment_id, lead_id from segment_member where workspace_id = $1 and inside order by lead_id",
      },
      [workspaceId],
    );
    const folded = await session.rows<{ segment_id: number; lead_id: number }>(
      {
        name: "test-entries",
        text: `select segment_id, lead_id from (
            select distinct on (segment_id, lead_id) segment_id, lead_id, entered from segment_entry
            where workspace_id = $1 order by segment_id, lead_id, segment_entry_id desc
          ) as last where entered order by lead_id`,
      },
      [workspaceId],
    );
    const of = (rows: readonly { segment_id: number; lead_id: number }[], id: number) =>
      rows.filter(({ segment_id }) => segment_id === id).map(({ lead_id }) => lead_id);
    const sizes = await findSegmentSizes(session);
    return {
      members: Object.fromEntries(names.map(({ segment_id, name }) => [name, of(members, segment_id)])),
      entries: Object.fromEntries(names.map(({ segment_id, name }) => [name, of(folded, segment_id)])),
      sizes: Object.fromEntries(names.map(({ segment_id, name }) => [name, sizes.get(segment_id) ?? 0])),
    };
  });
}

const users = ["ann", "bob", "carl"] as const;
const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant("event" as const),
      what: fc.constantFrom("page", "demo", "identify", "hello"),
      userId: fc.option(fc.constantFrom(...users), { nil: undefined }),
      anonymousId: fc.option(fc.constantFrom("d1", "d2"), { nil: undefined }),
      daysAgo: fc.nat(12),
      title: fc.constantFrom("CEO", "Clerk"),
      renewal: fc.nat(12),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("days" as const), days: fc.integer({ min: 1, max: 9 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("merge" as const), one: fc.nat(5), other: fc.nat(5) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("unmerge" as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("vip" as const), which: fc.nat(5), isOn: fc.boolean() }) },
);
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;
type Sent = Extract<Step, { kind: "event" }>;

/** A workspace in which steps are taken one after another. */
async function world() {
  const { workspaceId, sourceId } = await newWorkspace(pool, MODEL, START);
  let now = START;
  const { receive } = gather({ pool, now: () => now, lanes: 2 });
  const merges: string[] = [];
  let vip = 0;
  let messages = 0;
  const leads = () => inTransaction(pool, workspaceId, (session) => findLeadsAfter(session, "lead", 0, 1000));
  const changing = <Result>(work: (session: Session) => Promise<Result>) =>
    inTransaction(pool, workspaceId, work, { configuration: "changing" });

  const send = async (one: Sent): Promise<void> => {
    const { userId, anonymousId, daysAgo } = one;
    if (!userId && !anonymousId) return;
    const ids = { ...(userId && { userId }), ...(anonymousId && { anonymousId }) };
    const event = said({ messageId: `m${messages++}`, timestamp: now - daysAgo * DAY, ...ids }, one, now);
    await receive({ workspaceId, sourceId, receivedAt: now, items: [arrived(event)] });
  };
  const merge = async (one: number | undefined, other: number | undefined): Promise<void> => {
    if (one === undefined || other === undefined || one === other) return;
    const deciding = { one, other, by: "t", reason: "r" };
    const made = await changing(async (session) =>
      mergeTwo(session, await readConfiguration(session), deciding, ++now),
    );
    if (made.ok) merges.push(made.decisionId);
  };
  const part = async (decision: string): Promise<void> => {
    for (const leadId of await leads()) {
      const deciding = { leadId, merge: decision, by: "t", reason: "r" };
      const made = await changing(async (session) =>
        unmerge(session, await readConfiguration(session), deciding, ++now),
      );
      if (made.ok) return;
    }
  };
  const put = async (leadId: number | undefined, isOn: boolean): Promise<void> => {
    const segmentRow = { segment_id: vip, name: "vip" };
    const leadIds = leadId === undefined ? [] : [leadId];
    const told = putOn(pool, workspaceId, { segment: segmentRow, leadIds, isOn, by: "t" }, now);
    for await (const arrival of told) await receive(arrival);
  };
  const take = async (one: Step): Promise<void> => {
    const ids = await leads();
    switch (one.kind) {
      case "event":
        return send(one);
      case "days":
        now += one.days * DAY;
        return;
      case "merge":
        return merge(ids[one.one % ids.length], ids[one.other % ids.length]);
      case "unmerge":
        return part(merges.pop() ?? "none");
      default:
        return put(ids[one.which % ids.length], one.isOn);
    }
  };
  const sweepAll = async (): Promise<void> => {
    while (!(await sweep(pool, workspaceId, now, { step: 2 })).isDone);
    while (!(await sweepSegments(pool, workspaceId, now, 2)).isDone);
  };
  return {
    workspaceId,
    take,
    sweepAll,
    now: () => now,
    vip: () => vip,
    addFixed: async () => {
      vip = await newSegment(pool, workspaceId, { name: "vip" }, now);
    },
  };
}

function said(base: Pick<Event, "messageId" | "timestamp">, one: Sent, now: number): Event {
  const { what, title, renewal } = one;
  if (what === "page") return { ...base, type: "page", properties: { path: "/pricing" } };
  if (what === "demo") return { ...base, type: "track", event: "Demo Requested" };
  if (what === "hello") return { ...base, type: "track", event: "Hello" };
  const day = new Date(now + (renewal - 4) * DAY).toISOString().slice(0, 10);
  // Who sends events cannot say that somebody is on a fixed segment.
  return { ...base, type: "identify", traits: { title, renewal: day, "segment.vip": 1 } };
}

const HOT = { ...segment({ trait: "title", contains: "CEO" }), within: [{ model: "b2b", bands: ["hot"] }] };
const bodies = { ...LIVE, "hot bosses": HOT };

test("members are at any time whom the condition holds for, whatever happened in whatever order", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 18 }), fc.nat(17), async (steps, late) => {
      const one = await world();
      await one.addFixed();
      for (const [i, each] of steps.entries()) {
        if (i === late % steps.length) {
          for (const [name, body] of Object.entries(bodies)) {
            await newSegment(pool, one.workspaceId, { name, body }, one.now());
          }
        }
        await one.take(each);
      }
      await one.sweepAll();
      const { members, entries, sizes } = await kept(one.workspaceId);
      const expected = await scratch(one.workspaceId, one.vip(), one.now());
      expect(members).toEqual(expected);
      expect(entries).toEqual(expected);
      expect(sizes).toEqual(Object.fromEntries(Object.entries(expected).map(([name, all]) => [name, all.length])));
    }),
    { numRuns: 60 },
  );
}, 300_000);

test("a segment is filled while events arrive", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 16 }), async (steps) => {
      const one = await world();
      await one.addFixed();
      const half = Math.floor(steps.length / 2);
      for (const each of steps.slice(0, half)) await one.take(each);
      const later = async () => {
        for (const each of steps.slice(half)) if (each.kind === "event") await one.take(each);
      };
      const filling = async () => {
        for (const [name, body] of Object.entries(bodies)) {
          await newSegment(pool, one.workspaceId, { name, body }, one.now());
        }
      };
      await Promise.all([later(), filling()]);
      await one.sweepAll();
      const { members, sizes } = await kept(one.workspaceId);
      const expected = await scratch(one.workspaceId, one.vip(), one.now());
      expect(members).toEqual(expected);
      expect(sizes).toEqual(Object.fromEntries(Object.entries(expected).map(([name, all]) => [name, all.length])));
    }),
    { numRuns: 15 },
  );
}, 300_000);

test("a version that goes live moves those who are asked for by their bands", async () => {
  const one = await world();
  for (const userId of users) {
    const made = {
      kind: "event" as const,
      userId,
      anonymousId: undefined,
      daysAgo: 0,
      title: "CEO" as const,
      renewal: 0,
    };
    await one.take({ ...made, what: "identify" });
    await one.take({ ...made, what: userId === "ann" ? "demo" : "page" });
  }
  const id = await newSegment(pool, one.workspaceId, { name: "hot bosses", body: HOT }, one.now());
  const hot = async () => (await kept(one.workspaceId)).members["hot bosses"];
  expect(await hot()).toHaveLength(1);
  const cooler = { ...MODEL, bands: [{ name: "cold" }, { name: "hot", above: 31 }] };
  await publish(pool, one.workspaceId, cooler, one.now());
  while ((await advanceSegment(pool, one.workspaceId, id, one.now)) !== "live");
  expect(await hot()).toEqual([]);
});

test("nobody is told of a segment that is being filled; later everybody is, and what was gone through is noted on its day", async () => {
  const one = await world();
  const made = {
    kind: "event" as const,
    anonymousId: undefined,
    daysAgo: 0,
    title: "CEO" as const,
    renewal: 0,
    what: "demo" as const,
  };
  await one.take({ ...made, userId: "ann" });
  await newSegment(pool, one.workspaceId, { name: "recent", body: LIVE["recent demo"] as Segment }, one.now());
  await one.take({ kind: "days", days: 3 });
  await one.take({ ...made, userId: "bob" });
  await one.take({ kind: "days", days: 5 });
  // Nobody has looked since; she left six days ago less two, and comes back now.
  await one.take({ ...made, userId: "ann" });
  const entries = await inTransaction(pool, one.workspaceId, (session) =>
    session.rows<{ entered: boolean; on_day: number; cause: string; muted: boolean }>(
      {
        name: "test-feed",
        text: `select entered, on_day, cause, muted from segment_entry where workspace_id = $1
          order by segment_entry_id`,
      },
      [one.workspaceId],
    ),
  );
  const first = zone.dayOf(START);
  expect(entries).toEqual([
    { entered: true, on_day: first, cause: "fill", muted: true },
    { entered: true, on_day: first + 3, cause: "event", muted: false },
    { entered: false, on_day: first + 7, cause: "day", muted: false },
    { entered: true, on_day: first + 8, cause: "event", muted: false },
  ]);
});

test("a segment that is begun and not filled says nothing of anybody", async () => {
  const one = await world();
  await beginSegment(pool, one.workspaceId, { name: "bosses", body: LIVE["bosses"] as Segment }, one.now());
  await one.take({
    kind: "event",
    what: "identify",
    userId: "ann",
    anonymousId: undefined,
    daysAgo: 0,
    title: "CEO",
    renewal: 0,
  });
  expect((await kept(one.workspaceId)).members).toEqual({ bosses: [] });
});
