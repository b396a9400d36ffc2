import type { FastifyReply } from "fastify";

/** Aborts when whoever waits for a reply has gone, which may have been while it was looked up who that is. */
export function untilGone({ raw }: FastifyReply): AbortController {
  const gone = new AbortController();
  raw.on("close", () => gone.abort());
  if (raw.destroyed) gone.abort();
  return gone;
}
