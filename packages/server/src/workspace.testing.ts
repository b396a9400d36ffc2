import type { Event } from "@plumbline/scoring";
import { inTransaction, keepSource, keepWorkspace, nextWorkspaceId } from "@plumbline/store";
import type { Pool } from "pg";
import type { Arrived } from "./collect/arrival.ts";
import { advancePublication } from "./publish/advance-publication.ts";
import { publishModel } from "./publish/publish-model.ts";

/** A workspace with one source and one live model. */
export async function newWorkspace(pool: Pool, model: unknown, now: number) {
  const workspaceId = await nextWorkspaceId(pool);
  const sourceId = await inTransaction(pool, workspaceId, async (session) => {
    const workspace = { name: "Test", timeZone: "Europe/Berlin", digestKey: Buffer.alloc(16), settings: {} };
    await keepWorkspace(session, workspace, now);
    return keepSource(session, { name: "web", kind: "server", writeKey: `key-${workspaceId}` }, now);
  });
  await publish(pool, workspaceId, model, now);
  return { workspaceId, sourceId };
}

export async function publish(pool: Pool, workspaceId: number, model: unknown, now: number): Promise<void> {
  const published = await publishModel(pool, workspaceId, { input: model, source: "", author: "test" }, now);
  if (!published.ok) throw new Error(JSON.stringify(published));
  while ((await advancePublication(pool, workspaceId, published.publicationId, () => now)) !== "live");
}

/** An event that came from a person who was asked. */
export const arrived = (event: Event): Arrived => ({
  event,
  rest: {},
  flags: [],
  traffic: "person",
  consent: { kept: "full", because: "not-needed", policy: 1, shared: true },
});
