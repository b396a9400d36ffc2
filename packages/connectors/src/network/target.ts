import { isIP } from "node:net";
import type { AddressProblem } from "./fetch.ts";
import { type AddressTest, isMetadata, isPublic } from "./forbidden.ts";

/** Where webhooks are usually received; others belong to databases, mail and everything else. */
const PORTS = new Set(["", "80", "443", "8080", "8443"]);

export type Target = { readonly url: URL /** A name, or an address without brackets. */; readonly host: string };

/** Reads where a URL leads, as far as it can be said before its name is resolved. */
export function readTarget(text: string, isAllowed: AddressTest): Target | AddressProblem {
  const url = URL.parse(text);
  if (!url) return "url-invalid";
  if (url.protocol !== "https:" && url.protocol !== "http:") return "url-scheme";
  if (url.username !== "" || url.password !== "") return "url-credentials";
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const target = { url, host };
  if (isMetadata(host)) return "address-forbidden";
  return isIP(host) === 0 ? target : (checkAddresses(target, [host], isAllowed) ?? target);
}

/**
 * What is wrong with calling some addresses, every one of them: an answer that mixes public and private ones is
 * how a name is turned against the house.
 */
export function checkAddresses(
  { url }: Target,
  addresses: readonly string[],
  isAllowed: AddressTest,
): AddressProblem | undefined {
  if (addresses.some(isMetadata)) return "address-forbidden";
  if (addresses.length > 0 && addresses.every(isAllowed)) return undefined;
  if (!addresses.every((address) => isPublic(address) || isAllowed(address))) return "address-forbidden";
  if (url.protocol !== "https:") return "url-scheme";
  return PORTS.has(url.port) ? undefined : "url-port";
}
