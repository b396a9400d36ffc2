import { safeFetch, webhookSecret } from "@plumbline/connectors";
import {
  type DeliveryRow,
  findDeliveries,
  inTransaction,
  keepEndpoint,
  keepOutbox,
  keepWorkspace,
  nextWorkspaceId,
} from "@plumbline/store";
import type { Pool } from "pg";
import { type DeliverOptions, deliveryTask } from "./deliver.ts";
import { endpointPlace, type SealKeys, seal } from "./seal.ts";

export const KEYS: SealKeys = [Buffer.alloc(32, 1)];
export const SECRET = webhookSecret(Buffer.alloc(32, 2));
export const TYPE = "lead.band.entered";

/** A workspace that has endpoints; nothing is in it otherwise. */
export async function newAnnouncer(pool: Pool, settings: Readonly<Record<string, unknown>> = {}) {
  const workspaceId = await nextWorkspaceId(pool);
  const within = <Result>(work: Parameters<typeof inTransaction<Result>>[2]) => inTransaction(pool, workspaceId, work);
  const workspace = { name: "Test", timeZone: "UTC", digestKey: Buffer.alloc(16, workspaceId), settings };
  await within((session) => keepWorkspace(session, workspace, Date.now()));
  return {
    workspaceId,
    within,
    addEndpoint: async (url: string, secret = SECRET): Promise<number> => {
      const sealed = seal(secret, KEYS, endpointPlace(workspaceId));
      const endpoint = { url, description: "", types: [TYPE], secret: sealed };
      return (await within((session) => keepEndpoint(session, endpoint, Date.now()))).endpoint_id;
    },
    announce: (count = 1, now = Date.now()): Promise<void> => {
      const payload = (i: number) =>
        JSON.stringify({ type: TYPE, timestamp: new Date(now).toISOString(), data: { i } });
      const announcements = Array.from({ length: count }, (_, i) => ({ type: TYPE, payload: payload(i) }));
      return within((session) => keepOutbox(session, announcements, now));
    },
    /** The oldest first. */
    deliveries: async (): Promise<readonly DeliveryRow[]> => {
      const all = { endpointId: undefined, state: undefined, before: Number.MAX_SAFE_INTEGER, most: 10_000 };
      return (await within((session) => findDeliveries(session, all))).toReversed();
    },
  };
}

export type Announcer = Awaited<ReturnType<typeof newAnnouncer>>;

/** The task, as it is set up in tests: this machine may be told. */
export function testTask(pool: Pool, options: Partial<DeliverOptions> = {}) {
  const fetch = safeFetch({ allow: ["127.0.0.0/8"] });
  return deliveryTask({ pool, now: Date.now, random: () => 0, fetch, keys: KEYS, ...options });
}
