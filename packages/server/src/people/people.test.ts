import { hash } from "node:crypto";
import { inTransaction, keepLoading, type SampleTask } from "@plumbline/store";
import { testDatabase } from "@plumbline/store/testing";
import { expect, test } from "vitest";
import { createWorkspace } from "../workspace/create-workspace.ts";
import { firstAdminLink, newAdminLink } from "./admin-link.ts";
import {
  type Browser,
  newHouse,
  newMember,
  PASSWORD,
  peopleServer,
  signIn,
  signUp,
  tokenIn,
} from "./people.testing.ts";

const database = await testDatabase();
const { pool } = database;
let clock = Date.parse("2026-11-22T12:00:00Z");
const now = () => clock;
const server = await peopleServer(database, now);
const { admin, email: adminEmail } = await newHouse(database, server, now);
const MINUTE = 60_000;
const DAY = 86_400_000;

const entrance = async (token: string) =>
  (await server.browser().api("GET", `/entrance?invitation=${encodeURIComponent(token)}`)).body;
const invite = async (email: string, role = "sales") => {
  clock += MINUTE;
  return (await admin.api("POST", "/people/invitations", { email, role })).body;
};
const join = (role: string, email: string): Promise<Browser> => {
  // Of one address on the network, ten may sign up in a minute.
  clock += MINUTE;
  return newMember(server, admin, role, email);
};
const idOf = async (browser: Browser): Promise<string> => (await browser.api("GET", "/me")).body.user.id;

test("the first one comes by the link of the terminal, which works once, and nobody comes without one", async () => {
  const { body } = await admin.api("GET", "/me");
  expect(body).toMatchObject({
    user: { name: "Ada Admin", email: adminEmail, language: null, scheme: null },
    workspace: "1",
    role: "admin",
    isLoading: false,
    workspaces: [{ id: "1", name: "House", role: "admin" }],
    twoFactor: false,
    signsInBy: { password: true, oidc: false },
    ways: { password: true, oidc: null },
  });
  expect(await firstAdminLink(pool, server.url, now())).toBeUndefined();
  const stranger = { name: "Eve", email: "eve@else.example", password: PASSWORD };
  for (const invitation of [undefined, "", "x".repeat(43), null, { $ne: 1 }]) {
    const said = await server.browser().auth("/sign-up/email", { ...stranger, invitation });
    expect(said).toMatchObject({ status: 403, body: { code: "INVITATION_NEEDED" } });
  }
  // Whether an address is known is not told to a stranger, either.
  const known = await server.browser().auth("/sign-up/email", { ...stranger, email: adminEmail });
  expect(known).toMatchObject({ status: 403, body: { code: "INVITATION_NEEDED" } });
});

test("a link of the terminal ends the one before, and brings an admin back", async () => {
  const sally = await join("sales", "back@house.example");
  const former = tokenIn((await newAdminLink(pool, server.url, now())) ?? "");
  const link = (await newAdminLink(pool, server.url, now())) ?? "";
  expect(link).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/entrance#invitation=[\w-]{43}$/);
  expect(await entrance(former)).toMatchObject({ invitation: null });
  expect(await entrance(tokenIn(link))).toMatchObject({
    invitation: { workspace: "House", role: "admin", email: null, isKnown: false },
  });
  const { body } = await sally.api("POST", "/me/invitations", { token: tokenIn(link) });
  expect(body).toMatchObject({ role: "admin" });
  expect((await sally.api("POST", "/me/invitations", { token: tokenIn(link) })).status).toBe(410);
  expect(await signUp(server.browser(), link, "late@house.example")).toMatchObject({ status: 403 });
  expect((await admin.api("DELETE", `/people/${await idOf(sally)}`)).status).toBe(204);
});

test("an invitation is good for its address, once, for a week, until it is withdrawn", async () => {
  const made = await invite("Ben@House.example ");
  expect(made).toMatchObject({ email: "ben@house.example", role: "sales" });
  const token = tokenIn(made.link);
  expect(await entrance(token)).toMatchObject({
    hasPeople: true,
    oidc: null,
    shortestPassword: 12,
    invitation: { workspace: "House", role: "sales", email: "ben@house.example", isKnown: false },
  });
  expect(await signUp(server.browser(), made.link, "eve@else.example")).toMatchObject({ status: 403 });
  const ben = server.browser();
  expect(await signUp(ben, made.link, "BEN@house.example")).toMatchObject({ status: 200 });
  expect((await ben.api("GET", "/me")).body).toMatchObject({ role: "sales", scopes: ["read", "samples", "sell"] });
  expect(await signUp(server.browser(), made.link, "ben@house.example")).toMatchObject({ status: 403 });
  expect(await entrance(token)).toMatchObject({ invitation: null });
  expect(await admin.api("POST", "/people/invitations", { email: "ben@house.example", role: "admin" })).toMatchObject({
    status: 409,
    body: { code: "already-member" },
  });

  const late = await invite("late@house.example");
  clock += 7 * DAY;
  expect(await entrance(tokenIn(late.link))).toMatchObject({ invitation: null });
  expect(await signUp(server.browser(), late.link, "late@house.example")).toMatchObject({ status: 403 });

  const withdrawn = await invite("gone@house.example");
  const { body } = await admin.api("GET", "/people");
  expect(body.invitations.map((one: { email: string }) => one.email)).toEqual(["gone@house.example"]);
  expect((await admin.api("DELETE", `/people/invitations/${withdrawn.id}`)).status).toBe(204);
  expect(await admin.api("DELETE", `/people/invitations/${withdrawn.id}`)).toMatchObject({
    status: 404,
    body: { what: "invitation" },
  });
  expect(await signUp(server.browser(), withdrawn.link, "gone@house.example")).toMatchObject({ status: 403 });
  const first = await invite("twice@house.example");
  const second = await invite("twice@house.example", "analyst");
  expect(await entrance(tokenIn(first.link))).toMatchObject({ invitation: null });
  expect(await entrance(tokenIn(second.link))).toMatchObject({ invitation: { role: "analyst" } });
});

test("of two who use one link at the same time, one gets in and nothing stays of the other", async () => {
  clock += MINUTE;
  const link = (await newAdminLink(pool, server.url, now())) ?? "";
  const said = await Promise.all(["one", "two"].map((name) => signUp(server.browser(), link, `${name}@race.example`)));
  expect(said.map(({ status }) => status).sort()).toEqual([200, 403]);
  const { body } = await admin.api("GET", "/people");
  const raced = body.members.filter(({ email }: { email: string }) => email.endsWith("@race.example"));
  expect(raced).toHaveLength(1);
  const loser = raced[0].email === "one@race.example" ? "two@race.example" : "one@race.example";
  expect((await signIn(server.browser(), loser)).status).toBe(401);
});

test("what is kept of a link does not open it, and the answer with it is not kept", async () => {
  const { link } = await invite("kept@house.example");
  const rows = await inTransaction(pool, 1, (session) =>
    session.rows<Record<string, unknown>>({ name: "test-invitations", text: "select * from invitation" }, []),
  );
  const digest = hash("sha256", tokenIn(link));
  expect(rows.some((row) => (row["hash"] as Buffer).toString("hex") === digest)).toBe(true);
  expect(JSON.stringify(rows)).not.toContain(tokenIn(link));
});

test("a role counts from the next request on, and so does having none", async () => {
  const rose = await join("readonly", "rose@house.example");
  const id = await idOf(rose);
  expect((await rose.api("GET", "/sources")).status).toBe(403);
  await admin.api("PATCH", `/people/${id}`, { role: "marketer" });
  expect((await rose.api("GET", "/sources")).status).toBe(200);
  expect(await rose.api("GET", "/people")).toMatchObject({ status: 403, body: { code: "forbidden", scope: "people" } });
  await admin.api("DELETE", `/people/${id}`);
  expect(await rose.api("GET", "/leads")).toMatchObject({ status: 403, body: { code: "forbidden" } });
  expect((await rose.api("GET", "/me")).body).toMatchObject({
    role: null,
    workspace: null,
    workspaces: [],
    scopes: [],
  });
  const again = await invite("rose@house.example", "analyst");
  expect(await entrance(tokenIn(again.link))).toMatchObject({ invitation: { isKnown: true } });
  expect((await rose.api("POST", "/me/invitations", { token: tokenIn(again.link) })).body).toMatchObject({
    role: "analyst",
  });
});

test("there is always an admin", async () => {
  const { body } = await admin.api("GET", "/people");
  const own = await idOf(admin);
  for (const { id, role } of body.members) {
    if (role === "admin" && id !== own) await admin.api("PATCH", `/people/${id}`, { role: "sales" });
  }
  const refused = { status: 409, body: { code: "last-admin" } };
  expect(await admin.api("PATCH", `/people/${own}`, { role: "readonly" })).toMatchObject(refused);
  expect(await admin.api("DELETE", `/people/${own}`)).toMatchObject(refused);
  expect((await admin.api("PATCH", `/people/${own}`, { role: "admin" })).status).toBe(204);
  const second = await join("admin", "second@house.example");
  const other = await idOf(second);
  const both = await Promise.all([
    admin.api("PATCH", `/people/${other}`, { role: "sales" }),
    second.api("PATCH", `/people/${own}`, { role: "sales" }),
  ]);
  const { body: after } = await (both[0].status === 204 ? admin : second).api("GET", "/people");
  expect(after.members.filter(({ role }: { role: string }) => role === "admin")).toHaveLength(1);
  if (both[0].status !== 204) await second.api("PATCH", `/people/${own}`, { role: "admin" });
  expect((await admin.api("GET", "/people")).status).toBe(200);
});

test("the audit names who did what, also after she has left", async () => {
  const mara = await join("admin", "mara@house.example");
  await mara.api("PATCH", "/me", { name: "Mara Makes" });
  await mara.api("POST", "/keys", { name: "CRM", scopes: ["read"] });
  await admin.api("DELETE", `/people/${await idOf(mara)}`);
  const { body } = await admin.api("GET", "/audit");
  const [removed, made] = body.items;
  expect(removed).toMatchObject({ action: "people.remove", name: "Ada Admin", details: { from: "admin" } });
  expect(made).toMatchObject({ action: "keys.create", name: "Mara Makes", by: expect.stringMatching(/^user:/) });
});

test("one's own name, language and scheme", async () => {
  const { body } = await admin.api("PATCH", "/me", { language: "zh-TW", scheme: "dark" });
  expect(body.user).toMatchObject({ name: "Ada Admin", language: "zh-TW", scheme: "dark" });
  await admin.api("PATCH", "/me", { language: null });
  expect((await admin.api("GET", "/me")).body.user).toMatchObject({ language: null, scheme: "dark" });
  expect((await admin.api("PATCH", "/me", { language: "xx" })).status).toBe(400);
  expect((await admin.api("PATCH", "/me", { email: "other@house.example" })).status).toBe(400);
});

test("keys are no people", async () => {
  const { body } = await admin.api("POST", "/keys", { name: "all", scopes: ["admin"] });
  const withKey = (method: string, path: string) =>
    server.browser().send(method, `/api/v1${path}`, { headers: { authorization: `Bearer ${body.key}` } });
  expect(await withKey("GET", "/me")).toMatchObject({ status: 403, body: { code: "people-only" } });
  expect((await withKey("GET", "/people")).status).toBe(200);
  // A key that is wrong is not made good by cookies.
  const both = await admin.send("GET", "/api/v1/leads", { headers: { authorization: "Bearer plk_wrong" } });
  expect(both).toMatchObject({ status: 401, body: { code: "bad-key" } });
});

test("two workspaces: one is looked at, the other one's things are not seen", async () => {
  const made = await createWorkspace(pool, { name: "Garden", timeZone: "Asia/Tokyo" }, now());
  const garden = String(made.workspaceId);
  const key = { authorization: `Bearer ${made.adminKey}` };
  const anyone = server.browser();
  const post = (path: string, body: unknown) => anyone.send("POST", `/api/v1${path}`, { headers: key, body });
  const { body: source } = await post("/sources", { name: "Greenhouse", kind: "server" });
  const own = await idOf(admin);
  expect((await admin.api("GET", `/sources/${source.id}`)).status).toBe(404);
  expect(await admin.api("PUT", "/me/workspace", { workspace: garden })).toMatchObject({
    status: 404,
    body: { what: "workspace" },
  });
  const named = (workspace: string) =>
    admin.send("GET", "/api/v1/sources", { headers: { "plumbline-workspace": workspace } });
  expect((await named(garden)).status).toBe(403);
  // A link cannot name it in a header.
  const linked = (workspace: string) => admin.send("GET", `/api/v1/leads/export?workspace=${workspace}`);
  expect((await linked(garden)).status).toBe(403);
  expect(await linked("1")).toMatchObject({ status: 409, body: { code: "model-not-live" } });
  // Where no link leads nobody is looked for elsewhere.
  expect((await admin.send("GET", `/api/v1/sources?workspace=${garden}`)).status).toBe(200);

  const { body: asked } = await post("/people/invitations", { email: adminEmail, role: "marketer" });
  expect((await admin.api("POST", "/me/invitations", { token: tokenIn(asked.link) })).body).toMatchObject({
    workspace: garden,
    role: "marketer",
    workspaces: [
      { id: "1", role: "admin" },
      { id: garden, name: "Garden", role: "marketer" },
    ],
  });
  expect((await admin.api("GET", `/sources/${source.id}`)).status).toBe(200);
  expect((await admin.api("GET", "/people")).status).toBe(403);
  // A page that still shows the other workspace says so.
  expect((await named("1")).text).not.toContain("Greenhouse");
  const { body: people } = await anyone.send("GET", "/api/v1/people", { headers: key });
  expect(people.members.map(({ email }: { email: string }) => email)).toEqual([adminEmail]);
  const elsewhere = await anyone.send("DELETE", `/api/v1/people/${await memberOfHouse()}`, { headers: key });
  expect(elsewhere).toMatchObject({ status: 404, body: { what: "person" } });
  await admin.api("PUT", "/me/workspace", { workspace: "1" });
  expect((await admin.api("GET", "/me")).body).toMatchObject({ workspace: "1", role: "admin", user: { id: own } });
});

test("an admin opens another workspace, and is its admin; nobody else does", async () => {
  const here = (await admin.api("GET", "/me")).body.workspaces;
  expect(await admin.api("POST", "/workspaces", { name: "Own", timeZone: "Mars/Base" })).toMatchObject({
    status: 422,
    body: { code: "unknown-time-zone" },
  });
  const { body: me } = await admin.api("POST", "/workspaces", { name: "Own", timeZone: "Europe/Berlin" });
  expect(me).toMatchObject({ role: "admin", workspaces: [...here, { id: me.workspace, name: "Own", role: "admin" }] });
  const { body: own } = await admin.api("GET", "/workspace");
  expect(own).toMatchObject({ id: me.workspace, name: "Own", timeZone: "Europe/Berlin" });
  expect((await admin.api("GET", "/leads")).body).toMatchObject({ code: "model-not-live" });
  expect((await admin.api("GET", "/sources")).body.items).toHaveLength(2);
  expect((await admin.api("GET", "/keys")).body.items).toEqual([]);
  const noted = (audit: { items: { action: string; by: string; subject: string }[] }) =>
    audit.items.map(({ action, by, subject }) => [action, by, subject]);
  const by = `user:${me.user.id}`;
  expect(noted((await admin.api("GET", "/audit")).body)).toEqual([["workspace.create", by, me.workspace]]);
  await admin.api("PUT", "/me/workspace", { workspace: "1" });
  expect(noted((await admin.api("GET", "/audit")).body)[0]).toEqual(["workspace.open", by, me.workspace]);

  const marketer = await newMember(server, admin, "marketer", "marta@house.example");
  expect(await marketer.api("POST", "/workspaces", { name: "Mine", timeZone: "UTC" })).toMatchObject({
    status: 403,
    body: { code: "forbidden" },
  });
});

test("who asks twice at once for a workspace under one key opens one", async () => {
  const count = async () => (await admin.api("GET", "/me")).body.workspaces.length as number;
  await admin.api("PUT", "/me/workspace", { workspace: "1" });
  const before = await count();
  const open = () =>
    admin.send("POST", "/api/v1/workspaces", {
      body: { name: "Twice", timeZone: "UTC" },
      headers: { "idempotency-key": "twice", "plumbline-workspace": "1" },
    });
  const statuses = (await Promise.all([open(), open(), open()])).map(({ status }) => status).sort();
  expect(statuses[0]).toBe(200);
  expect(await count()).toBe(before + 1);
  await admin.api("PUT", "/me/workspace", { workspace: "1" });
});

test("as long as a sample is being loaded, whoever looks at its workspace is told so", async () => {
  const isLoading = async () => (await admin.api("GET", "/me")).body.isLoading;
  const load = (task: SampleTask | null) => inTransaction(pool, 1, (session) => keepLoading(session, task));
  await load({ writeKey: "sample", leads: 10, lastDay: 20_000 });
  expect(await isLoading()).toBe(true);
  await load(null);
  expect(await isLoading()).toBe(false);
});

async function memberOfHouse(): Promise<string> {
  const { body } = await admin.send("GET", "/api/v1/people", { headers: { "plumbline-workspace": "1" } });
  return body.members.find(({ isMe }: { isMe: boolean }) => !isMe).id;
}

test("a workspace sees its own people in the database, and of passwords nothing", async () => {
  const { workspaceId } = await createWorkspace(pool, { name: "Empty", timeZone: "UTC" }, now());
  const count = (workspace: number, table: string) =>
    inTransaction(pool, workspace, async (session) => {
      const text = `select count(*)::int as n from ${table}`;
      return (await session.rows<{ n: number }>({ name: `test-count-${table}`, text }, []))[0]?.n;
    });
  expect(await count(1, "person")).toBeGreaterThan(3);
  expect(await count(workspaceId, "person")).toBe(0);
  for (const table of ["person_session", "credential", "verification", "two_factor", "used_code"]) {
    expect(await count(1, table), table).toBe(0);
  }
  expect(await count(workspaceId, "member")).toBe(0);
  expect(await count(workspaceId, "invitation")).toBe(0);
  const { rows } = await pool.query("select count(*)::int as n from person");
  expect(rows).toEqual([{ n: 0 }]);
});
