import { createHmac } from "node:crypto";
import { inTransaction, keepPersonIn, removePersonFrom } from "@plumbline/store";
import { testDatabase } from "@plumbline/store/testing";
import { expect, test } from "vitest";
import { createWorkspace } from "../workspace/create-workspace.ts";
import { type Browser, newHouse, newMember, PASSWORD, peopleServer, signIn } from "./people.testing.ts";

const database = await testDatabase();
let clock = Date.parse("2026-11-22T12:00:00Z");
const now = () => clock;
const server = await peopleServer(database, now);
const { admin } = await newHouse(database, server, now);
const MINUTE = 60_000;

/** RFC 6238, of a step before or after the present one. */
function codeOf(uri: string, steps = 0): string {
  const secret = fromBase32(new URL(uri).searchParams.get("secret") ?? "");
  const counter = Buffer.alloc(8);
  // The library's own clock is the machine's.
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps));
  const digest = createHmac("sha1", secret).update(counter).digest();
  const at = (digest.at(-1) ?? 0) & 15;
  return String((digest.readUInt32BE(at) & 0x7fff_ffff) % 1_000_000).padStart(6, "0");
}

function fromBase32(text: string): Buffer {
  const bits = [...text].map((letter) =>
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0"),
  );
  const bytes = bits.join("").match(/.{8}/g) ?? [];
  return Buffer.from(bytes.map((byte) => Number.parseInt(byte, 2)));
}

type Guarded = { readonly browser: Browser; readonly email: string; readonly uri: string; readonly backup: string[] };

let people = 0;
/** Somebody with a second factor. */
async function guarded(): Promise<Guarded> {
  clock += MINUTE;
  const email = `guarded${people++}@house.example`;
  const browser = await newMember(server, admin, "sales", email);
  const { body } = await browser.auth("/two-factor/enable", { password: PASSWORD });
  expect(body).toMatchObject({ totpURI: expect.stringMatching(/^otpauth:\/\/totp\/Plumbline/) });
  expect((await browser.api("GET", "/me")).body.twoFactor).toBe(false);
  // Of the step before, so that those of this one and the next are still unused.
  expect((await verify(browser, codeOf(body.totpURI, -1))).status).toBe(200);
  expect((await browser.api("GET", "/me")).body.twoFactor).toBe(true);
  return { browser, email, uri: body.totpURI, backup: body.backupCodes };
}

const verify = (browser: Browser, code: string) => browser.auth("/two-factor/verify-totp", { code });

/** A browser that has given the password and is asked for more. */
async function halfIn(email: string): Promise<Browser> {
  clock += MINUTE;
  const browser = server.browser();
  const { status, body } = await signIn(browser, email);
  expect({ status, body }).toMatchObject({ status: 200, body: { twoFactorRedirect: true } });
  return browser;
}

test("a password alone opens nothing, a wrong code neither, the right one does", async () => {
  const { email, uri } = await guarded();
  const browser = await halfIn(email);
  expect((await browser.api("GET", "/me")).status).toBe(401);
  const right = codeOf(uri);
  const wrong = String((Number(right) + 1) % 1_000_000).padStart(6, "0");
  expect(await verify(browser, wrong)).toMatchObject({ status: 401, body: { code: "INVALID_CODE" } });
  expect((await browser.api("GET", "/me")).status).toBe(401);
  expect((await verify(browser, right)).status).toBe(200);
  expect((await browser.api("GET", "/me")).body).toMatchObject({ user: { email }, twoFactor: true });
});

test("a code is good once, however close two come with it", async () => {
  const { email, uri } = await guarded();
  const [one, two] = [await halfIn(email), await halfIn(email)];
  const code = codeOf(uri);
  const said = await Promise.all([verify(one, code), verify(two, code)]);
  expect(said.map(({ status }) => status).sort()).toEqual([200, 401]);
  const third = await halfIn(email);
  expect(await verify(third, code)).toMatchObject({ status: 401, body: { code: "INVALID_CODE" } });
  expect((await verify(third, codeOf(uri, 1))).status).toBe(200);
});

test("who guesses codes begins again after five, and is locked out after ten", async () => {
  const { email, uri } = await guarded();
  const wrong = (at: number) => String((Number(codeOf(uri)) + 7 + at) % 1_000_000).padStart(6, "0");
  const codes: string[] = [];
  for (let at = 0; at < 12; at++) {
    const browser = await halfIn(email);
    codes.push((await verify(browser, wrong(at))).body.code);
  }
  expect(codes.slice(0, 10)).toEqual(Array(10).fill("INVALID_CODE"));
  expect(codes.slice(10)).toEqual(["ACCOUNT_TEMPORARILY_LOCKED", "ACCOUNT_TEMPORARILY_LOCKED"]);
  expect((await verify(await halfIn(email), codeOf(uri))).status).toBe(429);
  const fresh = await guarded();
  const one = await halfIn(fresh.email);
  for (let at = 0; at < 5; at++) expect((await verify(one, `00000${at}`)).status).toBe(401);
  expect((await verify(one, codeOf(fresh.uri))).status).toBe(400);
});

test("a backup code is good once, and new ones end the old", async () => {
  const { browser, email, backup } = await guarded();
  expect(backup).toHaveLength(10);
  const [first = "", second = "", third = ""] = backup;
  const use = async (code: string) => (await halfIn(email)).auth("/two-factor/verify-backup-code", { code });
  expect((await use(first)).status).toBe(200);
  expect(await use(first)).toMatchObject({ status: 401, body: { code: "INVALID_BACKUP_CODE" } });
  expect(await use("aaaaa-bbbbb")).toMatchObject({ status: 401 });
  const tries = await Promise.all([use(second), use(second)]);
  expect(tries.filter(({ status }) => status === 200)).toHaveLength(1);
  const renewed = await browser.auth("/two-factor/generate-backup-codes", { password: PASSWORD });
  expect(renewed.body.backupCodes).toHaveLength(10);
  expect((await use(third)).status).toBe(401);
  expect((await use(renewed.body.backupCodes[0])).status).toBe(200);
});

test("to take it off needs the password again", async () => {
  const { browser, email } = await guarded();
  expect((await browser.auth("/two-factor/disable", { password: "wrong horse battery" })).status).toBe(400);
  expect((await browser.auth("/two-factor/disable", { password: PASSWORD })).status).toBe(200);
  clock += MINUTE;
  const plain = server.browser();
  await signIn(plain, email);
  expect((await plain.api("GET", "/me")).body.twoFactor).toBe(false);
});

const idOf = async (browser: Browser): Promise<string> => (await browser.api("GET", "/me")).body.user.id;

test("an admin takes it off who has lost it: all sessions end, and the password alone lets her in", async () => {
  const { browser, email } = await guarded();
  const id = await idOf(browser);
  const marketer = await newMember(server, admin, "marketer", `marketer${people++}@house.example`);
  expect((await marketer.api("DELETE", `/people/${id}/second-factor`)).status).toBe(403);
  expect((await admin.api("DELETE", "/people/nobody/second-factor")).status).toBe(404);
  const other = await createWorkspace(database.pool, { name: "Other", timeZone: "UTC" }, now());
  await inTransaction(database.pool, other.workspaceId, (session) => keepPersonIn(session, id, "sales", now()));
  expect(await admin.api("DELETE", `/people/${id}/second-factor`)).toMatchObject({
    body: { code: "person-elsewhere" },
  });
  await inTransaction(database.pool, other.workspaceId, (session) => removePersonFrom(session, id, now()));
  expect((await admin.api("DELETE", `/people/${id}/second-factor`)).status).toBe(204);
  expect((await browser.api("GET", "/me")).status).toBe(401);
  clock += MINUTE;
  const plain = server.browser();
  expect((await signIn(plain, email)).body.twoFactorRedirect).toBeUndefined();
  expect((await plain.api("GET", "/me")).body).toMatchObject({ user: { email }, twoFactor: false });
  // She may take a new one, and the old secret is not asked for.
  const { body } = await plain.auth("/two-factor/enable", { password: PASSWORD });
  expect((await verify(plain, codeOf(body.totpURI))).status).toBe(200);
});

test("nobody takes her own off that way, nor with a key: it would let in whoever finds her session open", async () => {
  const { browser } = await guarded();
  const id = await idOf(browser);
  expect((await admin.api("PATCH", `/people/${id}`, { role: "admin" })).status).toBe(204);
  expect(await browser.api("DELETE", `/people/${id}/second-factor`)).toMatchObject({
    ...{ status: 409, body: { code: "own-second-factor" } },
  });
  const { body } = await browser.api("POST", "/keys", { name: "own", scopes: ["people"] });
  const headers = { authorization: `Bearer ${body.key}` };
  const answer = await fetch(`${server.url}/api/v1/people/${id}/second-factor`, { method: "DELETE", headers });
  expect([answer.status, await answer.json()]).toMatchObject([403, { code: "people-only" }]);
  expect((await browser.api("GET", "/me")).body.twoFactor).toBe(true);
});

test("the audit says who has put a second factor on, renewed its codes, and taken it off", async () => {
  const { browser, email, uri } = await guarded();
  const id = await idOf(browser);
  await browser.auth("/two-factor/generate-backup-codes", { password: PASSWORD });
  await verify(await halfIn(email), codeOf(uri));
  await browser.auth("/two-factor/disable", { password: "wrong horse battery" });
  await browser.auth("/two-factor/disable", { password: PASSWORD });
  const { items } = (await admin.api("GET", "/audit")).body;
  const own = items.filter(({ subject, action }: Noted) => subject === id && action !== "people.accept");
  expect(own.map(({ action, by }: Noted) => [action, by]).reverse()).toEqual([
    ["people.addSecondFactor", `user:${id}`],
    ["people.renewBackupCodes", `user:${id}`],
    ["people.dropSecondFactor", `user:${id}`],
  ]);
});

type Noted = { readonly action: string; readonly by: string; readonly subject: string };
