import { decideConsent } from "./consent.ts";
import { defaultConsentPolicy } from "./consent-policy.ts";
import type { Judge } from "./decode.ts";
import type { KnownSource } from "./known-sources.ts";
import { classifyTraffic } from "./traffic.ts";

/** Judges an event by what its source's workspace says of traffic and consent. */
export const judge: Judge = (event, { source, ip, userAgent, gpc }) => {
  const { policy = defaultConsentPolicy, classify = classifyTraffic } = source as Partial<KnownSource>;
  const seen = { event, ip, userAgent };
  const request = { gpc, sourceId: source.sourceId, fromServer: source.kind !== "browser" };
  return { traffic: classify(seen), consent: decideConsent(policy, event, request) };
};
