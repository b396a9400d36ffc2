import { inTransaction, keepPersonIn } from "@plumbline/store";
import { testDatabase } from "@plumbline/store/testing";
import { expect, test } from "vitest";
import { createWorkspace } from "../workspace/create-workspace.ts";
import { type Browser, newHouse, newMember, PASSWORD, peopleServer, signIn } from "./people.testing.ts";

const NEW = "an entirely new horse";
const MINUTE = 60_000;

const database = await testDatabase();
const { pool } = database;
// The library that signs people in has a clock of its own.
let past = 0;
const now = () => Date.now() + past;
const server = await peopleServer(database, now);
const { admin } = await newHouse(database, server, now);

const idOf = async (browser: Browser): Promise<string> => (await browser.api("GET", "/me")).body.user.id;
const makeLink = (by: Browser, id: string) => by.api("POST", `/people/${id}/password`);
const tokenOf = (link: string) => link.split("#password=")[1] ?? "";
const set = (token: string, newPassword = NEW) => server.browser().auth("/reset-password", { token, newPassword });
const member = (role: string, email: string) => {
  past += MINUTE;
  return newMember(server, admin, role, email);
};

test("a member sets a new password by a link that an admin has made, once, and all her sessions end", async () => {
  const sam = await member("sales", "sam@house.example");
  const id = await idOf(sam);
  const { status, body } = await makeLink(admin, id);
  expect(status).toBe(200);
  expect(body.link).toMatch(new RegExp(`^${server.url}/entrance#password=[\\w-]{43}$`));
  const token = tokenOf(body.link);
  // A hash of it is all that is kept.
  const kept = JSON.stringify((await pool.query("select * from verification")).rows);
  expect(kept).not.toContain(token);

  expect(await set(token, "short")).toMatchObject({ status: 400, body: { code: "PASSWORD_TOO_SHORT" } });
  expect((await sam.api("GET", "/me")).status).toBe(200);
  expect((await set(token)).status).toBe(200);
  expect((await sam.api("GET", "/me")).status).toBe(401);
  past += MINUTE;
  expect(await set(token, PASSWORD)).toMatchObject({ status: 400, body: { code: "INVALID_TOKEN" } });
  expect((await signIn(server.browser(), "sam@house.example")).status).toBe(401);
  expect((await signIn(server.browser(), "sam@house.example", NEW)).status).toBe(200);

  const { body: audit } = await admin.api("GET", "/audit");
  const entries = audit.items.map((one: { action: string; by: string; subject: string }) => [one.action, one.subject]);
  expect(entries).toContainEqual(["people.resetPassword", id]);
  expect(entries).toContainEqual(["people.setPassword", id]);
  expect(JSON.stringify(audit)).not.toContain(token);
});

test("a newer link ends the earlier one, and one that is too old does nothing", async () => {
  const tom = await member("sales", "tom@house.example");
  const id = await idOf(tom);
  const first = tokenOf((await makeLink(admin, id)).body.link);
  const second = tokenOf((await makeLink(admin, id)).body.link);
  expect((await set(first)).status).toBe(400);
  past -= 2 * 86_400_000;
  const old = tokenOf((await makeLink(admin, id)).body.link);
  past += 2 * 86_400_000;
  expect((await set(second)).status).toBe(400);
  expect((await set(old)).status).toBe(400);
  expect((await tom.api("GET", "/me")).status).toBe(200);
});

test("only who may manage people makes one, and not for somebody who belongs to others as well", async () => {
  const eve = await member("marketer", "eve@house.example");
  const pat = await member("sales", "pat@house.example");
  const id = await idOf(pat);
  expect((await makeLink(eve, id)).status).toBe(403);
  expect((await makeLink(admin, "nobody")).status).toBe(404);
  const other = await createWorkspace(pool, { name: "Other", timeZone: "UTC" }, now());
  const join = (person: string, role: string) =>
    inTransaction(pool, other.workspaceId, (session) => keepPersonIn(session, person, role, now()));
  await join(id, "admin");
  expect((await makeLink(admin, id)).body).toMatchObject({ code: "person-elsewhere" });
  await join(await idOf(admin), "sales");
  expect((await makeLink(admin, id)).body).toMatchObject({ code: "person-elsewhere" });
  await join(await idOf(admin), "admin");
  expect((await makeLink(admin, id)).status).toBe(200);
});
