import { z } from "zod";
import { consentPolicy } from "./consent-policy.ts";
import { ownTraffic } from "./own-traffic.ts";
import { route } from "./route.ts";
import { instant, json, shortId } from "./value.ts";

const name = z.string().trim().min(1).max(100);
const kind = z.enum(["browser", "server", "import", "webhook", "cloudevents", "internal"]);
const one = z.strictObject({ id: shortId });

const settings = z
  .strictObject({
    consent: consentPolicy.nullable().describe("In place of the workspace's"),
    traffic: ownTraffic.nullable().describe("In place of the workspace's"),
  })
  .partial();

const source = z
  .strictObject({
    id: shortId,
    name: z.string(),
    kind,
    /** Public: it lets events in and nothing out. */
    writeKey: z.string(),
    settings: z.looseObject({ consent: json.optional(), traffic: json.optional() }),
    createdAt: instant,
    disabledAt: instant.nullable(),
    /** Whether all that comes from it has to be signed. */
    isSigned: z.boolean(),
  })
  .meta({ id: "Source" });

/** Where events come from. */
export const sources = {
  list: route({
    name: "sources.list",
    method: "GET",
    path: "/sources",
    scope: "sources",
    summary: "All sources with their write keys",
    answer: z.strictObject({ items: z.array(source) }),
  }),
  get: route({
    name: "sources.get",
    method: "GET",
    path: "/sources/{id}",
    scope: "sources",
    summary: "A source",
    params: one,
    answer: source,
    problems: ["not-found"],
  }),
  create: route({
    name: "sources.create",
    method: "POST",
    path: "/sources",
    scope: "keys",
    summary: "Make a source",
    body: z.strictObject({ name, kind: kind.exclude(["internal"]), settings: settings.default({}) }),
    answer: source,
  }),
  update: route({
    name: "sources.update",
    method: "PATCH",
    path: "/sources/{id}",
    scope: "keys",
    summary: "Rename a source, disable or enable it, change its settings; within seconds all servers know",
    params: one,
    body: z.strictObject({ name, isDisabled: z.boolean(), settings }).partial(),
    answer: source,
    problems: ["not-found"],
  }),
  rotate: route({
    name: "sources.rotate",
    method: "POST",
    path: "/sources/{id}/rotate",
    scope: "keys",
    summary: "Give a source another write key; the old one ends within seconds",
    params: one,
    answer: source,
    problems: ["not-found"],
  }),
  sign: route({
    name: "sources.sign",
    method: "POST",
    path: "/sources/{id}/sign",
    scope: "keys",
    summary: "Make a secret that the sender signs with (Standard Webhooks); it is shown once",
    params: one,
    body: z
      .strictObject({ keepFormer: z.boolean().default(false).describe("Whether the secret before stays valid, too") })
      .default({ keepFormer: false }),
    secret: true,
    answer: source.extend({ secret: z.string() }).meta({ id: "SignedSource" }),
    problems: ["not-found"],
  }),
  unsign: route({
    name: "sources.unsign",
    method: "DELETE",
    path: "/sources/{id}/sign",
    scope: "keys",
    summary: "Take webhooks without a signature again",
    params: one,
    answer: source,
    problems: ["not-found"],
  }),
};
