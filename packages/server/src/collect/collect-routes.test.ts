import { createHmac } from "node:crypto";
import { gzipSync } from "node:zlib";
import { expect, onTestFinished, test } from "vitest";
import { Overloaded } from "./arrival.ts";
import { collectApp, fakeStore, NOW } from "./collect.testing.ts";
import { judge } from "./judge.ts";
import type { CollectOptions } from "./take.ts";

const KEY = `Basic ${Buffer.from("WRITEKEY123:").toString("base64")}`;
const AT = "2026-11-21T12:00:00.000Z";
const DEMO = { messageId: "m1", type: "track", event: "Demo Requested", userId: "u1", timestamp: AT };

async function collector(options: Partial<CollectOptions> = {}) {
  const store = fakeStore();
  const app = await collectApp({ receive: store.receive, ...options });
  onTestFinished(() => app.close());
  const post = (url: string, payload: unknown, headers: Record<string, string> = { authorization: KEY }) =>
    app.inject({
      method: "POST",
      url,
      headers,
      payload: typeof payload === "string" || Buffer.isBuffer(payload) ? payload : JSON.stringify(payload),
    });
  return { app, store, post };
}

const SINGLE = ["identify", "track", "page", "screen", "group", "alias"];
const LETTERS = { t: "track", p: "page", i: "identify", g: "group", a: "alias", s: "screen" };

test.each([
  ...["/v1", "/api/public/apps", "/api/s", "/api/s/s2s"].flatMap((folder) =>
    SINGLE.map((type) => [`${folder}/${type}`, type] as const),
  ),
  ...Object.entries(LETTERS).map(([letter, type]) => [`/v1/${letter}`, type] as const),
])("%s takes one event of its type", async (url, type) => {
  const { post, store } = await collector();
  const answer = await post(url, { ...DEMO, type: undefined });
  expect([answer.statusCode, answer.json(), answer.headers["x-plumbline"]]).toEqual([200, { success: true }, "scored"]);
  expect(store.events()).toMatchObject([{ messageId: "m1", type }]);
});

test.each(["/v1/batch", "/v1/b", "/v1/import", "/beacon/v1/batch", "/api/public/apps/batch"])(
  "%s takes a batch, and a bad event is no reason to refuse the others",
  async (url) => {
    const { post, store } = await collector();
    const answer = await post(url, {
      batch: [{ ...DEMO, timestamp: "2026-11-21T12:00:00Z" }, { type: "track" }, "what", { ...DEMO, messageId: "m2" }],
      sentAt: "2026-11-21T12:00:30Z",
      context: { app: { name: "shop" } },
    });
    expect([answer.statusCode, answer.json()]).toEqual([200, { success: true }]);
    expect(store.events()).toMatchObject([
      { messageId: "m1", timestamp: NOW - 30_000, context: { app: { name: "shop" } } },
      { messageId: "m2" },
    ]);
    expect(store.refused.map(({ refused, raw }) => [refused.code, Buffer.from(raw).toString()])).toEqual([
      ["no-identity", '{"type":"track"}'],
      ["not-an-object", '"what"'],
    ]);
    expect(store.arrivals).toMatchObject([{ workspaceId: 1, sourceId: 7, receivedAt: NOW }]);
  },
);

test("a list is a batch, an empty one is nothing, and what should be one lies in quarantine", async () => {
  const { post, store } = await collector();
  expect((await post("/v1/batch", [DEMO])).statusCode).toBe(200);
  expect((await post("/v1/batch", { batch: [] })).statusCode).toBe(200);
  expect((await post("/v1/batch", { batch: {}, writeKey: "WRITEKEY123" })).statusCode).toBe(200);
  expect(store.arrivals.length).toBe(2);
  expect(store.refused).toMatchObject([{ refused: { code: "no-batch", path: "batch" } }]);
  expect(Buffer.from(store.refused[0]?.raw ?? []).toString()).toBe('{"batch":{},"writeKey":"***"}');
});

test.each([
  ["Basic with a colon", { authorization: KEY }, {}, ""],
  ["Basic without", { authorization: `basic ${Buffer.from("WRITEKEY123").toString("base64")}` }, {}, ""],
  ["the bare key", { authorization: "WRITEKEY123" }, {}, ""],
  ["Jitsu's", { "x-write-key": "keyid:secret" }, {}, ""],
  ["in the body", {}, { writeKey: "WRITEKEY123" }, ""],
  ["in the body beside a token", { authorization: "Bearer abc.def" }, { writeKey: "WRITEKEY123" }, ""],
  [
    "in the body beside some proxy's password",
    { authorization: "Basic cHJveHk6cHc=" },
    { writeKey: "WRITEKEY123" },
    "",
  ],
  ["in the address", {}, {}, "?writeKey=WRITEKEY123"],
])("a key is found: %s", async (_, headers, body, query) => {
  const { post, store } = await collector();
  expect((await post(`/v1/track${query}`, { ...DEMO, ...body }, headers)).statusCode).toBe(200);
  expect(store.arrived.size).toBe(1);
  expect(JSON.stringify([...store.arrived])).not.toContain("WRITEKEY123");
});

test.each([
  ["none", {}, {}, "no-write-key"],
  ["an unknown one", { authorization: "Basic bm9ib2R5Og==" }, {}, "unknown-write-key"],
  ["an unknown one in the body", {}, { writeKey: "nobody" }, "unknown-write-key"],
  ["a property of every object", {}, { writeKey: "constructor" }, "unknown-write-key"],
  ["one the database would choke on", {}, { writeKey: "a\0b" }, "unknown-write-key"],
])("without a key that somebody has nothing is stored: %s", async (_, headers, body, code) => {
  const asked: string[] = [];
  const { post, store } = await collector({
    sourceOf: async (key) => {
      asked.push(key);
      return undefined;
    },
  });
  const answer = await post("/v1/batch", { batch: [DEMO], ...body }, headers);
  expect([answer.statusCode, answer.json()]).toEqual([401, { type: "about:blank", status: 401, code }]);
  expect(answer.headers["content-type"]).toMatch("application/problem+json");
  expect(store.arrivals).toEqual([]);
  expect(asked.join()).not.toContain("\0");
});

test.each([
  ["text/plain", "text/plain;charset=UTF-8", undefined],
  ["a form", "application/x-www-form-urlencoded", undefined],
  ["no type that can be read", ";;;", undefined],
  ["gzip called a form", "application/x-www-form-urlencoded", "gzip"],
])("JSON is JSON, whatever it is called: %s", async (_, type, encoding) => {
  const { post, store } = await collector();
  const json = Buffer.from(JSON.stringify({ batch: [DEMO] }));
  const answer = await post("/v1/batch", encoding ? gzipSync(json) : json, {
    authorization: KEY,
    "content-type": type,
    ...(encoding ? { "content-encoding": encoding } : {}),
  });
  expect(answer.statusCode).toBe(200);
  expect(store.arrived.size).toBe(1);
});

test.each<[string, string | Buffer, string, Record<string, string>]>([
  ["no JSON", "{", "bad-json", {}],
  ["nothing", "", "bad-json", {}],
  ["bytes", Buffer.from([0xff, 0xfe, 0]), "bad-json", {}],
  ["no gzip", "hello", "bad-encoding", { "content-encoding": "gzip" }],
  ["a large body", `{"batch":["${"x".repeat(1100)}"]}`, "too-large", {}],
  ["a bomb", gzipSync(Buffer.alloc(500_000, " ")), "too-large", {}],
  ["too many events", `[${"1,".repeat(20)}1]`, "too-large", {}],
  ["much said once for many", `{"context":{"a":"${"x".repeat(400)}"},"batch":[1,1,1,1,1,1,1,1,1]}`, "too-large", {}],
])("400 for %s", async (_, body, code, headers) => {
  const { post, store } = await collector({
    limits: { bodyBytes: 1000, inflatedBytes: 3000, eventsPerRequest: 20, eventBytes: 1000 },
  });
  const answer = await post("/v1/batch", body, { authorization: KEY, ...headers });
  expect([answer.statusCode, answer.json().code]).toEqual([400, code]);
  expect(store.arrivals).toEqual([]);
});

test("X-Strict-Mode tells what lies in quarantine, and stores the same", async () => {
  const { post, store } = await collector();
  const strict = { authorization: KEY, "x-strict-mode": "1" };
  expect((await post("/v1/batch", { batch: [DEMO] }, strict)).statusCode).toBe(200);
  const answer = await post(
    "/v1/batch",
    {
      batch: [
        { ...DEMO, messageId: "m2" },
        { ...DEMO, type: "x" },
      ],
    },
    strict,
  );
  expect([answer.statusCode, answer.json()]).toEqual([
    400,
    {
      type: "about:blank",
      status: 400,
      code: "items-refused",
      refused: [{ code: "bad-event-type", path: "type", value: "x", index: 1 }],
    },
  ]);
  expect([store.arrived.size, store.refused.length]).toEqual([2, 1]);
});

test("429 says how long to wait", async () => {
  const { post } = await collector({
    receive: async () => {
      throw new Overloaded(2.5);
    },
  });
  const answer = await post("/v1/track", DEMO);
  expect([answer.statusCode, answer.json().code]).toEqual([429, "overloaded"]);
  expect([answer.headers["retry-after"], answer.headers["x-ratelimit-reset"]]).toEqual(["3", "3"]);
});

test.each(["receive", "sourceOf"])(
  "503 when the database is away (%s), and not a word of what it said",
  async (port) => {
    const { app, post } = await collector({
      [port]: async () => {
        throw new Error("connection refused: ana@example.com");
      },
    });
    const settings = { method: "GET", url: "/v1/projects/WRITEKEY123/settings" } as const;
    const answers = [await post("/v1/track", DEMO), ...(port === "sourceOf" ? [await app.inject(settings)] : [])];
    for (const answer of answers) {
      expect([answer.statusCode, answer.json().code]).toEqual([503, "store-unavailable"]);
      expect(answer.body).not.toContain("ana@example.com");
    }
  },
);

test("500 for a bug of ours", async () => {
  const answered: unknown[] = [];
  const { post } = await collector({
    judge: () => {
      throw new Error("ana@example.com");
    },
    metrics: { answered: (...what) => answered.push(what) },
  });
  const answer = await post("/v1/track", DEMO);
  expect([answer.statusCode, answer.json().code]).toEqual([500, "internal"]);
  expect(answer.body).not.toContain("ana@example.com");
  expect(answered).toEqual([[500, "internal", 0]]);
});

test("every answer is counted", async () => {
  const answered: unknown[] = [];
  const { post } = await collector({ metrics: { answered: (...what) => answered.push(what) } });
  await post("/v1/batch", { batch: [DEMO, 5] });
  await post("/v1/batch", "{");
  expect(answered).toEqual([
    [200, undefined, 2],
    [400, "bad-json", 0],
  ]);
});

test.each(["/v1/batch/", "//v1//batch", "/v1/batch//", "/v1/batch?a=b", "/v1/batch/?a=b"])(
  "%s is answered as it is",
  async (url) => {
    const { app, store } = await collector();
    await app.listen({ port: 0, host: "127.0.0.1" });
    const [address] = app.addresses() as { readonly port: number }[];
    const answer = await fetch(`http://127.0.0.1:${address?.port}${url}`, {
      method: "POST",
      redirect: "manual",
      headers: { authorization: KEY },
      body: JSON.stringify({ batch: [DEMO] }),
    });
    expect([answer.status, store.arrived.size]).toEqual([200, 1]);
  },
);

test("a server that might redirect is not started", async () => {
  const { default: Fastify } = await import("fastify");
  const { collectRoutes } = await import("./collect-routes.ts");
  const app = Fastify();
  onTestFinished(() => app.close());
  const options = { sourceOf: async () => undefined, receive: fakeStore().receive, now: () => NOW };
  const judge: CollectOptions["judge"] = () => {
    throw new Error("never asked");
  };
  await expect(async () => app.register(collectRoutes, { ...options, judge })).rejects.toThrow(/COLLECT_ROUTER/);
});

test("pages anywhere may send, with credentials, and read how long to wait", async () => {
  const { app, post } = await collector();
  const origin = "https://shop.example";
  const preflight = await app.inject({
    method: "OPTIONS",
    url: "/v1/t",
    headers: { origin, "access-control-request-method": "POST", "access-control-request-headers": "authorization" },
  });
  expect(preflight.statusCode).toBe(204);
  const allowed = String(preflight.headers["access-control-allow-headers"]).split(", ");
  expect(allowed).toEqual(
    expect.arrayContaining(["authorization", "content-type", "x-retry-count", "x-write-key", "x-ip-policy"]),
  );
  for (const answer of [preflight, await post("/v1/t", DEMO, { origin }), await post("/v1/t", "{", { origin })]) {
    expect(answer.headers).toMatchObject({
      "access-control-allow-origin": origin,
      "access-control-allow-credentials": "true",
      "access-control-expose-headers": "retry-after, x-ratelimit-reset, x-plumbline",
      vary: "origin",
    });
  }
});

test("a browser's source has the address and agent of its people, a server's has not", async () => {
  const { post, store } = await collector();
  const agent = { "user-agent": "Firefox" };
  await post("/v1/t", DEMO, { "x-write-key": "browser", ...agent });
  await post("/v1/t", { ...DEMO, messageId: "m2" }, { "x-write-key": "browser", "x-ip-policy": "remove", ...agent });
  await post("/v1/t", { ...DEMO, messageId: "m3" }, { "x-write-key": "browser", "x-ip-policy": "stripLastOctet" });
  await post("/v1/t", { ...DEMO, messageId: "m4" }, { authorization: KEY, ...agent });
  expect(store.events().map(({ context }) => context)).toMatchObject([
    { ip: "127.0.0.1", userAgent: "Firefox" },
    { userAgent: "Firefox" },
    { ip: "127.0.0.0" },
    undefined,
  ]);
  expect(store.events()[1]?.context).not.toHaveProperty("ip");
});

test("what Global Privacy Control says reaches the judge", async () => {
  const asked: boolean[] = [];
  const { post } = await collector({
    judge: (_event, { gpc }) => {
      asked.push(gpc);
      return { traffic: "person", consent: { kept: "full", because: "given", policy: 1, shared: true } };
    },
  });
  await post("/v1/t", DEMO, { authorization: KEY, "sec-gpc": "1" });
  await post("/v1/t", DEMO, { authorization: KEY, "sec-gpc": "0" });
  expect(asked).toEqual([true, false]);
});

test("what cannot be taken and lacks consent lies in quarantine without what it said", async () => {
  const { app, store } = await collector({ judge });
  const send = (url: string, payload: unknown) =>
    app.inject({ method: "POST", url, headers: { "x-write-key": "browser" }, payload: JSON.stringify(payload) });
  const refused = { consent: { categoryPreferences: { Analytics: false } } };
  const item = { type: "track", userId: "ann@secret.example", properties: { phone: "secret" }, timestamp: AT };
  await send("/v1/t", { ...item, context: { timezone: "Europe/Berlin", ...refused } });
  // Of a browser in Germany that says nothing of it, too; and what a batch says holds for each of its items.
  await send("/v1/t", { ...item, context: { timezone: "Europe/Berlin" } });
  const others = [
    { ...item, type: "secret", event: "x" },
    { ...item, event: "x", userId: "secret".repeat(100) },
    "secret",
  ];
  await send("/v1/b", { batch: others, context: { ...refused } });
  expect(store.refused.map(({ refused: because }) => because)).toEqual([
    { code: "no-event-name", path: "event" },
    { code: "no-event-name", path: "event" },
    { code: "bad-event-type", path: "type" },
    { code: "too-long", path: "userId", value: "500" },
    { code: "not-an-object" },
  ]);
  for (const { raw } of store.refused) expect(raw).toHaveLength(0);
  // With consent, and where somebody says what may be done with them, they lie there whole.
  const granted = { consent: { categoryPreferences: { Analytics: true } } };
  await send("/v1/t", { ...item, context: { timezone: "Europe/Berlin", ...granted } });
  await send("/v1/t", { type: "track", event: "Consent Updated", context: { timezone: "Europe/Berlin", ...refused } });
  expect(store.refused.slice(5).map(({ raw }) => Buffer.from(raw).toString())).toEqual([
    expect.stringContaining("ann@secret.example"),
    expect.stringContaining("Consent Updated"),
  ]);
});

test("a pixel is an event", async () => {
  const { app, store } = await collector();
  const query = "writeKey=WRITEKEY123&userId=u1&event=Opened&properties.plan=pro&properties.__proto__.x=1&messageId=m1";
  const answer = await app.inject({ method: "GET", url: `/pixel/v1/track?${query}` });
  expect([answer.statusCode, answer.headers["content-type"]]).toEqual([200, "image/gif"]);
  expect(store.events()).toMatchObject([{ type: "track", event: "Opened", userId: "u1", properties: { plan: "pro" } }]);
  expect((await app.inject({ method: "HEAD", url: `/pixel/v1/track?${query}` })).statusCode).toBe(404);
  expect(store.counts.received).toBe(1);
});

test("browser clients are told where to send", async () => {
  const { app } = await collector();
  const segment = await app.inject({
    method: "GET",
    url: "/v1/projects/WRITEKEY123/settings",
    headers: { host: "score.example:8080" },
  });
  expect(segment.json().integrations["Segment.io"]).toMatchObject({
    apiKey: "WRITEKEY123",
    apiHost: "score.example:8080/v1",
    protocol: "http",
  });
  const headers = { authorization: KEY };
  const rudder = await app.inject({ method: "GET", url: "/sourceConfig/?p=cdn&v=3", headers });
  expect(rudder.json().source).toMatchObject({ id: "7", writeKey: "WRITEKEY123", enabled: true, destinations: [] });
  expect((await app.inject({ method: "GET", url: "/v1/projects/nobody/settings" })).statusCode).toBe(404);
  expect((await app.inject({ method: "POST", url: "/v1/m", payload: "{}" })).statusCode).toBe(200);
});

test("CloudEvents arrive", async () => {
  const { post, store } = await collector();
  const event = { specversion: "1.0", id: "1", source: "s", type: "order.placed", subject: "u1", data: { value: 5 } };
  const headers = { authorization: KEY, "content-type": "application/cloudevents+json" };
  expect((await post("/v1/cloudevents", event, headers)).statusCode).toBe(200);
  expect((await post("/v1/cloudevents", [event, { ...event, id: "2" }], headers)).statusCode).toBe(200);
  expect(store.counts).toEqual({ received: 3, duplicates: 1 });
});

test("whoever stores them is told how large events are, with what their batch says for all of them", async () => {
  const { post, store } = await collector();
  const batch = [1, 2, 3].map((n) => ({ ...DEMO, messageId: `large-${n}` }));
  const small = JSON.stringify({ batch });
  await post("/v1/batch", small);
  const large = JSON.stringify({ batch, context: { note: "x".repeat(400_000) } });
  await post("/v1/batch", large);
  expect(store.arrivals[0]?.bytes).toBe(small.length);
  expect(store.arrivals[1]?.bytes).toBeGreaterThan(large.length + 3 * 400_000);
});

test("webhooks arrive when they are signed", async () => {
  const { post, store } = await collector();
  const body = JSON.stringify({ type: "invoice.paid", timestamp: AT, data: { userId: "u1" } });
  const timestamp = String(NOW / 1000);
  const sign = (key: string) => createHmac("sha256", key).update(`msg_1.${timestamp}.${body}`).digest("base64");
  const send = (source: string, signature: string) =>
    post(`/v1/webhooks/${source}`, body, {
      "webhook-id": "msg_1",
      "webhook-timestamp": timestamp,
      "webhook-signature": `v1,${signature}`,
    });
  const good = sign("a secret of twenty-four bytes");
  const answers = [
    await send("hook", sign("another")),
    // Where the secret cannot be opened nothing holds, not even an empty one; nor with the public key of a page.
    await send("sealed", sign("")),
    await send("WRITEKEY123", sign("")),
    await send("nobody", good),
    await send("hook", good),
  ];
  expect(answers.map(({ statusCode, json }) => [statusCode, json().code])).toEqual([
    [401, "bad-signature"],
    [401, "bad-signature"],
    [401, "bad-signature"],
    [401, "unknown-write-key"],
    [200, undefined],
  ]);
  expect(store.events()).toMatchObject([{ messageId: "msg_1", event: "invoice.paid", userId: "u1" }]);
  // Of whom no signature is asked, none is looked at.
  const unsigned = await post("/v1/webhooks/unsigned", body.replace("paid", "sent"), {});
  expect(unsigned.statusCode).toBe(200);
  expect((await send("unsigned", "whatever")).statusCode).toBe(200);
  expect(store.events().map(({ event }) => event)).toEqual(["invoice.paid", "invoice.sent"]);
});

test("of a source whose sender signs nothing is taken unsigned, by whatever address it comes", async () => {
  const { app, post, store } = await collector();
  const timestamp = String(NOW / 1000);
  const signed = (body: string, key = "a secret of twenty-four bytes") => ({
    "webhook-id": "msg_1",
    "webhook-timestamp": timestamp,
    "webhook-signature": `v1,${createHmac("sha256", key).update(`msg_1.${timestamp}.${body}`).digest("base64")}`,
  });
  const basic = { authorization: `Basic ${Buffer.from("hook:").toString("base64")}` };
  const one = JSON.stringify(DEMO);
  const batch = JSON.stringify({ batch: [DEMO], writeKey: "hook" });
  const cloud = { specversion: "1.0", id: "1", source: "s", type: "order.placed", subject: "u1" };
  const refused = [
    await post("/v1/track", one, basic),
    await post("/v1/track", one, { ...basic, ...signed(one, "another") }),
    await post("/v1/track", one, { ...basic, ...signed(`${one} `) }),
    await post("/v1/batch", batch, {}),
    await post("/v1/cloudevents", cloud, { ...basic, "content-type": "application/cloudevents+json" }),
    await app.inject({ method: "GET", url: "/pixel/v1/track?writeKey=hook&userId=u1&event=Opened" }),
  ];
  expect(refused.map(({ statusCode, json }) => [statusCode, json().code])).toEqual(
    refused.map(() => [401, "bad-signature"]),
  );
  expect(store.counts.received).toBe(0);
  expect((await post("/v1/track", one, { ...basic, ...signed(one) })).statusCode).toBe(200);
  expect((await post("/v1/batch", batch, signed(batch))).statusCode).toBe(200);
  expect(store.counts).toEqual({ received: 2, duplicates: 1 });
});

test("50,000 levels of JSON do not bring anything down, wherever they are", async () => {
  const { post, store } = await collector();
  const deep = "[".repeat(50_000) + "]".repeat(50_000);
  const event = JSON.stringify(DEMO).slice(0, -1);
  for (const [url, body] of [
    ["/v1/track", deep],
    ["/v1/track", `${event},"properties":${deep}}`],
    ["/v1/track", `${event},"sentAt":${deep},"timestamp":${deep}}`],
    ["/v1/batch", deep],
    ["/v1/batch", `{"batch":[${deep},${event}}],"sentAt":${deep}}`],
    ["/v1/batch", `{"batch":[${event}}],"context":{"a":${deep}}}`],
    ["/v1/batch", `{"batch":${deep}}`],
    ["/v1/cloudevents", deep],
    ["/v1/cloudevents", `{"specversion":"1.0","id":"1","source":"s","type":"t","subject":"u","data":${deep}}`],
  ] as const) {
    expect((await post(url, body)).statusCode).toBe(200);
  }
  // The whole outer list of one is a batch of one list.
  expect(store.refused.length).toBe(9);
  expect(store.arrived.size).toBe(1);
});
