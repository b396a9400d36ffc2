import { gzipSync } from "node:zlib";
import { testDatabase } from "@plumbline/store/testing";
import fc from "fast-check";
import { expect, test } from "vitest";
import { collectApp, realStore } from "./collect.testing.ts";
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

const request = fc.record({ path: fc.constantFrom(...PATHS), query, headers, payload: body });

const { pool } = await testDatabase();

test("10,000 malformed requests: never a 3xx or 5xx, and what is kept is what the books say", async () => {
  const { workspace, receive, kept } = await realStore(pool);
  const app = await collectApp({ receive, workspace });
  const all = fc.sample(request, { numRuns: 10_000, seed: 5 });
  const statuses = new Map<number, number>();
  const ask = async (asked: (typeof all)[number]): Promise<void> => {
    const { path, query: parameters, ...rest } = asked;
    const { statusCode, body: said } = await app.inject({ method: "POST", url: path + parameters, ...rest });
    statuses.set(statusCode, (statuses.get(statusCode) ?? 0) + 1);
    const about = `${statusCode} ${said} ${JSON.stringify({ ...asked, payload: rest.payload.toString("base64") })}`;
    expect([200, 400, 401, 404], about).toContain(statusCode);
    if (statusCode === 401) expect(JSON.parse(said).code, about).toMatch(/key|signature/);
  };
  // Some at a time, so that they share transactions.
  for (let at = 0; at < all.length; at += 50) await Promise.all(all.slice(at, at + 50).map(ask));
  const { ids, quarantined, books } = await kept();
  expect(books).toEqual({
    ...{ stored: ids.length, quarantined, duplicates: books.duplicates },
    received: ids.length + quarantined + books.duplicates,
  });
  // All of it was tried: what is taken, what is refused, and what has no key.
  for (const status of [200, 400, 401]) expect(statuses.get(status)).toBeGreaterThan(500);
  expect(ids.length).toBeGreaterThan(100);
  expect(quarantined).toBeGreaterThan(1000);
  expect(books.duplicates).toBeGreaterThan(0);
  await app.close();
});
