import { z } from "zod";
import { route } from "./route.ts";
import { count, instant, json, page, paging, shortId } from "./value.ts";

const entry = z
  .strictObject({
    id: shortId,
    source: shortId,
    kind: z.enum(["leads", "events", "outcomes"]),
    fileName: z.string(),
    state: z.enum(["waiting", "running", "paused", "done", "failed"]),
    bytesTotal: count.nullable(),
    bytesDone: count,
    recordsDone: count,
    report: json,
    problem: json,
    createdAt: instant,
    changedAt: instant,
  })
  .meta({ id: "Import" });

const one = z.strictObject({ id: shortId });

/** Files of leads, events and outcomes. */
export const imports = {
  list: route({
    name: "imports.list",
    method: "GET",
    path: "/imports",
    scope: "read",
    summary: "All imports, the newest first",
    query: z.strictObject(paging),
    answer: page(entry),
    problems: ["bad-cursor"],
  }),
  get: route({
    name: "imports.get",
    method: "GET",
    path: "/imports/{id}",
    scope: "read",
    summary: "How far an import is, and what it left out",
    params: one,
    answer: entry,
    problems: ["not-found"],
  }),
  create: route({
    name: "imports.create",
    method: "POST",
    path: "/imports",
    scope: "write",
    summary: "Import a file: CSV, NDJSON or JSON, also compressed with gzip",
    query: z.strictObject({
      kind: entry.shape.kind,
      source: shortId,
      fileName: z.string().min(1).max(255),
      map: z.string().max(20_000).optional().describe("JSON: how columns become leads and events"),
    }),
    file: ["application/octet-stream", "text/csv", "application/x-ndjson", "application/json", "application/gzip"],
    answer: entry,
    problems: ["not-found"],
  }),
  pause: route({
    name: "imports.pause",
    method: "POST",
    path: "/imports/{id}/pause",
    scope: "write",
    summary: "Let an import rest where it is",
    params: one,
    answer: entry,
    problems: ["not-found", "already-done"],
  }),
  resume: route({
    name: "imports.resume",
    method: "POST",
    path: "/imports/{id}/resume",
    scope: "write",
    summary: "Let an import go on where it stopped",
    params: one,
    answer: entry,
    problems: ["not-found", "already-done"],
  }),
  drop: route({
    name: "imports.drop",
    method: "DELETE",
    path: "/imports/{id}",
    scope: "write",
    summary: "Forget an import and delete its file; what was read of it stays",
    params: one,
    problems: ["not-found"],
  }),
};
