import { randomBytes } from "node:crypto";
import { request } from "node:http";
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { type Route, routes } from "@plumbline/api";
import { afterAll, expect, inject, test } from "vitest";
import { randomFrom, sendBatches } from "./sending.testing.ts";
import { startServer } from "./server-process.testing.ts";

const MALFORMED = inject("isFullProof") ? 10_000 : 1000;

const server = await startServer();
const { url, keys, client } = server;
afterAll(() => server.stop());

const ROUTES: readonly Route[] = Object.values(routes).flatMap((verbs): Route[] => Object.values(verbs));

type Said = { readonly status: number; readonly text: string };

type Sent = {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer | string;
};

/** Sends what `fetch` would not, and waits for the whole answer; 0 where the connection broke. */
function ask({ method = "POST", path, headers = {}, body = "" }: Sent): Promise<Said> {
  return new Promise((resolve) => {
    const failed = (error: Error) => resolve({ status: 0, text: String(error) });
    // Every request has a connection of its own: some of them are broken off.
    const length = method === "GET" ? {} : { "content-length": Buffer.byteLength(body) };
    const asked = request(`${url}${path}`, { method, agent: false, headers: { ...headers, ...length } }, (response) => {
      const pieces: Buffer[] = [];
      response.on("data", (piece: Buffer) => pieces.push(piece)).on("error", failed);
      response.on("end", () => resolve({ status: response.statusCode ?? 0, text: Buffer.concat(pieces).toString() }));
    });
    asked.on("error", failed).end(body);
  });
}

const event = (messageId: string) => ({ type: "track", event: "Done", userId: "u", messageId });
const batchOf = (...items: readonly unknown[]) => JSON.stringify({ writeKey: keys.writeKey, batch: items });

test("slow clients do not keep others waiting, and are served in the end", { timeout: 60_000 }, async () => {
  let served = 0;
  const slow = Array.from({ length: 50 }, (_, i) => trickle(batchOf(event(`slow-${i}`))).then(() => served++));
  await sleep(200);
  const quick = Array.from({ length: 20 }, (_, i) => [event(`quick-${i}`)]);
  const { statuses } = await sendBatches(quick, { urls: [url], writeKey: keys.writeKey, connections: 4 });
  expect({ statuses: [...statuses], served }).toEqual({ statuses: [[200, 20]], served: 0 });
  await Promise.all(slow);
  expect(served).toBe(50);
});

/** Sends a request in thirty pieces, a tenth of a second apart. */
async function trickle(body: string): Promise<void> {
  const { port } = new URL(url);
  const socket = connect(Number(port), "127.0.0.1");
  const answered = new Promise<string>((resolve, reject) => {
    let text = "";
    socket.on("data", (piece) => {
      text += piece;
    });
    socket.on("end", () => resolve(text)).on("error", reject);
  });
  socket.write(`POST /v1/batch HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: ${body.length}\r\n\r\n`);
  const size = Math.ceil(body.length / 30);
  for (let at = 0; at < body.length; at += size) {
    socket.write(body.slice(at, at + size));
    await sleep(100);
  }
  expect(await answered).toMatch(/^HTTP\/1\.1 200 /);
}

/** Requests that were wrong from the beginning, or were damaged on their way; the same for the same seed. */
function malformed(random: () => number, adminKeys: readonly string[]): Sent {
  const one = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)] as Item;
  const noise = () => randomText(random, Math.floor(random() * 40));
  const value = (): unknown =>
    one([null, true, -1, 1e308, "", "\0", "\ud800", "__proto__", noise(), "x".repeat(3000), [], [[]], {}, { a: [1] }]);
  const members = [
    "type",
    "event",
    "userId",
    "anonymousId",
    "messageId",
    "timestamp",
    "traits",
    "properties",
    "context",
  ];
  const item = () => Object.fromEntries(members.filter(() => random() < 0.5).map((name) => [name, value()]));
  const text = JSON.stringify(
    one([item(), { batch: [item(), value(), item()], sentAt: value(), context: value() }, [item()], value()]),
  );
  const at = Math.floor(random() * (text.length + 1));
  const body = one<() => Buffer>([
    () => Buffer.from(text),
    () => Buffer.from(text.slice(0, at)),
    () => Buffer.from(text.slice(0, at) + one(["\0", '"', "}", "\\u00", "\ufeff"]) + text.slice(at)),
    () => Buffer.from(noise(), "latin1"),
    () => gzipSync(text),
    () => gzipSync(text).subarray(0, 1 + (at % 30)),
  ])();
  const headers = {
    "content-type": one(["application/json", "text/plain", "a/b;c", "application/yaml", "multipart/form-data"]),
    ...(random() < 0.3 && { "content-encoding": one(["gzip", "br", "deflate", "zstd", "nonsense"]) }),
    ...(random() < 0.2 && { "x-strict-mode": "1" }),
  };
  return random() < 0.5
    ? { path: one(COLLECTING), headers: { ...headers, authorization: `Basic ${btoa(`${keys.writeKey}:`)}` }, body }
    : askedBadly(one(ASKED), { random, headers: { ...headers, authorization: `Bearer ${one(adminKeys)}` }, body });
}

const COLLECTING = [
  ...[
    "/v1/batch",
    "/v1/track",
    "/v1/identify",
    "/v1/t",
    "/v1/b",
    "/v1/import",
    "/v1/alias",
    "/v1/group",
    "/api/s/track",
  ],
  ...["/v1/cloudevents", "/v1/webhooks/x", "/v1/webhooks/%00", "//v1/t/", "/v1/%ff", "/pixel/v1/track"],
];
// Streams do not end, and what changes keys would lock us out.
const ASKED = ROUTES.filter(
  ({ stream, name, method }) => !stream && method !== "DELETE" && !/^(keys|sources)\./.test(name),
);

function askedBadly(
  { method, path }: Route,
  { random, headers, body }: { random: () => number; headers: Readonly<Record<string, string>>; body: Buffer },
): Sent {
  const params = ["0", "1", "x", "9".repeat(30), "%00", "../..", "null", "é", "b2b"];
  const given = path.replace(/\{\w+\}/g, () => encodeURIComponent(params[Math.floor(random() * params.length)] ?? ""));
  const query = ["", "", "?limit=-1", "?cursor=%00", "?filter={", "?%ff", "?a[b]=c&__proto__=1", "?limit=1&limit=2"];
  const search = query[Math.floor(random() * query.length)];
  return {
    method,
    path: `/api/v1${given}${search}`,
    headers,
    ...(method !== "GET" && { body }),
  };
}

function randomText(random: () => number, length: number): string {
  return String.fromCharCode(...Array.from({ length }, () => Math.floor(random() * 256)));
}

test(`${MALFORMED} malformed requests: no 5xx, and memory stays`, { timeout: 600_000 }, async () => {
  const random = randomFrom(4);
  // Each may ask only so often.
  const made = Array.from({ length: 20 }, (_, i) => client.keys.create({ body: { name: `${i}`, scopes: ["admin"] } }));
  const adminKeys = (await Promise.all(made)).map(({ key }) => key);
  const statuses = new Map<number, number>();
  const faults: string[] = [];
  const half = async (): Promise<number> => {
    let left = MALFORMED / 2;
    const work = async (): Promise<void> => {
      while (left-- > 0) {
        const sent = malformed(random, adminKeys);
        const { status, text } = await ask(sent);
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        if (status >= 500 || status === 0) faults.push(`${sent.method ?? "POST"} ${sent.path}: ${status} ${text}`);
      }
    };
    await Promise.all([work(), work(), work(), work()]);
    return server.memory();
  };
  // Bytes that are no HTTP at all, between the halves.
  const first = await half();
  for (let i = 0; i < 50; i++) await rubbish(randomBytes(200));
  const second = await half();
  const books = await client.books.list({ query: {} });
  console.info(
    `${MALFORMED} malformed requests: answers ${JSON.stringify([...statuses].sort())}, ` +
      `${Math.round(first)} MB after half of them, ${Math.round(second)} MB after all`,
  );
  expect(faults).toEqual([]);
  expect(second).toBeLessThanOrEqual(first + 50);
  expect(books.isBalanced).toBe(true);
  expect(statuses.get(200)).toBeGreaterThan(0);
  expect(statuses.get(400)).toBeGreaterThan(0);
});

function rubbish(bytes: Buffer): Promise<void> {
  const socket = connect(Number(new URL(url).port), "127.0.0.1");
  return new Promise((resolve) => {
    socket.on("close", () => resolve()).on("error", () => resolve());
    socket.resume().end(bytes);
  });
}

test("bombs go off nowhere", { timeout: 60_000 }, async () => {
  const before = server.memory();
  const bomb = gzipSync(Buffer.alloc(200_000_000, " "), { level: 9 });
  expect(bomb.length).toBeLessThan(250_000);
  const deep = (name: string) => ["[", "]"].map((_, i) => (i === 0 ? `{"${name}":` : "}").repeat(50_000)).join("1");
  const lists = "[".repeat(50_000) + "]".repeat(50_000);
  const bearer = { authorization: `Bearer ${keys.adminKey}` };
  const gzip = { "content-encoding": "gzip" };
  const asJson = { "content-type": "application/json" };
  const asYaml = { "content-type": "application/yaml" };
  const bombs: readonly (readonly [string, Sent])[] = [
    ["gzip", { path: "/v1/batch", headers: gzip, body: bomb }],
    ["gzip twice", { path: "/v1/batch", headers: { "content-encoding": "gzip, gzip" }, body: gzipSync(bomb) }],
    ["deep traits", { path: "/v1/batch", body: batchOf(event("deep-1")).replace('"u"', `"u","traits":${deep("a")}`) }],
    [
      "deep lists",
      { path: "/v1/batch", body: batchOf(event("deep-2")).replace('"u"', `"u","properties":{"a":${lists}}`) },
    ],
    ["only lists", { path: "/v1/batch", body: lists }],
    [
      "deep context",
      {
        path: "/v1/batch",
        body: `{"writeKey":"${keys.writeKey}","context":${deep("a")},"batch":[${JSON.stringify(event("deep-3"))}]}`,
      },
    ],
    ["to the API, gzip", { path: "/api/v1/sources", headers: { ...bearer, ...gzip, ...asJson }, body: bomb }],
    ["to the API, deep", { path: "/api/v1/sources", headers: { ...bearer, ...asJson }, body: deep("name") }],
    ["a deep filter", { method: "GET", path: `/api/v1/leads?filter=${'{"not":'.repeat(1500)}1`, headers: bearer }],
    ["a deep model", { path: "/api/v1/models/validate", headers: { ...bearer, ...asYaml }, body: lists }],
    ["a deep model as JSON", { path: "/api/v1/models/validate", headers: { ...bearer, ...asJson }, body: deep("who") }],
    [
      "a laughing model",
      {
        path: "/api/v1/models/validate",
        headers: { ...bearer, ...asYaml },
        body: Array.from(
          { length: 9 },
          (_, i) =>
            `a${i}: &a${i} [${Array(9)
              .fill(i === 0 ? "x" : `*a${i - 1}`)
              .join(",")}]`,
        ).join("\n"),
      },
    ],
  ];
  const said: string[] = [];
  let peak = 0;
  for (const [name, sent] of bombs) {
    const from = performance.now();
    const { status, text } = await ask(sent);
    said.push(`${name} ${status} in ${Math.round(performance.now() - from)} ms`);
    expect(status, `${name}: ${text.slice(0, 300)}`).toBeLessThan(500);
    expect(status, `${name}: ${text}`).toBeGreaterThan(0);
    // A model's text may be large, and whoever sends one has a key.
    if (!name.includes("model")) peak = Math.max(peak, server.memory());
  }
  console.info(`bombs: ${said.join(", ")}; ${Math.round(before)} MB before, ${Math.round(peak)} MB at most`);
  expect(peak).toBeLessThanOrEqual(before + 100);
  expect((await ask({ path: "/v1/batch", body: batchOf(event("after the bombs")) })).status).toBe(200);
});
