import { randomBytes } from "node:crypto";
import {
  inTransaction,
  keepApiKey,
  keepAudit,
  keepLoading,
  keepPersonIn,
  keepSource,
  keepWorkspace,
  nextWorkspaceId,
  type SampleTask,
  type Session,
} from "@plumbline/store";
import type { Pool } from "pg";
import { newApiKey } from "../answer/api-key.ts";
import { newWriteKey } from "./write-key.ts";

export type WorkspaceRequest = {
  readonly name: string;
  /** As the time zone database calls it: `Europe/Berlin`. */
  readonly timeZone: string;
  /** The first source; pages, where nothing is said. */
  readonly source?: { readonly name: string; readonly kind: "browser" | "server" };
  /** Of the first source, where it was chosen before. */
  readonly writeKey?: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** The sample that is to be loaded into it. */
  readonly loading?: SampleTask;
};

/** The keys of a workspace's first sources. */
export type OpenedWorkspace = {
  readonly workspaceId: number;
  /** Of the first source. */
  readonly sourceId: number;
  /** For pages: what comes with it comes from a person's own device, and is asked for consent. */
  readonly writeKey: string;
  /** For servers, which vouch for what they report. */
  readonly serverKey: string;
};

export type CreatedWorkspace = OpenedWorkspace & {
  /** May do everything; shown here and never again. */
  readonly adminKey: string;
};

/** Makes a workspace with its first sources and its first key, all or nothing. */
export async function createWorkspace(pool: Pool, request: WorkspaceRequest, now: number): Promise<CreatedWorkspace> {
  const { key: adminKey, prefix, hash } = newApiKey();
  const opened = await openWorkspace(pool, request, "start", now, (session) =>
    keepApiKey(session, { name: "First key", prefix, hash, scopes: ["admin"], expires_at: null }, now),
  );
  return { ...opened, adminKey };
}

/** The same for a person, who is its first admin; she makes keys when she needs some. */
export function createWorkspaceFor(
  pool: Pool,
  request: WorkspaceRequest,
  personId: string,
  now: number,
): Promise<OpenedWorkspace> {
  return openWorkspace(pool, request, `user:${personId}`, now, (session) =>
    keepPersonIn(session, personId, "admin", now),
  );
}

async function openWorkspace(
  pool: Pool,
  {
    name,
    timeZone,
    source = { name: "Website", kind: "browser" },
    writeKey = newWriteKey(),
    settings = {},
    loading,
  }: WorkspaceRequest,
  by: string,
  now: number,
  letIn: (session: Session) => Promise<unknown>,
): Promise<OpenedWorkspace> {
  const workspaceId = await nextWorkspaceId(pool);
  const serverKey = newWriteKey();
  const sourceId = await inTransaction(pool, workspaceId, async (session) => {
    await keepWorkspace(session, { name, timeZone, digestKey: randomBytes(32), settings }, now);
    if (loading) await keepLoading(session, loading);
    const id = await keepSource(session, { ...source, writeKey }, now);
    await keepSource(session, { name: "Server", kind: "server", writeKey: serverKey }, now);
    await letIn(session);
    await keepAudit(session, { by, action: "workspace.create", subject: String(workspaceId), details: null }, now);
    return id;
  });
  return { workspaceId, sourceId, writeKey, serverKey };
}
