import { parseDay, toPoints } from "@plumbline/scoring";
import {
  type BulkRow,
  countAttempt,
  dropTags,
  findBulk,
  findBulkLeads,
  findPresence,
  inTransaction,
  keepBulkLeads,
  keepBulkProgress,
  keepTags,
  lockBulk,
  lockLeads,
  type Session,
} from "@plumbline/store";
import type { Pool } from "pg";
import type { Receive } from "../../collect/arrival.ts";
import { patiently } from "../../collect/patiently.ts";
import type { ScoreChange } from "../../decide/keep-placed.ts";
import { adjust } from "../../identify/adjust.ts";
import { type KnownConfigurations, liveVersion } from "../known-configurations.ts";
import type { ListPlace } from "../leads/list-order.ts";
import { decided, look, searchFor } from "../leads/search-leads.ts";
import { Refusal } from "../refusal.ts";
import type { BulkAction, BulkQuery } from "./bulk-action.ts";
import { setOwners } from "./set-owners.ts";
import { tagsOf } from "./tags.ts";

export type BulkOptions = {
  readonly pool: Pool;
  readonly now: () => number;
  readonly known: KnownConfigurations;
  readonly receive: Receive;
  readonly onChange: (workspaceId: number, changes: readonly ScoreChange[]) => void;
};

/** How many leads in one transaction. */
const CHUNKS: Readonly<Record<BulkAction["kind"], number>> = {
  "add-tags": 500,
  "remove-tags": 500,
  "set-owner": 250,
  adjust: 50,
};
const WINDOW = 1000;
/** So often it is taken up without coming further; attempts that are counted lie half a minute apart. */
const MOST_ATTEMPTS = 5;

/**
 * Takes work on many leads one step on: finds out for whom it is, or does it for the next few. Each step is one
 * transaction with how far it came, so that whoever goes on after a crash neither leaves anybody out nor does
 * anything twice. Resolves to whether there is more to do.
 */
export async function advanceBulk(options: BulkOptions, workspaceId: number, bulkId: number): Promise<boolean> {
  const row = await inTransaction(options.pool, workspaceId, (session) => findBulk(session, bulkId));
  try {
    if (row?.state === "gathering") await gatherLeads(options, workspaceId, row);
    else if (row?.state === "running") await workOn(options, workspaceId, row);
    else return false;
    return true;
  } catch (error) {
    // It made sense when it was asked for; by now the model is another one.
    if (!(error instanceof Refusal)) throw error;
    await end(options, workspaceId, bulkId, error.problem.code);
    return false;
  }
}

/** The job of the queue. What fails however often it is tried, or ends its process each time, has failed: `given-up`. */
export function bulkTask(options: BulkOptions): (payload: unknown, stopping: AbortSignal) => Promise<void> {
  return async (payload, stopping) => {
    const { workspaceId, bulkId } = payload as { readonly workspaceId: number; readonly bulkId: number };
    const { pool, now } = options;
    const attempts = await inTransaction(pool, workspaceId, (session) => countAttempt(session, "bulk", bulkId, now()));
    if (attempts > MOST_ATTEMPTS) {
      await end(options, workspaceId, bulkId, "given-up");
      return;
    }
    const patient = { ...options, receive: patiently(options.receive, stopping) };
    while (await advanceBulk(patient, workspaceId, bulkId)) {
      // Whoever tries the job again goes on there.
      if (stopping.aborted) throw new Error("Stopped before the end");
    }
  };
}

/** Writes down all leads that the filter lets through at one instant. */
async function gatherLeads({ pool, known, now }: BulkOptions, workspaceId: number, { bulk_id }: BulkRow) {
  await inTransaction(pool, workspaceId, async (session) => {
    await session.rows({ name: "", text: "set transaction isolation level repeatable read" }, []);
    const row = await lockBulk(session, bulk_id);
    if (row?.state !== "gathering") return;
    const query = JSON.parse(row.query ?? "{}") as BulkQuery;
    const search = await searchFor(session, await known(session), query, now());
    let total = 0;
    let place: ListPlace | undefined;
    for (let looked = WINDOW; looked === WINDOW; ) {
      const step = await look(search, place, WINDOW);
      const rows = search.filter.decide ? await decided(search, search.filter.decide, step.rows) : step.rows;
      const ids = rows.map(({ lead_id }) => lead_id);
      if (ids.length > 0) await keepBulkLeads(session, bulk_id, total, ids);
      total += ids.length;
      ({ looked, end: place } = step);
    }
    await keepBulkProgress(session, bulk_id, { ...row, state: "running", total }, now());
  });
}

async function workOn(options: BulkOptions, workspaceId: number, row: BulkRow): Promise<void> {
  const action = JSON.parse(row.action) as BulkAction;
  if (action.kind === "set-owner") await ownChunk(options, workspaceId, row, action.owner);
  else await changeChunk(options, workspaceId, row, action);
}

/** Events are stored in a transaction of their own; their ids see to it that each is stored once. */
async function ownChunk(
  { pool, receive, now }: BulkOptions,
  workspaceId: number,
  { bulk_id, done, by }: BulkRow,
  owner: string | null,
) {
  const leadIds = await inTransaction(pool, workspaceId, (session) =>
    findBulkLeads(session, bulk_id, done, CHUNKS["set-owner"]),
  );
  const messageId = (leadId: number) => `owner-bulk-${bulk_id}-${leadId}`;
  const { changed, arrival } = await setOwners(pool, workspaceId, { leadIds, owner, by, messageId }, now());
  if (arrival.items.length > 0) await receive(arrival);
  await inTransaction(pool, workspaceId, async (session) => {
    const row = await lockBulk(session, bulk_id);
    // Somebody else was as far: it was the same.
    if (row?.state !== "running" || row.done !== done) return;
    await keepProgress(session, row, leadIds.length, changed, now());
  });
}

async function changeChunk(
  options: BulkOptions,
  workspaceId: number,
  { bulk_id }: BulkRow,
  action: Exclude<BulkAction, { kind: "set-owner" }>,
): Promise<void> {
  const { pool, now } = options;
  const presence = await inTransaction(pool, workspaceId, findPresence);
  const configuration = presence.adjustments ? "sharing" : "changing";
  let changes: readonly ScoreChange[] = [];
  await inTransaction(
    pool,
    workspaceId,
    async (session) => {
      const row = await lockBulk(session, bulk_id);
      if (row?.state !== "running") return;
      const leadIds = await findBulkLeads(session, bulk_id, row.done, CHUNKS[action.kind]);
      const made = await change(session, options, { action, leadIds: leadIds.toSorted((a, b) => a - b), by: row.by });
      changes = made.changes;
      await keepProgress(session, row, leadIds.length, made.changed, now());
    },
    action.kind === "adjust" ? { configuration } : {},
  );
  if (changes.length > 0) options.onChange(workspaceId, changes);
}

type Change = {
  readonly action: Exclude<BulkAction, { kind: "set-owner" }>;
  readonly leadIds: readonly number[];
  readonly by: string;
};

async function change(session: Session, options: BulkOptions, { action, leadIds, by }: Change) {
  const now = options.now();
  if (action.kind === "adjust") return adjustAll(session, options, { action, leadIds, by });
  const locked = (await lockLeads(session, leadIds)).map(({ lead_id }) => lead_id);
  const tags = tagsOf(action.tags);
  const changed =
    action.kind === "add-tags" ? await keepTags(session, locked, tags, by, now) : await dropTags(session, locked, tags);
  return { changed: changed.length, changes: [] };
}

async function adjustAll(
  session: Session,
  { known, now }: BulkOptions,
  { action, leadIds, by }: { action: BulkAction & { kind: "adjust" }; leadIds: readonly number[]; by: string },
) {
  const changes: ScoreChange[] = [];
  let changed = 0;
  const { dimension, reason } = action;
  const until = action.until === undefined ? null : (parseDay(action.until) ?? null);
  for (const leadId of leadIds) {
    // The first adjustment of all raises the configuration: whoever comes after it reads it again.
    const configuration = await known(session);
    const version = liveVersion(configuration, "lead", action.model);
    const given = { dimension, points: toPoints(action.points), reason, by, until };
    const made = await adjust(session, configuration, { leadId, version, ...given }, now());
    if (!made) continue;
    changed += 1;
    changes.push(...made.changes);
  }
  return { changed, changes };
}

async function keepProgress(session: Session, row: BulkRow, more: number, changed: number, now: number) {
  const done = row.done + more;
  const state = done >= (row.total ?? 0) || more === 0 ? "done" : "running";
  await keepBulkProgress(session, row.bulk_id, { ...row, state, done, changed: row.changed + changed }, now);
}

async function end({ pool, now }: BulkOptions, workspaceId: number, bulkId: number, problem: string): Promise<void> {
  await inTransaction(pool, workspaceId, async (session) => {
    const row = await lockBulk(session, bulkId);
    if (row && (row.state === "gathering" || row.state === "running")) {
      await keepBulkProgress(session, bulkId, { ...row, state: "failed", problem }, now());
    }
  });
}
