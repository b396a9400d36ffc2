import type { FoundProposals } from "@plumbline/api";
import type { Event } from "@plumbline/scoring";
import { inTransaction, keepMonths } from "@plumbline/store";
import { testDatabase } from "@plumbline/store/testing";
import { expect, test } from "vitest";
import { advanceStudies } from "../../learn/advance-studies.ts";
import { arrived } from "../../workspace.testing.ts";
import { problem, publishAll, type Tenant, testServer } from "../server.testing.ts";
import { finish, found, NEW_RULE, pointsFor } from "./proposals.testing.ts";

const { pool, url } = await testDatabase();
const DAY = 86_400_000;
const NOON = Date.parse("2026-11-22T12:00:00Z");
const now = () => NOON;
await keepMonths(pool, NOON - 200 * DAY, 8);
const { receive, newTenant, clientWith } = await testServer(pool, now);

const MODEL = `# Who is worth a call.
model: b2b
signals: { demo: { on: Demo Requested } }
dimensions: { fit: {}, interest: {} }
rules:
  # The one who decides.
  - { id: boss, dimension: fit, when: { trait: title, is: CEO }, points: 20 } # by title
  - { id: demo, dimension: interest, each: demo, points: 5 }
total: { sum: [fit, interest] }
bands: [{ name: cold }, { name: hot, above: 25 }]
`;

const B2B = { params: { name: "b2b" } } as const;

async function furnished(): Promise<Tenant> {
  const tenant = await newTenant();
  await tenant.client.models.putDraft({ ...B2B, body: MODEL });
  const { publication } = await tenant.client.models.publish(B2B);
  await publishAll(pool, tenant.workspaceId, publication, now);
  return tenant;
}

const asking = { kind: "proposals", model: "b2b", horizon: 60 } as const;

async function proposed(tenant: Tenant, result: FoundProposals): Promise<string> {
  await tenant.client.studies.create({ body: asking });
  return finish(pool, tenant.workspaceId, result, now());
}

const BOTH = found([pointsFor("boss", 20, 25), pointsFor("demo", 5, 9), NEW_RULE]);

test("proposals are taken one by one into a draft, whose comments and order stay", async () => {
  const tenant = await furnished();
  const { client } = tenant;
  const study = await proposed(tenant, BOTH);
  const listed = async () => (await client.proposals.list({ params: { id: study } })).items;
  expect((await listed()).map(({ proposal, decision, stale }) => [proposal.id, decision, stale])).toEqual([
    ["points:boss", null, null],
    ["points:demo", null, null],
    ["rule:web", null, null],
  ]);
  const said = async () => (await client.proposals.list({ params: { id: study } })).items.map(({ isSaid }) => isSaid);
  expect(await said()).toEqual([false, false, false]);
  // Without a draft, one begins as the live version.
  const first = await client.proposals.accept({ ...B2B, body: { study, accept: ["points:boss"] } });
  expect(first).toMatchObject({
    text: MODEL.replace("points: 20 } # by title", "points: 25 } # by title"),
    problems: [],
    accepted: ["points:boss"],
  });
  expect(await said()).toEqual([true, false, false]);
  // Whoever goes on says which draft was read.
  const more = { ...B2B, body: { study, accept: ["rule:web", "points:demo"] } };
  expect(await problem(client.proposals.accept(more))).toMatchObject({ code: "tag-needed" });
  expect(await problem(client.proposals.accept(more, { ifMatch: '"other"' }))).toMatchObject({ code: "tag-mismatch" });
  const second = await client.proposals.accept(more, { ifMatch: "*" });
  expect(second.problems).toEqual([]);
  const draft = await client.models.draft(B2B);
  expect(draft).toMatchObject({ text: second.text, hash: second.hash });
  expect(draft.text).toContain("# The one who decides.");
  expect(draft.text).toContain("  - { id: demo, dimension: interest, each: demo, points: 9 }\n  - { id: web, ");
  expect(draft.text).toContain("web: { on: page } }");
  expect((await listed()).map(({ decision }) => decision?.says)).toEqual(["accepted", "accepted", "accepted"]);
  const { items } = await client.audit.list();
  expect(items[0]).toMatchObject({ action: "proposals.accept", subject: "b2b", details: { study } });
});

test("a draft that says something else by now takes nothing of what is stale, and says why", async () => {
  const tenant = await furnished();
  const { client } = tenant;
  const study = await proposed(tenant, BOTH);
  const other = MODEL.replace("points: 20 } # by title", "points: 22 }").replace(/ {2}- \{ id: demo.*\n/, "");
  await client.models.putDraft({ ...B2B, body: other });
  const accept = (...ids: string[]) =>
    problem(client.proposals.accept({ ...B2B, body: { study, accept: ids } }, { ifMatch: "*" }));
  expect(await accept("points:boss")).toMatchObject({ code: "proposal-stale", because: "changed" });
  expect(await accept("rule:web", "points:demo")).toMatchObject({
    code: "proposal-stale",
    proposal: "points:demo",
    because: "gone",
  });
  expect((await client.models.draft(B2B)).text).toBe(other);
  const { items } = await client.proposals.list({ params: { id: study } });
  expect(items.map(({ stale, decision }) => [stale, decision])).toEqual([
    ["changed", null],
    ["gone", null],
    [null, null],
  ]);
  expect(await accept("points:none")).toMatchObject({ code: "not-found", what: "proposal" });
  await client.models.putDraft({ ...B2B, body: "rules: [" }, { ifMatch: "*" });
  expect(await accept("points:boss")).toMatchObject({ code: "draft-not-editable" });
});

test("what is dismissed stays so for the same meaning of the model, in whichever study, until it is taken back", async () => {
  const tenant = await furnished();
  const { client, workspaceId } = tenant;
  const first = await proposed(tenant, BOTH);
  await client.proposals.dismiss({ params: { id: first }, body: { proposals: ["points:boss"] } });
  const second = await proposed(tenant, BOTH);
  const says = async (id: string) =>
    (await client.proposals.list({ params: { id } })).items.map(({ decision }) => decision?.says ?? null);
  expect(await says(second)).toEqual(["dismissed", null, null]);
  const { items } = await client.proposals.restore({ params: { id: second }, body: { proposals: ["points:boss"] } });
  expect(items[0]?.decision).toBeNull();
  await client.proposals.dismiss({ params: { id: second }, body: { proposals: ["points:boss", "rule:web"] } });
  expect(await says(first)).toEqual(["dismissed", null, "dismissed"]);
  // Another meaning may well be proposed the same.
  await client.models.putDraft({ ...B2B, body: MODEL.replace("above: 25", "above: 24") });
  const { publication } = await client.models.publish(B2B);
  await publishAll(pool, workspaceId, publication, now);
  expect(await says(await proposed(tenant, BOTH))).toEqual([null, null, null]);
  expect(
    await problem(client.proposals.dismiss({ params: { id: first }, body: { proposals: ["points:none"] } })),
  ).toMatchObject({ code: "not-found", what: "proposal" });
});

test("nobody takes what is not theirs, is no study of proposals, or is not done", async () => {
  const tenant = await furnished();
  const study = await proposed(tenant, BOTH);
  const { client } = tenant;
  const stranger = await furnished();
  const body = { study, accept: ["points:boss"] };
  expect(await problem(stranger.client.proposals.accept({ ...B2B, body }))).toMatchObject({ what: "study" });
  expect(await problem(stranger.client.proposals.list({ params: { id: study } }))).toMatchObject({ what: "study" });
  await client.models.putDraft({ params: { name: "other" }, body: MODEL.replace("model: b2b", "model: other") });
  expect(await problem(client.proposals.accept({ params: { name: "other" }, body }))).toMatchObject({ what: "study" });
  const waiting = await client.studies.create({ body: asking });
  expect(await problem(client.proposals.list({ params: { id: waiting.id } }))).toMatchObject({
    code: "study-not-done",
    state: "waiting",
  });
  const truth = await client.studies.create({ body: { kind: "truth", model: "b2b" } });
  await client.studies.stop({ params: { id: truth.id } });
  expect(await problem(client.proposals.list({ params: { id: truth.id } }))).toMatchObject({ state: "stopped" });
  // What each may do: to look, to draft, to let points follow on their own.
  for (const [scope, mayDraft, mayTune] of [
    ["read", false, false],
    ["sell", false, false],
    ["draft", true, false],
    ["models", true, true],
  ] as const) {
    const { key } = await client.keys.create({ body: { name: scope, scopes: [scope] } });
    const own = clientWith(key);
    expect((await own.proposals.list({ params: { id: study } })).items).toHaveLength(3);
    const settings = await own.autoTune.get(B2B);
    const drafts = own.proposals.dismiss({ params: { id: study }, body: { proposals: ["rule:web"] } });
    const { isOn, every, target, horizon, bounds } = settings;
    const tunes = () => own.autoTune.put({ ...B2B, body: { isOn, every, target, horizon, bounds } });
    if (mayDraft) await drafts;
    else expect(await problem(drafts)).toMatchObject({ code: "forbidden", scope: "draft" });
    if (mayTune) await tunes();
    else expect(await problem(tunes())).toMatchObject({ code: "forbidden", scope: "models" });
  }
});

/** Somebody of whom the truth is known: who asks for a demo buys far more often, a boss hardly. */
function person(i: number): Partial<Event>[] {
  const isBoss = i % 3 === 0;
  const isAsking = i % 5 < 2;
  const buys = (i * 7919) % 101 < 10 + (isBoss ? 8 : 0) + (isAsking ? 60 : 0);
  const userId = `u${i}`;
  const born = NOON - (170 - (i % 60)) * DAY;
  const traits = { title: isBoss ? "CEO" : "Clerk", email: `${userId}@${userId}.example` };
  return [
    { userId, timestamp: born, type: "identify", traits },
    ...(isAsking ? [{ userId, timestamp: born + DAY, event: "Demo Requested" }] : []),
    { userId, timestamp: born + (30 + (i % 9)) * DAY, event: buys ? "Opportunity Won" : "Opportunity Lost" },
  ];
}

test("proposals and thresholds come from what happened: worked out in a thread, with their evidence", async () => {
  const tenant = await furnished();
  const { client, workspaceId, sourceId } = tenant;
  const events = Array.from({ length: 600 }, (_, i) => person(i)).flat();
  const items = events.map((event, i) => arrived({ messageId: `m${i}`, type: "track", ...event } as Event));
  for (let i = 0; i < items.length; i += 500) {
    await receive({ workspaceId, sourceId, receivedAt: now(), items: items.slice(i, i + 500) });
  }
  const errors: unknown[] = [];
  const work = () =>
    advanceStudies({ pool, url, now, onError: (error) => errors.push(error) }, new AbortController().signal);
  const goal = { kind: "capacity", perWeek: 5 } as const;
  const asked = await client.studies.create({ body: { ...asking, horizon: 45, goal } });
  const truth = await client.studies.create({ body: { kind: "truth", model: "b2b", horizon: 45 } });
  await work();
  await work();
  expect(errors).toEqual([]);
  const study = await client.studies.get({ params: { id: asked.id } });
  if (study.kind !== "proposals" || !study.result) throw new Error(`It is ${study.state}`);
  const { proposals, silent, leads, converted } = study.result;
  expect([leads, converted]).toEqual([600, expect.any(Number)]);
  const said = JSON.stringify({ proposals: proposals.map(({ id }) => id), silent });
  const demo = proposals.find(({ id, kind }) => kind === "points" && id.includes("demo"));
  expect(demo, said).toMatchObject({ kind: "points", points: { was: 5 } });
  expect(demo?.kind === "points" && demo.points.to, said).toBeGreaterThan(5);
  const { text, problems } = await client.proposals.accept({
    ...B2B,
    body: { study: asked.id, accept: proposals.map(({ id }) => id) },
  });
  expect(problems, text).toEqual([]);
  expect(text).toContain("# Who is worth a call.");

  const thresholds = (query: Readonly<Record<string, number>>) =>
    client.studies.thresholds({ params: { id: truth.id }, query });
  const { choice } = await thresholds({ capacity: 5 });
  if (!choice.enough) throw new Error("Not enough");
  expect(choice.chosen.worth).toBeLessThanOrEqual(5);
  expect(choice.interval.low ?? 0).toBeLessThanOrEqual(choice.chosen.threshold ?? 1e9);
  const paid = (await thresholds({ cost: 1, value: 1000 })).choice;
  expect(paid.enough && paid.chosen.taken).toBe(600);
  const dear = (await thresholds({ cost: 1001, value: 1000 })).choice;
  expect(dear.enough && dear.chosen.threshold).toBeNull();
  for (const query of [{}, { cost: 1 }, { value: 1 }, { capacity: 1, cost: 1 }, { capacity: 0 }]) {
    expect(await problem(thresholds(query))).toMatchObject({ code: "bad-request" });
  }
  expect(await problem(client.studies.thresholds({ params: { id: asked.id }, query: { capacity: 1 } }))).toMatchObject({
    code: "not-found",
  });
  const kept = await inTransaction(pool, workspaceId, (session) =>
    session.rows<{ n: number }>(
      { name: "", text: "select count(*)::int as n from proposal_decision where workspace_id = $1" },
      [workspaceId],
    ),
  );
  expect(kept).toEqual([{ n: proposals.length }]);
}, 120_000);
