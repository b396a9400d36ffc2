import { randomUUID } from "node:crypto";
import type { FastifyRequest } from "fastify";
import type { Judge } from "./decode.ts";
import type { RequestFrame } from "./read-items.ts";
import type { Source } from "./source.ts";

/** Real ones are shorter; every event of a batch gets it. */
const LONGEST_AGENT = 1000;

/** What a request itself tells of its events. Only a person's own device has the person's address and agent. */
export function frameOf(
  request: FastifyRequest,
  source: Source,
  { receivedAt, judge, eventBytes }: { receivedAt: number; judge: Judge; eventBytes: number },
): RequestFrame {
  const isOwnDevice = source.kind === "browser";
  return {
    source,
    receivedAt,
    ip: isOwnDevice ? allowedIp(request.ip, request.headers["x-ip-policy"]) : undefined,
    userAgent: isOwnDevice ? request.headers["user-agent"]?.slice(0, LONGEST_AGENT) : undefined,
    gpc: request.headers["sec-gpc"] === "1",
    judge,
    newId: () => randomUUID(),
    eventBytes,
  };
}

/** As much of the address as Jitsu's privacy setting lets us keep. */
function allowedIp(ip: string, policy: string | readonly string[] | undefined): string | undefined {
  if (policy === "remove") return undefined;
  if (policy !== "stripLastOctet") return ip;
  return ip.includes(".") ? ip.replace(/\d+$/, "0") : ip.replace(/[^:]*$/, "");
}
