import { UTC } from "@plumbline/scoring";
import Fastify, { type FastifyInstance } from "fastify";
import type { Arrival, Arrived, Receive, Refused } from "./arrival.ts";
import { COLLECT_ROUTER, collectRoutes } from "./collect-routes.ts";
import type { Frame, Judge } from "./decode.ts";
import type { Source } from "./source.ts";
import type { CollectOptions } from "./take.ts";

export const NOW = Date.parse("2026-11-22T00:00:00Z");

const judgeAll: Judge = () => ({
  traffic: "person",
  consent: { kept: "full", because: "not-needed", policy: 1, shared: true },
});

export function sourceOfKind(kind: Source["kind"], writeKey = "WRITEKEY123", secret?: string): Source {
  return { workspaceId: 1, sourceId: 7, writeKey, kind, zone: UTC, ...(secret === undefined ? {} : { secret }) };
}

export const FRAME: Frame = {
  source: sourceOfKind("server"),
  receivedAt: NOW,
  sentAt: undefined,
  context: undefined,
  integrations: undefined,
  type: undefined,
  ip: undefined,
  userAgent: undefined,
  gpc: false,
  judge: judgeAll,
  newId: () => "new-id",
  bytes: 0,
  eventBytes: 1000,
};

/** A store that remembers what it was given, and sees repetitions by their message ids. */
export function fakeStore() {
  const arrivals: Arrival[] = [];
  const arrived = new Map<string, Arrived>();
  const refused: Refused[] = [];
  const counts = { received: 0, duplicates: 0 };
  const receive: Receive = async (arrival) => {
    arrivals.push(arrival);
    const before = { ...counts, stored: arrived.size, quarantined: refused.length };
    for (const item of arrival.items) {
      counts.received++;
      if (item.refused) refused.push(item);
      else if (arrived.has(item.event.messageId)) counts.duplicates++;
      else arrived.set(item.event.messageId, item);
    }
    return {
      stored: arrived.size - before.stored,
      duplicates: counts.duplicates - before.duplicates,
      quarantined: refused.length - before.quarantined,
    };
  };
  const events = () => [...arrived.values()].map(({ event }) => event);
  return { arrivals, arrived, refused, counts, receive, events };
}

/** A server with nothing but the routes, and the keys of the recordings. */
export async function collectApp(
  options: Pick<CollectOptions, "receive"> & Partial<CollectOptions>,
): Promise<FastifyInstance> {
  const app = Fastify({ routerOptions: COLLECT_ROUTER });
  const sources: Readonly<Record<string, Source>> = {
    WRITEKEY123: sourceOfKind("server"),
    WRITEKEY: sourceOfKind("server", "WRITEKEY"),
    keyid: sourceOfKind("server", "keyid"),
    browser: sourceOfKind("browser", "browser"),
    hook: sourceOfKind("webhook", "hook", `whsec_${Buffer.from("a secret of twenty-four bytes").toString("base64")}`),
    sealed: sourceOfKind("webhook", "sealed", ""),
    unsigned: sourceOfKind("webhook", "unsigned"),
  };
  await app.register(collectRoutes, {
    sourceOf: async (key) => (Object.hasOwn(sources, key) ? sources[key] : undefined),
    now: () => NOW,
    judge: judgeAll,
    ...options,
  });
  return app;
}
