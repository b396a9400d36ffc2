import { z } from "zod";
import { ADDRESS_PROBLEMS } from "./address-problem.ts";
import { ANNOUNCEMENT_TYPES } from "./announcement-type.ts";
import { route } from "./route.ts";
import { count, id, instant, page, paging, shortId } from "./value.ts";

/** What went wrong at the last attempt; what the receiver said is kept nowhere. */
const DELIVERY_PROBLEMS = [
  ...ADDRESS_PROBLEMS,
  "name-unknown",
  "connection-refused",
  "connection-lost",
  "tls",
  "timeout",
  "answer-malformed",
  "answer-too-large",
  "interrupted",
  "redirected",
  "too-many-requests",
  "client-error",
  "server-error",
  "answer-unexpected",
  "message-too-large",
  "no-secret",
] as const;

const url = z.string().trim().min(1).max(2000);
const description = z.string().trim().max(500);
const types = z.array(z.enum(ANNOUNCEMENT_TYPES)).min(1).max(ANNOUNCEMENT_TYPES.length);

const endpoint = z
  .strictObject({
    id: shortId,
    url: z.string(),
    description: z.string(),
    types: z.array(z.string()),
    createdAt: instant,
    /** Since when nothing has arrived there; null where the last attempt did. */
    failingSince: instant.nullable(),
    disabledAt: instant.nullable(),
    disabledBecause: z.enum(["person", "gone", "failing"]).nullable(),
    /** Until when messages are signed with the former secret too. */
    formerSecretUntil: instant.nullable(),
  })
  .meta({ id: "Endpoint" });

const newEndpoint = z
  .strictObject({ ...endpoint.shape, secret: z.string().describe("What signs messages; it is shown only once") })
  .meta({ id: "NewEndpoint" });

const states = z.enum(["waiting", "delivered", "failed", "dropped"]);

const delivery = z
  .strictObject({
    id,
    endpoint: shortId,
    /** The `webhook-id`. */
    message: z.string(),
    type: z.string(),
    state: states,
    attempts: count,
    createdAt: instant,
    nextAt: instant.nullable(),
    lastAt: instant.nullable(),
    lastStatus: z.int().nullable(),
    lastProblem: z.enum(DELIVERY_PROBLEMS).nullable(),
  })
  .meta({ id: "Delivery" });

const ofEndpoint = z.strictObject({ id: shortId });
const ofDelivery = z.strictObject({ id });

/** Where the world is told what changes: webhooks, signed after Standard Webhooks. */
export const endpoints = {
  list: route({
    name: "endpoints.list",
    method: "GET",
    path: "/endpoints",
    scope: "read",
    summary: "All endpoints, without their secrets",
    answer: z.strictObject({ items: z.array(endpoint) }),
  }),
  get: route({
    name: "endpoints.get",
    method: "GET",
    path: "/endpoints/{id}",
    scope: "read",
    summary: "One endpoint",
    params: ofEndpoint,
    answer: endpoint,
    problems: ["not-found"],
  }),
  create: route({
    name: "endpoints.create",
    method: "POST",
    path: "/endpoints",
    scope: "admin",
    summary: "Tell an address what changes from now on",
    body: z.strictObject({ url, description: description.default(""), types }),
    answer: newEndpoint,
    secret: true,
    problems: ["url-refused", "too-many-endpoints"],
  }),
  change: route({
    name: "endpoints.change",
    method: "PATCH",
    path: "/endpoints/{id}",
    scope: "admin",
    summary: "Change where an endpoint is and what it is told; disable it, or enable it again",
    params: ofEndpoint,
    body: z.strictObject({ url, description, types, enabled: z.boolean() }).partial(),
    answer: endpoint,
    problems: ["not-found", "url-refused"],
  }),
  rotate: route({
    name: "endpoints.rotate",
    method: "POST",
    path: "/endpoints/{id}/rotate",
    scope: "admin",
    summary: "Make a new secret; messages are signed with the former one too for some hours",
    params: ofEndpoint,
    body: z.strictObject({ overlapHours: z.number().min(0).max(720).default(24) }),
    answer: newEndpoint,
    secret: true,
    problems: ["not-found"],
  }),
  drop: route({
    name: "endpoints.drop",
    method: "DELETE",
    path: "/endpoints/{id}",
    scope: "admin",
    summary: "Remove an endpoint with all its deliveries",
    params: ofEndpoint,
    problems: ["not-found"],
  }),
  test: route({
    name: "endpoints.test",
    method: "POST",
    path: "/endpoints/{id}/test",
    scope: "admin",
    summary: "Send a message of the type `endpoint.test`",
    params: ofEndpoint,
    answer: delivery,
    problems: ["not-found", "endpoint-disabled"],
  }),
  redeliver: route({
    name: "endpoints.redeliver",
    method: "POST",
    path: "/endpoints/{id}/redeliver",
    scope: "admin",
    summary: "Deliver again what was not delivered, of what was announced since an instant",
    params: ofEndpoint,
    body: z.strictObject({ since: instant }),
    answer: z.strictObject({ count, more: z.boolean().describe("Whether to ask once more for the rest") }),
    problems: ["not-found", "endpoint-disabled"],
  }),
};

/** What was told, one line for each message and endpoint; kept for some weeks. */
export const deliveries = {
  list: route({
    name: "deliveries.list",
    method: "GET",
    path: "/deliveries",
    scope: "read",
    summary: "Deliveries, the newest first",
    query: z.strictObject({ endpoint: shortId.optional(), state: states.optional(), ...paging }),
    answer: page(delivery),
    problems: ["bad-cursor"],
  }),
  get: route({
    name: "deliveries.get",
    method: "GET",
    path: "/deliveries/{id}",
    scope: "read",
    summary: "One delivery, with its message",
    params: ofDelivery,
    answer: z.strictObject({ ...delivery.shape, payload: z.unknown() }),
    problems: ["not-found"],
  }),
  redeliver: route({
    name: "deliveries.redeliver",
    method: "POST",
    path: "/deliveries/{id}/redeliver",
    scope: "admin",
    summary: "Deliver a message again, as the same message",
    params: ofDelivery,
    answer: delivery,
    problems: ["not-found", "endpoint-disabled", "in-progress"],
  }),
};
