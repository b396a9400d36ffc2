import { hash } from "node:crypto";
import { dropExpired, openPeople } from "@plumbline/store";
import { testDatabase } from "@plumbline/store/testing";
import { expect, test } from "vitest";
import { type Browser, newHouse, newMember, PASSWORD, peopleServer, signIn } from "./people.testing.ts";

const database = await testDatabase();
let clock = Date.parse("2026-11-22T12:00:00Z");
const now = () => clock;
const server = await peopleServer(database, now);
const { admin, email } = await newHouse(database, server, now);
const MINUTE = 60_000;

const sally = "sally@house.example";
await newMember(server, admin, "sales", sally);

async function signedIn(who = sally): Promise<Browser> {
  clock += MINUTE;
  const browser = server.browser();
  expect((await signIn(browser, who)).status).toBe(200);
  return browser;
}

/** Under which the library keeps the browser's session. */
const tokenOf = (browser: Browser) =>
  decodeURIComponent(browser.cookies.get("plumbline.session_token") ?? "").split(".")[0];

/** What the library keeps, as only it can see it. */
async function amongPeople(text: string): Promise<readonly Record<string, unknown>[]> {
  const client = await openPeople(database.pool).connect();
  const { rows } = await client.query(text);
  client.release();
  return rows;
}

test("cookies are out of reach for scripts and other sites", async () => {
  clock += MINUTE;
  const { headers } = await signIn(server.browser(), email);
  const [cookie = ""] = headers.getSetCookie();
  expect(cookie).toMatch(/^plumbline\.session_token=[^;]+; Max-Age=1209600; Path=\/; HttpOnly; SameSite=Lax$/);
  expect(headers.get("cache-control")).toBe("no-store");
});

test("over HTTPS they are sent over nothing else", async () => {
  const url = "https://scores.example.com";
  const safe = await peopleServer(database, now, { url });
  const said = await safe.browser().send("POST", "/api/auth/sign-in/email", {
    body: { email, password: PASSWORD },
    headers: { origin: url },
  });
  expect(said.headers.getSetCookie()[0]).toMatch(/^__Secure-plumbline\.session_token=.*; Secure;/);
  // Only pages of that address count, whatever the host was called.
  expect((await signIn(safe.browser(), email)).status).toBe(403);
});

test("a page of another site changes nothing with a person's cookies", async () => {
  const browser = await signedIn(email);
  const foreign = ["https://evil.example", "null", `${server.url}.evil.example`, "http://127.0.0.1:1", ""];
  for (const origin of foreign) {
    const rename = await browser.send("PATCH", "/api/v1/me", { body: { name: "Hacked" }, headers: { origin } });
    expect(rename, origin).toMatchObject({ status: 403, body: { code: "foreign-origin" } });
    const invited = await browser.send("POST", "/api/v1/people/invitations", {
      body: { email: "eve@evil.example", role: "admin" },
      headers: { origin },
    });
    expect(invited.status, origin).toBe(403);
    for (const path of ["/sign-out", "/sign-in/email", "/change-password", "/revoke-sessions", "/two-factor/disable"]) {
      const said = await browser.send("POST", `/api/auth${path}`, { body: {}, headers: { origin } });
      expect(said, `${path} ${origin}`).toMatchObject({ status: 403, body: { code: "FOREIGN_ORIGIN" } });
    }
  }
  // Nor does a form, which needs no permission to be sent, sign anybody in as somebody else.
  const form = await server.browser().send("POST", "/api/auth/sign-in/email", {
    headers: { origin: "https://evil.example", "content-type": "application/x-www-form-urlencoded" },
  });
  expect(form.status).toBe(403);
  expect((await browser.api("GET", "/me")).body.user.name).toBe("Ada Admin");
  const read = await browser.send("GET", "/api/v1/me", { headers: { origin: "https://evil.example" } });
  expect(read.headers.get("access-control-allow-origin")).toBeNull();
});

test("a request without an origin, as no browser sends it, changes nothing with cookies", async () => {
  const browser = await signedIn();
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  const body = JSON.stringify({ name: "Hacked" });
  const headers = { cookie, "content-type": "application/json" };
  const said = await fetch(`${server.url}/api/v1/me`, { method: "PATCH", headers, body });
  expect(said.status).toBe(403);
});

test("a session that was there before signing in is not the one afterwards", async () => {
  const browser = await signedIn();
  const before = browser.cookies.get("plumbline.session_token");
  const planted = server.browser();
  planted.cookies.set("plumbline.session_token", before ?? "");
  clock += MINUTE;
  await signIn(planted, email);
  expect(planted.cookies.get("plumbline.session_token")).not.toBe(before);
  expect((await planted.api("GET", "/me")).body.user.email).toBe(email);
  expect((await browser.api("GET", "/me")).body.user.email).toBe(sally);
  const forged = server.browser();
  for (const value of [
    "x",
    "x.y",
    `${decodeURIComponent(before ?? "").split(".")[0]}.AAAA`,
    before?.split(".")[0] ?? "",
  ]) {
    forged.cookies.set("plumbline.session_token", value);
    expect(await forged.api("GET", "/me"), value).toMatchObject({ status: 401, body: { code: "no-session" } });
  }
});

test("a session ends when it is over, revoked, or signed out, and the cookie with it is worth nothing", async () => {
  const [one, two, three] = [await signedIn(), await signedIn(), await signedIn()];
  const { body } = await one.auth("/list-sessions");
  expect(body.length).toBeGreaterThanOrEqual(3);
  expect(body[0]).toMatchObject({ ipAddress: "127.0.0.1", userAgent: expect.any(String) });
  expect((await one.auth("/revoke-session", { token: tokenOf(two) })).status).toBe(200);
  expect((await two.api("GET", "/leads")).status).toBe(401);
  // Nobody ends another one's.
  const other = await signedIn(email);
  await one.auth("/revoke-session", { token: tokenOf(other) });
  expect((await other.api("GET", "/me")).status).toBe(200);
  const kept = new Map(three.cookies);
  await three.auth("/sign-out", {});
  expect(three.cookies.size).toBe(0);
  for (const [name, value] of kept) three.cookies.set(name, value);
  expect((await three.api("GET", "/me")).status).toBe(401);
  expect((await one.api("GET", "/me")).status).toBe(200);
  const late = await signedIn();
  await amongPeople(
    `update person_session set expires_at = now() - interval '1 second' where token = '${tokenOf(late)}'`,
  );
  expect((await late.api("GET", "/me")).status).toBe(401);
  const four = await signedIn();
  expect((await one.auth("/revoke-sessions", {})).status).toBe(200);
  expect((await four.api("GET", "/me")).status).toBe(401);
  expect((await one.api("GET", "/me")).status).toBe(401);
});

test("what is over is forgotten, with where it came from", async () => {
  const [browser, other] = [await signedIn(), await signedIn()];
  const count = async () => (await amongPeople("select count(*)::int as n from person_session"))[0]?.["n"];
  const before = Number(await count());
  await amongPeople(
    `update person_session set expires_at = now() - interval '1 day' where token = '${tokenOf(browser)}'`,
  );
  await dropExpired(database.pool, Date.now());
  expect(await count()).toBe(before - 1);
  expect((await browser.api("GET", "/me")).status).toBe(401);
  expect((await other.api("GET", "/me")).status).toBe(200);
});

test("a session that is used lasts longer", async () => {
  const browser = await signedIn();
  await amongPeople("update person_session set expires_at = now() + interval '12 days'");
  const { headers } = await browser.api("GET", "/leads");
  expect(headers.getSetCookie()[0]).toMatch(/^plumbline\.session_token=.*Max-Age=1209600/);
  expect((await browser.api("GET", "/leads")).headers.getSetCookie()).toEqual([]);
});

test("a password is long, and a new one ends all other sessions", async () => {
  const [browser, other] = [await signedIn(), await signedIn()];
  const change = (currentPassword: string, newPassword: string) =>
    browser.auth("/change-password", { currentPassword, newPassword, revokeOtherSessions: true });
  expect(await change(PASSWORD, "short")).toMatchObject({ status: 400, body: { code: "PASSWORD_TOO_SHORT" } });
  expect(await change(PASSWORD, "x".repeat(257))).toMatchObject({ status: 400, body: { code: "PASSWORD_TOO_LONG" } });
  expect(await change("wrong horse battery", "another horse battery")).toMatchObject({ status: 400 });
  expect((await change(PASSWORD, "another horse battery")).status).toBe(200);
  expect((await browser.api("GET", "/me")).status).toBe(200);
  expect((await other.api("GET", "/me")).status).toBe(401);
  clock += MINUTE;
  expect(await signIn(server.browser(), sally)).toMatchObject({ status: 401 });
  expect((await signIn(server.browser(), sally, "another horse battery")).status).toBe(200);
  await browser.auth("/change-password", { currentPassword: "another horse battery", newPassword: PASSWORD });
  const { items } = (await admin.api("GET", "/audit")).body;
  const { id } = (await browser.api("GET", "/me")).body.user;
  const changes = items.filter(({ action }: { action: string }) => action === "people.changePassword");
  expect(changes).toHaveLength(2);
  expect(changes[0]).toMatchObject({ by: `user:${id}`, subject: id });
});

test("who guesses is held up, by where she is and by whose address it is", async () => {
  clock += MINUTE;
  const guess = async (who: string) => (await signIn(server.browser(), who, "guess guess guess")).status;
  const statuses: number[] = [];
  for (let at = 0; at < 12; at++) statuses.push(await guess(email));
  expect(statuses).toEqual([...Array(10).fill(401), 429, 429]);
  const said = await signIn(server.browser(), email);
  expect(said.status).toBe(429);
  expect(Number(said.headers.get("retry-after"))).toBe(60);
  // Nobody says by a header where she is.
  const spoofed = await server.browser().send("POST", "/api/auth/sign-in/email", {
    body: { email, password: "guess guess guess" },
    headers: { "x-forwarded-for": "9.9.9.9", "x-plumbline-network-address": "9.9.9.9" },
  });
  expect(spoofed.status).toBe(429);
  // With a minute between the tens, the address itself is worn out before long; a stranger's is not.
  clock += MINUTE;
  for (let at = 0; at < 10; at++) await guess(email);
  clock += MINUTE;
  expect(await guess(email)).toBe(429);
  expect(await guess("nobody@house.example")).toBe(401);
  clock += 10 * MINUTE;
  expect((await signIn(server.browser(), email)).status).toBe(200);
});

test("who guesses keeps nobody else out who signs in from elsewhere; guesses from everywhere do for a while", async () => {
  const behind = await peopleServer(database, () => clock, { trustProxy: 1 });
  const from = (address: string, password?: string) =>
    behind.browser().send("POST", "/api/auth/sign-in/email", {
      body: { email, password: password ?? "guess guess guess" },
      headers: { "x-forwarded-for": address },
    });
  const guesses = async (address: string): Promise<number[]> => {
    const statuses: number[] = [];
    for (let at = 0; at < 10; at++) statuses.push((await from(address)).status);
    return statuses;
  };
  clock += 10 * MINUTE;
  await guesses("192.0.2.1");
  clock += MINUTE;
  await guesses("192.0.2.1");
  clock += MINUTE;
  expect((await from("192.0.2.1")).status).toBe(429);
  expect((await from("192.0.2.2", PASSWORD)).status).toBe(200);
  for (let host = 10; host < 28; host++) await guesses(`192.0.2.${host}`);
  expect((await from("192.0.2.99", PASSWORD)).status).toBe(429);
  clock += 10 * MINUTE;
  expect((await from("192.0.2.99", PASSWORD)).status).toBe(200);
});

test("an unknown address and a wrong password are told apart by nothing that is said", async () => {
  clock += 10 * MINUTE;
  const [wrong, unknown] = [
    await signIn(server.browser(), sally, "wrong horse battery"),
    await signIn(server.browser(), "nobody@house.example", "wrong horse battery"),
  ];
  expect(wrong.text).toBe(unknown.text);
  expect(wrong.status).toBe(unknown.status);
});

test("nothing else of the library is open", async () => {
  const browser = await signedIn(email);
  const closed = ["/update-user", "/delete-user", "/change-email", "/update-session", "/request-password-reset"];
  for (const path of [
    ...closed,
    "/set-password",
    "/two-factor/send-otp",
    "/send-verification-email",
    "/unlink-account",
  ]) {
    expect((await browser.auth(path, { name: "Hacked", activeWorkspace: 2 })).status, path).toBe(404);
  }
  for (const path of ["/ok", "/error", "/get-session", "/delete-user/callback", "/list-accounts"]) {
    expect((await browser.auth(path)).status, path).toBe(404);
  }
});

test("passwords and tokens are nowhere in what is logged or kept", async () => {
  const secrets = [PASSWORD, "another horse battery", "guess guess guess"];
  const kept = JSON.stringify([
    await amongPeople("select * from person"),
    await amongPeople("select * from credential"),
  ]);
  for (const secret of secrets) {
    expect(server.notes.join()).not.toContain(secret);
    expect(kept).not.toContain(secret);
    expect(kept).not.toContain(hash("sha256", secret));
  }
  expect(server.notes).toEqual([]);
});
