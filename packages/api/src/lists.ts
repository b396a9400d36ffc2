import { z } from "zod";
import { models } from "./models.ts";
import { route } from "./route.ts";
import { holders } from "./segments.ts";
import { count, instant, modelName, shortId } from "./value.ts";

const entry = z.union([z.string().max(500), z.number(), z.boolean()]);
const named = z.strictObject({ name: modelName });
const note = z.string().max(2000);

const list = z
  .strictObject({
    name: z.string(),
    note: z.string(),
    /** Of the version that stands. */
    number: z.int().min(1),
    hash: z.string(),
    size: count,
    author: z.string(),
    changedAt: instant,
    usedBy: holders,
  })
  .meta({ id: "ValueList" });

const wholeList = list.extend({ entries: z.array(entry) }).meta({ id: "WholeValueList" });

/** Named lists of values, which conditions ask of with `inList`. */
export const lists = {
  list: route({
    name: "lists.list",
    method: "GET",
    path: "/lists",
    scope: "read",
    summary: "All named lists of values, with who uses them",
    answer: z.strictObject({ items: z.array(list) }),
  }),
  get: route({
    name: "lists.get",
    method: "GET",
    path: "/lists/{name}",
    scope: "read",
    summary: "A list with its values",
    params: named,
    tagged: true,
    answer: wholeList,
    problems: ["not-found"],
  }),
  put: route({
    name: "lists.put",
    method: "PUT",
    path: "/lists/{name}",
    scope: "write",
    summary: "Say what is in a list; models have it when they are published again",
    params: named,
    body: z.strictObject({ entries: z.array(entry).max(50_000), note: note.default("") }),
    tagged: true,
    answer: wholeList,
    problems: ["tag-needed", "tag-mismatch", "too-many-lists"],
  }),
  drop: route({
    name: "lists.drop",
    method: "DELETE",
    path: "/lists/{name}",
    scope: "write",
    summary: "Remove a list that nobody uses",
    params: named,
    problems: ["not-found", "in-use"],
  }),
  versions: route({
    name: "lists.versions",
    method: "GET",
    path: "/lists/{name}/versions",
    scope: "read",
    summary: "What a list was, the newest first",
    params: named,
    answer: z.strictObject({
      items: z.array(
        z.strictObject({ number: z.int(), hash: z.string(), size: count, author: z.string(), at: instant }),
      ),
    }),
    problems: ["not-found"],
  }),
  version: route({
    name: "lists.version",
    method: "GET",
    path: "/lists/{name}/versions/{number}",
    scope: "read",
    summary: "The values of a version of a list",
    params: named.extend({ number: z.coerce.number().int().min(1).max(1_000_000_000) }),
    answer: z.strictObject({ entries: z.array(entry) }),
    problems: ["not-found"],
  }),
  ofModel: route({
    name: "lists.ofModel",
    method: "GET",
    path: "/models/{name}/lists",
    scope: "read",
    summary:
      "The lists and segments of the workspace that the live version of a model has, and which say something else now",
    params: named,
    answer: z.strictObject({
      items: z.array(
        z.strictObject({
          kind: z.enum(["list", "segment", "prediction"]),
          name: z.string(),
          hash: z.string(),
          isCurrent: z.boolean(),
          isThere: z.boolean(),
        }),
      ),
    }),
    problems: ["not-found", "model-not-live"],
  }),
  republish: route({
    name: "lists.republish",
    method: "POST",
    path: "/models/{name}/republish",
    scope: models.publish.scope,
    summary: "Publish what is live once more, with the lists and segments as they are now",
    params: named,
    body: z.strictObject({ announce: z.boolean().default(false) }).default({ announce: false }),
    answer: z.strictObject({ publication: shortId, version: z.int().min(1) }),
    problems: [
      "not-found",
      "model-not-live",
      "model-unchanged",
      "model-invalid",
      "sign-off-missing",
      "segment-of-scores",
    ],
  }),
};
