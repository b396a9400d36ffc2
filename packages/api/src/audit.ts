import { z } from "zod";
import { route } from "./route.ts";
import { id, instant, json, page, paging } from "./value.ts";

const entry = z
  .strictObject({
    id,
    at: instant,
    /** `key 3`: the API key; `user:…`: a person. */
    by: z.string(),
    /** Of the person. */
    name: z.string().nullable(),
    /** The name of the route: `models.publish`. */
    action: z.string(),
    subject: z.string().nullable(),
    details: json,
  })
  .meta({ id: "AuditEntry" });

/** Who changed what. */
export const audit = {
  list: route({
    name: "audit.list",
    method: "GET",
    path: "/audit",
    scope: "admin",
    summary: "What was changed, the newest first",
    query: z.strictObject(paging),
    answer: page(entry),
    problems: ["bad-cursor"],
  }),
};
