import { OPEN_API_PATH, openApi, routes } from "@plumbline/api";
import { findZone, UTC } from "@plumbline/scoring";
import { findDatabase, findHealth, findWorkspace } from "@plumbline/store";
import type { FastifyInstance } from "fastify";
import type { Pool } from "pg";
import { collectOpenApi } from "../../collect/collect-open-api.ts";
import { answer } from "../answer.ts";
import type { Api } from "../api.ts";
import { sayInstant, sayInstantIf } from "../say-score.ts";

export function answerHealth(api: Api): void {
  answer(api, routes.health.get, async ({ session, pool, now }) => {
    const zone = findZone((await findWorkspace(session))?.time_zone ?? "") ?? UTC;
    const row = await findHealth(session, zone.dayOf(now));
    return {
      now: sayInstant(now),
      database: await findDatabase(pool),
      overdue: row.overdue,
      dirtyAccounts: { count: row.dirty, since: sayInstantIf(row.dirty_since) },
      publications: row.publications,
      deliveries: { waiting: row.waiting, failed: row.failed },
    };
  });
}

export type WellKnownOptions = {
  readonly pool: Pool;
  /** Whether this process is ready beside its database. */
  readonly isReady: () => boolean;
  /** Of Plumbline. */
  readonly version: string;
};

const GPC = { gpc: true, lastUpdate: "2026-11-22" };

/** What is open to everyone: whether the server lives and is ready, what the API is like, and that GPC is honoured. */
export function wellKnown(app: FastifyInstance, { pool, isReady, version }: WellKnownOptions): void {
  const document = JSON.stringify(openApi(routes, version, collectOpenApi()));
  app.get("/healthz", async (_request, reply) => reply.header("cache-control", "no-store").send({ live: true }));
  app.get("/readyz", async (_request, reply) => {
    const ready = isReady() && (await isThere(pool));
    return reply
      .code(ready ? 200 : 503)
      .header("cache-control", "no-store")
      .send({ ready });
  });
  app.get(OPEN_API_PATH, async (_request, reply) => reply.type("application/json").send(document));
  app.get("/.well-known/gpc.json", async () => GPC);
}

async function isThere(pool: Pool): Promise<boolean> {
  try {
    const { migrations } = await findDatabase(pool);
    return migrations > 0;
  } catch {
    return false;
  }
}
