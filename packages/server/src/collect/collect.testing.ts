import { UTC } from "@plumbline/scoring";
import { inTransaction } from "@plumbline/store";
import Fastify, { type FastifyInstance } from "fastify";
import type { Pool } from "pg";
import { newWorkspace } from "../workspace.testing.ts";
import type { Arrival, Arrived, Receive, Refused } from "./arrival.ts";
import { COLLECT_ROUTER, collectRoutes } from "./collect-routes.ts";
import type { Frame, Judge } from "./decode.ts";
import { gather } from "./gather.ts";
import type { Source } from "./source.ts";
import type { CollectOptions } from "./take.ts";

export const NOW = Date.parse("2026-11-22T00:00:00Z");

const judgeAll: Judge = () => ({
  traffic: "person",
  consent: { kept: "full", because: "not-needed", policy: 1, shared: true },
});

const NOWHERE = { workspaceId: 1, sourceId: 7 };

export function sourceOfKind(
  kind: Source["kind"],
  writeKey = "WRITEKEY123",
  secret?: string,
  { workspaceId, sourceId } = NOWHERE,
): Source {
  return { workspaceId, sourceId, writeKey, kind, zone: UTC, ...(secret === undefined ? {} : { secret }) };
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

const MODEL = {
  model: "m",
  signals: { demo: { on: "Demo Requested" } },
  dimensions: { engagement: {} },
  rules: [{ id: "demo", dimension: "engagement", each: "demo", points: 10 }],
};

/** What a workspace has of what was sent to it. */
export type Kept = {
  readonly ids: readonly string[];
  readonly names: readonly (string | null)[];
  readonly times: readonly number[];
  /** Items that lie in quarantine. */
  readonly quarantined: number;
  readonly books: Readonly<Record<"received" | "stored" | "duplicates" | "quarantined", number>>;
};

/** The real way to a workspace of its own: what arrives is stored and scored. */
export async function realStore(pool: Pool) {
  const workspace = await newWorkspace(pool, MODEL, NOW);
  const { receive } = gather({ pool, now: Date.now });
  const kept = (): Promise<Kept> =>
    inTransaction(pool, workspace.workspaceId, async ({ rows, workspaceId }) => {
      const events = await rows<{ id: string; name: string | null; at: number }>(EVENTS, [workspaceId]);
      const [books] = await rows<Kept["books"]>(BOOKS, [workspaceId]);
      const [aside] = await rows<{ n: number }>(QUARANTINE, [workspaceId]);
      return {
        ids: events.map(({ id }) => id),
        names: events.map(({ name }) => name),
        times: events.map(({ at }) => at),
        quarantined: aside?.n ?? 0,
        books: books ?? { received: 0, stored: 0, duplicates: 0, quarantined: 0 },
      };
    });
  return { workspace, receive, kept };
}

const EVENTS = {
  name: "test-kept-events",
  text: 'select message_id as id, name, at from event where workspace_id = $1 order by message_id collate "C"',
};

const QUARANTINE = {
  name: "test-kept-quarantine",
  text: "select count(*)::int as n from quarantine where workspace_id = $1",
};

const BOOKS = {
  name: "test-kept-books",
  text: `select coalesce(sum(received), 0)::int as received, coalesce(sum(stored), 0)::int as stored,
    coalesce(sum(duplicates), 0)::int as duplicates, coalesce(sum(quarantined), 0)::int as quarantined
    from conservation where workspace_id = $1`,
};

/** A server with nothing but the routes, and the keys of the recordings. */
export async function collectApp({
  workspace = NOWHERE,
  ...options
}: Pick<CollectOptions, "receive"> &
  Partial<CollectOptions> & { readonly workspace?: typeof NOWHERE }): Promise<FastifyInstance> {
  const app = Fastify({ routerOptions: COLLECT_ROUTER });
  const source = (kind: Source["kind"], key?: string, secret?: string) => sourceOfKind(kind, key, secret, workspace);
  const sources: Readonly<Record<string, Source>> = {
    WRITEKEY123: source("server"),
    WRITEKEY: source("server", "WRITEKEY"),
    keyid: source("server", "keyid"),
    browser: source("browser", "browser"),
    hook: source("webhook", "hook", `whsec_${Buffer.from("a secret of twenty-four bytes").toString("base64")}`),
    sealed: source("webhook", "sealed", ""),
    unsigned: source("webhook", "unsigned"),
  };
  await app.register(collectRoutes, {
    sourceOf: async (key) => (Object.hasOwn(sources, key) ? sources[key] : undefined),
    now: () => NOW,
    judge: judgeAll,
    ...options,
  });
  return app;
}
