import { join } from "node:path";
import { safeFetch } from "@plumbline/connectors";
import { buildSnippet } from "@plumbline/snippet";
import {
  type Database,
  type EmbeddedNote,
  findUnboundUser,
  keepMonths,
  type MigrationNote,
  migrate,
  openDatabase,
  startEmbedded,
} from "@plumbline/store";
import Fastify, { type FastifyInstance } from "fastify";
import { deliveryTask } from "./act/deliver.ts";
import { startJobs } from "./act/jobs.ts";
import { unseal } from "./act/seal.ts";
import { answerAll } from "./answer/answer-all.ts";
import { apiOn } from "./answer/api.ts";
import { wellKnown } from "./answer/arrivals/health.ts";
import { bulkTask } from "./answer/desk/bulk-work.ts";
import { openDoor } from "./answer/door.ts";
import { sweepUploads } from "./answer/imports/sweep-uploads.ts";
import { knownConfigurations } from "./answer/known-configurations.ts";
import { newMetrics, serveMetrics } from "./answer/metrics.ts";
import { API_ROUTER, prepare } from "./answer/prepare.ts";
import { openArrivals } from "./answer/stream/arrivals-hub.ts";
import { openHub } from "./answer/stream/hub.ts";
import { COLLECT_ROUTER, collectRoutes } from "./collect/collect-routes.ts";
import { gather } from "./collect/gather.ts";
import { judge } from "./collect/judge.ts";
import { knownSources, sourcePlace } from "./collect/known-sources.ts";
import type { Config } from "./config.ts";
import { startSweeping, startWorking } from "./housekeeping.ts";
import { checkKeys, openKeys } from "./open-keys.ts";
import { openPeople } from "./people/open-people.ts";
import { servePeople } from "./people/serve-people.ts";
import { type Repeated, repeat } from "./repeat.ts";
import { serveScreens } from "./screens.ts";
import { trustedProxies } from "./trusted-proxies.ts";

export type ServerNote =
  | EmbeddedNote
  | MigrationNote
  /** Row-level security does not bind the user of the database: the queries alone hold workspaces apart. */
  | { readonly code: "user-unbound"; readonly user: string }
  /** Something failed that will be tried again; `what` names the fault and never a person. */
  | { readonly code: "failed"; readonly what: string };

export type Outside = {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** A clock that never goes back. */
  readonly seconds: () => number;
  /** In [0, 1). */
  readonly random: () => number;
  readonly log: (note: ServerNote) => void;
  readonly version: string;
  /** The folder of the built web app; without one there is only the API. */
  readonly screens?: string | undefined;
};

export type Running = {
  readonly url: string;
  readonly database: Database;
  /** Stores what has arrived, finishes what is under way, and stops everything. */
  stop(): Promise<void>;
};

const HOUR = 3_600_000;

/** Starts everything that the roles ask for; whatever was started is stopped again where something fails. */
export async function startServer(config: Config, outside: Outside): Promise<Running> {
  const stops: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (const one of stops.splice(0).reverse()) await one();
  };
  try {
    const { url, database } = await openStore(config, outside, stops);
    return { url: await startRoles(config, outside, { url, database }, stops), database, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

type Stops = (() => Promise<void>)[];
type Store = { readonly url: string; readonly database: Database };

async function openStore(
  { databaseUrl, folder, connections }: Config,
  { log, now }: Outside,
  stops: Stops,
): Promise<Store> {
  const embedded = databaseUrl === undefined ? await startEmbedded({ folder, log }) : undefined;
  if (embedded) stops.push(() => embedded.stop());
  const url = databaseUrl ?? (embedded?.url as string);
  const database = openDatabase(url, { max: connections });
  stops.push(() => database.close());
  await migrate(database.pool, { log });
  const user = await findUnboundUser(database.pool);
  if (user !== undefined) log({ code: "user-unbound", user });
  await keepMonths(database.pool, now());
  return { url, database };
}

async function startRoles(config: Config, outside: Outside, { url, database }: Store, stops: Stops): Promise<string> {
  const { now, random, log } = outside;
  const { pool } = database;
  const onError = (error: unknown) => log({ code: "failed", what: faultOf(error) });
  const known = knownConfigurations();
  const hub = openHub({ pool, known, onError });
  stops.push(() => hub.close());
  const { onChange } = hub;
  const arrivals = openArrivals({ pool, now, onError });
  stops.push(() => arrivals.close());
  if (config.roles.has("collect")) await arrivals.start();
  const sealKeys = openKeys(config.folder, config.secret);
  await checkKeys(pool, sealKeys, { isLost: config.secretLost });

  const gathering = gather({ pool, now, onChange, onStored: arrivals.onStored, onPoison: onError });
  const metrics = newMetrics(outside.seconds);
  const receive = metrics.metered(gathering.receive);
  if (config.roles.has("jobs")) {
    const fetch = safeFetch({ allow: config.allowedNetworks });
    const tasks = {
      deliver: deliveryTask({ pool, now, random, fetch, keys: sealKeys }),
      bulk: bulkTask({ pool, now, known, receive, onChange }),
    };
    const jobs = await startJobs({ url, tasks, log: ({ error }) => onError(error) });
    stops.push(() => jobs.stop());
    stops.push(stopAll(startWorking({ pool, now, onError, receive, url })));
  }
  if (config.roles.has("sweep")) stops.push(stopAll(startSweeping({ pool, now, onChange, onError })));

  const importFolder = join(config.folder, "imports");
  // Files lie where they were taken, whoever reads them.
  stops.push(stopAll([repeat(HOUR, () => sweepUploads(pool, importFolder, now()), onError)]));

  const app = Fastify({
    trustProxy: trustedProxies(config.trustProxy),
    routerOptions: { ...COLLECT_ROUTER, ...API_ROUTER },
    forceCloseConnections: "idle",
  });
  let isReady = false;
  wellKnown(app, { pool, isReady: () => isReady, version: outside.version });
  const door = openDoor();
  serveMetrics(app, { pool, now, door }, metrics);
  const openSource = (secret: Uint8Array, id: number) => unseal(secret, sealKeys, sourcePlace(id));
  const strangers = (from: string) => door.allowanceOf(`keys from ${from}`, now());
  const sourceOf = knownSources(pool, now, openSource, { strangers });
  if (config.roles.has("collect")) {
    await app.register(collectRoutes, { sourceOf, receive, now, judge, metrics: metrics.collect });
    await serveSnippet(app);
  }
  const people = openPeople({ pool, now, sealKeys, url: config.url, oidc: config.oidc, onError });
  await app.register((part, _options, done) => {
    servePeople(part, people);
    done();
  });
  await app.register(
    (part, _options, done) => {
      const api = apiOn(part, { pool, now, people, door });
      prepare(part, api.bodyBytes, (what) => log({ code: "failed", what }));
      const onMismatch = () => log({ code: "failed", what: "kept score differs" });
      const { allowedNetworks } = config;
      const options = {
        known,
        hub,
        arrivals,
        receive,
        sourceOf,
        onChange,
        onMismatch,
        sealKeys,
        allowedNetworks,
        importFolder,
      };
      answerAll(api, options);
      done();
    },
    { prefix: "/api/v1" },
  );
  if (outside.screens !== undefined) await serveScreens(app, outside.screens);
  stops.push(async () => {
    isReady = false;
    await app.close();
    await gathering.idle();
  });
  const address = await app.listen({ host: config.host, port: config.port });
  isReady = true;
  return address;
}

async function serveSnippet(app: FastifyInstance): Promise<void> {
  const { code, etag } = await buildSnippet();
  app.get("/plumbline.js", async (request, reply) => {
    reply.headers({ etag, "cache-control": "public, max-age=3600", "cross-origin-resource-policy": "cross-origin" });
    if (request.headers["if-none-match"] === etag) return reply.code(304).send();
    return reply.type("text/javascript; charset=utf-8").send(code);
  });
}

function stopAll(repeated: readonly Repeated[]): () => Promise<void> {
  return async () => {
    await Promise.all(repeated.map((one) => one.stop()));
  };
}

/** What a failure is called, without what it says: messages may quote what was sent. */
function faultOf(error: unknown): string {
  const { name, code, problem } = error as { name?: string; code?: string; problem?: { code?: string } };
  return problem?.code ?? code ?? name ?? "unknown";
}
