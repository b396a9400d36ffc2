import type { FastifyReply, FastifyRequest } from "fastify";
import type { Caller } from "./caller.ts";
import { type KnownCallers, knownCallers } from "./known-callers.ts";
import { type Allowance, limiter, type RateLimit } from "./rate-limit.ts";
import { Refusal } from "./refusal.ts";

/** Where whoever asks comes in: how often, and who needs not be looked up before; one for all of a process. */
export type Door = {
  readonly rateLimit: RateLimit;
  readonly allowanceOf: (who: string, now: number) => Allowance;
  readonly knownCallers: KnownCallers;
};

const RATE: RateLimit = { perMinute: 1200, burst: 200 };

export function openDoor(rateLimit: RateLimit = RATE): Door {
  return { rateLimit, allowanceOf: limiter(rateLimit), knownCallers: knownCallers() };
}

/** Who was not let in lately may try only so often from one address: what strangers show has to be looked up. */
export async function admit(
  door: Door,
  request: FastifyRequest,
  reply: FastifyReply,
  now: () => number,
  lookUp: () => Promise<Caller>,
): Promise<Caller> {
  const { authorization, cookie } = request.headers;
  const shown = authorization ?? cookie ?? "";
  const { knownCallers } = door;
  if (!knownCallers.has(shown, now())) limitRate(door, `from ${request.ip}`, now(), reply);
  try {
    const caller = await lookUp();
    knownCallers.keep(shown, now());
    return caller;
  } catch (error) {
    if (error instanceof Refusal) knownCallers.drop(shown);
    throw error;
  }
}

/** Counts a request, says what is left, and refuses it where nothing is. */
export function limitRate({ rateLimit, allowanceOf }: Door, who: string, now: number, reply: FastifyReply): void {
  const { isAllowed, limit, remaining, seconds } = allowanceOf(who, now);
  reply.headers({
    "ratelimit-policy": `${rateLimit.perMinute};w=60;burst=${rateLimit.burst}`,
    "ratelimit-limit": String(limit),
    "ratelimit-remaining": String(remaining),
    "ratelimit-reset": String(seconds),
  });
  if (!isAllowed) throw new Refusal({ code: "too-many-requests", seconds });
}
