import { z } from "zod";
import { route } from "./route.ts";
import { count, instant } from "./value.ts";

/** How the server is; for a balancer there are `/healthz` and `/readyz`, which need no key. */
export const health = {
  get: route({
    name: "health.get",
    method: "GET",
    path: "/health",
    scope: "read",
    summary: "Whether everything works, and how far behind it is",
    answer: z.strictObject({
      now: instant,
      database: z.strictObject({ version: z.string(), migrations: count }),
      /** Scores that should have been looked at on an earlier day. */
      overdue: count,
      /** Accounts whose members have changed, and since when the first of them waits. */
      dirtyAccounts: z.strictObject({ count, since: instant.nullable() }),
      publications: count,
      deliveries: z.strictObject({ waiting: count, failed: count }),
    }),
  }),
};
