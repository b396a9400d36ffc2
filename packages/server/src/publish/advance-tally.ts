import { type CompiledModel, findZone, type Model, UTC, type Zone } from "@plumbline/scoring";
import {
  countSubjects,
  findRuleTally,
  findSubjectsAfter,
  findTallyToDo,
  findVersion,
  findWorkspace,
  inTransaction,
  keepRulesOfReviews,
  keepRuleTally,
  lockRuleTally,
  type RuleTallyRow,
  type Session,
  startRuleTally,
} from "@plumbline/store";
import type { Pool } from "pg";
import { compileKept } from "../score/readers.ts";
import { type FactsPlan, factsOfPage, factsPlanFor } from "./page-facts.ts";
import { addToTally, openTally } from "./tally-rules.ts";

/** How many are looked at in one transaction. */
const STEP = 500;
/** How many steps are taken in one call. */
const STEPS = 10;
const DAY = 86_400_000;
/** After the first count of a version: an import or the sample data may have been on their way. */
const SOON = 10 * 60_000;

/**
 * Takes the count of what rules do some steps further: a walk over all leads (or accounts) of one live version, that
 * notes how far it came. It begins anew once a day, and once soon after the first count. Returns how many were looked at; 0 where nothing is to do.
 */
export async function advanceTally(
  pool: Pool,
  workspaceId: number,
  now: () => number,
  stopping?: AbortSignal,
): Promise<number> {
  const todo = await inTransaction(pool, workspaceId, async (session) => {
    const next = await findTallyToDo(session, {
      before: now() - DAY,
      firstBefore: now() - SOON,
    });
    if (next && !next.is_begun) await beginTally(session, next.version_id, now());
    return next;
  });
  if (!todo) return 0;
  const memory: { plan: Plan | undefined } = { plan: undefined };
  let looked = 0;
  for (let step = 0; step < STEPS && !stopping?.aborted; step++) {
    const some = await inTransaction(pool, workspaceId, (session) => takeStep(session, todo.version_id, memory, now()));
    if (some === undefined) break;
    looked += Math.max(1, some);
    if (some < STEP) break;
  }
  return looked;
}

/** Begins to count what the rules of a version do, from the first lead on. */
export async function beginTally(session: Session, versionId: number, now: number): Promise<RuleTallyRow> {
  const version = await findVersion(session, versionId);
  const of = (version?.body as Model | undefined)?.of ?? "lead";
  const total = await countSubjects(session, of);
  await startRuleTally(session, versionId, { total, day: (await zoneOf(session)).dayOf(now) }, now);
  return (await findRuleTally(session, versionId)) as RuleTallyRow;
}

type Plan = FactsPlan & { readonly compiled: CompiledModel };

async function planOf(session: Session, versionId: number): Promise<Plan> {
  const version = await findVersion(session, versionId);
  const model = version?.body as Model;
  const zone = await zoneOf(session);
  const compiled = await compileKept(session, model, zone);
  return { ...(await factsPlanFor(session, model, version?.model_id, zone)), compiled };
}

async function zoneOf(session: Session): Promise<Zone> {
  return findZone((await findWorkspace(session))?.time_zone ?? "") ?? UTC;
}

/** How many were looked at; undefined where another process does it, or all is done. */
async function takeStep(
  session: Session,
  versionId: number,
  memory: { plan: Plan | undefined },
  now: number,
): Promise<number | undefined> {
  const row = await lockRuleTally(session, versionId);
  if (!row || row.counted_at !== null) return undefined;
  memory.plan ??= await planOf(session, versionId);
  const { plan } = memory;
  const subjects = await findSubjectsAfter(session, plan.of, row.cursor, STEP);
  const facts = await factsOfPage(session, plan, subjects);
  const tally = openTally(row.sums);
  for (const one of facts.values()) addToTally(tally, plan.compiled, one, row.day);
  const isOver = subjects.length < STEP;
  const kept: RuleTallyRow = {
    ...row,
    cursor: subjects.at(-1)?.id ?? row.cursor,
    done: row.done + subjects.length,
    counted_at: isOver ? now : null,
    sums: JSON.stringify(tally),
  };
  await keepRuleTally(session, kept);
  if (isOver) await keepRulesOfReviews(session, versionId, JSON.stringify({ ...kept, former: null, former_at: null }));
  return subjects.length;
}
