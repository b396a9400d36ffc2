import { existsSync, readdirSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { testDatabase } from "@plumbline/store/testing";
import type { FastifyInstance } from "fastify";
import { expect, onTestFinished, test } from "vitest";
import { CLIENT_REQUESTS, type ClientRequest } from "./client-requests.testing.ts";
import { collectApp, realStore } from "./collect.testing.ts";

const { pool } = await testDatabase();

async function collector() {
  const { workspace, receive, kept } = await realStore(pool);
  const app = await collectApp({ receive, workspace });
  onTestFinished(() => app.close());
  return { app, kept };
}

const send = (app: FastifyInstance, { method, url, headers, body }: ClientRequest) =>
  app.inject({ method, url, headers, ...(body.length > 0 ? { payload: body } : {}) });

test.each(CLIENT_REQUESTS)("%s is understood", async (_, request, ids) => {
  const { app, kept } = await collector();
  const answer = await send(app, request);
  expect([answer.statusCode, answer.json()]).toEqual([200, { success: true }]);
  // Sent again, it is nothing new.
  await send(app, request);
  const { length } = ids;
  const books = { received: 2 * length, stored: length, duplicates: length, quarantined: 0 };
  expect(await kept()).toMatchObject({ ids: ids.toSorted(), books });
});

type Recorded = {
  readonly method: "GET" | "POST";
  readonly url: string;
  readonly rawHeaders: readonly string[];
  readonly rawBodyBase64?: string;
  /** The body, decoded. */
  readonly json?: unknown;
  readonly body?: unknown;
};
type Recording = { readonly scenarios: Readonly<Record<string, { readonly requests: readonly Recorded[] }>> };

const RECORDINGS = "../shared/recordings";
const files = existsSync(RECORDINGS) ? readdirSync(RECORDINGS) : [];
if (files.length === 0) console.warn(`No recordings of real clients in ${RECORDINGS}: their replay is SKIPPED.`);

test.skipIf(files.length === 0).each(files)("%s is understood, request by request", async (file) => {
  const { scenarios }: Recording = JSON.parse(readFileSync(`${RECORDINGS}/${file}`, "utf8"));
  for (const [scenario, { requests }] of Object.entries(scenarios)) {
    const { app, kept } = await collector();
    const sent = new Set<string>();
    for (const recorded of requests) {
      // Where a client followed a redirect to, we never lead it.
      if (recorded.url === "/moved") continue;
      const request = requestOf(recorded);
      for (const id of idsIn(request)) sent.add(id);
      expect([scenario, recorded.url, (await send(app, request)).statusCode]).toEqual([scenario, recorded.url, 200]);
    }
    expect(sent.size).toBeGreaterThan(0);
    expect(await kept()).toMatchObject({ ids: [...sent].sort(), books: { stored: sent.size, quarantined: 0 } });
  }
});

function requestOf({ method, url, rawHeaders, rawBodyBase64, json, body }: Recorded): ClientRequest {
  const headers: Record<string, string> = {};
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at]?.toLowerCase() ?? "";
    // The bodies of browsers were recorded decoded, so that they are some bytes shorter.
    if (name !== "content-length") headers[name] = rawHeaders[at + 1] ?? "";
  }
  // What was long is cut in the recording, with an ellipsis.
  if (rawBodyBase64 && !rawBodyBase64.endsWith("…")) {
    return { method, url, headers, body: Buffer.from(rawBodyBase64, "base64") };
  }
  const decoded = json ?? body ?? "";
  return { method, url, headers, body: Buffer.from(typeof decoded === "string" ? decoded : JSON.stringify(decoded)) };
}

function idsIn({ headers, body }: ClientRequest): readonly string[] {
  if (body.length === 0) return [];
  const { batch, messageId } = JSON.parse(
    (headers["content-encoding"] === "gzip" ? gunzipSync(body) : body).toString(),
  ) as { batch?: { messageId: string }[]; messageId?: string };
  return batch ? batch.map((item) => item.messageId) : [String(messageId)];
}
