import { jitsuAnalytics } from "@jitsu/js";
import { testDatabase } from "@plumbline/store/testing";
import RudderAnalytics from "@rudderstack/rudder-sdk-node";
import { Analytics } from "@segment/analytics-node";
import { expect, test } from "vitest";
import { TROUBLES, type Trouble, troubledCollector } from "./troubled.testing.ts";

const { pool } = await testDatabase();

test.concurrent.for(TROUBLES)("@segment/analytics-node: %s", async ([, troubles], context) => {
  const server = await troubledCollector(pool, troubles, context);
  const analytics = new Analytics({ writeKey: "WRITEKEY123", host: server.url, flushInterval: 50 });
  for (let at = 0; at < 40; at++) analytics.track({ userId: "u1", event: `Event ${at}`, properties: { at } });
  analytics.identify({ userId: "u1", traits: { email: "ana@example.com" } });
  analytics.page({ anonymousId: "a1", name: "Pricing" });
  analytics.screen({ userId: "u1", name: "Home" });
  analytics.group({ userId: "u1", groupId: "acme", traits: { industry: "Tech" } });
  analytics.alias({ userId: "u1", previousId: "a1" });
  await server.allOnce(45);
  await analytics.closeAndFlush();
});

test.concurrent.for(TROUBLES)("@rudderstack/rudder-sdk-node: %s", async ([, troubles], context) => {
  const server = await troubledCollector(pool, troubles, context);
  const analytics = new RudderAnalytics("WRITEKEY123", {
    dataPlaneUrl: server.url,
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
  await server.allOnce(44);
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

test("@jitsu/js: all is well", async (context) => {
  const server = await troubledCollector(pool, [], context);
  const analytics = jitsu(server.url);
  for (let at = 0; at < 20; at++) await analytics.track(`Event ${at}`, { at });
  await analytics.identify("u1", { email: "ana@example.com" });
  await analytics.page({ name: "Pricing" });
  await analytics.group("acme", { industry: "Tech" });
  await server.allOnce(23);
});

// This one never tries again: all we can do is let its caller know.
test.for<[Trouble, RegExp, number]>([
  ["overloaded", /429/, 0],
  ["a fault of ours", /500/, 0],
  ["database away", /503/, 0],
  ["socket dies, but all is stored", /fetch failed/, 1],
])("@jitsu/js: %s", async ([trouble, says, stored], context) => {
  const server = await troubledCollector(pool, [trouble], context);
  const errors: string[] = [];
  await jitsu(server.url, errors).track("Demo Requested", {});
  expect(errors).toEqual([expect.stringMatching(says)]);
  expect([(await server.kept()).ids.length, server.left.length]).toEqual([stored, 0]);
});
