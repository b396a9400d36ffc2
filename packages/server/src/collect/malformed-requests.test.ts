import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { collectApp, fakeStore } from "./collect.testing.ts";
import { SEGMENT_PATHS } from "./segment-paths.ts";

const PATHS = [
  ...SEGMENT_PATHS.map(({ path }) => path),
  ...["/v1/cloudevents", "/v1/webhooks/hook", "/v1/webhooks/%00", "/v1/m", "/v1/batch/", "//v1/t", "/v1/%ff"],
];
const KEY = "Basic V1JJVEVLRVkxMjM6";

const word = fc.oneof(
  fc.string({ unit: "binary", maxLength: 20 }),
  fc.constantFrom(
    "track",
    "page",
    "u1",
    "null",
    "__proto__",
    "\0",
    "\ud800",
    "x".repeat(600),
    "2026-11-21T12:00:00Z",
    "-1",
  ),
);
const anything = fc.oneof(
  { weight: 3, arbitrary: word },
  fc.jsonValue({ maxDepth: 3 }),
  fc.double(),
  fc.constant(1e308),
);
const MEMBERS = [
  ...["messageId", "type", "event", "name", "userId", "anonymousId", "groupId", "previousId", "timestamp", "sentAt"],
  ...["originalTimestamp", "receivedAt", "properties", "traits", "context", "integrations", "writeKey", "batch"],
  ...["toString", "__proto__", "specversion", "id", "source", "subject", "time", "data"],
];
const item = fc.dictionary(fc.constantFrom(...MEMBERS), anything);
const json = fc
  .oneof(
    item,
    anything,
    fc.array(fc.oneof(item, anything), { maxLength: 5 }),
    fc.record({ batch: fc.array(fc.oneof(item, anything), { maxLength: 5 }), sentAt: anything, context: anything }),
  )
  .map((value) => JSON.stringify(value) ?? "");
/** JSON that was damaged on the way. */
const damaged = fc
  .tuple(json, fc.nat(), fc.constantFrom("", "\0", '"', "}", "]", "\\", "\\u00", "\ufeff", "NaN", "é"))
  .map(([text, at, what]) => text.slice(0, at % (text.length + 1)) + what + text.slice((at % (text.length + 1)) + 1));
const body = fc.oneof(
  json.map((text) => Buffer.from(text)),
  damaged.map((text) => Buffer.from(text)),
  fc.uint8Array({ maxLength: 100 }).map((bytes) => Buffer.from(bytes)),
  json.map((text) => gzipSync(text, { level: 1 })),
  fc.tuple(json, fc.nat(40)).map(([text, at]) => gzipSync(text, { level: 1 }).subarray(0, at)),
);
// What Node's own parser lets through: the rest never reaches a route.
const header = fc.stringMatching(/^[\x20-\x7e\x80-\xff]{0,40}$/);
const headers = fc.record(
  {
    authorization: fc.oneof({ weight: 5, arbitrary: fc.constant(KEY) }, header),
    "x-write-key": fc.oneof(fc.constantFrom("browser", "keyid:x"), header),
    "content-type": fc.oneof(fc.constantFrom("text/plain", "application/json", ";", "a/b;c"), header),
    "content-encoding": fc.oneof(fc.constantFrom("gzip", "br", "deflate", "zstd", "identity"), header),
    "x-strict-mode": fc.constantFrom("1", "0"),
    "sec-gpc": header,
    "x-ip-policy": header,
    "user-agent": header,
    origin: header,
    "ce-id": header,
    "ce-specversion": fc.oneof(fc.constant("1.0"), header),
    "ce-type": header,
    "ce-source": header,
    "ce-subject": header,
    "webhook-id": header,
    "webhook-timestamp": header,
    "webhook-signature": header,
  },
  { requiredKeys: [] },
);
const query = fc.oneof(
  fc.constant(""),
  fc.constantFrom("?writeKey=WRITEKEY123", "?writeKey=a&writeKey=b", "?%ff", "?a[b]=c&__proto__=1"),
  fc.webQueryParameters().map((text) => `?${text}`),
);

test("10,000 malformed requests: never a 3xx or 5xx, and the books balance", async () => {
  const store = fakeStore();
  const app = await collectApp({ receive: store.receive });
  const statuses = new Map<number, number>();
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...PATHS), query, headers, body, async (path, parameters, given, payload) => {
      const answer = await app.inject({ method: "POST", url: path + parameters, headers: given, payload });
      statuses.set(answer.statusCode, (statuses.get(answer.statusCode) ?? 0) + 1);
      expect([200, 400, 401, 404]).toContain(answer.statusCode);
      if (answer.statusCode === 401) expect(answer.json().code).toMatch(/key|signature/);
    }),
    { numRuns: 10_000, seed: 5 },
  );
  for (const event of store.events()) JSON.stringify(event);
  const { received, duplicates } = store.counts;
  expect(received).toBe(store.arrived.size + duplicates + store.refused.length);
  // All of it was tried: what is taken, what is refused, and what has no key.
  for (const status of [200, 400, 401]) expect(statuses.get(status)).toBeGreaterThan(500);
  expect(store.arrived.size).toBeGreaterThan(100);
  expect(store.refused.length).toBeGreaterThan(1000);
  await app.close();
});
