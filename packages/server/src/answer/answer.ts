import { type Answer, type Asked, type Route, takesName } from "@plumbline/api";
import type { Language } from "@plumbline/phrases";
import { inTransaction, keepAudit, type Session, type TransactionOptions } from "@plumbline/store";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Pool } from "pg";
import type { Api } from "./api.ts";
import { type Caller, NOBODY } from "./caller.ts";
import { callerOf, checkCaller } from "./caller-of.ts";
import { admit, limitRate } from "./door.ts";
import { answeredBefore, once, onceWithin, type Repeatable, repeatableKey, repeatableOf } from "./idempotency.ts";
import { languageOf } from "./language.ts";
import { readRequest } from "./read-request.ts";
import { untilGone } from "./until-gone.ts";

/** Everything a handler may know of a request. */
export type Request<R extends Route> = Asked<R> & {
  readonly caller: Caller;
  /** When it came, in ms. */
  readonly now: number;
  readonly language: Language;
  readonly pool: Pool;
  /** The tag that what is changed must still have. */
  readonly ifMatch: string | undefined;
  /** The media type of the body. */
  readonly type: string;
  /** Under which address the server was asked. */
  readonly origin: string;
  /** Sets the answer's tag. */
  readonly tag: (tag: string) => void;
  /** What the audit says beside who did what: which thing (the params, where nothing is said), and how. */
  readonly note: (about: { readonly subject?: string; readonly details?: unknown }) => void;
  /** Aborts when nobody waits for the answer any more. */
  readonly gone: () => AbortSignal;
};

/** With the transaction of the caller's workspace, in which everything happens or nothing. */
type SessionRequest<R extends Route> = Request<R> & { readonly session: Session };

export type Handler<R extends Route> = (asked: SessionRequest<R>) => Promise<Answer<R>>;

type CommitOptions = TransactionOptions & {
  /** Of a body that was read piece by piece: a digest, by which a repetition is known. */
  readonly content?: string;
};

/** How a handler that opens no transaction before writes: once, with the audit and the answer to a repetition. */
export type Committing<Result> = {
  /** In one transaction. */
  readonly commit: (work: (session: Session) => Promise<Result>, how?: CommitOptions) => Promise<Result>;
  /** In a transaction that does something else before: it has to be undone where this throws. */
  readonly commitIn: (session: Session, work: () => Promise<Result>) => Promise<Result>;
};

/** For what takes long before it writes. */
export type OwnPaceHandler<R extends Route> = (asked: Request<R> & Committing<Answer<R>>) => Promise<Answer<R>>;

/**
 * Binds a route to what answers it. Before the handler is called, the request is read by the route's schemas, its
 * key and scope are checked, and the transaction is open; what it throws undoes everything. The handler may be
 * called again, from the beginning, where others were in the way.
 */
export function answer<R extends Route>(api: Api, route: R, handler: Handler<R>, how: TransactionOptions = {}): void {
  bind(api, route, async (request, reply, caller) => {
    const { asked, audit } = requestOf(api, route, request, reply, caller);
    const { commit } = committingOf<R>(api, route, request, asked, audit);
    await sendAnswer(api, route, reply, await commit((session) => handler({ ...asked, session }), how));
  });
}

/**
 * The same for a handler that opens its transaction itself, by calling `commit` or `commitIn`. What was answered before
 * is answered again before the handler does anything; a file is known by its content only once it has been read.
 */
export function answerAtOwnPace<R extends Route>(api: Api, route: R, handler: OwnPaceHandler<R>): void {
  bind(api, route, async (request, reply, caller) => {
    const { asked, audit } = requestOf(api, route, request, reply, caller);
    const { before, ...committing } = committingOf<R>(api, route, request, asked, audit);
    const given = route.file ? undefined : await before();
    const result = given ? (given.answer as Answer<R>) : await handler({ ...asked, ...committing });
    await sendAnswer(api, route, reply, result);
  });
}

/** Opens a route: checks key, scope and rate before anything of the body is read. */
export function bind(
  api: Api,
  route: Route,
  handler: (request: FastifyRequest, reply: FastifyReply, caller: Caller) => Promise<unknown>,
): void {
  const callers = new WeakMap<FastifyRequest, Caller>();
  api.app.route({
    method: route.method,
    url: route.path.replace(/\{(\w+)\}/g, ":$1"),
    onRequest: async (request, reply) => {
      if (route.scope === null && !route.person) {
        limitRate(api.door, `from ${request.ip}`, api.now(), reply);
        return;
      }
      const caller = await admit(api.door, request, reply, api.now, () => callerOf(api, route, request, reply));
      limitRate(api.door, caller.by, api.now(), reply);
      checkCaller(caller, route);
      callers.set(request, caller);
    },
    handler: async (request, reply) => {
      await handler(request, reply, callers.get(request) ?? NOBODY);
      return reply;
    },
  });
}

type Audit = { subject: string | null; details: unknown };

export function requestOf<R extends Route>(
  api: Api,
  route: R,
  request: FastifyRequest,
  reply: FastifyReply,
  caller: Caller,
): { readonly asked: Request<R>; readonly audit: Audit } {
  const { params, query, body, headers } = request;
  const read = readRequest(route, { params, query, body });
  const audit: Audit = { subject: Object.values((params ?? {}) as object).join("/") || null, details: null };
  const asked: Request<R> = {
    ...read,
    caller,
    now: api.now(),
    language: languageOf(headers["accept-language"]),
    pool: api.pool,
    ifMatch: headers["if-match"],
    type: (headers["content-type"] ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "",
    origin: `${request.protocol}://${request.host}`,
    tag: (tag) => void reply.header("etag", tag),
    note: ({ subject, details }) => {
      if (subject !== undefined) audit.subject = subject;
      if (details !== undefined) audit.details = details;
    },
    gone: () => untilGone(reply).signal,
  };
  return { asked, audit };
}

/** The work, what the audit says of it, and the answer to a repetition. */
function committingOf<R extends Route>(
  { pool }: Api,
  route: R,
  request: FastifyRequest,
  { caller, now }: Request<R>,
  audit: Audit,
): Committing<Answer<R>> & { readonly before: () => Promise<{ readonly answer: unknown } | undefined> } {
  const header = takesName(route) ? request.headers["idempotency-key"] : undefined;
  const key = header === undefined ? undefined : repeatableKey(caller.by, String(header));
  const text = typeof request.body === "string" ? request.body : "";
  const repeatable = (content = text): Repeatable | undefined =>
    key === undefined ? undefined : repeatableOf(route, key, request.url, content);
  const noted = async (session: Session, work: () => Promise<Answer<R>>): Promise<Answer<R>> => {
    const result = await work();
    if (changes(route)) await keepAudit(session, { by: caller.by, action: route.name, ...audit }, now);
    return result;
  };
  return {
    before: async () => {
      const asked = repeatable();
      return asked && inTransaction(pool, caller.workspaceId, (session) => answeredBefore(session, asked));
    },
    commit: (work, { content, ...how } = {}) => {
      const asked = repeatable(content);
      const doing = (session: Session) => noted(session, () => work(session));
      return inTransaction(
        pool,
        caller.workspaceId,
        (session) => (asked ? once(session, route, asked, now, () => doing(session)) : doing(session)),
        how,
      );
    },
    commitIn: (session, work) => {
      const asked = repeatable();
      const doing = () => noted(session, work);
      return asked ? onceWithin(session, route, asked, now, doing) : doing();
    },
  };
}

function changes({ method, asks }: Route): boolean {
  return method !== "GET" && asks !== true;
}

async function sendAnswer<R extends Route>(api: Api, route: R, reply: FastifyReply, result: unknown): Promise<void> {
  if (route.bytes) {
    await reply.type(route.bytes).send(Buffer.from(result as Uint8Array));
    return;
  }
  if (!route.answer) {
    await reply.code(204).send();
    return;
  }
  if (api.checksAnswers) route.answer.parse(result);
  await reply.type("application/json").send(JSON.stringify(result));
}
