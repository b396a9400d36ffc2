import type { Config } from "./config.ts";

/** Whether what stands at a place of the chain, counted from here, is believed when it says whom it speaks for. */
type Trust = (address: string, hop: number) => boolean;

/** The proxies that are believed, as Fastify wants to know it. */
export function trustedProxies(trust: Config["trustProxy"]): false | string[] | Trust {
  if (typeof trust === "number") return (_address, hop) => hop < trust;
  return trust && [...trust];
}
