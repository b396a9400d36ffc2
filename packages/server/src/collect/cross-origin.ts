import type { FastifyReply, FastifyRequest } from "fastify";

const ALLOWED = [
  ...["anonymousid", "authorization", "content-encoding", "content-type", "x-ip-policy", "x-retry-count"],
  ...["x-strict-mode", "x-write-key"],
].join(", ");

/**
 * Lets any page send to us, as is the point of a write key, and read how long it shall wait. The
 * page's origin is named rather than `*`, because Jitsu and `sendBeacon` send along credentials; none
 * of them is looked at here, and no answer holds anything private.
 */
export function allowOrigins(request: FastifyRequest, reply: FastifyReply): void {
  const { origin } = request.headers;
  reply.header("vary", "origin");
  reply.header("access-control-allow-origin", origin ?? "*");
  if (origin !== undefined) reply.header("access-control-allow-credentials", "true");
  reply.header("access-control-expose-headers", "retry-after, x-ratelimit-reset, x-plumbline");
  // Pages elsewhere may show our pixel.
  reply.header("cross-origin-resource-policy", "cross-origin");
}

/** The answer to a browser that asks before it sends; it need not ask again for a day. */
export async function answerPreflight(_request: FastifyRequest, reply: FastifyReply): Promise<void> {
  reply.header("access-control-allow-methods", "GET, POST, OPTIONS");
  reply.header("access-control-allow-headers", ALLOWED);
  reply.header("access-control-max-age", "86400");
  await reply.code(204).send();
}
