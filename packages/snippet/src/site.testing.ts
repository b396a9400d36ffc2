import { existsSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import type { Browser } from "playwright-core";
import { chromium } from "playwright-core";
import { expect } from "vitest";

/** An event as it stood in a request. */
export type Sent = {
  readonly type: string;
  readonly event?: string;
  readonly messageId: string;
  readonly anonymousId?: string;
  readonly userId?: string | null;
  readonly timestamp: string;
  readonly sentAt: string;
  readonly writeKey: string;
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly traits?: Readonly<Record<string, unknown>>;
  readonly context: Readonly<Record<string, unknown>> & { readonly page: Readonly<Record<string, string>> };
};

type Request = {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
  readonly status: number;
};

/** What a page of the site consists of; its script is a file of its own, as a strict policy demands. */
type SitePage = { readonly attributes?: string; readonly body?: string; readonly script?: string };

/** A small real site on one origin and a server that collects on another. */
export type Site = {
  /** Where the pages are. */
  readonly url: string;
  /** Where the snippet comes from and events go to. */
  readonly collector: string;
  page(path: string, page: SitePage): void;
  /** A file of the collecting server. */
  file(path: string, content: string): void;
  /** Decides the status of the next requests with events; headers go along. */
  answer(status: (sent: Sent | undefined, path: string) => number, headers?: Readonly<Record<string, string>>): void;
  /** From now on preflights get no answer before the function that is returned has been called. */
  holdPreflights(): () => void;
  /** Everything that was asked of the collecting server, preflights and scripts too. */
  readonly requests: Request[];
  /** The events that were taken, in order of arrival. */
  events(): readonly Sent[];
  close(): Promise<void>;
};

export async function openSite(snippet: string): Promise<Site> {
  const pages = new Map<string, SitePage>();
  const files = new Map([["/plumbline.js", snippet]]);
  const requests: Request[] = [];
  let answer: Parameters<Site["answer"]> = [() => 200];

  let preflights: Promise<void> | undefined;
  const statusOf = (method: string, path: string, sent: Sent | undefined): number => {
    if (sent) return answer[0](sent, path);
    return files.has(path) || method === "OPTIONS" ? 200 : 404;
  };
  const collecting = await listening(async (request, response) => {
    const { method = "", url: path = "", headers } = request;
    const body = await text(request);
    if (method === "OPTIONS") await preflights;
    const status = statusOf(method, path, path.startsWith("/v1/") && body ? (JSON.parse(body) as Sent) : undefined);
    requests.push({ method, path, headers, body, status });
    response.writeHead(status, {
      "access-control-allow-origin": "*",
      "access-control-allow-headers": "authorization, content-type, x-retry-count",
      // Without this a script may not see it.
      "access-control-expose-headers": "retry-after",
      "content-type": path.endsWith(".js") ? "text/javascript" : "application/json",
      ...(status === 429 ? answer[1] : {}),
    });
    response.end(files.get(path) ?? `{"success":true}`);
  });
  const collector = `http://localhost:${portOf(collecting)}`;

  const serving = await listening((request, response) => {
    const { pathname } = new URL(request.url ?? "", "http://site");
    const isScript = pathname.endsWith(".js");
    const page = pages.get(isScript ? pathname.slice(0, -3) : pathname);
    response.writeHead(page ? 200 : 404, {
      "content-type": isScript ? "text/javascript" : "text/html; charset=utf-8",
      "content-security-policy": `default-src 'none'; script-src 'self' ${collector}; connect-src ${collector}; form-action 'self'`,
      "cache-control": "no-store",
    });
    if (!page) response.end("There is no such page.");
    else response.end(isScript ? (page.script ?? "") : htmlOf(pathname, page, collector));
  });

  return {
    url: `http://127.0.0.1:${portOf(serving)}`,
    collector,
    page: (path, page) => void pages.set(path, page),
    file: (path, content) => void files.set(path, content),
    answer: (...given) => {
      answer = given;
    },
    holdPreflights: () => {
      const { promise, resolve } = Promise.withResolvers<void>();
      preflights = promise;
      return resolve;
    },
    requests,
    events: () =>
      requests
        .filter(
          ({ path, status, method }) =>
            /^\/v1\/[a-z]$/.test(path) && path !== "/v1/m" && status === 200 && method === "POST",
        )
        .flatMap(({ body }) => {
          const read = JSON.parse(body) as Sent & { readonly batch?: readonly Sent[] };
          return read.batch ?? [read];
        }),
    close: async () => {
      for (const server of [collecting, serving]) {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      }
    },
  };
}

function htmlOf(path: string, { attributes = "", body = "", script }: SitePage, collector: string): string {
  return `<!doctype html><html lang="en"><head><title>${path}</title>
${script === undefined ? "" : `<script src="${path}.js"></script>`}
<script async src="${collector}/plumbline.js" data-write-key="key-1" ${attributes}></script>
</head><body>${body}</body></html>`;
}

async function listening(
  handle: (request: IncomingMessage, response: ServerResponse) => void | Promise<void>,
): Promise<Server> {
  const server = createServer((request, response) => {
    Promise.resolve(handle(request, response)).catch((error: NodeJS.ErrnoException) => {
      // A page that is left may hang up in the middle of a request.
      if (error.code !== "ECONNRESET") throw error;
    });
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  return server;
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

const CHROMIUM = process.env["CHROMIUM"] ?? "/usr/bin/chromium";

/** Whether there is a browser to test in; in CI there has to be. */
export function hasChromium(): boolean {
  if (existsSync(CHROMIUM)) return true;
  if (process.env["CI"]) throw new Error(`no browser at ${CHROMIUM}: apt-get install chromium`);
  console.warn(
    `SKIPPED: the page snippet is not tested, there is no browser at ${CHROMIUM} (apt-get install chromium)`,
  );
  return false;
}

export function openChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: CHROMIUM,
    args: [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/** Expects something to come true; the time is for a machine that has other work. */
export function until<Value>(read: () => Value) {
  return expect.poll(read, { timeout: 30_000 });
}
