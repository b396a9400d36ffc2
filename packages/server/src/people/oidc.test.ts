import { testDatabase } from "@plumbline/store/testing";
import { expect, test } from "vitest";
import { CLIENT, comeBack, identityProvider } from "./identity-provider.testing.ts";
import type { Oidc } from "./open-people.ts";
import { type Browser, newBrowser, newHouse, type PeopleServer, peopleServer } from "./people.testing.ts";

const database = await testDatabase();
let clock = Date.parse("2026-11-22T12:00:00Z");
const now = () => clock;
// People come back to the address that is configured; the test goes on from there itself.
const url = "http://scores.example.com";
const { issuer } = await identityProvider(
  {
    ivy: { email: "Ivy@house.example", email_verified: true },
    liar: { email: "ivan@house.example", email_verified: false },
    mute: { email: "ivan@house.example" },
    nobody: { email: "nobody@house.example", email_verified: true },
    sally: { email: "sally@house.example", email_verified: true },
    other: { email: "other@else.example", email_verified: true },
  },
  `${url}/api/auth/callback/oidc`,
);
const oidc: Oidc = { issuer, ...CLIENT, label: "House ID", role: undefined };
const server = await peopleServer(database, now, { url, oidc });

/** A browser whose pages are of the configured address. */
function page(of: PeopleServer = server): Browser {
  const browser = newBrowser(of.url);
  const send: Browser["send"] = (method, path, sent = {}) =>
    browser.send(method, path, { ...sent, headers: { origin: url, ...sent.headers } });
  return {
    ...browser,
    send,
    api: (method, path, body) => send(method, `/api/v1${path}`, { body }),
    auth: (path, body) => send(body === undefined ? "GET" : "POST", `/api/auth${path}`, { body }),
  };
}

const { admin } = await newHouse(database, { ...server, browser: page }, now);

async function come(login: string, browser = page()): Promise<{ browser: Browser; to: string }> {
  clock += 60_000;
  const { body } = await browser.auth("/sign-in/social", {
    provider: "oidc",
    callbackURL: "/leads",
    errorCallbackURL: "/entrance",
  });
  const said = await comeBack(browser, body.url, login);
  expect(said.status).toBe(302);
  return { browser, to: said.headers.get("location") ?? "" };
}

test("the entrance says that there is one, and under which name", async () => {
  expect((await page().api("GET", "/entrance")).body).toMatchObject({ oidc: { label: "House ID" } });
});

test("whom nobody has invited is refused, and whoever only says so too", async () => {
  expect((await come("nobody")).to).toMatch(/^\/entrance\?error=NOT_INVITED/);
  await admin.api("POST", "/people/invitations", { email: "ivan@house.example", role: "admin" });
  for (const login of ["liar", "mute"]) {
    const { browser, to } = await come(login);
    expect(to).toMatch(/^\/entrance\?error=EMAIL_NOT_VERIFIED/);
    expect((await browser.api("GET", "/me")).status).toBe(401);
  }
});

test("who was invited is let in by the address that the provider vouches for, and is the same the next time", async () => {
  const { body } = await admin.api("POST", "/people/invitations", { email: "ivy@house.example", role: "analyst" });
  expect(body.link).toMatch(/^http:\/\/scores\.example\.com\/entrance#/);
  const { browser, to } = await come("ivy");
  expect(to).toBe("/leads");
  const me = await browser.api("GET", "/me");
  expect(me.body).toMatchObject({
    user: { name: "ivy of the provider", email: "ivy@house.example" },
    role: "analyst",
    signsInBy: { password: false, oidc: true },
    ways: { oidc: { label: "House ID" } },
  });
  const again = await come("ivy");
  expect((await again.browser.api("GET", "/me")).body.user.id).toBe(me.body.user.id);
  // The invitation is used up.
  expect((await admin.api("GET", "/people")).body.invitations).toMatchObject([{ email: "ivan@house.example" }]);
  await admin.api("DELETE", `/people/${me.body.user.id}`);
  expect((await again.browser.api("GET", "/leads")).status).toBe(403);
});

test("who has a password is not overtaken by the provider, but may add it herself", async () => {
  const { body } = await admin.api("POST", "/people/invitations", { email: "sally@house.example", role: "sales" });
  const sally = page();
  const invitation = body.link.split("=")[1];
  await sally.auth("/sign-up/email", {
    name: "Sally",
    email: "sally@house.example",
    password: "long enough word",
    invitation,
  });
  expect((await come("sally")).to).toMatch(/^\/entrance\?error=account_not_linked/);
  const link = async (login: string) => {
    clock += 60_000;
    const started = await sally.auth("/link-social", { provider: "oidc", callbackURL: "/me" });
    return (await comeBack(sally, started.body.url, login)).headers.get("location") ?? "";
  };
  expect(await link("other")).toMatch(/error=/);
  expect(await link("sally")).toBe("/me");
  const { browser } = await come("sally");
  expect((await browser.api("GET", "/me")).body).toMatchObject({
    user: { name: "Sally" },
    role: "sales",
    signsInBy: { password: true, oidc: true },
  });
});

test("an answer that nobody asked for, or that was asked for elsewhere, signs nobody in", async () => {
  const eve = page();
  const { body } = await eve.auth("/sign-in/social", {
    provider: "oidc",
    callbackURL: "/leads",
    errorCallbackURL: "/entrance",
  });
  clock += 60_000;
  // What the provider answers to one browser is brought by another, which has not the cookie of the first.
  const victim = page();
  const said = await comeBack(victim, body.url, "sally");
  expect(said.headers.get("location")).toMatch(/error=/);
  expect((await victim.api("GET", "/me")).status).toBe(401);
  const bare = await victim.send("GET", "/api/auth/callback/oidc?code=x&state=y");
  expect(bare.headers.get("location")).toMatch(/error=/);
});

test("nobody is sent to another site", async () => {
  const said = await page().auth("/sign-in/social", { provider: "oidc", callbackURL: "https://evil.example/leads" });
  expect(said.status).toBe(403);
  for (const callbackURL of ["//evil.example", "/\\evil.example", "javascript:alert(1)"]) {
    expect((await page().auth("/sign-in/social", { provider: "oidc", callbackURL })).status, callbackURL).toBe(403);
  }
});

test("where the configuration says so, whoever the provider knows is let in", async () => {
  const open = await peopleServer(database, now, { url, oidc: { ...oidc, role: "readonly" } });
  const { browser, to } = await come("nobody", page(open));
  expect(to).toBe("/leads");
  expect((await browser.api("GET", "/me")).body).toMatchObject({ role: "readonly" });
  expect((await come("liar", page(open))).to).toMatch(/error=EMAIL_NOT_VERIFIED/);
});
