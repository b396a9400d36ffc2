import { type Model, measurerFor, readsAccounts } from "@plumbline/scoring";
import {
  countSubjects,
  findCurrentSignals,
  findIdentitiesAfter,
  findLeadsAfter,
  findSegment,
  inTransaction,
  keepSegmentProgress,
  keepSignals,
  raiseConfigVersion,
  type SegmentRow,
  type Session,
} from "@plumbline/store";
import type { Pool } from "pg";
import { type Configuration, currentConfiguration } from "../configuration.ts";
import { readTouched } from "../identify/identify-batch.ts";
import { heardBy } from "../publish/heard.ts";
import { addUpFilled, markAccounts, refill } from "../publish/refill.ts";
import { compileKept, readersFor } from "../score/readers.ts";
import { settleLeads } from "../settle.ts";
import { compileSegment } from "./compiled-segment.ts";

/** How many are done in one transaction: few enough that events hardly wait for it. */
const STEP = 500;
/** How many steps are taken in one call: what was compiled is remembered from one to the next. */
const STEPS = 10;

/**
 * Takes the walk of a segment some steps further: fills what it counts from the past, then asks it of everyone,
 * while events go on coming. Each step is a transaction of its own and notes how far it came. Accounts of which the sum
 * cannot be made are left out, and told of by `onPoison`; without it they end the walk. Returns the state it is in now;
 * undefined where there is no such segment.
 */
export async function advanceSegment(
  pool: Pool,
  workspaceId: number,
  segmentId: number,
  now: () => number,
  onPoison?: (error: unknown) => void,
): Promise<SegmentRow["state"] | undefined> {
  const work: Work = { pool, workspaceId, now, onPoison };
  const memory: Memory = { configuration: undefined };
  for (let step = 1; ; step++) {
    const at = await inTransaction(pool, workspaceId, (session) => findSegment(session, segmentId));
    const state = at && (await takeStep(work, at, memory));
    if (state !== at?.state || step === STEPS || state === undefined || state === "live") return state;
  }
}

type Memory = { configuration: Configuration | undefined };

type Work = {
  readonly pool: Pool;
  readonly workspaceId: number;
  readonly now: () => number;
  readonly onPoison: ((error: unknown) => void) | undefined;
};

function takeStep(work: Work, at: SegmentRow, memory: Memory) {
  if (at.state === "filling") return fill(work, at, memory);
  return at.state === "building" ? build(work, at, memory) : at.state;
}

async function fill({ pool, workspaceId, now, onPoison }: Work, at: SegmentRow, memory: Memory) {
  const state = await inTransaction(
    pool,
    workspaceId,
    async (session) => {
      memory.configuration = await currentConfiguration(session, memory.configuration);
      const { zone } = memory.configuration;
      const { model } = compileSegment(at, zone);
      if (!model) return "building";
      const next = await findIdentitiesAfter(session, at.cursor, at.total ?? 0, STEP);
      if (next.length === 0) return "building";
      const predictions = [...(await readersFor(session, [model], zone)).values()];
      const measurer = measurerFor([model], zone, predictions);
      const current = await findCurrentSignals(session);
      const missing = new Set(measurer.keys.filter((key) => !current.has(key)));
      const { identities, leads } = await readTouched(session, [...new Set(next.map(({ lead_id }) => lead_id))]);
      const wanted = new Set(next.map(({ identity_id }) => identity_id));
      const own = [...identities.values()].filter(({ id }) => wanted.has(id));
      await refill(session, own, { measurer, missing, heard: heardBy(model, missing, zone, predictions) });
      if (readsAccounts(model) || predictions.some((one) => one.readsAccounts))
        await markAccounts(session, leads, now());
      // One that moved to another lead in the meantime was not locked: it has to be read again.
      const ready = own.length < next.length ? { cursor: at.cursor, done: at.done } : placeAfter(at, next);
      await keepSegmentProgress(session, { ...at, ...ready });
      return "filling";
    },
    { configuration: "sharing" },
  );
  if (state === "filling") return state;
  await addUpFilled(pool, workspaceId, now, onPoison);
  await inTransaction(pool, workspaceId, (session) => startBuilding(session, at, memory, now()), {
    configuration: "changing",
  });
  return "building";
}

const placeAfter = (at: SegmentRow, next: readonly { readonly identity_id: number }[]) => ({
  cursor: next.at(-1)?.identity_id ?? at.cursor,
  done: at.done + next.length,
});

async function startBuilding(session: Session, at: SegmentRow, memory: Memory, now: number): Promise<void> {
  const { zone } = await currentConfiguration(session, memory.configuration);
  const row = await findSegment(session, at.segment_id);
  // Another process may have been faster, or somebody may have changed it.
  if (row?.state !== "filling" || row.hash !== at.hash) return;
  const { model } = compileSegment(at, zone);
  if (model) await keepSignals(session, (await compileKept(session, model, zone)).measurer.keys, "current", now);
  const total = await countSubjects(session, "lead");
  await keepSegmentProgress(session, { ...at, state: "building", cursor: 0, done: 0, total });
  await raiseConfigVersion(session);
}

async function build({ pool, workspaceId, now }: Work, at: SegmentRow, memory: Memory) {
  const isBuilt = await inTransaction(
    pool,
    workspaceId,
    async (session) => {
      const configuration = await currentConfiguration(session, memory.configuration);
      memory.configuration = configuration;
      const segments = configuration.segments.filter(({ segmentId }) => segmentId === at.segment_id);
      const ids = await findLeadsAfter(session, "lead", at.cursor, STEP);
      if (ids.length === 0) return true;
      // Scores are asked for only where the segment does.
      const leadVersions = segments.some(({ within }) => within.length > 0) ? configuration.leadVersions : [];
      await settleLeads(session, { ...configuration, leadVersions, segments }, ids, now(), "publish");
      const cursor = ids.at(-1) as number;
      await keepSegmentProgress(session, { ...at, cursor, done: at.done + ids.length });
      return false;
    },
    { configuration: "sharing" },
  );
  if (!isBuilt) return at.state;
  await inTransaction(
    pool,
    workspaceId,
    async (session) => {
      const row = await findSegment(session, at.segment_id);
      if (row?.state !== "building" || row.hash !== at.hash || row.cursor < at.cursor) return;
      await keepSegmentProgress(session, { ...row, state: "live" });
      await raiseConfigVersion(session);
    },
    { configuration: "changing" },
  );
  return "live" as const;
}

/** What a segment counts that nothing measures yet. */
export async function missingSignals(
  session: Session,
  model: Model,
  zone: Configuration["zone"],
): Promise<readonly string[]> {
  const current = await findCurrentSignals(session);
  return (await compileKept(session, model, zone)).measurer.keys.filter((key) => !current.has(key));
}
