import type { Scope } from "@plumbline/api";
import type { Event } from "@plumbline/scoring";
import { inTransaction, keepApiKey, keepSource, keepWorkspace, nextWorkspaceId } from "@plumbline/store";
import fastify, { type InjectOptions } from "fastify";
import type { Pool } from "pg";
import type { Arrived } from "../../collect/arrival.ts";
import { gather } from "../../collect/gather.ts";
import type { ScoreChange } from "../../decide/keep-placed.ts";
import { advancePublication } from "../../publish/advance-publication.ts";
import { publishModel } from "../../publish/publish-model.ts";
import { accountRoutes } from "../accounts/account-routes.ts";
import { apiOn } from "../api.ts";
import { newApiKey } from "../api-key.ts";
import { answerDesk } from "../desk/answer-desk.ts";
import { openDoor } from "../door.ts";
import { knownConfigurations } from "../known-configurations.ts";
import { API_ROUTER, prepare } from "../prepare.ts";
import { leadRoutes } from "./lead-routes.ts";

export const NOW = Date.parse("2026-11-22T12:00:00Z");
export const DAY = 86_400_000;

export const MODEL = {
  model: "b2b",
  signals: {
    pricing: { on: "page", where: { path: { startsWith: "/pricing" } } },
    demo: { on: "Demo Requested" },
  },
  dimensions: { fit: {}, engagement: { decay: { halfLife: "5d" } } },
  rules: [
    { id: "boss", dimension: "fit", when: { trait: "title", contains: "CEO" }, points: 20 },
    { id: "pricing", dimension: "engagement", each: "pricing", points: 10, limit: { perDay: 2 } },
    { id: "demo", dimension: "engagement", each: "demo", points: 30 },
  ],
  total: { sum: ["fit", "engagement"] },
  bands: [{ name: "cold" }, { name: "warm", above: 15 }, { name: "hot", above: 40, leaveBelow: 30 }],
};

export const arrived = (event: Event): Arrived => ({
  event,
  rest: {},
  flags: [],
  traffic: "person",
  consent: { kept: "full", because: "not-needed", policy: 1, shared: true },
});

/** A clock that tests set. */
export type House = Awaited<ReturnType<typeof newHouse>>;

/** The lead and account routes of a workspace, with a model published, and a clock that stands still. */
export async function newHouse(
  pool: Pool,
  models: readonly unknown[] = [MODEL],
  settings: Record<string, unknown> = {},
) {
  const clock = { now: NOW };
  const workspaceId = await nextWorkspaceId(pool);
  const scopes: Scope[] = ["admin"];
  const { key, prefix, hash } = newApiKey();
  const sourceId = await inTransaction(pool, workspaceId, async (session) => {
    const digestKey = Buffer.alloc(16, workspaceId);
    await keepWorkspace(session, { name: "Test", timeZone: "Europe/Berlin", digestKey, settings }, NOW);
    await keepApiKey(session, { name: "test", prefix, hash, scopes, expires_at: null }, NOW);
    return keepSource(session, { name: "web", kind: "server", writeKey: `key-${workspaceId}` }, NOW);
  });
  const now = () => clock.now;
  const publish = async (input: unknown): Promise<void> => {
    const published = await publishModel(pool, workspaceId, { input, source: "", author: "test" }, clock.now);
    if (!published.ok) throw new Error(JSON.stringify(published));
    while ((await advancePublication(pool, workspaceId, published.publicationId, now)) !== "live");
  };
  for (const model of models) await publish(model);

  const changes: ScoreChange[] = [];
  const onChange = (_: number, some: readonly ScoreChange[]): void => void changes.push(...some);
  const { receive } = gather({ pool, now, onChange });
  const app = fastify({ routerOptions: API_ROUTER });
  const mismatches = { count: 0 };
  await app.register((part, _options, done) => {
    prepare(part, 1_000_000);
    const door = openDoor({ perMinute: 1_000_000, burst: 1_000_000 });
    const api = apiOn(part, { pool, now, door, checksAnswers: true });
    const known = knownConfigurations();
    leadRoutes(api, known, { receive, onChange, onMismatch: () => void (mismatches.count += 1) });
    answerDesk(api, { pool, now, known, receive, onChange });
    accountRoutes(api, known);
    done();
  });

  const ask = async (method: InjectOptions["method"], url: string, body?: unknown, headers = {}) => {
    const answer = await app.inject({
      ...{ method: method ?? "GET", url },
      headers: { authorization: `Bearer ${key}`, ...headers },
      ...(body !== undefined && { payload: JSON.stringify(body) }),
    });
    const text = answer.body;
    const isJson = String(answer.headers["content-type"]).includes("json") && !url.includes("format=");
    // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
    return { status: answer.statusCode, text, body: (isJson && text !== "" ? JSON.parse(text) : undefined) as any };
  };
  const get = (url: string) => ask("GET", url);
  const post = (url: string, body: unknown) => ask("POST", url, body);
  const send = async (events: readonly Event[], receivedAt = clock.now): Promise<void> => {
    for (const event of events) {
      const receipt = await receive({ workspaceId, sourceId, receivedAt, items: [arrived(event)] });
      if (receipt.stored !== 1) throw new Error(`Not stored: ${event.messageId}`);
    }
  };
  const rows = <Row>(text: string, values: readonly unknown[] = []) =>
    inTransaction(pool, workspaceId, (session) => session.rows<Row>({ name: "", text }, values));
  return { workspaceId, sourceId, clock, changes, mismatches, publish, receive, ask, get, post, send, rows };
}

let messages = 0;

/** Events of one user, each with an id of its own. */
export function eventsOf(userId: string) {
  const base = (at: number) => ({ messageId: `m${(messages += 1)}`, timestamp: at, userId });
  return {
    identify: (traits: Record<string, string | number | boolean>, at = NOW - DAY): Event => ({
      ...{ ...base(at), type: "identify", traits },
    }),
    pricing: (at = NOW): Event => ({ ...base(at), type: "page", properties: { path: "/pricing" } }),
    demo: (at = NOW): Event => ({ ...base(at), type: "track", event: "Demo Requested" }),
    track: (event: string, at = NOW): Event => ({ ...base(at), type: "track", event }),
    on: (anonymousId: string, at = NOW): Event => ({
      ...base(at),
      type: "page",
      anonymousId,
      properties: { path: "/" },
    }),
    group: (groupId: string, traits = {}, at = NOW): Event => ({ ...base(at), type: "group", groupId, traits }),
  };
}
