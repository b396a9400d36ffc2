import type { IncomingHttpHeaders } from "node:http";

/** What a request says of where it comes from. */
export type Arrival = { readonly method: string; readonly headers: IncomingHttpHeaders; readonly host: string };

/**
 * Whether a request may act with the cookies that came with it. Browsers name the page that sends (`Origin`) with
 * everything but GET and HEAD, and no page can forge that; so what changes something has to come from a page of our
 * own: of the address that was configured, or else of the very host that was asked.
 */
export function mayUseCookies({ method, headers, host }: Arrival, url: string | undefined): boolean {
  if (method === "GET" || method === "HEAD") return true;
  const { origin } = headers;
  return origin !== undefined && isOwn(origin, host, url);
}

function isOwn(origin: string, host: string, url: string | undefined): boolean {
  if (url !== undefined) return origin === new URL(url).origin;
  return URL.canParse(origin) && /^https?:$/.test(new URL(origin).protocol) && new URL(origin).host === host;
}
