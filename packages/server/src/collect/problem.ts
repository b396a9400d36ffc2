import type { FastifyReply } from "fastify";
import type { RefusedBecause } from "./arrival.ts";

/** Why a request is not answered with 200; `code` is a key of the phrases. */
export type Problem = {
  readonly status: 400 | 401 | 404 | 429 | 500 | 503;
  readonly code: ProblemCode;
  readonly retryAfterSeconds?: number;
  /** In strict mode: which items lie in quarantine, and why; the first hundred. */
  readonly refused?: readonly (RefusedBecause & { readonly index: number })[];
};

export const COLLECT_PROBLEMS = [
  /** The body is no JSON. */
  "bad-json",
  /** The body is not compressed the way its header says, or in a way that is not known. */
  "bad-encoding",
  /** The request, or what it inflates to, is larger than allowed, or has too many events. */
  "too-large",
  /** Not even HTTP as it should be. */
  "bad-request",
  "no-write-key",
  "unknown-write-key",
  /** The signature of a sender who signs is missing, wrong, or not of these five minutes. */
  "bad-signature",
  "stale-signature",
  /** Some items were refused, and `X-Strict-Mode` asked to be told. */
  "items-refused",
  "overloaded",
  "store-unavailable",
  "internal",
] as const;

type ProblemCode = (typeof COLLECT_PROBLEMS)[number];

/** Answers in the form of RFC 9457. Every SDK waits as long as a 429 says; few look at a 503's. */
export async function sendProblem(reply: FastifyReply, problem: Problem): Promise<void> {
  const { status, code, retryAfterSeconds, refused } = problem;
  if (retryAfterSeconds !== undefined) {
    const seconds = String(Math.max(1, Math.ceil(retryAfterSeconds)));
    reply.header("retry-after", seconds);
    if (status === 429) reply.header("x-ratelimit-reset", seconds);
  }
  const body = { type: "about:blank", status, code, ...(refused ? { refused } : {}) };
  await reply.code(status).type("application/problem+json").send(JSON.stringify(body));
}
