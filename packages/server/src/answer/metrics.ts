import { findZone, UTC } from "@plumbline/scoring";
import { findHealth, findWorkspace, inTransaction } from "@plumbline/store";
import type { FastifyInstance } from "fastify";
import type { Pool } from "pg";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Receive } from "../collect/arrival.ts";
import type { CollectMetrics } from "../collect/take.ts";
import { holderOf } from "./api-key.ts";
import { admit, type Door, limitRate } from "./door.ts";
import { Refusal } from "./refusal.ts";
import { problemOf, sendProblem } from "./send-problem.ts";

/** What this process counts. */
export type Metrics = {
  /** For `collectRoutes`. */
  readonly collect: CollectMetrics;
  /** Times how long arrivals wait until they are stored and scored, and counts them. */
  readonly metered: (receive: Receive) => Receive;
  readonly registry: Registry;
};

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const ITEMS = [1, 5, 10, 25, 50, 100, 250, 500, 1000, 2500];

/** Counters of one process. `seconds` is a clock that never goes back. */
export function newMetrics(seconds: () => number): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: "plumbline_" });
  const registers = [registry];
  const requests = new Counter({
    name: "plumbline_collect_requests_total",
    help: "Requests that brought events, by the status they were answered with and why",
    labelNames: ["status", "code"],
    registers,
  });
  const items = new Counter({
    name: "plumbline_items_total",
    help: "Items of arrivals, by what became of them",
    labelNames: ["fate"],
    registers,
  });
  const sizes = new Histogram({
    name: "plumbline_arrival_items",
    help: "Items of one arrival",
    buckets: ITEMS,
    registers,
  });
  const latency = new Histogram({
    name: "plumbline_event_to_score_seconds",
    help: "From the arrival of events until they are stored and scored",
    buckets: SECONDS,
    registers,
  });
  const waiting = new Gauge({ name: "plumbline_waiting_items", help: "Items that wait to be stored", registers });

  const metered =
    (receive: Receive): Receive =>
    async (arrival) => {
      const began = seconds();
      waiting.inc(arrival.items.length);
      try {
        const receipt = await receive(arrival);
        for (const [fate, count] of Object.entries(receipt)) items.inc({ fate }, count);
        sizes.observe(arrival.items.length);
        latency.observe(seconds() - began);
        return receipt;
      } catch (error) {
        items.inc({ fate: "turned-away" }, arrival.items.length);
        throw error;
      } finally {
        waiting.dec(arrival.items.length);
      }
    };
  const collect: CollectMetrics = { answered: (status, code) => requests.inc({ status, code: code ?? "" }) };
  return { collect, metered, registry };
}

/**
 * Serves `/metrics` to keys that may read them: what this process has counted, and how far the key's own
 * workspace is behind.
 */
export function serveMetrics(
  app: FastifyInstance,
  { pool, now, door }: { readonly pool: Pool; readonly now: () => number; readonly door: Door },
  { registry }: Metrics,
): void {
  app.get("/metrics", async (request, reply) => {
    try {
      const { authorization } = request.headers;
      if (authorization === undefined) throw new Refusal({ code: "no-key" });
      const caller = await admit(door, request, reply, now, () => holderOf(pool, authorization, now()));
      limitRate(door, caller.by, now(), reply);
      if (!caller.scopes.includes("metrics")) throw new Refusal({ code: "forbidden", scope: "metrics" });
      const text = (await registry.metrics()) + (await backlogOf(pool, caller.workspaceId, now()));
      return await reply.type(registry.contentType).header("cache-control", "no-store").send(text);
    } catch (error) {
      return sendProblem(request, reply, problemOf(error, request, 0));
    }
  });
}

async function backlogOf(pool: Pool, workspaceId: number, now: number): Promise<string> {
  const row = await inTransaction(pool, workspaceId, async (session) => {
    const zone = findZone((await findWorkspace(session))?.time_zone ?? "") ?? UTC;
    return findHealth(session, zone.dayOf(now));
  });
  const gauges: readonly (readonly [name: string, help: string, value: number])[] = [
    ["overdue_scores", "Scores that are due today or were before, and have not been looked at", row.overdue],
    ["dirty_accounts", "Accounts whose members have changed", row.dirty],
    ["dirty_accounts_seconds", "How long the first of them waits", seconds(now, row.dirty_since)],
    ["publications_at_work", "Model versions on their way to being live", row.publications],
    ["deliveries_waiting", "Webhooks that wait to be delivered", row.waiting],
    ["deliveries_failed", "Webhooks that were given up", row.failed],
  ];
  return gauges
    .map(
      ([name, help, value]) =>
        `# HELP plumbline_${name} ${help}\n# TYPE plumbline_${name} gauge\nplumbline_${name} ${value}\n`,
    )
    .join("");
}

function seconds(now: number, since: number | null): number {
  return since === null ? 0 : Math.max(0, now - since) / 1000;
}
