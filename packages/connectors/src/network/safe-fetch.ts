import { lookup } from "node:dns/promises";
import { type IncomingMessage, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { rootCertificates } from "node:tls";
import type { AddressProblem, Fetch, FetchRequest, FetchResult, NetworkProblem } from "./fetch.ts";
import { networks } from "./forbidden.ts";
import { checkAddresses, readTarget, type Target } from "./target.ts";

export type SafeFetchOptions = {
  /** Networks (CIDR) that may be called although they are private, on any port and without TLS. */
  readonly allow?: readonly string[];
  /** Addresses of a name; the system's where nothing is said. */
  readonly resolve?: (name: string) => Promise<readonly string[]>;
  /** Certificates (PEM) of authorities that are trusted beside the usual ones. */
  readonly authorities?: readonly string[];
};

/** How much of an answer that nobody wants is listened to, for politeness: then the connection is closed. */
const DRAIN = 64 * 1024;

/**
 * Requests that stay outside the house, whoever chose the URL: a name is resolved once, every address of the
 * answer is checked, and the connection goes to these very addresses. Nothing is cached, no connection is kept,
 * no proxy of the environment is used.
 */
export function safeFetch({ allow = [], resolve = resolveName, authorities = [] }: SafeFetchOptions): Fetch {
  const isAllowed = networks(allow);
  const ca = authorities.length > 0 ? [...rootCertificates, ...authorities] : undefined;
  return async (request) => {
    const target = readTarget(request.url, isAllowed);
    if (typeof target === "string") return { kind: "refused", because: target };
    const timeout = AbortSignal.timeout(request.timeout);
    const signal = request.signal ? AbortSignal.any([timeout, request.signal]) : timeout;
    try {
      const addresses = isIP(target.host) === 0 ? await unlessAborted(resolve(target.host), signal) : [target.host];
      if (addresses.length === 0) return { kind: "failed", because: "name-unknown" };
      const problem = checkAddresses(target, addresses, isAllowed);
      if (problem) return { kind: "refused", because: problem };
      return await send(target, addresses, { ...request, signal }, ca);
    } catch (error) {
      return { kind: "failed", because: timeout.aborted ? "timeout" : problemOf(error, signal) };
    }
  };
}

/** What is wrong with a URL, as far as it can be said without asking anyone. */
export function checkUrl(url: string, allow: readonly string[] = []): AddressProblem | undefined {
  const isAllowed = networks(allow);
  const target = readTarget(url, isAllowed);
  if (typeof target === "string") return target;
  // A name may lead to an allowed network, where there is one.
  if (isIP(target.host) !== 0 || allow.length > 0) return undefined;
  return checkAddresses(target, [], isAllowed);
}

async function resolveName(name: string): Promise<readonly string[]> {
  return (await lookup(name, { all: true })).map(({ address }) => address);
}

/** The system's resolver cannot be stopped, only left alone. */
function unlessAborted<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    signal.addEventListener("abort", stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
  });
}

/** Gives the addresses that were checked, whatever name is asked for: nobody resolves it a second time. */
function pinned(addresses: readonly string[]): LookupFunction {
  const all = addresses.map((address) => ({ address, family: isIP(address) }));
  return (_name, { all: wantsAll }, answer) => {
    if (wantsAll) answer(null, all);
    else answer(null, all[0]?.address ?? "", all[0]?.family);
  };
}

function send(
  { url }: Target,
  addresses: readonly string[],
  { method, headers, body, keep, signal }: FetchRequest,
  ca: string[] | undefined,
): Promise<FetchResult> {
  return new Promise((resolve, reject) => {
    const make = url.protocol === "https:" ? requestHttps : requestHttp;
    const options = {
      method,
      headers,
      lookup: pinned(addresses),
      agent: false,
      ...(signal && { signal }),
      ...(ca && { ca }),
    };
    const call = make(url, { ...options, maxHeaderSize: 16 * 1024 }, (answer) => {
      resolve(readAnswer(answer, keep, signal));
    });
    call.on("error", reject);
    // A connection that ends without a word, or that the other side wants for something else than HTTP.
    call.on("close", () => reject(new Error("closed")));
    call.end(body);
  });
}

/** The status stands once it is read; a body that nobody wants may be endless, slow or torn. */
function readAnswer(answer: IncomingMessage, keep: number, signal: AbortSignal | undefined): Promise<FetchResult> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const done = (because?: NetworkProblem, error?: unknown) => {
      if (because === undefined || keep === 0) {
        resolve({
          kind: "answered",
          status: answer.statusCode ?? 0,
          headers: headersOf(answer),
          body: Buffer.concat(chunks),
        });
      } else if (signal?.aborted) reject(error);
      else resolve({ kind: "failed", because });
      answer.destroy();
    };
    answer.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > (keep || DRAIN)) return done("answer-too-large");
      if (keep > 0) chunks.push(chunk);
    });
    answer.on("end", () => done());
    answer.on("error", (error) => done("connection-lost", error));
    answer.on("close", () => done("connection-lost"));
  });
}

function headersOf({ headers }: IncomingMessage): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : (value ?? "")]),
  );
}

const TLS = /^(CERT_|ERR_TLS_|ERR_SSL_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|HOSTNAME_MISMATCH|EPROTO$)/;

const BY_CODE: Readonly<Record<string, NetworkProblem>> = {
  ENOTFOUND: "name-unknown",
  EAI_AGAIN: "name-unknown",
  ENODATA: "name-unknown",
  ECONNREFUSED: "connection-refused",
  EHOSTUNREACH: "connection-refused",
  ENETUNREACH: "connection-refused",
  ETIMEDOUT: "timeout",
};

function problemOf(error: unknown, signal: AbortSignal): NetworkProblem {
  if (signal.aborted) return "interrupted";
  const code = String((error as { code?: unknown } | null)?.code ?? "");
  if (Object.hasOwn(BY_CODE, code)) return BY_CODE[code] ?? "connection-lost";
  if (code.startsWith("HPE_")) return "answer-malformed";
  return TLS.test(code) ? "tls" : "connection-lost";
}
