import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { rudderSettings, segmentSettings } from "./client-library-settings.ts";
import { readCloudEvents } from "./cloud-events.ts";
import { allowOrigins, answerPreflight } from "./cross-origin.ts";
import { PIXEL, readPixel } from "./pixel.ts";
import { type Problem, sendProblem } from "./problem.ts";
import { readSegmentBody } from "./segment-body.ts";
import { SEGMENT_PATHS } from "./segment-paths.ts";
import type { Source } from "./source.ts";
import { type CollectOptions, findSource, type Kind, type Limits, take } from "./take.ts";
import { checkSignature, readWebhook } from "./webhook.ts";
import { keyOf, keysOf } from "./write-key.ts";

const LIMITS: Limits = {
  bodyBytes: 4 * 1024 * 1024,
  inflatedBytes: 8 * 1024 * 1024,
  eventBytes: 256 * 1024,
  eventsPerRequest: 10_000,
};

/**
 * The `routerOptions` of a server that has these routes: addresses with a slash too many are answered
 * as they are. A redirect would lose events, for clients follow it with a GET and take its 200 for success.
 */
export const COLLECT_ROUTER = { ignoreTrailingSlash: true, ignoreDuplicateSlashes: true } as const;

type Answer = (reply: FastifyReply) => Promise<void>;

/**
 * Takes events over HTTP: Segment's API with the variants of RudderStack, Dittofeed and Jitsu,
 * CloudEvents and Standard Webhooks. A 200 means that everything is stored and scored, or lies in
 * quarantine. So a key that nobody has gets a 401, with or without `X-Strict-Mode`: it ends every
 * client's attempts and is seen by who set it up, where a 200 would lose events silently. Trouble of
 * ours is 429 or 503, which every client that retries at all retries.
 */
export function collectRoutes(app: FastifyInstance, options: CollectOptions, done: (error?: Error) => void): void {
  const { ignoreTrailingSlash, ignoreDuplicateSlashes } = app.initialConfig.routerOptions ?? {};
  if (!ignoreTrailingSlash || !ignoreDuplicateSlashes) {
    done(new Error("The server needs COLLECT_ROUTER"));
    return;
  }
  const limits = { ...LIMITS, ...options.limits };
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "buffer", bodyLimit: limits.bodyBytes }, (_request, body, parsed) =>
    parsed(null, body),
  );
  app.addHook("onRequest", async (request, reply) => {
    allowOrigins(request, reply);
    // Clients call JSON text or a form, and some name no type that can be read.
    if (request.method === "POST") request.headers["content-type"] = "application/octet-stream";
  });
  app.setErrorHandler(async (error: FastifyError, request, reply) => {
    const problem = problemOf(error);
    // Not the message: it may quote what was sent.
    if (problem.status === 500) request.log.error({ name: error.name, code: error.code }, "collecting failed");
    options.metrics?.answered(problem.status, problem.code, 0);
    await sendProblem(reply, problem);
  });
  // Two routes of one address share the answer to its preflight.
  const asked = new Set<string>();
  const route = (method: "GET" | "POST", url: string, handler: Handler): void => {
    if (!asked.has(url)) app.options(url, answerPreflight);
    asked.add(url);
    app.route({ method, url, handler, exposeHeadRoute: false });
  };
  addEventRoutes(route, options, limits);
  addLibraryRoutes(route, options);
  done();
}

type Handler = (request: FastifyRequest, reply: FastifyReply) => Promise<void>;
type AddRoute = (method: "GET" | "POST", url: string, handler: Handler) => void;

function addEventRoutes(route: AddRoute, options: CollectOptions, limits: Limits): void {
  const taking = (kind: Kind, answer: Answer): Handler => {
    return async (request, reply) => {
      const { problem, items } = await take(kind, request, options, limits);
      options.metrics?.answered(problem?.status ?? 200, problem?.code, items);
      if (problem) return sendProblem(reply, problem);
      reply.header("x-plumbline", "scored");
      await answer(reply);
    };
  };
  for (const { path, ...shape } of SEGMENT_PATHS) {
    route("POST", path, taking({ keys: keysOf, read: (text) => readSegmentBody(text, shape) }, succeed));
  }
  for (const type of ["track", "page"]) {
    const read: Kind["read"] = (_text, { query }) => readPixel(query, type);
    route("GET", `/pixel/v1/${type}`, taking({ keys: keysOf, read }, sendPixel));
  }
  const readCloud: Kind["read"] = (text, { headers }) => readCloudEvents(text, headers);
  route("POST", "/v1/cloudevents", taking({ keys: keysOf, read: readCloud }, succeed));
  const hook: Kind = {
    keys: keyInPath,
    verify: ({ headers }, { kind, secret }, body, now) =>
      // The address is the secret of who signs nothing. Keys of pages are public: they open no address.
      kind === "webhook" && secret === undefined ? undefined : checkSignature(headers, body, secret ?? "", now),
    read: (text, { headers }) => readWebhook(text, headers),
  };
  route("POST", "/v1/webhooks/:key", taking(hook, succeed));
}

/** What client libraries ask for beside sending events. */
function addLibraryRoutes(route: AddRoute, options: CollectOptions): void {
  const telling = (keys: Kind["keys"], settings: (source: Source, request: FastifyRequest) => unknown): Handler => {
    return async (request, reply) => {
      const source = await findSource(keys(request), request, options);
      if (source === undefined) return sendProblem(reply, { status: 404, code: "unknown-write-key" });
      if ("status" in source) return sendProblem(reply, source);
      await reply.type("application/json").send(JSON.stringify(settings(source, request)));
    };
  };
  route("GET", "/v1/projects/:key/settings", telling(keyInPath, segmentSettings));
  route("GET", "/sourceConfig", telling(keysOf, rudderSettings));
  // Segment's client reports on itself here.
  route("POST", "/v1/m", async (_request, reply) => succeed(reply));
}

function keyInPath({ params }: FastifyRequest): readonly string[] {
  const key = keyOf((params as { readonly key?: string }).key);
  return key === undefined ? [] : [key];
}

async function succeed(reply: FastifyReply): Promise<void> {
  await reply.type("application/json").send('{"success":true}');
}

async function sendPixel(reply: FastifyReply): Promise<void> {
  await reply.header("cache-control", "no-store").type("image/gif").send(PIXEL);
}

function problemOf({ statusCode = 500 }: FastifyError): Problem {
  if (statusCode === 413) return { status: 400, code: "too-large" };
  return statusCode < 500 ? { status: 400, code: "bad-request" } : { status: 500, code: "internal" };
}
