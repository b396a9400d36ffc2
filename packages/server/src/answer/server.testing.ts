import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ApiError, type Client, newClient, type Problem } from "@plumbline/api";
import fastify, { type FastifyInstance } from "fastify";
import type { Pool } from "pg";
import { afterAll } from "vitest";
import { type SealKeys, unseal } from "../act/seal.ts";
import { gather } from "../collect/gather.ts";
import { knownSources, sourcePlace } from "../collect/known-sources.ts";
import { advancePublication } from "../publish/advance-publication.ts";
import { type CreatedWorkspace, createWorkspace } from "../workspace/create-workspace.ts";
import { answerAll } from "./answer-all.ts";
import { type ApiOptions, apiOn } from "./api.ts";
import { wellKnown } from "./arrivals/health.ts";
import { openDoor } from "./door.ts";
import { knownConfigurations } from "./known-configurations.ts";
import { newMetrics, serveMetrics } from "./metrics.ts";
import { API_ROUTER, prepare } from "./prepare.ts";
import type { RateLimit } from "./rate-limit.ts";
import { openArrivals } from "./stream/arrivals-hub.ts";
import { openHub } from "./stream/hub.ts";

export type TestServer = {
  readonly app: FastifyInstance;
  readonly receive: ReturnType<typeof gather>["receive"];
  /** Makes a workspace and a client of it. */
  newTenant(): Promise<Tenant>;
  /** A client with another key. */
  clientWith(key: string): Client;
  readonly importFolder: string;
  readonly sealKeys: SealKeys;
};

type TestOptions = Partial<ApiOptions> & { readonly rateLimit?: RateLimit };

export type Tenant = CreatedWorkspace & { readonly client: Client };

/** The API over a real database, called without a socket; every answer is held against its schema. */
export async function testServer(
  pool: Pool,
  now: () => number,
  { rateLimit = { perMinute: 1_000_000, burst: 1_000_000 }, ...options }: TestOptions = {},
): Promise<TestServer> {
  const door = openDoor(rateLimit);
  const sealKeys: SealKeys = [randomBytes(32)];
  const app = fastify({ routerOptions: { ...API_ROUTER } });
  const metrics = newMetrics(() => performance.now() / 1000);
  const known = knownConfigurations();
  const hub = openHub({ pool, known });
  const arrivals = openArrivals({ pool, now });
  const { onChange } = hub;
  const receive = metrics.metered(gather({ pool, now, onChange, onStored: arrivals.onStored }).receive);
  const sourceOf = knownSources(pool, now, (secret, id) => unseal(secret, sealKeys, sourcePlace(id)));
  const importFolder = await mkdtemp(join(tmpdir(), "plumbline-imports-"));
  const own = {
    known,
    hub,
    arrivals,
    receive,
    sourceOf,
    onChange,
    onMismatch: () => {},
    allowedNetworks: [],
    importFolder,
  };
  await app.register(
    (part, _options, done) => {
      const api = apiOn(part, { pool, now, checksAnswers: true, door, ...options });
      prepare(part, api.bodyBytes);
      answerAll(api, { ...own, sealKeys });
      done();
    },
    { prefix: "/api/v1" },
  );
  afterAll(async () => {
    await hub.close();
    await arrivals.close();
    await app.close();
    await rm(importFolder, { recursive: true });
  });
  wellKnown(app, { pool, isReady: () => true, version: "0.1.0" });
  serveMetrics(app, { pool, now, door }, metrics);
  await app.ready();
  const clientWith = (key: string) =>
    newClient({ url: "http://test", key, fetch: injected(app), wait: async () => {} });
  return {
    app,
    receive,
    clientWith,
    importFolder,
    sealKeys,
    newTenant: async () => {
      const made = await createWorkspace(pool, { name: "Test", timeZone: "Europe/Berlin" }, now());
      return { ...made, client: clientWith(made.adminKey) };
    },
  };
}

/** A `fetch` that reaches a server without a socket. */
function injected(app: FastifyInstance): typeof fetch {
  return async (input, init) => {
    const { pathname, search } = new URL(String(input));
    const { method = "GET", headers = {}, body } = init ?? {};
    const answered = await app.inject({
      method: method as "GET",
      url: pathname + search,
      headers: headers as Record<string, string>,
      ...(body !== undefined && { payload: body instanceof Uint8Array ? Buffer.from(body) : (body as string) }),
    });
    const { statusCode, rawPayload } = answered;
    const said = Object.entries(answered.headers).map(([name, value]): [string, string] => [name, String(value)]);
    const content = statusCode === 204 || statusCode === 304 ? null : new Uint8Array(rawPayload);
    return new Response(content, { status: statusCode, headers: said });
  };
}

/** The problem that a question is answered with. */
export async function problem(asked: Promise<unknown>): Promise<Problem> {
  try {
    await asked;
  } catch (error) {
    if (error instanceof ApiError) return error.problem;
    throw error;
  }
  throw new Error("It was answered");
}

/** Takes a publication to its end. */
export async function publishAll(
  pool: Pool,
  workspaceId: number,
  publication: string,
  now: () => number,
): Promise<void> {
  for (let state = ""; state !== "live"; ) {
    state = await advancePublication(pool, workspaceId, Number(publication), now);
    if (state === "stopped" || state === "failed") throw new Error(state);
  }
}
