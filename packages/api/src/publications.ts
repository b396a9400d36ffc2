import { z } from "zod";
import { route } from "./route.ts";
import { count, instant, modelName, shortId } from "./value.ts";

export const publication = z
  .strictObject({
    id: shortId,
    model: modelName,
    version: z.int().min(1),
    state: z.enum(["filling", "scoring", "live", "retired", "stopped", "failed"]),
    /** Whether band changes by the switch are told to nobody. */
    muted: z.boolean(),
    done: count,
    total: count.nullable(),
    /** Leads or accounts that could not be scored, and identities that could not be filled: what is kept of them is at fault. */
    leftOut: count,
    startedAt: instant,
    liveAt: instant.nullable(),
    retiredAt: instant.nullable(),
    problem: z.string().nullable(),
  })
  .meta({ id: "Publication" });

export const publications = {
  get: route({
    name: "publications.get",
    method: "GET",
    path: "/publications/{id}",
    scope: "read",
    summary: "How far a version is on its way to being live",
    params: z.strictObject({ id: shortId }),
    answer: publication,
    problems: ["not-found"],
  }),
  stop: route({
    name: "publications.stop",
    method: "POST",
    path: "/publications/{id}/stop",
    scope: "models",
    summary: "Stop a version on its way; what is live stays live",
    params: z.strictObject({ id: shortId }),
    answer: publication,
    problems: ["not-found", "publication-ended"],
  }),
};
