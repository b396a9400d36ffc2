import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { newReport, openInput, parseFileMap, readEvents, readLeads } from "@plumbline/connectors";
import {
  addLead,
  addToBook,
  compile,
  findZone,
  type LeadBook,
  leadsOf,
  measurerFor,
  newBook,
  parseModel,
  totalOf,
  traitsOf,
  UTC,
} from "@plumbline/scoring";
import { type ImportRow, inTransaction, keepImport, keepImportState, lockImport } from "@plumbline/store";
import { testDatabase } from "@plumbline/store/testing";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { testServer } from "../answer/server.testing.ts";
import { inEachWorkspace } from "../each-workspace.ts";
import { arrived, newWorkspace } from "../workspace.testing.ts";
import { type Arrived, Overloaded, type Receive } from "./arrival.ts";
import { FRAME } from "./collect.testing.ts";
import { decode } from "./decode.ts";
import { gather } from "./gather.ts";
import { importStep } from "./import-file.ts";
import { judge } from "./judge.ts";

const { pool } = await testDatabase();
const folder = await mkdtemp(join(tmpdir(), "plumbline-import-"));
afterAll(() => rm(folder, { recursive: true }));

const NOW = Date.parse("2026-11-22T12:00:00Z");
const now = () => NOW;
const zone = findZone("Europe/Berlin") ?? UTC;
const MODEL = {
  model: "b2b",
  signals: {
    pricing: { on: "page", where: { path: { startsWith: "/pricing" } } },
    demo: { on: "Demo Requested" },
    won: { on: "Opportunity Won", where: { value: { gte: 1000 } } },
  },
  dimensions: { fit: {}, engagement: { decay: { halfLife: "5d" } } },
  rules: [
    { id: "boss", dimension: "fit", when: { trait: "title", contains: "CEO" }, points: 20 },
    { id: "size", dimension: "fit", when: { trait: "employees", gte: 100 }, points: 5 },
    { id: "pricing", dimension: "engagement", each: "pricing", points: 10, limit: { perDay: 2 } },
    { id: "demo", dimension: "engagement", each: "demo", points: 30 },
    { id: "won", dimension: "engagement", each: "won", points: 3 },
  ],
  total: { sum: ["fit", "engagement"] },
};

type Place = { readonly workspaceId: number; readonly sourceId: number };

/** A workspace with a file that waits. */
async function withFile(kind: ImportRow["kind"], text: string, place?: Place, map: unknown = null) {
  const own = place ?? (await newWorkspace(pool, MODEL, NOW));
  const path = join(folder, `${crypto.randomUUID()}.upload`);
  await writeFile(path, text);
  const row = { source_id: own.sourceId, kind, file_name: "crm.csv", file_path: path, map, bytes_total: text.length };
  const { import_id } = await inTransaction(pool, own.workspaceId, (session) => keepImport(session, row, NOW));
  const one = () =>
    inTransaction(pool, own.workspaceId, (session) => lockImport(session, import_id)) as Promise<ImportRow>;
  const put = (state: ImportRow["state"]) =>
    inTransaction(pool, own.workspaceId, (session) => keepImportState(session, import_id, state, NOW));
  return { ...own, path, one, put };
}

const gathering = () => gather({ pool, now }).receive;
const forEver = new AbortController().signal;

/** Works until nothing is left, as the loop does, which begins again after a failure. */
async function work(receive: Receive = gathering(), chunkSize = 10): Promise<void> {
  for (let left = 1; left > 0; ) {
    let killed = 0;
    const onError = (error: unknown) => {
      if (!(error instanceof Killed)) throw error;
      killed += 1;
    };
    const step = (id: number) => importStep({ pool, now, receive, chunkSize }, id, forEver);
    left = (await inEachWorkspace({ pool, onError }, step)) + killed;
  }
}

class Killed extends Error {}

async function asked<Row>(workspaceId: number, name: string, text: string): Promise<Row[]> {
  return inTransaction(pool, workspaceId, (session) => session.rows<Row>({ name, text }, [workspaceId]));
}

/** The totals of all leads, sorted. */
async function totals(workspaceId: number): Promise<(number | null)[]> {
  const rows = await asked<{ total: number }>(
    workspaceId,
    "import-totals",
    `select score.total from lead join model on model.workspace_id = $1
      left join score on score.workspace_id = $1 and score.subject_id = lead.lead_id
        and score.version_id = model.live_version_id
      where lead.workspace_id = $1 and exists
        (select from identity where workspace_id = $1 and lead_id = lead.lead_id and last_at is not null)`,
  );
  return rows.map(({ total }) => total).sort(ascending);
}

const ascending = (a: number | null, b: number | null) => (a ?? -1) - (b ?? -1);

/** Ids of records without their import's, to compare imports. */
const sameId = (text: string) => text.replace(/import:\d+:/, "import:");

/** What was stored, what lies in quarantine, and the books. */
async function kept(workspaceId: number) {
  const [books] = await asked<Record<string, number>>(
    workspaceId,
    "import-books",
    `select coalesce(sum(received), 0)::int as received, coalesce(sum(stored), 0)::int as stored,
      coalesce(sum(duplicates), 0)::int as duplicates, coalesce(sum(quarantined), 0)::int as quarantined
      from conservation where workspace_id = $1`,
  );
  const events = await asked<{ message_id: string }>(
    workspaceId,
    "import-events",
    "select message_id from event where workspace_id = $1 order by message_id",
  );
  const refused = await asked<{ code: string; path: string; value: string; raw: Buffer }>(
    workspaceId,
    "import-quarantine",
    "select code, path, value, raw from quarantine where workspace_id = $1 order by quarantine_id",
  );
  return {
    books,
    events: events.map(({ message_id }) => sameId(message_id)),
    refused: refused.map(({ code, path, value, raw }) => [code, path, value, sameId(raw.toString())]),
    totals: await totals(workspaceId),
  };
}

const input = (text: string) => openInput({ name: "x", bytes: ReadableStream.from([Buffer.from(text)]) });

async function addLeads(book: LeadBook, text: string): Promise<void> {
  for await (const leads of readLeads(await input(text), { zone, report: newReport() })) {
    for (const { identity, email, traits, line } of leads) {
      addLead(book, identity, email, traits, { at: NOW, messageId: `list:${String(line).padStart(9, "0")}` });
    }
  }
}

/** The same totals by the way of the command line: files, folded in memory. */
async function folded(leads: string | undefined, events: string): Promise<(number | null)[]> {
  const parsed = parseModel(MODEL);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed));
  const book = newBook();
  const measurer = measurerFor([parsed.model], zone);
  if (leads !== undefined) await addLeads(book, leads);
  for await (const some of readEvents(await input(events), { zone, report: newReport() })) {
    for (const event of some) addToBook(book, event, measurer);
  }
  const compiled = compile(parsed.model, zone);
  const today = zone.dayOf(NOW);
  return leadsOf(book, [], { joinByEmail: true })
    .map(
      ({ history }) => totalOf(compiled, { traits: traitsOf(history.traits), states: history.states }, today) ?? null,
    )
    .sort(ascending);
}

const day = (n: number) => new Date(NOW - n * 86_400_000).toISOString();
const EVENTS = `user id,timestamp,event,url\n${Array.from(
  { length: 95 },
  (_, i) => `u${i % 7},${day(i % 20)},${i % 3 === 0 ? "Demo Requested" : "page"},https://acme.example/pricing/${i}`,
).join("\n")}\n`;
/** The first without an id, the second without a time, the third with a time that is none; then one too many. */
const BROKEN = `,${day(1)},Hello,\nu1,,Hello,\nu2,soon,Hello,\nu3,${day(1)},Hello,,surplus\n${"x".repeat(501)},${day(1)},Hello,\n`;
const LEADS =
  "Record ID,Email,Job Title,Number of Employees\nu1,ann@acme.example,Clerk,10\nu2,bob@acme.example,CEO,1.200\n" +
  ",carl@acme.example,CEO,5\n,dora@acme.example,Clerk,500\nu1,,CEO,\n";

test("events from a file are scored as the command line scores them, and the file is gone", async () => {
  const one = await withFile("events", EVENTS);
  await work();
  expect(await one.one()).toMatchObject({
    state: "done",
    bytes_done: EVENTS.length,
    records_done: 95,
    problem: null,
    file_path: "",
    report: { format: "csv", read: 95, rejected: 0, refused: 0, stored: 95, duplicates: 0, noMessageIds: true },
  });
  expect((await readdir(folder)).filter((name) => one.path.endsWith(name))).toEqual([]);
  const { totals: scored, books } = await kept(one.workspaceId);
  expect(scored).toEqual(await folded(undefined, EVENTS));
  expect(new Set(scored).size).toBeGreaterThan(3);
  expect(books).toEqual({ received: 95, stored: 95, duplicates: 0, quarantined: 0 });
});

test("a list says what is known when it comes, row by row, and finds its leads by id and address", async () => {
  const one = await withFile("leads", LEADS);
  await work();
  const events = `${EVENTS}carl@acme.example,${day(2)},Demo Requested,\n`;
  await withFile("events", events, one);
  await work();
  const { totals: scored, events: ids } = await kept(one.workspaceId);
  expect(scored).toEqual(await folded(LEADS, events));
  expect(ids).toContain("import:000000006");
  const [first] = await asked<{ traits: Record<string, unknown> }>(
    one.workspaceId,
    "import-event-traits",
    "select body::jsonb -> 'traits' as traits from event where workspace_id = $1 and type = 'identify' order by message_id",
  );
  expect(first?.traits).toEqual({ title: "Clerk", employees: 10, email: "ann@acme.example" });
});

test("what became of deals are events of their leads, once for every deal", async () => {
  const deals = "Deal ID,Email,Deal Stage,Amount,Close Date\n1,ann@acme.example,Closed Won,2000,2026-11-20\n";
  const one = await withFile("outcomes", deals);
  await work();
  await withFile("outcomes", `${deals}2,ann@acme.example,Kicked off,5,2026-11-21\n`, one);
  await work();
  const { books, refused, events } = await kept(one.workspaceId);
  expect(events).toEqual(["outcome:1:won"]);
  expect(books).toEqual({ received: 3, stored: 1, duplicates: 1, quarantined: 1 });
  expect(refused).toEqual([["bad-event-type", "outcome", "Kicked off", "2,ann@acme.example,Kicked off,5,2026-11-21"]]);
  expect(await totals(one.workspaceId)).toEqual([200]);
});

test("whoever guesses the ids of an import cannot keep anything out of it", async () => {
  const deals = "Deal ID,Email,Deal Stage,Amount,Close Date\n1,ann@acme.example,Closed Won,2000,2026-11-20\n";
  const files = [["events", EVENTS, 95] as const, ["leads", LEADS, 5] as const, ["outcomes", deals, 1] as const];
  for (const [kind, text, count] of files) {
    const one = await withFile(kind, text);
    const { import_id } = await one.one();
    const lines = [2, 3, 4, 5].map((line) => `import:${import_id}:${String(line).padStart(9, "0")}`);
    const items = [...lines, "outcome:1:won"].map((messageId) =>
      arrived({ messageId, type: "page", userId: "mallory", timestamp: NOW }),
    );
    await gathering()({ workspaceId: one.workspaceId, sourceId: one.sourceId, receivedAt: NOW, items });
    await work();
    expect((await kept(one.workspaceId)).books).toMatchObject({ stored: 5 + count, duplicates: 0 });
  }
});

test("what cannot be read or stored lies in quarantine, whole, and the books balance", async () => {
  const long = `u9,${day(1)},${"y".repeat(3000)},,surplus`;
  const one = await withFile("events", EVENTS + BROKEN + long);
  await work();
  const { books, refused } = await kept(one.workspaceId);
  expect(refused.map(([code, path, value]) => [code, path, value])).toEqual([
    ["no-identity", null, null],
    ["no-timestamp", "timestamp", null],
    ["bad-timestamp", "timestamp", "soon"],
    ["cell-count", null, "5/4"],
    ["too-long", "userId", "500"],
    ["cell-count", null, "5/4"],
  ]);
  expect([refused[0]?.[3], refused[3]?.[3], refused[5]?.[3]]).toEqual([
    `,${day(1)},Hello,`,
    `u3,${day(1)},Hello,,surplus`,
    long,
  ]);
  expect(books).toEqual({ received: 101, stored: 95, duplicates: 0, quarantined: 6 });
  const reasons = { "no-identity": 1, "no-timestamp": 1, "bad-timestamp": 1, "cell-count": 2, "too-long": 1 };
  expect(await one.one()).toMatchObject({ records_done: 101, report: { read: 96, rejected: 5, refused: 1, reasons } });
});

/** Dies at the calls that were chosen: before anything is stored, at the end of the transaction, or after it. */
function deadly(deaths: readonly ("before" | "within" | "after" | "lives" | "busy")[]): Receive {
  const receive = gathering();
  let calls = 0;
  return async (arrival) => {
    const death = deaths[calls++];
    const die = () => {
      throw new Killed();
    };
    if (death === "before") die();
    if (death === "busy") throw new Overloaded(0.001);
    const { within } = arrival;
    const deadlyWithin: typeof within = async (session, receipt) => {
      await within?.(session, receipt);
      die();
    };
    const receipt = await receive(death === "within" ? { ...arrival, within: deadlyWithin } : arrival);
    if (death === "after") die();
    return receipt;
  };
}

test("however often it is killed, nothing is lost and nothing comes twice", async () => {
  const header = EVENTS.split("\n")[0];
  const text = `${header}\n${BROKEN}${EVENTS.slice(EVENTS.indexOf("\n") + 1)}${BROKEN}`;
  const whole = await withFile("events", text);
  await work();
  const expected = await kept(whole.workspaceId);
  const { report } = await whole.one();
  expect(expected.books).toEqual({ received: 105, stored: 95, duplicates: 0, quarantined: 10 });
  const deaths = fc.array(fc.constantFrom("before", "within", "after", "lives", "busy"), {
    minLength: 3,
    maxLength: 9,
  });
  await fc.assert(
    fc.asyncProperty(deaths, fc.integer({ min: 4, max: 60 }), async (when, chunkSize) => {
      const one = await withFile("events", text);
      await work(deadly(when), chunkSize);
      expect(await kept(one.workspaceId)).toEqual(expected);
      expect(await one.one()).toMatchObject({ state: "done", records_done: 105, report });
    }),
    { numRuns: 8 },
  );
});

test("it rests where it is, and goes on from there", async () => {
  const one = await withFile("events", EVENTS);
  const receive = gathering();
  let calls = 0;
  const resting: Receive = async (arrival) => {
    if (++calls === 3) await one.put("paused");
    return receive(arrival);
  };
  await work(resting);
  expect(await one.one()).toMatchObject({ state: "paused", records_done: 30, report: { read: 30, stored: 30 } });
  await work(resting);
  expect(calls).toBe(3);
  await one.put("waiting");
  await work(resting);
  expect(calls).toBe(10);
  expect(await one.one()).toMatchObject({ state: "done", records_done: 95 });
  const { books } = await kept(one.workspaceId);
  expect(books).toEqual({ received: 95, stored: 95, duplicates: 0, quarantined: 0 });
});

test("a process that stops finishes its chunk and leaves the rest", async () => {
  const one = await withFile("events", EVENTS);
  const stopping = new AbortController();
  const receive = gathering();
  const last: Receive = (arrival) => {
    stopping.abort();
    return receive(arrival);
  };
  await importStep({ pool, now, receive: last, chunkSize: 10 }, one.workspaceId, stopping.signal);
  expect(await one.one()).toMatchObject({ state: "running", records_done: 10 });
  await work();
  expect(await one.one()).toMatchObject({ state: "done", report: { stored: 95, duplicates: 0 } });
});

test.each([
  ["nothing", "", null, { code: "empty-file", file: "crm.csv" }],
  ["a column that is not there", EVENTS, { events: { userId: "Nr" } }, { code: "no-such-column", column: "Nr" }],
  ["a map that is none", EVENTS, { event: {} }, { code: "map-invalid", file: "map" }],
])("%s ends it, and it says why", async (_what, text, map, problem) => {
  const one = await withFile("events", text, undefined, map);
  await work();
  expect(await one.one()).toMatchObject({ state: "failed", problem, records_done: 0 });
  expect((await kept(one.workspaceId)).events).toEqual([]);
});

test("a file that is broken further on ends there, and what stood before it counts", async () => {
  const rows = Array.from({ length: 4000 }, (_, i) => `u${i % 9},${day(i % 20)},Hello,https://acme.example/${i}`);
  const one = await withFile("events", `user id,timestamp,event,url\n${rows.join("\n")}\nu1,"Hello`);
  await work(gathering(), 1500);
  expect(await one.one()).toMatchObject({
    state: "failed",
    problem: { code: "open-quote", file: "crm.csv", line: 4002 },
    records_done: 4000,
  });
  expect((await kept(one.workspaceId)).events).toHaveLength(4000);
});

test("a list in which nobody can be told from another is not imported", async () => {
  const one = await withFile("leads", "Job Title\nCEO\nClerk\n");
  await work();
  const problem = { code: "unknown-source", target: "identity", columns: ["Job Title"] };
  expect(await one.one()).toMatchObject({ state: "failed", problem });
  await rm(one.path);
  await one.put("waiting");
  await work();
  expect(await one.one()).toMatchObject({ state: "failed", problem: { code: "no-such-file", file: "crm.csv" } });
});

test("two processes never work on the same file", async () => {
  const one = await withFile("events", EVENTS);
  const calls = [0, 0];
  const counted = (i: number): Receive => {
    const receive = gathering();
    return (arrival) => {
      calls[i] = (calls[i] ?? 0) + 1;
      return receive(arrival);
    };
  };
  await Promise.all([work(counted(0)), work(counted(1))]);
  expect(calls.toSorted()).toEqual([0, 10]);
  await work();
  const { books } = await kept(one.workspaceId);
  expect(books).toEqual({ received: 95, stored: 95, duplicates: 0, quarantined: 0 });
});

test("whoever lost the lock without noticing stores nothing any more", async () => {
  const one = await withFile("events", EVENTS);
  const other = gathering();
  const overtaken: Receive = async (arrival) => {
    await inTransaction(pool, one.workspaceId, (session) =>
      session.rows({ name: "overtake", text: "update import set records_done = 50 where workspace_id = $1" }, [
        one.workspaceId,
      ]),
    );
    return other(arrival);
  };
  await importStep({ pool, now, receive: overtaken, chunkSize: 10 }, one.workspaceId, forEver);
  expect((await kept(one.workspaceId)).events).toEqual([]);
  await one.put("paused");
});

test("records on one line, as JSON may have them, are all there", async () => {
  const rows = [1, 2, 3].map((n) => ({ userId: "ann", event: "Demo Requested", timestamp: day(n), "a\0b": "x\0" }));
  const one = await withFile("events", JSON.stringify([...rows, 5, { event: "Hello", timestamp: day(1) }, ...rows]));
  await work(gathering(), 2);
  const { events, refused } = await kept(one.workspaceId);
  expect(events).toHaveLength(6);
  expect(events.slice(0, 2)).toEqual(["import:000000001", "import:000000001.000001"]);
  expect(refused.map(([code]) => code)).toEqual(["not-an-object", "no-identity"]);
});

test("by way of the API: sent, read, told, scored", async () => {
  const { newTenant, receive, importFolder } = await testServer(pool, now);
  const { client, workspaceId, sourceId } = await newTenant();
  const map = JSON.stringify({ leads: { id: "Nr", traits: { title: "Rolle" } } });
  const query = { kind: "leads" as const, source: String(sourceId), fileName: "Leute.csv", map };
  const one = await client.imports.create({ query, body: new TextEncoder().encode("Nr;Rolle\n7;CEO\n8;Clerk\n") });
  expect(one).toMatchObject({ state: "waiting", recordsDone: 0 });
  await work(receive);
  expect(await client.imports.get({ params: { id: one.id } })).toMatchObject({
    state: "done",
    recordsDone: 2,
    report: { read: 2, stored: 2, map: { leads: parseFileMap(map, "map").leads } },
    problem: null,
  });
  expect(await readdir(importFolder)).toEqual([]);
  expect((await kept(workspaceId)).events).toHaveLength(2);
});

test("an event is the same by file and by request", async () => {
  const said = { messageId: "own", event: "Demo Requested", userId: "ann", timestamp: day(1), properties: { a: [1] } };
  const one = await withFile("events", JSON.stringify(said));
  await work();
  const other = await newWorkspace(pool, MODEL, NOW);
  const items = [decode(said, { ...FRAME, receivedAt: NOW, judge }) as Arrived];
  await gathering()({ ...other, receivedAt: NOW, items });
  const rows = (workspaceId: number) =>
    asked<{ body: string }>(
      workspaceId,
      "import-one",
      `select message_id, type, name, user_id, at, flags, traffic, consent, shared, minimal,
        body::jsonb - 'rest' as body from event where workspace_id = $1`,
    );
  expect(await rows(one.workspaceId)).toEqual(await rows(other.workspaceId));
  expect((await rows(one.workspaceId))[0]).toMatchObject({ consent: "vouched-for", body: { properties: { a: [1] } } });
});

test("a long file keeps nobody else's waiting until its end, and is read to its end afterwards", async () => {
  const long = await withFile("events", EVENTS);
  const short = await withFile("events", EVENTS.split("\n").slice(0, 2).join("\n"));
  const clock = { now: NOW };
  const done: string[] = [];
  const receive = gathering();
  const slow: Receive = async (arrival) => {
    clock.now += 4000;
    const receipt = await receive(arrival);
    done.push(arrival.workspaceId === long.workspaceId ? "long" : "short");
    return receipt;
  };
  const step = (id: number) => importStep({ pool, now: () => clock.now, receive: slow, chunkSize: 10 }, id, forEver);
  const fail = (error: unknown) => {
    throw error;
  };
  while ((await inEachWorkspace({ pool, onError: fail }, step)) > 0);
  expect(done).toEqual([...Array(4).fill("long"), "short", ...Array(6).fill("long")]);
  expect(await long.one()).toMatchObject({ state: "done", records_done: 95 });
  expect(await short.one()).toMatchObject({ state: "done", records_done: 1 });
});
