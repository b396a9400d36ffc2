import { testDatabase } from "@plumbline/store/testing";
import fastify from "fastify";
import { expect, test } from "vitest";
import { gather } from "../../collect/gather.ts";
import { createWorkspace } from "../../workspace/create-workspace.ts";
import { arrived } from "../../workspace.testing.ts";
import { apiOn } from "../api.ts";
import { knownConfigurations } from "../known-configurations.ts";
import { prepare } from "../prepare.ts";
import { type ArrivalsHub, openArrivals } from "./arrivals-hub.ts";
import { openHub } from "./hub.ts";
import { streamRoutes } from "./stream-routes.ts";

const { pool } = await testDatabase();
const NOW = Date.parse("2026-11-22T12:00:00Z");
const now = () => NOW;

/** A process that stores events. */
function storing(arrivals: ArrivalsHub) {
  const { receive } = gather({ pool, now, onStored: arrivals.onStored });
  let messages = 0;
  return (workspaceId: number, sourceId: number, events: readonly object[]) =>
    receive({
      workspaceId,
      sourceId,
      receivedAt: NOW - 5,
      items: events.map((event) =>
        "refused" in event
          ? { refused: { code: "no-identity" as const, path: "userId", value: "secret" }, raw: Buffer.from("{}") }
          : arrived({ messageId: `m${sourceId}-${messages++}`, timestamp: NOW, ...event } as never),
      ),
    });
}

/** Reads server-sent events into a list, until the signal. */
async function readInto(heard: Record<string, string>[], response: Response): Promise<void> {
  let text = "";
  try {
    for await (const piece of response.body ?? []) {
      text += Buffer.from(piece).toString();
      const frames = text.split("\n\n");
      text = frames.pop() ?? "";
      for (const frame of frames) {
        heard.push(
          Object.fromEntries(
            frame.split("\n").map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 2)]),
          ),
        );
      }
    }
  } catch {
    // The reader has gone.
  }
}

test("who watches sees what arrives at another process, and nobody another workspace's", async () => {
  const [here, there] = [openArrivals({ pool, now }), openArrivals({ pool, now })];
  await there.start();
  const hub = openHub({ pool, known: knownConfigurations() });
  const app = fastify({ forceCloseConnections: true });
  prepare(app, 1000);
  streamRoutes(apiOn(app, { pool, now, checksAnswers: true }), hub, here);
  const address = await app.listen({ port: 0, host: "127.0.0.1" });
  const [own, other] = await Promise.all(
    ["Own", "Other"].map((name) => createWorkspace(pool, { name, timeZone: "UTC" }, NOW)),
  );
  if (!own || !other) throw new Error("There are two");
  const gone = new AbortController();
  const open = (query: string) =>
    fetch(`${address}/stream/events${query}`, {
      headers: { authorization: `Bearer ${own.adminKey}` },
      signal: gone.signal,
    });
  const [all, none] = [[], []] as [Record<string, string>[], Record<string, string>[]];
  const reading = [readInto(all, await open("")), readInto(none, await open("?source=999"))];
  await expect.poll(() => all.length + none.length).toBe(2);

  const store = storing(there);
  await store(other.workspaceId, other.sourceId, [{ userId: "x", type: "track", event: "Elsewhere" }]);
  // The other process hears of who watches a moment later.
  await expect
    .poll(async () => {
      await store(own.workspaceId, own.sourceId, [{ userId: "ann@secret.example", type: "track", event: "Ping" }]);
      return all.length;
    })
    .toBeGreaterThan(1);
  await store(own.workspaceId, own.sourceId, [
    { refused: true },
    { messageId: "twice", type: "page", anonymousId: "d" },
    { messageId: "twice", type: "page", anonymousId: "d" },
  ]);
  await expect.poll(() => JSON.stringify(all)).toContain("duplicate");
  expect(JSON.stringify(all)).not.toMatch(/Elsewhere|secret/);
  const arrivals = all.filter(({ event }) => event === "arrival");
  expect(new Set(arrivals.map(({ id }) => id)).size).toBe(arrivals.length);
  const said = arrivals.map(({ data }) => JSON.parse(data ?? "") as object);
  const about = { source: String(own.sourceId), at: new Date(NOW - 5).toISOString(), took: 5, path: null };
  expect(said).toContainEqual({
    ...about,
    ...{ type: "track", name: "Ping", identity: "user", outcome: "stored", code: null },
  });
  expect(said).toContainEqual({
    ...about,
    ...{ type: null, name: null, identity: null, outcome: "quarantined", code: "no-identity", path: "userId" },
  });
  expect(said).toContainEqual({
    ...about,
    ...{ type: "page", name: null, identity: "anonymous", outcome: "duplicate", code: null },
  });
  // Of a flood, a part is shown, and the rest counted.
  const flood = Array.from({ length: 500 }, () => ({ userId: "f", type: "track", event: "\u4e2d".repeat(500) }));
  await store(own.workspaceId, own.sourceId, flood);
  await expect.poll(() => all.at(-1)?.["event"]).toBe("skipped");
  const shown = all.filter(({ data }) => data?.includes("\u4e2d")).length;
  expect(shown + (JSON.parse(all.at(-1)?.["data"] ?? "{}") as { count: number }).count).toBe(500);
  expect(none).toHaveLength(1);
  gone.abort();
  await Promise.all(reading);
  await app.close();
  for (const one of [here, there, hub]) await one.close();
});
