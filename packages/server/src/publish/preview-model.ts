import { type CompiledModel, findZone, type Model, place, UTC } from "@plumbline/scoring";
import {
  countSubjects,
  findModel,
  findScores,
  findSubjectsAfter,
  findWorkspace,
  inTransaction,
  type Session,
  type WalkedSubject,
} from "@plumbline/store";
import type { Pool } from "pg";
import { readPlacing } from "../decide/record.ts";
import { compileKept } from "../score/readers.ts";
import { type FactsPlan, factsOfPage, factsPlanFor } from "./page-facts.ts";
import { type PreviewTally, previewTally } from "./tally-preview.ts";

export type PreviewStep =
  | { readonly kind: "progress"; readonly done: number; readonly total: number }
  | { readonly kind: "result"; readonly tally: PreviewTally };

/** How many are looked at in one transaction. */
const STEP = 200;

/**
 * What a model would do to everyone, as they are: read in pages, without a lock, and nothing is written. Signals
 * that nothing measures yet are counted from the events of each page. Bands go on from where the live version
 * has everyone, as they would after publishing.
 */
export async function* previewModel(
  pool: Pool,
  workspaceId: number,
  model: Model,
  now: number,
  signal: AbortSignal,
): AsyncGenerator<PreviewStep> {
  const plan = await inTransaction(pool, workspaceId, (session) => planOf(session, model, now));
  const { of, total } = plan;
  const tally = previewTally((model.bands ?? []).map(({ name }) => name));
  yield { kind: "progress", done: 0, total };
  let done = 0;
  for (let after = 0; ; ) {
    // Whoever asked does not listen any more.
    if (signal.aborted) return;
    const page = await inTransaction(pool, workspaceId, async (session) => {
      const subjects = await findSubjectsAfter(session, of, after, STEP);
      return { subjects, previewed: await previewPage(session, plan, subjects) };
    });
    if (page.subjects.length === 0) break;
    for (const one of page.previewed) tally.add(one);
    after = page.subjects.at(-1)?.id as number;
    done += page.subjects.length;
    yield { kind: "progress", done, total: Math.max(done, total) };
  }
  yield { kind: "result", tally: tally.result() };
}

type Plan = FactsPlan & {
  readonly compiled: CompiledModel;
  readonly today: number;
  readonly total: number;
  readonly liveVersionId: number | null;
};

async function planOf(session: Session, model: Model, now: number): Promise<Plan> {
  const zone = findZone((await findWorkspace(session))?.time_zone ?? "") ?? UTC;
  const known = await findModel(session, model.model);
  const compiled = await compileKept(session, model, zone);
  return {
    ...(await factsPlanFor(session, model, known?.model_id, zone)),
    compiled,
    today: zone.dayOf(now),
    total: await countSubjects(session, model.of ?? "lead"),
    liveVersionId: known?.live_version_id ?? null,
  };
}

async function previewPage(session: Session, plan: Plan, subjects: readonly WalkedSubject[]) {
  if (subjects.length === 0) return [];
  const ids = subjects.map(({ id }) => id);
  const facts = await factsOfPage(session, plan, subjects);
  const kept = plan.liveVersionId === null ? [] : await findScores(session, [plan.liveVersionId], ids);
  const before = new Map(kept.map((row) => [row.subject_id, readPlacing(row)]));
  return subjects.flatMap(({ id, name }) => {
    const own = facts.get(id);
    // One that was taken in by another between two queries is looked at there.
    if (!own) return [];
    const previous = before.get(id) ?? null;
    const { placing } = place(plan.compiled, own, previous, plan.today);
    return [{ id, name, before: standOf(previous), after: standOf(placing) }];
  });
}

function standOf(placing: ReturnType<typeof readPlacing> | null) {
  return { total: placing?.total ?? null, band: placing?.band?.band ?? null };
}
