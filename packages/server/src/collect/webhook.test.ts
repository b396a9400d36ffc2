import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { checkSignature, readWebhook } from "./webhook.ts";

// The vector in the tests of the specification's own libraries.
const SPEC = {
  secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
  id: "msg_p5jXN8AQM9LWM0D4loKWxJek",
  timestamp: "1614265330",
  body: '{"test": 2432232314}',
};

test("a signature made elsewhere holds", () => {
  const signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
  expect(check({ ...headers(SPEC.secret), "webhook-signature": signature }, SPEC.secret)).toBeUndefined();
});

function sign(secret: string, { id, timestamp, body }: Omit<typeof SPEC, "secret"> = SPEC): string {
  const key = Buffer.from(secret.slice("whsec_".length), "base64");
  return `v1,${createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64")}`;
}

function headers(secret: string) {
  return { "webhook-id": SPEC.id, "webhook-timestamp": SPEC.timestamp, "webhook-signature": sign(secret) };
}

function check(given: Record<string, string>, secrets: string, seconds = 0, body = SPEC.body) {
  return checkSignature(given, Buffer.from(body), secrets, (Number(SPEC.timestamp) + seconds) * 1000)?.code;
}

const OTHER = `whsec_${Buffer.from("another secret, also twenty-four").toString("base64")}`;

test.each([
  ["as long as five minutes", headers(SPEC.secret), SPEC.secret, 300, SPEC.body, undefined],
  ["nor ahead of them", headers(SPEC.secret), SPEC.secret, -300, SPEC.body, undefined],
  ["not later", headers(SPEC.secret), SPEC.secret, 301, SPEC.body, "stale-signature"],
  ["nor earlier", headers(SPEC.secret), SPEC.secret, -301, SPEC.body, "stale-signature"],
  ["of this body only", headers(SPEC.secret), SPEC.secret, 0, `${SPEC.body} `, "bad-signature"],
  ["of this secret only", headers(OTHER), SPEC.secret, 0, SPEC.body, "bad-signature"],
  ["while the receiver rotates", headers(OTHER), `${SPEC.secret} ${OTHER}`, 0, SPEC.body, undefined],
  ["without any secret nothing holds", headers("whsec_"), "", 0, SPEC.body, "bad-signature"],
])("a signature holds: %s", (_, given, secrets, seconds, body, code) => {
  expect(check(given, secrets, seconds, body)).toBe(code);
});

test("one of several signatures is enough, of those that are known", () => {
  const good = sign(SPEC.secret);
  const both = { ...headers(SPEC.secret), "webhook-signature": `v1a,AAAA v1,AAAA ${good}` };
  expect(check(both, SPEC.secret)).toBeUndefined();
  const otherKind = { ...headers(SPEC.secret), "webhook-signature": good.replace("v1,", "v1a,") };
  expect(check(otherKind, SPEC.secret)).toBe("bad-signature");
});

test.each(["webhook-id", "webhook-timestamp", "webhook-signature"])("nothing holds without %s", (name) => {
  const given: Record<string, string> = headers(SPEC.secret);
  delete given[name];
  expect(check(given, SPEC.secret)).toBe("bad-signature");
});

test.each(["", "NaN", "1649367553.5", "-1", "1e9"])("a timestamp is whole seconds, not %s", (timestamp) => {
  const given = { ...headers(SPEC.secret), "webhook-timestamp": timestamp };
  expect(check(given, SPEC.secret)).toBe("bad-signature");
});

test.each([
  ["userId", { userId: "u1" }, { userId: "u1" }],
  ["user_id", { user_id: 7 }, { userId: 7 }],
  ["email", { email: "ana@example.com" }, { userId: "ana@example.com" }],
  ["anonymous_id", { anonymous_id: "a1" }, { userId: null, anonymousId: "a1" }],
])("the person is found by %s", (_, data, ids) => {
  const body = { type: "invoice.paid", timestamp: "2026-11-21T12:00:00Z", data };
  const reading = readWebhook(JSON.stringify(body), { "webhook-id": "msg_1" });
  if ("status" in reading) throw new Error(reading.code);
  expect(reading.itemOf?.(reading.items[0])).toMatchObject({
    messageId: "msg_1",
    type: "track",
    event: "invoice.paid",
    timestamp: "2026-11-21T12:00:00Z",
    properties: data,
    ...ids,
  });
});
