import type { OpenApiPart } from "@plumbline/api";
import { EVENT_TYPES } from "@plumbline/scoring";
import { COLLECT_PROBLEMS } from "./problem.ts";
import { SEGMENT_PATHS } from "./segment-paths.ts";

type Json = Readonly<Record<string, unknown>>;

const TAG = "collect";
const object: Json = { type: "object", additionalProperties: true };
const text: Json = { type: "string" };
const id: Json = { type: ["string", "number"] };
const time: Json = { type: ["string", "number"], description: "ISO 8601, or ms since 1970" };

const shared: Json = {
  sentAt: { ...time, description: "By the sender's clock: it corrects the times of the events" },
  context: { ...object, description: "page, campaign, userAgent, ip, timezone, consent.categoryPreferences, …" },
  integrations: object,
  writeKey: { ...text, description: "Where no header names it" },
};

/** An event in Segment's shape. What is required of it is required of each item: a request is never refused for one. */
const event: Json = {
  type: "object",
  properties: {
    type: { enum: EVENT_TYPES, description: "The address's word counts more" },
    messageId: {
      ...text,
      maxLength: 100,
      description: "What is sent again under the same id is counted once, for ever",
    },
    userId: id,
    anonymousId: id,
    event: { ...text, description: "What somebody did, of `track`" },
    name: { ...text, description: "Of `page` and `screen`" },
    properties: object,
    traits: object,
    groupId: { ...id, description: "The account, of `group`" },
    previousId: { ...id, description: "Of `alias`" },
    timestamp: time,
    originalTimestamp: time,
    ...shared,
  },
  anyOf: [{ required: ["userId"] }, { required: ["anonymousId"] }],
};

const schemas: Json = {
  "collect.event": event,
  "collect.batch": {
    type: "object",
    properties: { batch: { type: "array", items: ref("event"), maxItems: 10_000 }, ...shared },
    required: ["batch"],
  },
  "collect.cloudevent": {
    type: "object",
    description: "CloudEvents 1.0; attributes may come as headers (`ce-…`) instead, with the data as body",
    properties: {
      id: text,
      source: text,
      specversion: { const: "1.0" },
      type: text,
      subject: text,
      time: text,
      data: {},
    },
    required: ["id", "source", "specversion", "type"],
  },
  "collect.webhook": {
    type: "object",
    description:
      "Standard Webhooks; who is meant is looked for in `userId`, `user_id`, `email` and `anonymousId` of `data`",
    properties: { type: text, timestamp: time, data: object },
    required: ["type"],
  },
  "collect.success": { type: "object", properties: { success: { const: true } }, required: ["success"] },
  "collect.problem": {
    type: "object",
    properties: {
      type: text,
      status: { type: "integer" },
      code: { enum: COLLECT_PROBLEMS },
      refused: {
        type: "array",
        description: "Of `items-refused`: which items lie in quarantine, and why",
        items: { type: "object", properties: { index: { type: "integer" }, code: text, path: text, value: text } },
      },
    },
    required: ["type", "status", "code"],
  },
};

function ref(name: string): Json {
  return { $ref: `#/components/schemas/collect.${name}` };
}

const json = (schema: Json): Json => ({ "application/json": { schema } });

const problems: Json = Object.fromEntries(
  [
    [400, "Not read; with `X-Strict-Mode: 1` also that items lie in quarantine"],
    [401, "No source has this key, or its sender has to sign"],
    [404, "No source has this key"],
    [429, "Faster than it can be stored: again after `Retry-After`"],
    [503, "The database is away: again after `Retry-After`"],
  ].map(([status, description]) => [
    status,
    { description, content: { "application/problem+json": { schema: ref("problem") } } },
  ]),
);

const parameter = (place: "header" | "query" | "path", name: string, description: string): Json => {
  return { name, in: place, required: place === "path", description, schema: text };
};

const STRICT = parameter("header", "X-Strict-Mode", "`1`: answer 400 where an item lies in quarantine");
const WRITE_KEY = parameter("path", "key", "The write key of the source");

function operation(path: string, summary: string, more: Json): Json {
  const stored = { description: "Stored and scored, or in quarantine", content: json(ref("success")) };
  return {
    operationId: `${TAG}${path.replaceAll("/", ".").replaceAll(/[{}]/g, "")}`,
    tags: [TAG],
    summary,
    security: path.includes("{key}") ? [] : [{ writeKey: [] }, { writeKeyHeader: [] }, { writeKeyQuery: [] }, {}],
    ...more,
    responses: { 200: stored, ...problems, ...(more["responses"] as Json | undefined) },
  };
}

const taking = (schema: Json): Json => ({
  parameters: [STRICT],
  requestBody: { required: true, content: json(schema) },
});
const telling: Json = { responses: { 200: { description: "Done", content: json(object) } } };
const picture: Json = { responses: { 200: { description: "A picture of one pixel", content: { "image/gif": {} } } } };
const pixel = (names: readonly string[]): Json => ({
  parameters: ["writeKey", "userId", "anonymousId", "messageId", ...names].map((name) => parameter("query", name, "")),
  ...picture,
});

/** What the public part of the server takes, by path and method, and who it is that sends there. */
function operations(): (readonly [path: string, method: "get" | "post", Json])[] {
  const signed = ["webhook-id", "webhook-timestamp", "webhook-signature"].map((name) =>
    parameter("header", name, "Of a source whose sender signs"),
  );
  const hook = { ...taking(ref("webhook")), parameters: [WRITE_KEY, STRICT, ...signed] };
  const cloud = taking({ oneOf: [ref("cloudevent"), { type: "array", items: ref("cloudevent") }] });
  return [
    ...SEGMENT_PATHS.map(({ path, isBatch, type }) => {
      const summary = isBatch ? "Send many events" : `Send one event: ${type ?? "its own `type` says what"}`;
      return [path, "post", operation(path, summary, taking(ref(isBatch ? "batch" : "event")))] as const;
    }),
    ["/v1/cloudevents", "post", operation("/v1/cloudevents", "Send CloudEvents, one or many", cloud)],
    ["/v1/webhooks/{key}", "post", operation("/v1/webhooks/{key}", "Send a webhook of another system", hook)],
    ["/pixel/v1/track", "get", operation("/pixel/v1/track", "Send an event by an address", pixel(["event"]))],
    ["/pixel/v1/page", "get", operation("/pixel/v1/page", "Send a page view by an address", pixel(["name"]))],
    [
      "/v1/projects/{key}/settings",
      "get",
      operation("/v1/projects/{key}/settings", "What Segment's browser client asks for first", {
        parameters: [WRITE_KEY],
        ...telling,
      }),
    ],
    ["/sourceConfig", "get", operation("/sourceConfig", "What RudderStack's browser client asks for first", telling)],
    ["/v1/m", "post", operation("/v1/m", "What Segment's browser client says of itself; nothing is kept", telling)],
  ];
}

/** The part of the OpenAPI document that says how events are sent. */
export function collectOpenApi(): OpenApiPart {
  const paths: Record<string, Json> = {};
  // The document's own server is `/api/v1`.
  for (const [path, method, said] of operations()) paths[path] = { servers: [{ url: "/" }], [method]: said };
  return {
    tags: [{ name: TAG, description: "Sending events, as Segment's, RudderStack's and Jitsu's clients do" }],
    paths,
    schemas,
    securitySchemes: {
      writeKey: { type: "http", scheme: "basic", description: "A write key as user, without a password" },
      writeKeyHeader: { type: "apiKey", in: "header", name: "X-Write-Key" },
      writeKeyQuery: { type: "apiKey", in: "query", name: "writeKey" },
    },
  };
}
