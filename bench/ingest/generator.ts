/** Sends traffic as fast as it is taken, from a process of its own: `node generator.ts '<order as JSON>'`. */
import { connect } from "node:net";
import { type SentEvent, trafficOf, type Who } from "./traffic.ts";

export type Order = {
  readonly url: string;
  readonly key: string;
  /** So many connections, each with one request under way. */
  readonly connections: number;
  /** Of one request; 1 is sent to the address of its type. */
  readonly batch: number;
  readonly seconds: number;
  readonly leads: number;
  readonly who?: Who;
  readonly seed: number;
  /** Everyone's first event instead, once. */
  readonly isFirst: boolean;
};

export type Sent = {
  readonly requests: number;
  readonly events: number;
  readonly bytes: number;
  readonly failed: number;
  readonly seconds: number;
  /** In ms. */
  readonly p50: number;
  readonly p99: number;
  /** What the sending itself cost, without making the events. */
  readonly cpuSeconds: number;
};

/** How many requests are made beforehand, so that making them takes nothing from the server. */
const AHEAD_BYTES = 400_000_000;

async function run(order: Order): Promise<Sent> {
  const requests = prepared(order);
  const times: number[] = [];
  let [next, failed, bytes] = [0, 0, 0];
  const before = process.cpuUsage();
  const start = performance.now();
  const until = order.isFirst ? Number.POSITIVE_INFINITY : start + order.seconds * 1000;
  const send = async (): Promise<void> => {
    const ask = await client(order.url);
    while (next < requests.length && performance.now() < until) {
      const request = requests[next++] as Buffer;
      const begin = performance.now();
      if ((await ask(request)) !== 200) failed += 1;
      times.push(performance.now() - begin);
      bytes += request.length;
    }
  };
  await Promise.all(Array.from({ length: order.connections }, send));
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(before);
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  const events = (times.length - failed) * order.batch;
  const cpuSeconds = (user + system) / 1_000_000;
  return { requests: times.length, events, bytes, failed, seconds, p50: at(0.5), p99: at(0.99), cpuSeconds };
}

function prepared({ url, key, batch, leads, who, seed, isFirst, seconds }: Order): Buffer[] {
  const traffic = trafficOf(leads, seed, who);
  const { host } = new URL(url);
  const authorization = `Basic ${Buffer.from(`${key}:`).toString("base64")}`;
  const now = Date.now();
  const made: Buffer[] = [];
  // No machine of two cores takes more than this.
  const most = isFirst ? Math.ceil(leads / batch) : Math.ceil((seconds * (batch === 1 ? 8_000 : 30_000)) / batch);
  for (let bytes = 0; made.length < most && bytes < AHEAD_BYTES; bytes += made.at(-1)?.length ?? 0) {
    const events = Array.from({ length: batch }, (_, i) =>
      isFirst ? traffic.first((made.length * batch + i) % leads, now) : traffic.next(now),
    );
    const [path, body] = bodyOf(events);
    const head = `POST ${path} HTTP/1.1\r\nhost: ${host}\r\nauthorization: ${authorization}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n`;
    made.push(Buffer.from(head + body));
  }
  return made;
}

function bodyOf(events: readonly SentEvent[]): [string, string] {
  const [only] = events;
  if (events.length === 1 && only) return [`/v1/${only.type}`, JSON.stringify(only)];
  return ["/v1/batch", JSON.stringify({ batch: events })];
}

/** A connection that is kept, with one request at a time; answers its status. As little work as can be. */
async function client(url: string): Promise<(request: Buffer) => Promise<number>> {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port), noDelay: true });
  let answer = "";
  let answered: (status: number) => void = () => {};
  socket.on("data", (part) => {
    answer += part.toString("latin1");
    const end = answer.indexOf("\r\n\r\n");
    const [, length] = /content-length: (\d+)/i.exec(answer) ?? [];
    if (end < 0 || answer.length < end + 4 + Number(length ?? 0)) return;
    const status = Number(answer.slice(9, 12));
    answer = "";
    answered(status);
  });
  socket.on("close", () => answered(0));
  await new Promise<void>((resolve, reject) => socket.once("connect", resolve).once("error", reject));
  return (request) =>
    new Promise((resolve) => {
      answered = resolve;
      socket.write(request);
    });
}

if (process.argv[1] === import.meta.filename) {
  const order = JSON.parse(process.argv[2] ?? "") as Order;
  process.stdout.write(JSON.stringify(await run(order)), () => process.exit(0));
}
