import { Readable } from "node:stream";
import type { Route, Streamed } from "@plumbline/api";
import type { FastifyReply, FastifyRequest } from "fastify";
import { bind, type Request, requestOf } from "../answer.ts";
import { type Api, CLOSING } from "../api.ts";
import { checkStill } from "../caller-of.ts";
import { problemFor, problemOf } from "../send-problem.ts";
import { untilGone } from "../until-gone.ts";
import { whenAborted } from "./when-aborted.ts";

/**
 * `signal` aborts when nobody listens any more. `isAgain` says that somebody has listened before (`Last-Event-ID`, which
 * browsers send by themselves once they were told an id): what came in between is not told again.
 */
export type StreamHandler<R extends Route> = (
  asked: Request<R> & { readonly signal: AbortSignal; readonly isAgain: boolean },
) => AsyncIterable<Streamed<R>>;

/** How often it is looked whether who listens would still be let in. */
const CHECK = 20_000;
/** Proxies drop connections on which nothing is said for half a minute. */
const SILENCE = 15_000;
const HEADERS = {
  "content-type": "text/event-stream; charset=utf-8",
  "cache-control": "no-store",
  // Nginx would hold events back.
  "x-accel-buffering": "no",
  // Nothing else comes on it: a server that closes need not wait for another request.
  connection: "close",
};

/**
 * Binds a route to a stream of server-sent events. The first event is waited for before the answer begins, so
 * that whatever is wrong with the request has a status of its own; later, a problem is an event, the last one. A
 * session that is revoked, or a person who is removed, hears no more after `CHECK` at most.
 */
export function bindStream<R extends Route>(api: Api, route: R, handler: StreamHandler<R>): void {
  bind(api, route, async (request, reply, caller) => {
    const gone = untilGone(reply);
    if (gone.signal.aborted) return;
    api.streams.add(gone);
    const watch = setInterval(() => {
      checkStill(api, route, request, caller).catch((error: unknown) => gone.abort(error));
    }, CHECK).unref();
    whenAborted(gone.signal, () => {
      clearInterval(watch);
      api.streams.delete(gone);
    });
    const { asked } = requestOf(api, route, request, reply, caller);
    // Its schema says that it is one; the compiler does not look into the route's type.
    const isAgain = request.headers["last-event-id"] !== undefined;
    const all = handler({ ...asked, signal: gone.signal, isAgain }) as AsyncIterable<Event>;
    const events = all[Symbol.asyncIterator]();
    const first = await events.next();
    const check = (event: unknown) => (api.checksAnswers ? route.stream?.parse(event) : undefined);
    await send(
      reply,
      framesOf(events, first, gone.signal, check, (error) => problemEvent(api, request, error)),
    );
  });
}

async function send(reply: FastifyReply, frames: AsyncIterable<string>): Promise<void> {
  await reply.headers(HEADERS).send(Readable.from(frames));
}

type Event = { readonly event: string; readonly id?: string; readonly data: unknown };

async function* framesOf(
  events: AsyncIterator<Event>,
  first: IteratorResult<Event>,
  signal: AbortSignal,
  check: (event: unknown) => void,
  sayError: (error: unknown) => Event,
): AsyncGenerator<string> {
  let next = Promise.resolve(first);
  try {
    while (!signal.aborted) {
      const result = await orSilence(next, signal);
      if (result === undefined) {
        if (!signal.aborted) yield ":\n\n";
        continue;
      }
      if (result.done) break;
      check(result.value);
      yield frame(result.value);
      next = events.next();
    }
    if (signal.reason !== CLOSING) signal.throwIfAborted();
  } catch (error) {
    yield frame(sayError(error));
  } finally {
    next.catch(() => {});
    // Not waited for: it may be waiting for something itself, until it sees the signal.
    events.return?.().catch(() => {});
  }
}

/** What comes next, or undefined where nothing does for a while. */
async function orSilence<Next>(next: Promise<Next>, signal: AbortSignal): Promise<Next | undefined> {
  let stop = () => {};
  const silence = new Promise<undefined>((resolve) => {
    const timer = setTimeout(() => resolve(undefined), SILENCE);
    const end = () => resolve(undefined);
    signal.addEventListener("abort", end);
    stop = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
    };
  });
  return Promise.race([next, silence]).finally(() => stop());
}

function frame({ event, id, data }: Event): string {
  return `event: ${event}\n${id === undefined ? "" : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`;
}

function problemEvent(api: Api, request: FastifyRequest, error: unknown): Event {
  return { event: "problem", data: problemFor(request, problemOf(error, request, api.bodyBytes)) };
}
