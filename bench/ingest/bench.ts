import { join } from "node:path";
import { inTransaction, type KeptEvent, keepEvents } from "@plumbline/store";
import { type House, openHouse } from "../house/open-house.ts";
import { load, secondsOf, secondsOfFamily } from "../house/processor.ts";
import { type Served, serve, start } from "../house/serve.ts";
import type { Report } from "../report.ts";
import { generate } from "./generate.ts";
import type { Order } from "./generator.ts";
import { ingestModel } from "./model.ts";
import { trafficOf } from "./traffic.ts";

export type IngestSize = { readonly leads: number; readonly seconds: number };

/** The whole way from a request to a score, beside the same without scoring and the database alone. */
export async function benchIngest(report: Report, { leads, seconds }: IngestSize): Promise<void> {
  const house = await openHouse(ingestModel());
  try {
    const served = await serve(house);
    const whole = await measure(house, served, { leads, seconds });
    report("events/s in batches of 100", whole.rate, { least: 15_000, note: whole.note });
    report("… p99, ms", whole.p99, { most: 250 });
    report("single events/s", whole.singles.rate, { least: 2_000, note: whole.singles.note });
    await served.stop();
    const keeping = await start([join(import.meta.dirname, "kept-only.ts")], house);
    const kept = await measure(house, keeping, { leads: 0, seconds });
    report("events/s in batches of 100, only deduplicated and kept", kept.rate, { note: kept.note });
    report("single events/s, only deduplicated and kept", kept.singles.rate, { note: kept.singles.note });
    report("… with scoring against without, batches", whole.rate / kept.rate, { least: 0.5 });
    await keeping.stop();
    const alone = await databaseAlone(house, seconds);
    report("the database alone, events/s in batches of 500", alone.rate, { note: alone.note });
  } finally {
    await house.close();
  }
}

type Measured = { readonly rate: number; readonly p99: number; readonly note: string };

async function measure(
  house: House,
  served: Served,
  { leads, seconds }: IngestSize,
): Promise<Measured & { readonly singles: Measured }> {
  const order = { url: served.url, key: house.workspace.writeKey, leads: leads || 100_000, isFirst: false };
  const seed = Math.floor(Math.random() * 2 ** 31);
  if (leads > 0) await generate({ ...order, connections: 8, batch: 100, seconds, seed, isFirst: true });
  // The compilers have seen everything once.
  await generate({ ...order, connections: 8, batch: 100, seconds: 4, seed: seed + 1 });
  const batches = await watched(house, served, { ...order, connections: 8, batch: 100, seconds, seed: seed + 2 });
  await generate({ ...order, connections: 48, batch: 1, seconds: 2, seed: seed + 3 });
  const singles = await watched(house, served, { ...order, connections: 48, batch: 1, seconds, seed: seed + 4 });
  return { ...batches, singles };
}

export async function watched({ postmaster }: House, { pid }: Served, order: Order): Promise<Measured> {
  const before = { server: secondsOf(pid), database: secondsOfFamily(postmaster) };
  const sent = await generate(order);
  if (sent.failed > 0) throw new Error(`${sent.failed} requests failed`);
  const each = (seconds: number) => Math.round((seconds * 1_000_000) / sent.events);
  const [server, database] = [
    each(secondsOf(pid) - before.server),
    each(secondsOfFamily(postmaster) - before.database),
  ];
  const note = `p50 ${sent.p50.toFixed(0)} ms, p99 ${sent.p99.toFixed(0)} ms; CPU µs/event: server ${server}, database ${database}, generator ${each(sent.cpuSeconds)}; ${Math.round(sent.bytes / sent.events)} bytes/event; load ${load()}`;
  return { rate: sent.events / sent.seconds, p99: sent.p99, note };
}

/** Batched inserts of the same rows, two connections at a time: the limit that no server passes. */
async function databaseAlone(house: House, seconds: number): Promise<Measured> {
  const { database, workspace, postmaster } = house;
  const { workspaceId, sourceId } = workspace;
  const traffic = trafficOf(100_000, 77);
  const batches = Array.from({ length: 40 }, () =>
    Array.from({ length: 500 }, () => row(traffic.next(Date.now()), sourceId)),
  );
  const before = secondsOfFamily(postmaster);
  const begin = performance.now();
  const until = begin + seconds * 1000;
  let done = 0;
  const insert = async (): Promise<void> => {
    while (performance.now() < until) {
      const events = batches[done++ % batches.length] ?? [];
      await inTransaction(database.pool, workspaceId, (session) => keepEvents(session, events));
    }
  };
  await Promise.all([insert(), insert()]);
  const events = done * 500;
  const cost = Math.round(((secondsOfFamily(postmaster) - before) * 1_000_000) / events);
  const note = `CPU µs/event: database ${cost}; load ${load()}`;
  return { rate: events / ((performance.now() - begin) / 1000), p99: Number.NaN, note };
}

function row(
  { messageId, type, ...body }: ReturnType<ReturnType<typeof trafficOf>["next"]>,
  sourceId: number,
): KeptEvent {
  const { userId, anonymousId, event, ...members } = body as Record<string, string | undefined>;
  return {
    ...{ sourceId, receivedAt: Date.now(), at: Date.now(), identityId: null, messageId, type, name: event ?? null },
    ...{ userId: userId ?? null, anonymousId: anonymousId ?? null, body: JSON.stringify(members), flags: null },
    ...{ traffic: null, consent: "not-needed", consentPolicy: 1, consentChoice: null, shared: true, minimal: false },
  };
}
