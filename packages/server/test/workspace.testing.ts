import { setTimeout as sleep } from "node:timers/promises";
import type { Client } from "@plumbline/api";
import { findZone, UTC, type Zone } from "@plumbline/scoring";

/** A zone in which the day does not end while a test runs. */
export function zoneFarFromMidnight(): Zone {
  const zones = ["Europe/Berlin", "America/Los_Angeles"].map((name) => findZone(name) ?? UTC);
  const left = (zone: Zone) => zone.instantOf(zone.dayOf(Date.now()) + 1, 0) - Date.now();
  return zones.reduce((best, zone) => (left(zone) > left(best) ? zone : best));
}

/** Gives a workspace a time zone and no policy, so that everything counts; resolves to the key of a new source. */
export async function setUp(client: Client, zone: Zone): Promise<string> {
  const consent = {
    mode: "none" as const,
    categories: ["analytics"],
    gpc: "ignore" as const,
    markets: [],
    sources: [],
  };
  await client.workspace.update({ body: { timeZone: zone.name, consent } });
  const { writeKey } = await client.sources.create({ body: { name: "All", kind: "server" } });
  return writeKey;
}

/** Publishes a model and waits until it is live. */
export async function publish(client: Client, name: string, text: string): Promise<void> {
  await client.models.putDraft({ params: { name }, body: text });
  const { publication } = await client.models.publish({ params: { name } });
  while ((await client.publications.get({ params: { id: publication } })).state !== "live") await sleep(100);
}

/** Waits until nothing waits any more to be added up or looked at. */
export async function settled(client: Client): Promise<void> {
  for (;;) {
    const { dirtyAccounts, overdue } = await client.health.get();
    if (dirtyAccounts.count === 0 && overdue === 0) return;
    await sleep(200);
  }
}
