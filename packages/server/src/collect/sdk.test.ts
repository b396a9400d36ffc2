import type { Socket } from "node:net";
import { jitsuAnalytics } from "@jitsu/js";
import RudderAnalytics from "@rudderstack/rudder-sdk-node";
import { Analytics } from "@segment/analytics-node";
import { expect, onTestFinished, test, vi } from "vitest";
import { Overloaded, type Receive } from "./arrival.ts";
import { collectApp, fakeStore } from "./collect.testing.ts";

/** What happens to a request instead of a 200. */
type Trouble = "overloaded" | "database away" | "socket dies, but all is stored";

/** A real server whose first requests meet trouble, one each. */
async function collector(troubles: readonly Trouble[]) {
  const store = fakeStore();
  const sockets = new Set<Socket>();
  const left = [...troubles];
  const receive: Receive = async (arrival) => {
    const trouble = left.shift();
    if (trouble === "overloaded") throw new Overloaded(1);
    if (trouble === "database away") throw new Error("connection refused");
    const receipt = await store.receive(arrival);
    if (trouble) for (const socket of sockets) socket.destroy();
    return receipt;
  };
  const app = await collectApp({ receive, now: () => Date.now() });
  app.server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  onTestFinished(() => app.close());
  const host = await app.listen({ port: 0, host: "127.0.0.1" });
  return { host, store, left, died: troubles.includes("socket dies, but all is stored") };
}

const TROUBLES: readonly (readonly [string, readonly Trouble[]])[] = [
  ["all is well", []],
  ["429", ["overloaded"]],
  ["503, twice", ["database away", "database away"]],
  ["the socket dies after the body was read", ["socket dies, but all is stored"]],
  ["all of them", ["socket dies, but all is stored", "overloaded", "database away"]],
];

/** Whether everything that was sent is there, and nothing twice. */
async function allOnce({ store, left, died }: Awaited<ReturnType<typeof collector>>, count: number): Promise<void> {
  // Whoever saw no answer sends again what is there already.
  const state = () => [store.arrived.size, left.length, store.counts.duplicates > 0];
  await vi.waitFor(() => expect(state()).toEqual([count, 0, died]), { timeout: 60_000, interval: 50 });
  const names = store.events().flatMap(({ event }) => event ?? []);
  expect(new Set(names).size).toBe(names.length);
  expect(store.refused).toEqual([]);
  expect(store.events().every(({ timestamp }) => Math.abs(timestamp - Date.now()) < 120_000)).toBe(true);
}

test.concurrent.each(TROUBLES)("@segment/analytics-node: %s", async (_, troubles) => {
  const server = await collector(troubles);
  const analytics = new Analytics({ writeKey: "WRITEKEY123", host: server.host, flushInterval: 50 });
  for (let at = 0; at < 40; at++) analytics.track({ userId: "u1", event: `Event ${at}`, properties: { at } });
  analytics.identify({ userId: "u1", traits: { email: "ana@example.com" } });
  analytics.page({ anonymousId: "a1", name: "Pricing" });
  analytics.screen({ userId: "u1", name: "Home" });
  analytics.group({ userId: "u1", groupId: "acme", traits: { industry: "Tech" } });
  analytics.alias({ userId: "u1", previousId: "a1" });
  await allOnce(server, 45);
  await analytics.closeAndFlush();
});

test.concurrent.each(TROUBLES)("@rudderstack/rudder-sdk-node: %s", async (_, troubles) => {
  const server = await collector(troubles);
  const analytics = new RudderAnalytics("WRITEKEY123", {
    dataPlaneUrl: server.host,
    flushInterval: 50,
    logLevel: "silent",
    errorHandler: () => undefined,
    axiosRetryConfig: { retryDelay: () => 50 },
  });
  for (let at = 0; at < 40; at++) analytics.track({ userId: "u1", event: `Event ${at}`, properties: { at } });
  analytics.identify({ userId: "u1", traits: { email: "ana@example.com" } });
  analytics.page({ userId: "u1", name: "Pricing" });
  analytics.group({ userId: "u1", groupId: "acme", traits: { industry: "Tech" } });
  analytics.alias({ userId: "u1", previousId: "a1" });
  await allOnce(server, 44);
  await analytics.flush();
});

const jitsu = (host: string, errors: string[] = []) =>
  jitsuAnalytics({
    host,
    writeKey: "keyid:secret",
    s2s: true,
    errorPolicy: (message) => {
      errors.push(message);
    },
  });

test("@jitsu/js: all is well", async () => {
  const server = await collector([]);
  const analytics = jitsu(server.host);
  for (let at = 0; at < 20; at++) await analytics.track(`Event ${at}`, { at });
  await analytics.identify("u1", { email: "ana@example.com" });
  await analytics.page({ name: "Pricing" });
  await analytics.group("acme", { industry: "Tech" });
  await allOnce(server, 23);
});

// This one never tries again: all we can do is let its caller know.
test.each<[Trouble, RegExp, number]>([
  ["overloaded", /429/, 0],
  ["database away", /503/, 0],
  ["socket dies, but all is stored", /fetch failed/, 1],
])("@jitsu/js: %s", async (trouble, says, stored) => {
  const server = await collector([trouble]);
  const errors: string[] = [];
  await jitsu(server.host, errors).track("Demo Requested", {});
  expect(errors).toEqual([expect.stringMatching(says)]);
  expect([server.store.arrived.size, server.left.length]).toEqual([stored, 0]);
});
