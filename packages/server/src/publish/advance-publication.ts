import { compile, type Model } from "@plumbline/scoring";
import {
  countSubjects,
  dropScores,
  dropSignals,
  endDecided,
  endTrial,
  findCurrentSignals,
  findIdentitiesAfter,
  findLeadsAfter,
  findPublication,
  findScores,
  findTrialFilling,
  findVersion,
  inTransaction,
  keepAnnounced,
  keepBandChanges,
  keepExperimentState,
  keepFormerScores,
  keepProgress,
  keepSignals,
  notifyOfMany,
  type PublicationRow,
  raiseConfigVersion,
  rebuildSegments,
  type Session,
  switchLive,
} from "@plumbline/store";
import type { Pool } from "pg";
import { type Configuration, currentConfiguration, readConfiguration, type ScoringVersion } from "../configuration.ts";
import { readTouched } from "../identify/identify-batch.ts";
import { settleAccounts } from "../identify/settle-accounts.ts";
import { compileKept, readersFor } from "../score/readers.ts";
import { settleLeads } from "../settle.ts";
import { type Attempt, takeFewer } from "../take-fewer.ts";
import { heardBy } from "./heard.ts";
import { addUpFilled, markAccounts, type Refilling, refill } from "./refill.ts";

/** How many identities or leads are done in one transaction: few enough that events hardly wait for it. */
const STEP = 500;
/** How many steps are taken in one call: what was compiled is remembered from one to the next. */
const STEPS = 10;
/** Where what is kept of more is at fault, the version is: a hundredth of all, but a handful in any case. */
const SHARE_LEFT_OUT = 0.01;
const FEW_LEFT_OUT = 5;
const MOST_LEFT_OUT = 100;

/**
 * Takes a publication some steps further: fills its new signals from the past, then builds its scores beside the
 * old ones, then switches. Each step is a transaction of its own and notes how far it came, so that the work goes
 * on where it stopped. A few of whom what is kept is at fault are left out, counted, and told of by `onPoison`; where
 * they are many, or all, it throws. Returns the state it is in now.
 */
export async function advancePublication(
  pool: Pool,
  workspaceId: number,
  publicationId: number,
  now: () => number,
  onPoison: (error: unknown) => void = () => {},
): Promise<PublicationRow["state"]> {
  const work: Work = { pool, workspaceId, now, onPoison, memory: { configuration: undefined, filling: undefined } };
  for (let step = 1; ; step++) {
    const at = await inTransaction(pool, workspaceId, (session) => findPublication(session, publicationId));
    const state = at ? await takeStep(work, at) : "stopped";
    if (state !== at?.state || step === STEPS || (state !== "filling" && state !== "scoring")) return state;
  }
}

type Work = {
  readonly pool: Pool;
  readonly workspaceId: number;
  readonly now: () => number;
  readonly onPoison: (error: unknown) => void;
  readonly memory: Memory;
};

function takeStep(work: Work, at: PublicationRow) {
  if (at.state === "filling") return fill(work, at);
  return at.state === "scoring" ? build(work, at) : at.state;
}

function leaveOut({ pool, workspaceId, onPoison }: Work, { state, of, left_out: leftOut }: PublicationRow) {
  return async (error: unknown): Promise<void> => {
    const among = state === "filling" ? "lead" : of;
    const all = await inTransaction(pool, workspaceId, (session) => countSubjects(session, among));
    const most = Math.min(Math.max(Math.floor(all * SHARE_LEFT_OUT), FEW_LEFT_OUT), MOST_LEFT_OUT);
    if (leftOut >= most) throw error;
    onPoison(error);
  };
}

/** What steps remember as long as the configuration stays the same. */
type Memory = { configuration: Configuration | undefined; filling: Filling | undefined };

/** What has to be filled. */
type Filling = Refilling & { readonly readsAccounts: boolean };

async function fillingOf(session: Session, at: PublicationRow, memory: Memory): Promise<Filling> {
  const configuration = await currentConfiguration(session, memory.configuration);
  if (memory.filling && configuration === memory.configuration) return memory.filling;
  const { zone } = configuration;
  const model = (await findVersion(session, at.version_id))?.body as Model;
  const predictions = await readersFor(session, [model], zone);
  const { measurer, readsAccounts } = compile(model, zone, { predictions });
  const current = await findCurrentSignals(session);
  const missing = new Set(measurer.keys.filter((key) => !current.has(key)));
  memory.configuration = configuration;
  const heard = heardBy(model, missing, zone, [...predictions.values()]);
  memory.filling = { measurer, missing, heard, readsAccounts };
  return memory.filling;
}

async function fill(work: Work, at: PublicationRow) {
  const { now, memory } = work;
  const isFilled = await step(work, at, async (session, { most, leftOut, trying }) => {
    const next = await findIdentitiesAfter(session, at.cursor, at.total ?? 0, most);
    if (next.length === 0) return true;
    const filling = await fillingOf(session, at, memory);
    const taken = next.filter(({ identity_id }) => String(identity_id) !== leftOut);
    trying(taken.map(({ identity_id }) => String(identity_id)));
    const leads = [...new Set(taken.map(({ lead_id }) => lead_id))];
    const { identities, leads: touched } = await readTouched(session, leads);
    const wanted = new Set(taken.map(({ identity_id }) => identity_id));
    const own = [...identities.values()].filter(({ id }) => wanted.has(id));
    await refill(session, own, filling);
    if (at.of === "account" || filling.readsAccounts) await markAccounts(session, touched, now());
    const cursor = next.at(-1)?.identity_id as number;
    await keepProgress(session, at.publication_id, further(at, cursor, next.length, taken.length));
    // One that moved to another lead in the meantime was not locked: it has to be read again.
    return own.length < taken.length ? Promise.reject(new MovedOn()) : false;
  }).catch((error) => {
    if (error instanceof MovedOn) return false;
    throw error;
  });
  if (!isFilled) return at.state;
  if (at.done > 0 && at.left_out >= at.done) throw new NobodyTaken();
  return startScoring(work, await addUpAll(work, at));
}

/** Nobody is scored before the accounts are added up; one of which the sum cannot be made is left out like a lead. */
async function addUpAll(work: Work, at: PublicationRow): Promise<PublicationRow> {
  const { pool, workspaceId, now } = work;
  let known = at;
  await addUpFilled(pool, workspaceId, now, async (error, of) => {
    // Members are scored by the versions that are live: this one comes to them yet.
    if (of === "member") return work.onPoison(error);
    await leaveOut(work, known)(error);
    known = { ...known, left_out: known.left_out + 1 };
    // At once: one that was passed over is not met again when the work is taken up anew.
    await inTransaction(pool, workspaceId, (session) => keepProgress(session, at.publication_id, known));
  });
  return known;
}

/** One step in a transaction of its own, of fewer where somebody is at fault; true where nobody is left. */
function step(
  work: Work,
  at: PublicationRow,
  attempt: (session: Session, how: Attempt) => Promise<boolean>,
): Promise<boolean> {
  const { pool, workspaceId } = work;
  return takeFewer(
    STEP,
    (how) => inTransaction(pool, workspaceId, (session) => attempt(session, how), { configuration: "sharing" }),
    leaveOut(work, at),
  );
}

/** Some were looked at, and so many of them taken. */
function further(at: PublicationRow, cursor: number, looked: number, taken: number): PublicationRow {
  return { ...at, cursor, done: at.done + looked, left_out: at.left_out + looked - taken };
}

class MovedOn extends Error {}

/** A fault of the version: there were some, and each of them was left out. */
class NobodyTaken extends Error {}

async function startScoring({ pool, workspaceId, now }: Work, at: PublicationRow) {
  const { trial_of: trialOf } = at;
  await inTransaction(
    pool,
    workspaceId,
    async (session) => {
      // Another process may have been faster.
      if ((await findPublication(session, at.publication_id))?.state !== "filling") return;
      const { zone } = await readConfiguration(session);
      const model = (await findVersion(session, at.version_id))?.body as Model;
      const { measurer } = await compileKept(session, model, zone);
      await keepSignals(session, measurer.keys, "current", now());
      if (trialOf === null)
        await keepProgress(session, at.publication_id, { ...at, state: "scoring", cursor: 0, done: 0 });
      else await endFilling(session, at.publication_id, trialOf, now());
      await raiseConfigVersion(session);
    },
    { configuration: "changing" },
  );
  return trialOf === null ? ("scoring" as const) : ("retired" as const);
}

/** An experiment runs when all its versions can score. */
async function endFilling(session: Session, publicationId: number, experimentId: number, now: number): Promise<void> {
  await endTrial(session, publicationId, now);
  const { left, failed } = await findTrialFilling(session, experimentId);
  if (left + failed === 0) await keepExperimentState(session, experimentId, "running", { startedAt: now });
}

async function build(work: Work, at: PublicationRow) {
  const { now, memory } = work;
  const isBuilt = await step(work, at, async (session, { most, leftOut, trying }) => {
    const configuration = await currentConfiguration(session, memory.configuration);
    memory.configuration = configuration;
    const ids = await findLeadsAfter(session, at.of, at.cursor, most);
    if (ids.length === 0) return true;
    const taken = ids.filter((id) => String(id) !== leftOut);
    trying(taken.map(String));
    await scoreAlone(session, configuration, at, taken, now());
    const cursor = ids.at(-1) as number;
    await keepProgress(session, at.publication_id, further(at, cursor, ids.length, taken.length));
    return false;
  });
  return isBuilt ? goLive(work, at) : at.state;
}

/** Scores leads or accounts by the version alone, each beginning in the band where the live version has it. */
async function scoreAlone(
  session: Session,
  configuration: Configuration,
  at: PublicationRow,
  ids: readonly number[],
  now: number,
): Promise<void> {
  const alone: Configuration = {
    ...configuration,
    leadVersions: followers(configuration.leadVersions, at),
    accountVersions: followers(configuration.accountVersions, at),
    // Segments ask of live versions, and so do experiments.
    segments: [],
    trials: [],
  };
  if (at.of === "lead") await settleLeads(session, alone, ids, now, "publish");
  else await settleAccounts(session, alone, ids, now, "publish");
}

function followers(versions: readonly ScoringVersion[], { version_id, model_id }: PublicationRow): ScoringVersion[] {
  const follows = versions.find(({ versionId, modelId, isLive }) => {
    return isLive && modelId === model_id && versionId !== version_id;
  });
  return versions
    .filter(({ versionId }) => versionId === version_id)
    .map((version) => (follows ? { ...version, follows } : version));
}

/** All leads change to the new scores at once; the old ones are cleared away afterwards. */
async function goLive({ pool, workspaceId, now: clock }: Work, at: PublicationRow) {
  const now = clock();
  const former = await inTransaction(
    pool,
    workspaceId,
    async (session) => {
      if ((await findPublication(session, at.publication_id))?.state !== "scoring") return null;
      if (await isOfNobody(session, at)) throw new NobodyTaken();
      const { zone, segments } = await readConfiguration(session);
      const before = await switchLive(session, at.publication_id, now);
      await endDecided(session, at.model_id, now);
      const first = await keepBandChanges(session, { ...at, former: before }, zone.dayOf(now), now);
      if (first !== null && !at.muted) await keepAnnounced(session, at.publication_id, first - 1);
      if (before !== null) await keepFormerScores(session, at.model_id, before);
      // Who was in a band of the former version may be in another one of this.
      const asking = segments.filter(({ within }) => within.some(({ model }) => model === at.model_name));
      if (asking.length > 0) {
        const ids = asking.map(({ segmentId }) => segmentId);
        await rebuildSegments(session, ids, await countSubjects(session, "lead"));
      }
      await dropSignals(session, (await readConfiguration(session)).measurer.keys);
      await raiseConfigVersion(session);
      await notifyOfMany(session);
      return before;
    },
    { configuration: "changing" },
  );
  for (let dropped = former === null ? 0 : STEP; dropped > 0; ) {
    dropped = await inTransaction(pool, workspaceId, (session) => dropScores(session, former as number, 5000));
  }
  return "live" as const;
}

/** Those who could not be filled are counted as left out, too, and may have been scored: the scores themselves say. */
async function isOfNobody(session: Session, { of, version_id, done, left_out }: PublicationRow): Promise<boolean> {
  if (done === 0 || left_out < done) return false;
  const scores = await findScores(session, [version_id], await findLeadsAfter(session, of, 0, done));
  return scores.length === 0;
}
