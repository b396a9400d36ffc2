import { type Asked, routes } from "@plumbline/api";
import { parseDay } from "@plumbline/scoring";
import {
  type BulkRow,
  findBulk,
  findBulks,
  inTransaction,
  keepBulk,
  keepBulkLeads,
  keepBulkProgress,
  lockBulk,
  type Session,
} from "@plumbline/store";
import { Overloaded } from "../../collect/arrival.ts";
import { answer, answerAtOwnPace } from "../answer.ts";
import type { Api } from "../api.ts";
import { pageOf, readIdCursor } from "../cursor.ts";
import { type KnownConfigurations, liveVersion } from "../known-configurations.ts";
import { searchFor } from "../leads/search-leads.ts";
import { bad } from "../read-request.ts";
import { found, Refusal } from "../refusal.ts";
import { sayInstant } from "../say-score.ts";
import type { BulkAction } from "./bulk-action.ts";
import { advanceBulk, type BulkOptions } from "./bulk-work.ts";

type Wanted = Asked<typeof routes.bulks.create>["body"];

/** So long (ms) somebody who asks waits for a few leads to be done; the job does the rest. */
const PATIENCE = 400;

/** Where too much is under way, the job goes on. */
async function advanceSoon(options: BulkOptions, workspaceId: number, bulkId: number): Promise<boolean> {
  try {
    return await advanceBulk(options, workspaceId, bulkId);
  } catch (error) {
    if (error instanceof Overloaded) return false;
    throw error;
  }
}

export function answerBulks(api: Api, options: BulkOptions): void {
  const { bulks } = routes;
  const { known } = options;

  answerAtOwnPace(api, bulks.create, async ({ body, caller, now, commit, note, pool }) => {
    const made = await commit(async (session) => {
      await check(session, known, body, now);
      const row = await begin(session, body, caller.by, now);
      note({ subject: String(row.bulk_id), details: { kind: body.action.kind } });
      return sayBulk(row);
    });
    const deadline = performance.now() + PATIENCE;
    const bulkId = Number(made.id);
    while (performance.now() < deadline && (await advanceSoon({ ...options, pool }, caller.workspaceId, bulkId)));
    const row = await inTransaction(pool, caller.workspaceId, (session) => findBulk(session, bulkId));
    return row ? sayBulk(row) : made;
  });

  answer(api, bulks.get, async ({ session, params }) =>
    sayBulk(found(await findBulk(session, Number(params.id)), "bulk")),
  );

  answer(api, bulks.list, async ({ session, query }) => {
    const before = readIdCursor(query.cursor) ?? MAX_ID;
    const rows = await findBulks(session, before, query.limit + 1);
    return pageOf(rows, query.limit, sayBulk, ({ bulk_id }) => [bulk_id]);
  });

  answer(api, bulks.stop, async ({ session, params, now }) => {
    const row = found(await lockBulk(session, Number(params.id)), "bulk");
    if (row.state !== "gathering" && row.state !== "running") throw new Refusal({ code: "already-done" });
    await keepBulkProgress(session, row.bulk_id, { ...row, state: "stopped" }, now);
    return sayBulk({ ...row, state: "stopped", changed_at: now });
  });
}

/** Keeps work, with whom it is for where they are named. */
async function begin(session: Session, { action, leads }: Wanted, by: string, now: number): Promise<BulkRow> {
  const query = "where" in leads ? leads.where : undefined;
  const said = {
    action: JSON.stringify(action),
    query: query ? JSON.stringify(query) : null,
    model: query?.model ?? null,
  };
  const bulkId = await keepBulk(session, { ...said, by }, now);
  const row = found(await lockBulk(session, bulkId), "bulk");
  if (!("ids" in leads)) return row;
  const ids = [...new Set(leads.ids.map(Number))];
  await keepBulkLeads(session, bulkId, 0, ids);
  const begun: BulkRow = { ...row, state: "running", total: ids.length };
  await keepBulkProgress(session, bulkId, begun, now);
  return begun;
}

const MAX_ID = 2_147_483_647;

/** Refuses at once what could not be done later. */
async function check(session: Session, known: KnownConfigurations, { action, leads }: Wanted, now: number) {
  const configuration = await known(session);
  if (action.kind === "adjust") {
    const { dimensions } = liveVersion(configuration, "lead", action.model).compiled.model;
    if (!Object.hasOwn(dimensions, action.dimension)) {
      throw bad("body", "action.dimension", "not-one-of", Object.keys(dimensions).join(", "));
    }
    const until = action.until === undefined ? undefined : parseDay(action.until);
    if (until !== undefined && until < configuration.zone.dayOf(now)) throw bad("body", "action.until", "too-small");
  }
  if ("where" in leads) await searchFor(session, configuration, leads.where, now);
}

function sayBulk(row: BulkRow) {
  return {
    id: String(row.bulk_id),
    action: JSON.parse(row.action) as BulkAction,
    state: row.state,
    total: row.total,
    done: row.done,
    changed: row.changed,
    problem: row.problem,
    by: row.by,
    at: sayInstant(row.created_at),
    changedAt: sayInstant(row.changed_at),
  };
}
