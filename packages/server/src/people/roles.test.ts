import { ALLOWED, ROLES, type Role, type Route, routes } from "@plumbline/api";
import { testDatabase } from "@plumbline/store/testing";
import { expect, test } from "vitest";
import { type Browser, newHouse, newMember, peopleServer } from "./people.testing.ts";

const database = await testDatabase();
let clock = Date.parse("2026-11-22T12:00:00Z");
const now = () => clock;
const server = await peopleServer(database, now);
const { admin, workspace } = await newHouse(database, server, now);
const all: readonly Route[] = Object.values(routes).flatMap((verbs): Route[] => Object.values(verbs));

/** `isIn`: a stream that waits for news is not waited for by whom it is open to. */
async function call(browser: Browser, { method, path, stream }: Route, isIn: boolean): Promise<string> {
  clock += 60_000;
  const { signal, abort } = newAbort();
  const sent = { signal, ...(method !== "GET" && { body: {} }) };
  const asked = browser.send(method, `/api/v1${path.replace(/\{\w+\}/g, "77")}`, sent);
  const said = await (stream && isIn ? Promise.race([asked, soon()]) : asked);
  asked.catch(() => {});
  abort();
  return said === undefined ? "200" : `${said.status} ${said.body?.code ?? ""}`;
}

function newAbort() {
  const controller = new AbortController();
  return { signal: controller.signal, abort: () => controller.abort() };
}

const soon = (): Promise<undefined> => new Promise((resolve) => setTimeout(() => resolve(undefined), 500));

test.each(ROLES)("every route lets a person in whose role allows it, and refuses others: %s", async (role: Role) => {
  const browser = role === "admin" ? admin : await newMember(server, admin, role, `${role}@house.example`);
  expect(all.length).toBeGreaterThan(60);
  const wrong: string[] = [];
  for (const route of all) {
    const { scope, name } = route;
    const isIn = scope === null || ALLOWED[role].includes(scope);
    const said = await call(browser, route, isIn);
    const isRight = isIn ? !/^(?:401|403|5)/.test(said) : said === "403 forbidden";
    if (!isRight) wrong.push(`${name}: ${said}`);
  }
  expect(wrong).toEqual([]);
  expect((await browser.api("GET", "/me")).body).toMatchObject({ role, scopes: ALLOWED[role] });
});

test("who has not signed in gets no further than the entrance", async () => {
  const open: string[] = [];
  for (const route of all) {
    const said = await call(server.browser(), route, false);
    if (said !== (route.person ? "401 no-session" : "401 no-key")) open.push(`${route.name}: ${said}`);
  }
  expect(open).toEqual(["entrance.get: 200 "]);
});

test("what each role can do in so many words", async () => {
  const may = (role: Role) => all.filter(({ scope }) => scope !== null && ALLOWED[role].includes(scope)).map(nameOf);
  const nameOf = ({ name }: Route) => name;
  expect(may("admin")).toEqual(all.filter(({ scope }) => scope !== null).map(nameOf));
  expect(may("sales")).toEqual(expect.arrayContaining(["leads.list", "leads.adjust", "models.list"]));
  const notSales = ["models.publish", "models.putDraft", "imports.create", "keys.list", "sources.list", "leads.export"];
  expect(may("sales").filter((name) => notSales.includes(name))).toEqual([]);
  expect(may("analyst")).toEqual(expect.arrayContaining(["leads.export", "models.preview", "models.putDraft"]));
  const notAnalyst = ["models.publish", "leads.adjust", "imports.create", "keys.list", "people.list"];
  expect(may("analyst").filter((name) => notAnalyst.includes(name))).toEqual([]);
  expect(may("marketer")).toEqual(expect.arrayContaining(["models.publish", "imports.create", "quarantine.replay"]));
  const notMarketer = ["keys.list", "keys.create", "people.list", "people.invite", "endpoints.create", "leads.erase"];
  expect(may("marketer").filter((name) => notMarketer.includes(name))).toEqual([]);
  const changes = all.filter(({ method, asks }) => method !== "GET" && !asks).map(nameOf);
  expect(may("readonly").filter((name) => changes.includes(name))).toEqual([]);
  expect(workspace.workspaceId).toBe(1);
});
