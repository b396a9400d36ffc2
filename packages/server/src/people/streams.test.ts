import { testDatabase } from "@plumbline/store/testing";
import { afterEach, expect, test, vi } from "vitest";
import { type Browser, newHouse, newMember, peopleServer } from "./people.testing.ts";

const database = await testDatabase();
let clock = Date.parse("2026-11-22T12:00:00Z");
const server = await peopleServer(database, () => clock);
const { admin } = await newHouse(database, server, () => clock);
const CHECK = 20_000;

afterEach(() => {
  vi.useRealTimers();
});

/** Opens a stream, and reads of it what is said when its time to be checked has come. */
async function opened(browser: Browser, path: string) {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  const gone = new AbortController();
  const said = await fetch(`${server.url}/api/v1${path}`, { headers: { cookie }, signal: gone.signal });
  const reader = (said.body ?? new ReadableStream()).getReader();
  const next = async () => Buffer.from((await reader.read()).value ?? []).toString();
  expect(await next()).toContain("event: ready");
  return { next, leave: () => gone.abort() };
}

const streams = ["/stream", "/stream/events"];

test.each(streams)("%s ends when the session that opened it does", async (path) => {
  clock += 60_000;
  const reader = await newMember(server, admin, "readonly", `reader${clock}@house.example`);
  const { next } = await opened(reader, path);
  await reader.auth("/sign-out", {});
  await vi.advanceTimersByTimeAsync(CHECK);
  let text = "";
  for (let piece = await next(); piece !== ""; piece = await next()) text += piece;
  expect(text).toContain("event: problem");
  expect(text).toContain('"code":"no-session"');
});

test.each(streams)("%s ends when who opened it is removed", async (path) => {
  clock += 60_000;
  const reader = await newMember(server, admin, "readonly", `removed${clock}@house.example`);
  const { id } = (await reader.api("GET", "/me")).body.user;
  const { next } = await opened(reader, path);
  await admin.api("DELETE", `/people/${id}`);
  await vi.advanceTimersByTimeAsync(CHECK);
  let text = "";
  for (let piece = await next(); piece !== ""; piece = await next()) text += piece;
  expect(text).toContain('"code":"forbidden"');
});

test("a stream of who may still listen goes on", async () => {
  clock += 60_000;
  const reader = await newMember(server, admin, "readonly", `stays${clock}@house.example`);
  const { next, leave } = await opened(reader, "/stream");
  await vi.advanceTimersByTimeAsync(3 * CHECK);
  expect((await reader.api("GET", "/me")).status).toBe(200);
  const more = next().catch(() => "left");
  expect(await Promise.race([more, reader.api("GET", "/me").then(() => "open")])).toBe("open");
  leave();
  expect(await more).toBe("left");
});
