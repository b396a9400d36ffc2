import { createServer, type RequestListener, type Server } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { type AddressInfo, createServer as createNetServer, type Socket } from "node:net";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { receiverCertificate, receiverKey } from "./certificate.testing.ts";
import type { FetchRequest, FetchResult } from "./fetch.ts";
import { checkUrl, safeFetch } from "./safe-fetch.ts";

const LOOPBACK = ["127.0.0.0/8"];
const servers: { close(): unknown; closeAllConnections?(): void }[] = [];
afterAll(() => {
  for (const server of servers) {
    server.closeAllConnections?.();
    server.close();
  }
});

async function portOf<Some extends Server | ReturnType<typeof createNetServer>>(server: Some): Promise<number> {
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return (server.address() as AddressInfo).port;
}
const http = (answer: RequestListener) => portOf(createServer(answer));
const raw = (speak: (socket: Socket) => void) =>
  portOf(
    createNetServer((socket) => {
      socket.on("error", () => {});
      speak(socket);
    }),
  );

const request = (url: string, more: Partial<FetchRequest> = {}): FetchRequest => ({
  url,
  method: "POST",
  headers: { "content-type": "application/json" },
  body: "{}",
  timeout: 20_000,
  keep: 0,
  ...more,
});

const allowed = safeFetch({ allow: LOOPBACK });
const call = (port: number, more: Partial<FetchRequest> = {}) => allowed(request(`http://127.0.0.1:${port}/`, more));
const failed = (because: string) => ({ kind: "failed", because });
const refused = (because: string) => ({ kind: "refused", because });
const statusOf = (result: FetchResult) => (result.kind === "answered" ? result.status : result);

test("a request arrives as it was given, and its answer comes back as far as it is wanted", async () => {
  const seen: unknown[] = [];
  const port = await http((incoming, outgoing) => {
    let body = "";
    incoming.on("data", (chunk) => (body += chunk));
    incoming.on("end", () => {
      seen.push([incoming.method, incoming.url, incoming.headers.host, incoming.headers["x-one"], body]);
      outgoing.writeHead(201, { "X-Two": "2" }).end("hello");
    });
  });
  const url = `http://127.0.0.1:${port}/a?b=c#d`;
  const given = request(url, { method: "PUT", headers: { "x-one": "1" }, body: "{}" });
  expect(await allowed(given)).toMatchObject({
    kind: "answered",
    status: 201,
    headers: { "x-two": "2" },
    body: Buffer.of(),
  });
  expect(await allowed({ ...given, keep: 5 })).toMatchObject({ body: Buffer.from("hello") });
  expect(await allowed({ ...given, keep: 4 })).toEqual(failed("answer-too-large"));
  expect(seen).toEqual(Array.from({ length: 3 }, () => ["PUT", "/a?b=c", `127.0.0.1:${port}`, "1", "{}"]));
});

test("a redirect is an answer, not a way", async () => {
  let calls = 0;
  const port: number = await http((_, outgoing) => {
    calls++;
    outgoing.writeHead(301, { location: "/elsewhere" }).end();
  });
  expect(statusOf(await call(port))).toBe(301);
  expect(calls).toBe(1);
});

test("whatever a receiver does, it is an outcome", async () => {
  const silent = await raw(() => {});
  const torn = await raw((socket) => socket.once("data", () => socket.resetAndDestroy()));
  const shut = await raw((socket) => socket.once("data", () => socket.end()));
  const noise = await raw((socket) => socket.once("data", () => socket.end("SSH-2.0-x\r\n\r\n")));
  const upgrading = await raw((socket) =>
    socket.once("data", () =>
      socket.write("HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n"),
    ),
  );
  const heavy = await raw((socket) =>
    socket.once("data", () => socket.write(`HTTP/1.1 200 OK\r\nx: ${"x".repeat(40_000)}\r\n\r\n`)),
  );
  expect(await call(silent, { timeout: 50 })).toEqual(failed("timeout"));
  expect(await call(silent, { signal: AbortSignal.timeout(50) })).toEqual(failed("interrupted"));
  expect(await call(silent, { signal: AbortSignal.abort() })).toEqual(failed("interrupted"));
  expect(await call(torn)).toEqual(failed("connection-lost"));
  expect(await call(shut)).toEqual(failed("connection-lost"));
  expect(await call(noise)).toEqual(failed("answer-malformed"));
  expect(await call(upgrading, { timeout: 1000 })).toMatchObject({ kind: "failed" });
  expect(await call(heavy)).toEqual(failed("answer-malformed"));
  const closed = createServer();
  const port = await portOf(closed);
  await new Promise((done) => closed.close(done));
  expect(await call(port)).toEqual(failed("connection-refused"));
  expect(await allowed(request("https://nowhere.invalid/"))).toEqual(failed("name-unknown"));
});

test("the status stands, however slow, huge or torn the rest is", async () => {
  let told = 0;
  const huge = await http((_, outgoing) => {
    const more = () => {
      for (let goesOn = true; goesOn && !outgoing.destroyed; told++) goesOn = outgoing.write(Buffer.alloc(16_384));
    };
    outgoing.on("drain", more).on("error", () => {});
    more();
  });
  const slow = await http((_, outgoing) => void outgoing.write("x"));
  const torn = await http((_, outgoing) => {
    outgoing.writeHead(200, { "content-length": "100" }).write("x", () => outgoing.socket?.resetAndDestroy());
  });
  expect(statusOf(await call(huge))).toBe(200);
  expect(told * 16_384).toBeLessThan(50_000_000);
  // Whoever waited for the rest would end with a timeout; the head may be slow on a busy machine.
  expect(statusOf(await call(slow, { timeout: 3000 }))).toBe(200);
  expect(statusOf(await call(torn))).toBe(200);
  expect(await call(huge, { keep: 1000 })).toEqual(failed("answer-too-large"));
  expect(await call(slow, { keep: 1000, timeout: 100 })).toEqual(failed("timeout"));
  expect(await call(torn, { keep: 1000 })).toEqual(failed("connection-lost"));
});

/** One number in the ways that URLs write a part of an address. */
const written = (n: number) =>
  fc.constantFrom(String(n), `0x${n.toString(16)}`, `0${n.toString(8)}`, `0X0${n.toString(16)}`);
const local = fc.constantFrom(
  [127, 0, 0, 1],
  [10, 1, 2, 3],
  [169, 254, 169, 254],
  [192, 168, 0, 1],
  [172, 20, 0, 9],
  [0, 0, 0, 0],
  [100, 100, 100, 200],
);
const hosts = local.chain(([a = 0, b = 0, c = 0, d = 0]) => {
  const number = ((a * 256 + b) * 256 + c) * 256 + d;
  const hex = (n: number) => n.toString(16);
  const pairs = `${hex(a * 256 + b)}:${hex(c * 256 + d)}`;
  return fc.oneof(
    written(number),
    fc.tuple(written(a), written(number % 2 ** 24)).map((parts) => parts.join(".")),
    fc.tuple(written(a), written(b), written(c * 256 + d)).map((parts) => parts.join(".")),
    fc.tuple(written(a), written(b), written(c), written(d)).map((parts) => parts.join(".")),
    fc.constant(`${a}.${b}.${c}.${d}.`),
    fc.constant([a, b, c, d].join("。")),
    fc.constant(
      [a, b, c, d]
        .map((n) => [...String(n)].map((digit) => String.fromCodePoint(0xff10 + Number(digit))).join(""))
        .join("."),
    ),
    fc.constantFrom(
      `[::ffff:${a}.${b}.${c}.${d}]`,
      `[::ffff:${pairs}]`,
      `[64:ff9b::${pairs}]`,
      `[2002:${pairs}::]`,
      `[::${pairs}]`,
    ),
    fc.constantFrom(
      "[::]",
      "[::1]",
      "[fe80::1]",
      "[fd00:ec2::254]",
      "metadata.google.internal",
      "Metadata.Google.Internal.",
    ),
  );
});

test("no way of writing a host leads into the house, and nobody is asked for it", async () => {
  const names: string[] = [];
  const fetch = safeFetch({
    resolve: async (name) => {
      names.push(name);
      return ["8.8.8.8"];
    },
  });
  await fc.assert(
    fc.asyncProperty(
      hosts,
      fc.constantFrom("http", "https"),
      fc.constantFrom("", ":80", ":443", ":6379"),
      async (host, scheme, port) => {
        const url = `${scheme}://${host}${port}/`;
        expect(await fetch(request(url)), url).toEqual(refused("address-forbidden"));
        expect(checkUrl(url), url).toBe("address-forbidden");
      },
    ),
    { numRuns: 2000 },
  );
  expect(names).toEqual([]);
});

test("one address of the house in an answer is one too many", async () => {
  const outside = fc.constantFrom("8.8.8.8", "2606:4700::1111", "1.1.1.1");
  const inside = fc.constantFrom(
    "127.0.0.1",
    "10.0.0.9",
    "::1",
    "::ffff:10.0.0.1",
    "fd00::1",
    "169.254.169.254",
    "fe80::1%eth0",
    "rubbish",
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(outside as fc.Arbitrary<string>, { maxLength: 3 }),
      inside,
      fc.nat(3),
      async (answer, one, at) => {
        const fetch = safeFetch({ resolve: async () => answer.toSpliced(at, 0, one) });
        expect(await fetch(request("https://receiver.example/"))).toEqual(refused("address-forbidden"));
      },
    ),
  );
});

test("a name that leads elsewhere the second time is not asked a second time", async () => {
  let hits = 0;
  const port = await http((_, outgoing) => {
    hits++;
    outgoing.end();
  });
  const answers: string[][] = [["127.0.0.1"], ["127.66.66.66"]];
  const asked: string[] = [];
  const fetch = safeFetch({
    allow: ["127.0.0.1"],
    resolve: async (name) => {
      asked.push(name);
      return answers.shift() ?? [];
    },
  });
  expect(statusOf(await fetch(request(`http://rebinding.example:${port}/`)))).toBe(200);
  expect(asked).toEqual(["rebinding.example"]);
  expect(hits).toBe(1);
  expect(await fetch(request(`http://rebinding.example:${port}/`))).toEqual(refused("address-forbidden"));
  expect(await fetch(request(`http://rebinding.example:${port}/`))).toEqual(failed("name-unknown"));
  expect(hits).toBe(1);
});

test("a resolver that says nothing is a timeout", async () => {
  const fetch = safeFetch({ resolve: () => new Promise(() => {}) });
  expect(await fetch(request("https://receiver.example/", { timeout: 50 }))).toEqual(failed("timeout"));
});

test("outside, only TLS on ports where receivers are; inside only where the operator said so", async () => {
  const resolve = async () => ["8.8.8.8"];
  const fetch = safeFetch({ resolve });
  const answers: Readonly<Record<string, string>> = {
    "http://receiver.example/": "url-scheme",
    "https://receiver.example:6379/": "url-port",
    "https://receiver.example:25/": "url-port",
    "ftp://receiver.example/": "url-scheme",
    "file:///etc/passwd": "url-scheme",
    "javascript:1": "url-scheme",
    "https://user@receiver.example/": "url-credentials",
    "https://:secret@receiver.example/": "url-credentials",
    "https://": "url-invalid",
    "receiver.example": "url-invalid",
    "https://1.2.3.4.5:999999/": "url-invalid",
  };
  for (const [url, because] of Object.entries(answers)) {
    expect(await fetch(request(url)), url).toEqual(refused(because));
    expect(checkUrl(url), url).toBe(because);
  }
  for (const url of [
    "https://receiver.example/",
    "https://receiver.example:8443/x?y",
    "https://8.8.8.8/",
    "https://[2606:4700::1]/",
  ]) {
    expect(checkUrl(url), url).toBeUndefined();
  }
  expect(checkUrl("http://10.0.0.1:9999/")).toBe("address-forbidden");
  expect(checkUrl("http://10.0.0.1:9999/", ["10.0.0.0/8"])).toBeUndefined();
  expect(checkUrl("http://receiver:9999/", ["10.0.0.0/8"])).toBeUndefined();
  expect(checkUrl("https://192.168.0.1/", ["10.0.0.0/8"])).toBe("address-forbidden");
  const everything = safeFetch({ allow: ["0.0.0.0/0", "::/0"], resolve: async () => ["169.254.169.254"] });
  expect(await everything(request("http://receiver.example/"))).toEqual(refused("address-forbidden"));
  expect(await everything(request("http://169.254.169.254/"))).toEqual(refused("address-forbidden"));
});

test("a certificate has to be the name's, by an authority that is trusted", async () => {
  const server = createTlsServer({ key: receiverKey, cert: receiverCertificate }, (_, outgoing) => outgoing.end());
  const port = await portOf(server);
  const resolve = async () => ["127.0.0.1"];
  const trusting = safeFetch({ allow: LOOPBACK, resolve, authorities: [receiverCertificate] });
  const trustingNobody = safeFetch({ allow: LOOPBACK, resolve });
  expect(statusOf(await trusting(request(`https://receiver.example:${port}/`)))).toBe(200);
  expect(await trusting(request(`https://other.example:${port}/`))).toEqual(failed("tls"));
  expect(await trustingNobody(request(`https://receiver.example:${port}/`))).toEqual(failed("tls"));
});
