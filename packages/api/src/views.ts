import { z } from "zod";
import { leadFilter, leadSort } from "./lead-filter.ts";
import { route } from "./route.ts";
import { instant, modelName, shortId } from "./value.ts";

const { model: _, ...filter } = leadFilter;

const said = {
  name: z.string().trim().min(1).max(100),
  /** Whether everybody sees it. */
  shared: z.boolean().default(false),
  model: modelName.nullable().default(null),
  /** As the list of leads is asked. */
  filter: z.strictObject(filter).default({}),
  columns: z.array(z.string().min(1).max(200)).max(100).default([]),
  sort: leadSort.default("total"),
};

const view = z
  .strictObject({
    id: shortId,
    name: z.string(),
    owner: z.string(),
    shared: z.boolean(),
    model: z.string().nullable(),
    filter: z.record(z.string(), z.unknown()),
    columns: z.array(z.string()),
    sort: leadSort,
    changedAt: instant,
    /** Whether whoever asks may change it: their own, and as an admin a shared one. */
    mayChange: z.boolean(),
  })
  .meta({ id: "View" });

const ofView = z.strictObject({ id: shortId });

export const views = {
  list: route({
    name: "views.list",
    method: "GET",
    path: "/views",
    scope: "read",
    summary: "Saved views of the list of leads: one’s own and the shared ones, by name",
    answer: z.strictObject({ items: z.array(view) }),
  }),
  get: route({
    name: "views.get",
    method: "GET",
    path: "/views/{id}",
    scope: "read",
    summary: "A saved view",
    params: ofView,
    answer: view,
    tagged: true,
    problems: ["not-found"],
  }),
  create: route({
    name: "views.create",
    method: "POST",
    path: "/views",
    scope: "sell",
    summary: "Save a view",
    body: z.strictObject(said),
    answer: view,
    tagged: true,
    problems: ["too-many-views"],
  }),
  change: route({
    name: "views.change",
    method: "PUT",
    path: "/views/{id}",
    scope: "sell",
    summary: "Change a view as it was read",
    params: ofView,
    body: z.strictObject(said),
    answer: view,
    tagged: true,
    problems: ["not-found", "not-own", "tag-needed", "tag-mismatch"],
  }),
  drop: route({
    name: "views.drop",
    method: "DELETE",
    path: "/views/{id}",
    scope: "sell",
    summary: "Throw a view away",
    params: ofView,
    problems: ["not-found", "not-own"],
  }),
};
