import { type Problem, sentProblem, statusOf } from "@plumbline/api";
import { phrasesOf, sayApiProblem } from "@plumbline/phrases";
import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { Overloaded } from "../collect/arrival.ts";
import { languageOf } from "./language.ts";
import { Refusal } from "./refusal.ts";

const MEDIA_TYPE = "application/problem+json";
/** How long, in seconds, a client shall wait while the database is away. */
const STORE_PAUSE = 2;

/** A problem in the words of whoever asks. */
export function problemFor({ headers }: FastifyRequest, problem: Problem) {
  return sentProblem(problem, sayApiProblem(phrasesOf(languageOf(headers["accept-language"])), problem));
}

export async function sendProblem(request: FastifyRequest, reply: FastifyReply, problem: Problem): Promise<void> {
  const status = statusOf(problem.code);
  if (status === 401) reply.header("www-authenticate", 'Bearer realm="Plumbline"');
  if ("seconds" in problem) reply.header("retry-after", String(Math.max(1, problem.seconds)));
  reply.header("vary", "accept-language").header("content-language", languageOf(request.headers["accept-language"]));
  await reply
    .code(status)
    .type(MEDIA_TYPE)
    .send(JSON.stringify(problemFor(request, problem)));
}

/** What an error means for whoever asked. Errors that are nobody's fault but ours are logged, without what they quote. */
export function problemOf(
  error: unknown,
  request: FastifyRequest,
  bodyBytes: number,
  onFault: (what: string) => void = () => {},
): Problem {
  if (error instanceof Refusal) return error.problem;
  if (error instanceof Overloaded) return { code: "unavailable", seconds: error.retryAfterSeconds };
  const { name = "error", code = "", statusCode = 500, stack = "" } = error as Partial<FastifyError>;
  if (statusCode === 413) return { code: "too-large", bytes: bodyBytes };
  if (statusCode < 500) {
    return { code: "bad-request", issues: [{ in: "body", path: "", code: "unreadable" }] };
  }
  if (isOfStore(error)) return { code: "unavailable", seconds: STORE_PAUSE };
  // A message may quote what was sent; a place in the code does not.
  const place = /\bat .*$/m.exec(stack)?.[0] ?? "";
  onFault(`${request.method} ${request.routeOptions.url ?? ""}: ${name} ${code} ${place}`);
  return { code: "internal" };
}

/** Whether the database was away, full or too busy: classes 08, 53 and 57, and what the network says. */
function isOfStore(error: unknown): boolean {
  const { code = "", message = "" } = error as { readonly code?: string; readonly message?: string };
  if (/^(?:08|53|57P|40)|^E(?:CONN|PIPE|TIMEDOUT|HOST|NET|NOTFOUND)|^ENOENT$/.test(code)) return true;
  return /^(?:timeout exceeded when trying to connect|Connection terminated|Client has encountered)/.test(message);
}
