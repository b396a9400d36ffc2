/** The server without identify, measure, score and decide: events are only deduplicated and kept. For comparing. */
import { keepEvents, openDatabase } from "@plumbline/store";
import Fastify from "fastify";
import { COLLECT_ROUTER, collectRoutes } from "../../packages/server/src/collect/collect-routes.ts";
import { gather } from "../../packages/server/src/collect/gather.ts";
import { judge } from "../../packages/server/src/collect/judge.ts";
import { keptEvent } from "../../packages/server/src/collect/kept-event.ts";
import { knownSources } from "../../packages/server/src/collect/known-sources.ts";

const { pool } = openDatabase(process.env["DATABASE_URL"] ?? "");
const now = Date.now;
const { receive } = gather({
  ...{ pool, now },
  flow: async (session, _configuration, items) => {
    await keepEvents(
      session,
      items.map((item) => keptEvent(item, null)),
    );
    return [];
  },
});
const app = Fastify({ routerOptions: COLLECT_ROUTER });
await app.register(collectRoutes, { sourceOf: knownSources(pool, now, () => undefined), receive, now, judge });
console.log(await app.listen({ host: "127.0.0.1", port: 0 }));
process.on("SIGTERM", () => process.exit(0));
