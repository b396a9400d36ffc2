import { testDatabase } from "@plumbline/store/testing";
import fc from "fast-check";
import { expect, test } from "vitest";
import { sweep } from "../../decide/sweep.ts";
import { DAY, eventsOf, type House, MODEL, NOW, newHouse } from "./leads.testing.ts";

const { pool } = await testDatabase();

const idOf = async (house: House, email: string): Promise<string> =>
  (await house.get(`/leads?search=${email.slice(0, email.indexOf("@"))}`)).body.items[0].id;

async function houseWithAnn() {
  const house = await newHouse(pool);
  const ann = eventsOf("ann");
  await house.send([
    ann.identify({ email: "ann@acme.example", name: "Ann Lee", title: "CEO", owner: "rep-1" }, NOW - 3 * DAY),
    ann.pricing(NOW - 2 * DAY),
    ann.pricing(),
  ]);
  return { house, ann, id: await idOf(house, "ann@acme.example") };
}

test("a lead with its score, line by line: the lines add up, the total is the one that is kept", async () => {
  const { house, id } = await houseWithAnn();
  const { status, body } = await house.get(`/leads/${id}`);
  expect(status).toBe(200);
  expect(body).toMatchObject({
    name: "Ann Lee",
    chief: "user:ann",
    account: { key: "acme.example" },
    ineligible: null,
  });
  const [score] = body.scores;
  expect(score).toMatchObject({ model: "b2b", version: 1, total: 38, band: "warm", since: "2026-11-22" });
  const sum = score.lines.reduce((total: number, line: { points: number }) => total + line.points, 0);
  expect(sum).toBe(38);
  expect(score.reasons[0]).toEqual({ code: "rule", rule: "boss", dimension: "fit", points: 20 });
  expect(score.nextSteps.rises[0]).toMatchObject({ band: "hot", times: 1 });
  // Half of what engagement gives will be gone, and being a boss still gives 20.
  expect(score.nextSteps.byItself).toBeNull();
  expect(house.mismatches.count).toBe(0);
  await house.rows("update score set total = 1 where workspace_id = $1", [house.workspaceId]);
  expect((await house.get(`/leads/${id}`)).body.scores[0].total).toBe(38);
  expect(house.mismatches.count).toBe(1);
});

test("a help desk learns what matters by the address, and nothing else", async () => {
  const { house, id } = await houseWithAnn();
  expect((await house.get("/leads/lookup?email=ANN@acme.example")).body).toEqual({
    ...{ id, name: "Ann Lee", band: "warm", score: 38, priority: 2, owner: "rep-1" },
    nextStep: { signal: "pricing", times: 1, band: "hot" },
  });
  expect((await house.get("/leads/lookup?email=nobody@acme.example")).status).toBe(404);
});

test("history and timeline: the newest first, page by page, with transitions and adjustments among the events", async () => {
  const { house, ann, id } = await houseWithAnn();
  house.clock.now = NOW + DAY;
  await house.send([ann.demo(NOW + DAY)]);
  house.clock.now = NOW + DAY + 5;
  await house.post(`/leads/${id}/adjustments`, { dimension: "fit", points: 5, reason: "met at a fair" });
  const { body } = await house.get(`/leads/${id}/history`);
  expect(body.items.map(({ day }: { day: string }) => day)).toEqual(["2026-11-23", "2026-11-22"]);
  expect(body.transitions.map(({ from, to, cause }: Record<string, string>) => [from, to, cause])).toEqual([
    ["warm", "hot", "event"],
    [null, "warm", "event"],
  ]);
  expect(body.transitions[0].lines.length).toBeGreaterThan(0);

  const whole = (await house.get(`/leads/${id}/timeline`)).body.items;
  expect(whole.map(({ kind }: { kind: string }) => kind).filter((kind: string) => kind === "event")).toHaveLength(4);
  expect(whole[0]).toMatchObject({ kind: "adjustment", adjustment: { points: 5, by: expect.stringContaining("key") } });
  const instants = whole.map(({ at }: { at: string }) => at);
  expect(instants).toEqual([...instants].sort().reverse());
  const paged: unknown[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const page = await house.get(`/leads/${id}/timeline?limit=1${cursor === "" ? "" : `&cursor=${cursor}`}`);
    paged.push(...page.body.items);
    cursor = page.body.next;
  }
  expect(paged).toEqual(whole);
});

test("what if: more events and other traits, without writing anything", async () => {
  const { house, id } = await houseWithAnn();
  const before = await house.get(`/leads/${id}`);
  const asked = { events: [{ event: "Demo Requested" }], traits: { title: "Clerk" } };
  const { status, body } = await house.post(`/leads/${id}/what-if`, asked);
  expect(status).toBe(200);
  expect(body.before).toMatchObject({ total: 38, band: "warm" });
  expect(body.after).toMatchObject({ total: 48, band: "hot" });
  const twice = { events: [{ event: "Demo Requested", times: 2 }] };
  expect((await house.post(`/leads/${id}/what-if`, twice)).body.after.total).toBe(98);
  expect((await house.get(`/leads/${id}`)).body).toEqual(before.body);
});

test("points by hand count at once, with who gave them and why, until they are taken back", async () => {
  const { house, id } = await houseWithAnn();
  const given = { dimension: "fit", points: 7.5, reason: "knows us", until: "2026-12-01" };
  const made = await house.post(`/leads/${id}/adjustments`, given);
  expect(made.body).toMatchObject({
    model: "b2b",
    points: 7.5,
    by: expect.stringMatching(/^key \d+$/),
    from: "2026-11-22",
  });
  const now = (await house.get(`/leads/${id}`)).body;
  expect(now.scores[0].lines).toContainEqual(expect.objectContaining({ kind: "adjustment", reason: "knows us" }));
  expect(now.scores[0].total).toBe(46);
  expect(house.mismatches.count).toBe(0);
  expect(house.changes.length).toBeGreaterThan(0);
  // It still counts after the next event, which another transaction scores.
  await house.send([eventsOf("ann").demo()]);
  expect((await house.get("/leads")).body.items[0].score.total).toBe(76);
  expect((await house.post(`/leads/${id}/adjustments`, { ...given, dimension: "charm" })).body.issues).toMatchObject([
    { path: "dimension", code: "not-one-of" },
  ]);
  expect((await house.post(`/leads/${id}/adjustments`, { ...given, until: "2026-11-21" })).status).toBe(400);
  house.clock.now = NOW + 2 * DAY;
  const url = `/leads/${id}/adjustments/${made.body.id}`;
  // Whatever people give as a reason is theirs.
  const odd = await house.post(`/leads/${id}/adjustments`, {
    ...given,
    points: 0.5,
    reason: `takes-back:${made.body.id}`,
  });
  expect(odd.body).toMatchObject({ takesBack: null });
  const back = await house.ask("DELETE", url);
  expect(back.body).toMatchObject({
    ...{ points: -7.5, from: "2026-11-24", until: "2026-12-01" },
    ...{ reason: "knows us", takesBack: made.body.id },
  });
  expect((await house.ask("DELETE", url)).body.code).toBe("already-done");
  expect((await house.ask("DELETE", `/leads/${id}/adjustments/${back.body.id}`)).body.code).toBe("already-done");
  expect((await house.ask("DELETE", `/leads/${id}/adjustments/${odd.body.id}`)).status).toBe(200);
  const after = (await house.get(`/leads/${id}`)).body;
  expect(after.adjustments).toHaveLength(4);
  const net = after.scores[0].lines.filter(({ kind }: { kind: string }) => kind === "adjustment");
  expect(net.reduce((sum: number, { points }: { points: number }) => sum + points, 0)).toBe(0);
  expect((await house.get(`/leads/${id}/score?on=2026-11-23`)).body.lines).toContainEqual(
    expect.objectContaining({ kind: "adjustment", reason: "knows us" }),
  );
});

/** All that is kept of leads, but when it was written; when one was last seen, a lead knows only roughly. */
async function everything(house: House) {
  const { body } = await house.get("/leads");
  const leads = await Promise.all(
    body.items.map(async ({ id }: { id: string }) => (await house.get(`/leads/${id}`)).body),
  );
  const kept = await house.rows(
    "select lead_id, chief, name, email, traits, words, account_id, first_at from lead where workspace_id = $1 order by lead_id",
    [house.workspaceId],
  );
  const places = await house.rows(
    `select version_id, subject_id, total, band, band_since, band_left from score where workspace_id = $1
      order by version_id, subject_id`,
    [house.workspaceId],
  );
  const withoutLast = ({ lastAt: _, ...lead }: Record<string, unknown>) => lead;
  return { list: body.items.map(withoutLast), leads: leads.map(withoutLast), kept, places };
}

/** Who leaves a band may not come back for a while, or not before having cooled off. */
const COOLING = {
  ...MODEL,
  bands: [
    { name: "cold" },
    { name: "warm", above: 15, coolDown: "3d" },
    { name: "hot", above: 40, leaveBelow: 30, coolDown: "30d", rearmBelow: 20 },
  ],
};

async function daysPass(house: House, days: number): Promise<void> {
  for (let day = 0; day < days; day++) {
    house.clock.now += DAY;
    while (!(await sweep(pool, house.workspaceId, house.clock.now)).isDone);
  }
}

test("who moves to a competitor falls at once: by points, or out of those who are scored", async () => {
  const lists = { competitors: ["Rival"] };
  const atRival = { trait: "company", inList: "competitors" };
  const rule = { id: "rival", dimension: "fit", when: atRival, points: -50 };
  const fined = await newHouse(pool, [{ ...MODEL, lists, rules: [...MODEL.rules, rule] }]);
  const barred = await newHouse(pool, [{ ...MODEL, lists, who: { not: atRival } }]);
  const stood: unknown[] = [];
  for (const house of [fined, barred]) {
    const ann = eventsOf("ann");
    await house.send([ann.identify({ company: "Acme", title: "CEO" }, NOW - 2 * DAY), ann.demo()]);
    const [{ id }] = (await house.get("/leads")).body.items;
    const standing = async () => {
      const [{ total, band }] = (await house.get(`/leads/${id}`)).body.scores;
      stood.push([total, band]);
    };
    await standing();
    await house.send([ann.identify({ company: "Rival" }, NOW - DAY)]);
    await standing();
    // What is learnt late of the time before changes nothing.
    await house.send([ann.identify({ company: "Acme" }, NOW - 3 * DAY)]);
    await standing();
  }
  expect(stood).toEqual([
    ...[
      [50, "hot"],
      [0, "cold"],
      [0, "cold"],
    ],
    ...[
      [50, "hot"],
      [null, null],
      [null, null],
    ],
  ]);
  const left = await barred.rows(
    "select from_band, to_band, cause from transition where workspace_id = $1 order by transition_id",
    [barred.workspaceId],
  );
  expect(left.at(-1)).toEqual({ from_band: "hot", to_band: null, cause: "event" });
});

test("a merge makes one lead of two, and taking it back restores both exactly", async () => {
  const house = await newHouse(pool);
  const [ann, bob] = [eventsOf("ann"), eventsOf("bob")];
  await house.send([
    ann.identify({ name: "Ann", title: "CEO", email: "ann@one.example" }, NOW - 4 * DAY),
    ann.demo(NOW - DAY),
    bob.identify({ name: "Bob", title: "Clerk", email: "bob@two.example" }, NOW - 3 * DAY),
    bob.on("phone", NOW - 2 * DAY),
    bob.pricing(NOW - DAY),
  ]);
  const before = await everything(house);
  const [one, other] = before.list.map(({ id }: { id: string }) => id);
  house.clock.now = NOW + 1;
  const merged = await house.post("/leads/merge", { one, other, reason: "the same card" });
  expect(merged.status).toBe(200);
  const [lead, ...none] = (await house.get("/leads")).body.items;
  expect(none).toEqual([]);
  expect(lead.score).toMatchObject({ total: 35, band: "hot" });
  const whole = (await house.get(`/leads/${lead.id}`)).body;
  expect(whole.identities.map(({ key }: { key: string }) => key).sort()).toEqual([
    "anonymous:phone",
    "email:ann@one.example",
    "email:bob@two.example",
    "user:ann",
    "user:bob",
  ]);
  expect(whole.merges).toMatchObject([{ id: merged.body.decision }]);
  expect((await house.post("/leads/merge", { one: lead.id, other: lead.id, reason: "x" })).body.code).toBe(
    "already-done",
  );
  house.clock.now = NOW + 2;
  const undone = { decision: merged.body.decision, reason: "two people after all" };
  expect((await house.post(`/leads/${lead.id}/unmerge`, { ...undone, decision: "other" })).status).toBe(404);
  const parted = await house.post(`/leads/${lead.id}/unmerge`, undone);
  expect(parted.body.leads.sort()).toEqual([one, other].sort());
  expect(await everything(house)).toEqual(before);
  expect(house.mismatches.count).toBe(0);
  expect((await house.post(`/leads/${one}/unmerge`, undone)).body.code).toBe("already-done");
  // It stays so when they go on.
  await house.send([ann.pricing(NOW), bob.pricing(NOW)]);
  expect((await house.get("/leads")).body.items).toHaveLength(2);
});

test("two people who were joined by an address are parted by people, and stay so", async () => {
  const house = await newHouse(pool);
  const [ann, bob] = [eventsOf("ann"), eventsOf("bob")];
  const shared = { email: "info@acme.example" };
  await house.send([ann.demo(NOW - DAY), ann.identify({ title: "CEO" }, NOW - 2 * DAY), bob.demo(NOW - DAY)]);
  await house.send([bob.pricing(NOW - DAY), bob.on("phone", NOW - DAY)]);
  const before = await everything(house);
  const [one, other] = before.list.map(({ id }: { id: string }) => id);
  await house.send([ann.identify(shared, NOW - 5), bob.identify(shared, NOW - 4)]);
  const [lead, ...none] = (await house.get("/leads")).body.items;
  expect(none).toEqual([]);
  const joins = [
    { one: "email:info@acme.example", other: "user:ann" },
    { one: "email:info@acme.example", other: "user:bob" },
  ];
  expect((await house.get(`/leads/${lead.id}`)).body).toMatchObject({ merges: [], joins });
  const [, join] = joins;
  const foreign = { one: "email:info@acme.example", other: "anonymous:phone", reason: "x" };
  expect((await house.post(`/leads/${lead.id}/part`, foreign)).status).toBe(404);

  house.clock.now = NOW + 1;
  const transitions = () => house.rows("select * from transition where workspace_id = $1", [house.workspaceId]);
  const entered = await transitions();
  const parted = await house.post(`/leads/${lead.id}/part`, { ...join, reason: "the address of the office" });
  expect(parted.body.leads.sort()).toEqual([one, other].sort());
  const after = await everything(house);
  const bands = ({ places }: typeof after) =>
    (places as Record<string, unknown>[]).map(({ subject_id, total, band }) => [subject_id, total, band]);
  expect(bands(after)).toEqual(bands(before));
  expect(await transitions()).toEqual(entered);
  expect(after.leads.map((left: Record<string, unknown>) => left["joins"])).toEqual([[], []]);
  expect(house.mismatches.count).toBe(0);
  expect((await house.post(`/leads/${other}/part`, { ...join, reason: "x" })).body.code).toBe("already-done");

  // It stays so, whatever they and others say again.
  await house.send([bob.identify(shared, NOW), ann.pricing(NOW)]);
  await house.send([eventsOf("carl").identify(shared, NOW), bob.pricing(NOW)]);
  const now = (await house.get("/leads")).body.items;
  expect(now).toHaveLength(2);
  house.clock.now = NOW + 2;
  const merged = await house.post("/leads/merge", { one: now[0].id, other: now[1].id, reason: "one person after all" });
  expect(merged.status).toBe(200);
  expect((await house.get("/leads")).body.items).toHaveLength(1);
});

test("a merge that was made before bands were kept with it is taken back by what they had entered last", async () => {
  const house = await newHouse(pool);
  const [ann, bob] = [eventsOf("ann"), eventsOf("bob")];
  await house.send([ann.demo(NOW - DAY), ann.demo(NOW - DAY), bob.pricing(NOW - DAY), bob.pricing(NOW - DAY)]);
  const before = await everything(house);
  const transitions = () =>
    house.rows("select subject_id, to_band from transition where workspace_id = $1 order by transition_id", [
      house.workspaceId,
    ]);
  const entered = await transitions();
  const [one, other] = before.list.map(({ id }: { id: string }) => id);
  house.clock.now = NOW + 1;
  const merged = await house.post("/leads/merge", { one, other, reason: "x" });
  await house.rows("update identity_decision set places = null where workspace_id = $1", [house.workspaceId]);
  house.clock.now = NOW + 2;
  await house.post(`/leads/${merged.body.lead}/unmerge`, { decision: merged.body.decision, reason: "x" });
  expect(await everything(house)).toEqual(before);
  expect(await transitions()).toEqual(entered);
});

test("a merge that is taken back opens no band that was closed for a while", async () => {
  const house = await newHouse(pool, [COOLING]);
  const [ann, bob] = [eventsOf("ann"), eventsOf("bob")];
  await house.send([ann.demo(), ann.demo(), bob.pricing()]);
  await daysPass(house, 8);
  const bandOf = async (user: string) => {
    const text = `select band, band_left from score where workspace_id = $1
      and subject_id = (select lead_id from identity where workspace_id = $1 and key = $2)`;
    return (await house.rows(text, [house.workspaceId, `user:${user}`]))[0];
  };
  // 60 points fade to 30 in five days; a day later hot is left, and they have not been below 20 since.
  const cooling = { band: "warm", band_left: [{ band: "hot", on: expect.any(Number), armed: false }] };
  expect(await bandOf("ann")).toEqual(cooling);
  const { items } = (await house.get("/leads")).body;
  const [one, other] = items.map(({ id }: { id: string }) => id);
  const merged = await house.post("/leads/merge", { one, other, reason: "x" });
  await house.post(`/leads/${merged.body.lead}/unmerge`, { decision: merged.body.decision, reason: "x" });
  expect(await bandOf("ann")).toEqual(cooling);
  const { now } = house.clock;
  await house.send([ann.demo(now), ann.demo(now)]);
  expect(await bandOf("ann")).toMatchObject({ band: "warm" });
});

test("whatever two leads did, a merge that is taken back leaves no trace on them", async () => {
  const act = fc.record({
    at: fc.integer({ min: NOW - 6 * DAY, max: NOW }),
    what: fc.constantFrom("pricing", "demo", "identify", "device", "other device", "days"),
    who: fc.constantFrom("ann", "bob"),
    title: fc.constantFrom("CEO", "Clerk"),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 2, maxLength: 12 }), async (acts) => {
      const house = await newHouse(pool, [COOLING]);
      await house.send([eventsOf("ann").pricing(NOW - 7 * DAY), eventsOf("bob").pricing(NOW - 7 * DAY)]);
      for (const { at, what, who, title } of acts) {
        if (what === "days") {
          await daysPass(house, 2);
          continue;
        }
        const events = eventsOf(who);
        const email = `${who}@${who}.example`;
        const made = {
          pricing: () => events.pricing(at),
          demo: () => events.demo(at),
          identify: () => events.identify({ title, email }, at),
          device: () => events.on(`phone of ${who}`, at),
          "other device": () => events.on("shared", at),
        };
        house.clock.now += 1;
        await house.send([made[what as keyof typeof made]()]);
      }
      const before = await everything(house);
      house.clock.now += 1;
      const [one, other] = before.list.map(({ id }: { id: string }) => id);
      const merged = await house.post("/leads/merge", { one, other, reason: "x" });
      house.clock.now += 1;
      await house.post(`/leads/${merged.body.lead}/unmerge`, { decision: merged.body.decision, reason: "x" });
      expect(await everything(house)).toEqual(before);
      expect(house.mismatches.count).toBe(0);
    }),
    { numRuns: 15, endOnFailure: true },
  );
});

test("what a person says of objection and consent is an event, and replays", async () => {
  const { house, id } = await houseWithAnn();
  const say = async (says: string) => (await house.post(`/leads/${id}/standing`, { says, reason: "by phone" })).body;
  expect(await say("objection-raised")).toEqual({ ineligible: "objection" });
  expect((await house.get(`/leads/${id}`)).body.scores[0]).toMatchObject({
    total: null,
    unscored: { because: "objection" },
  });
  expect((await house.get("/leads?search=ann")).body.items[0].score.total).toBeNull();
  const at = () => new Date(house.clock.now).toISOString();
  const decisions = async () => (await house.get(`/leads/${id}`)).body.decisions;
  expect(await decisions()).toEqual({ consent: null, objection: { says: "raised", at: at() } });
  house.clock.now += 1;
  expect(await say("objection-withdrawn")).toEqual({ ineligible: null });
  const liftedAt = at();
  house.clock.now += 1;
  expect(await say("consent-withdrawn")).toEqual({ ineligible: "consent-withdrawn" });
  expect((await house.get(`/leads/${id}/score`)).body).toMatchObject({
    total: null,
    unscored: { because: "consent-withdrawn" },
  });
  expect(await decisions()).toEqual({
    consent: { says: "withdrawn", at: at() },
    objection: { says: "withdrawn", at: liftedAt },
  });
  house.clock.now += 1;
  expect(await say("consent-given")).toEqual({ ineligible: null });
  expect((await house.get(`/leads/${id}`)).body.scores[0].total).toBe(38);
  const sources = await house.rows<{ n: number }>(
    "select count(*)::int as n from source where workspace_id = $1 and kind = 'internal'",
    [house.workspaceId],
  );
  expect(sources[0]?.n).toBe(1);
});

test("what a person says is recorded once, however often it is asked for with one key", async () => {
  const { house, id } = await houseWithAnn();
  const say = (says: string, key: string) =>
    house.ask("POST", `/leads/${id}/standing`, { says, reason: "by phone" }, { "idempotency-key": key });
  const consent = async () => (await house.get(`/leads/${id}`)).body.decisions.consent?.says;
  const first = await say("consent-given", "k1");
  house.clock.now += DAY;
  await say("consent-withdrawn", "k2");
  expect(await consent()).toBe("withdrawn");
  house.clock.now += DAY;
  expect(await say("consent-given", "k1")).toEqual(first);
  expect(await consent()).toBe("withdrawn");
  expect((await say("objection-raised", "k1")).body.code).toBe("other-request");
  const events = () => house.get(`/leads/${id}/timeline`);
  const before = (await events()).body.items.length;
  const together = await Promise.all([1, 2, 3].map(() => say("objection-raised", "k3")));
  expect((await events()).body.items.length).toBe(before + 1);
  for (const { status, body } of together) expect([200, "in-progress"]).toContain(status === 200 ? status : body.code);
  expect((await say("objection-raised", "k3")).status).toBe(200);
  expect((await events()).body.items.length).toBe(before + 1);
});

/** The tables of a workspace in which a text stands, in whichever column. */
async function tablesWith(house: House, text: string): Promise<string[]> {
  const tables = await house.rows<{ name: string }>(
    `select table_name as name from information_schema.columns
     where table_schema = 'public' and column_name = 'workspace_id' and table_name !~ '^(seen|event)_'`,
  );
  const found = await Promise.all(
    tables.map(async ({ name }) => {
      const rows = await house.rows<{ n: number }>(
        `select count(*)::int as n from ${name} as t where workspace_id = $1 and t::text ilike $2`,
        [house.workspaceId, `%${text}%`],
      );
      return rows[0]?.n ? [name] : [];
    }),
  );
  return found.flat();
}

test("who is erased leaves nothing behind, and what is still sent of them is kept without them", async () => {
  const { house, ann, id } = await houseWithAnn();
  await house.send([ann.on("laptop"), eventsOf("bob").identify({ email: "bob@acme.example" })]);
  await house.post(`/leads/${id}/adjustments`, { dimension: "fit", points: 5, reason: "Ann is nice" });
  const raw = Buffer.from(JSON.stringify({ userId: 5, traits: { email: "ann@acme.example" } }));
  await house.receive({
    ...{ workspaceId: house.workspaceId, sourceId: house.sourceId, receivedAt: NOW },
    items: [{ refused: { code: "no-event-name" }, raw }],
  });
  const { status, body } = await house.ask("DELETE", `/leads/${id}?erase=true`);
  expect(status).toBe(200);
  expect(body).toMatchObject({ events: 4, identities: 3, quarantined: 1 });
  expect((await house.get(`/leads/${id}`)).status).toBe(404);
  for (const trace of ["ann@acme", "user:ann", "Ann Lee", "Ann is nice", "laptop"])
    expect(await tablesWith(house, trace), trace).toEqual([]);
  await house.send([
    ann.demo(),
    { ...ann.on("laptop"), userId: "new" } as never,
    eventsOf("x").identify({ email: "Ann@acme.example" }),
  ]);
  for (const trace of ["ann@acme", "user:ann", "laptop"]) expect(await tablesWith(house, trace), trace).toEqual([]);
  const minimal = await house.rows<{ consent: string; n: number }>(
    "select consent, count(*)::int as n from event where workspace_id = $1 and minimal group by consent",
    [house.workspaceId],
  );
  expect(minimal).toEqual([{ consent: "erased", n: 3 }]);
  expect((await house.get("/leads")).body.items).toHaveLength(1);
  await house.send([eventsOf("bob").demo()]);
  expect((await house.get("/leads")).body.items[0].score.total).toBe(30);
});

test("who is erased is erased under addresses and former ids, too, that nobody was ever seen under", async () => {
  for (const settings of [{}, { joinByEmail: false }]) {
    const house = await newHouse(pool, [MODEL], settings);
    const ann = eventsOf("ann");
    const device = { ...ann.identify({ email: "once@acme.example" }), userId: undefined, anonymousId: "laptop" };
    await house.send([
      device as never,
      ann.on("laptop"),
      ann.identify({ email: "ann@acme.example" }),
      { ...ann.track("", NOW), type: "alias", event: undefined, previousId: "maiden-name" } as never,
      // What Bob gave as well is his, too.
      ann.identify({ email: "both@acme.example" }),
      { ...ann.track("", NOW), type: "alias", event: undefined, previousId: "shared-desk" } as never,
    ]);
    const { items } = (await house.get("/leads")).body;
    expect(items).toHaveLength(1);
    const bob = eventsOf("bob");
    const theirs = { ...bob.identify({ email: "both@acme.example" }), userId: undefined, anonymousId: "tablet" };
    await house.send([
      theirs as never,
      bob.on("tablet"),
      { ...bob.track("", NOW), type: "alias", event: undefined, previousId: "shared-desk" } as never,
    ]);
    expect((await house.ask("DELETE", `/leads/${items[0].id}?erase=true`)).status).toBe(200);
    for (const trace of ["once@acme", "ann@acme", "maiden-name", "user:ann", "laptop"])
      expect(await tablesWith(house, trace), `${trace} ${JSON.stringify(settings)}`).toEqual([]);
    expect(await tablesWith(house, "both@acme")).not.toEqual([]);
    expect(await tablesWith(house, "user:shared-desk")).not.toEqual([]);
    await house.send([eventsOf("maiden-name").demo(), bob.demo()]);
    expect(await tablesWith(house, "maiden-name")).toEqual([]);
    expect((await house.get("/leads")).body.items).toMatchObject([{ score: { total: 30 } }]);
  }
});

test("accounts: ranked, with members, lines and history", async () => {
  const model = {
    ...{ model: "companies", of: "account", signals: MODEL.signals },
    dimensions: { all: {} },
    rules: [{ id: "pricing", dimension: "all", each: "pricing", points: 10 }],
    total: { sum: ["all"] },
    bands: [{ name: "quiet" }, { name: "keen", above: 15 }],
  };
  const { addUp } = await import("../../identify/add-up.ts");
  const house = await newHouse(pool, [MODEL, model]);
  await house.send([
    eventsOf("a").identify({ email: "a@one.example" }),
    eventsOf("b").identify({ email: "b@one.example" }),
    eventsOf("c").identify({ email: "c@two.example" }),
    ...["a", "b", "c"].map((user) => eventsOf(user).pricing()),
  ]);
  while ((await addUp(pool, house.workspaceId, () => NOW)).accounts > 0);
  const { body } = await house.get("/accounts");
  expect(body.items).toMatchObject([
    { key: "one.example", members: 2, score: { total: 20, band: "keen" } },
    { key: "two.example", members: 1, score: { total: 10, band: "quiet" } },
  ]);
  const page = await house.get("/accounts?limit=1");
  expect((await house.get(`/accounts?limit=1&cursor=${page.body.next}`)).body.items[0].key).toBe("two.example");
  expect((await house.get("/accounts?band=quiet")).body.items).toHaveLength(1);
  const found = async (search: string) =>
    (await house.get(`/accounts?search=${search}`)).body.items.map(({ key }: { key: string }) => key);
  expect(await found("TWO.EX")).toEqual(["two.example"]);
  expect(await found("%")).toEqual([]);
  const account = (await house.get(`/accounts/${body.items[0].id}`)).body;
  expect(account).toMatchObject({ memberCount: 2, scores: [{ total: 20, band: "keen" }] });
  expect(account.scores[0].lines).toMatchObject([{ kind: "rule", rule: "pricing", points: 20 }]);
  expect((await house.get(`/accounts/${body.items[0].id}/history`)).body.items).toMatchObject([{ total: 20 }]);
  const other = await newHouse(pool);
  expect((await other.get(`/accounts/${body.items[0].id}`)).status).toBe(404);
  expect((await other.get(`/accounts/${body.items[0].id}/history`)).status).toBe(404);
  expect((await other.get("/accounts")).body.items).toEqual([]);
});

test("speed to lead: from the hand-off to the first contact after it", async () => {
  const house = await newHouse(pool, [MODEL], { handOff: { model: "b2b", band: "hot" } });
  for (const [user, minutes] of [
    ["a", 4],
    ["b", 90],
    ["c", null],
  ] as const) {
    const events = eventsOf(user);
    house.clock.now = NOW;
    await house.send([events.track("Sales Contacted", NOW - DAY), events.demo(), events.demo()]);
    if (minutes === null) continue;
    house.clock.now = NOW + minutes * 60_000;
    await house.send([events.track("meeting booked", house.clock.now)]);
  }
  house.clock.now = NOW + DAY;
  const { body } = await house.get("/reports/speed-to-lead");
  expect(body).toMatchObject({
    ...{ model: "b2b", band: "hot", handedOff: 3, contacted: 2, until: "2026-11-23" },
    minutes: { median: 4, p90: 90, mean: 47 },
    within: { fiveMinutes: 1, hour: 1, day: 2 },
    byDay: [{ day: "2026-11-22", handedOff: 3, contacted: 2, median: 4 }],
  });
  expect(body.waiting).toHaveLength(1);
  expect((await (await newHouse(pool)).get("/reports/speed-to-lead")).body.handedOff).toBe(0);
});
