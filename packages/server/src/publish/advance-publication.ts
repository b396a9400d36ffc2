import { compile, type Measurer, type Model, type SignalStates } from "@plumbline/scoring";
import {
  countSubjects,
  dropScores,
  dropSignals,
  type EventRow,
  endDecided,
  endTrial,
  findCurrentSignals,
  findEventsOf,
  findIdentitiesAfter,
  findLeadsAfter,
  findPublication,
  findTrialFilling,
  findVersion,
  inTransaction,
  keepBandChanges,
  keepDirty,
  keepExperimentState,
  keepFormerScores,
  keepGrown,
  keepProgress,
  keepSignals,
  type PublicationRow,
  raiseConfigVersion,
  rebuildSegments,
  type Session,
  switchLive,
} from "@plumbline/store";
import type { Pool } from "pg";
import { eventOf } from "../collect/kept-event.ts";
import { type Configuration, currentConfiguration, readConfiguration, type ScoringVersion } from "../configuration.ts";
import { addUp } from "../identify/add-up.ts";
import { readTouched, type TouchedLead } from "../identify/identify-batch.ts";
import { type KnownIdentity, writeGrown } from "../identify/known-identity.ts";
import { settleAccounts } from "../identify/settle-accounts.ts";
import { compileKept, readersFor } from "../score/readers.ts";
import { settleLeads } from "../settle.ts";
import { type Heard, heardBy } from "./heard.ts";

/** How many identities or leads are done in one transaction: few enough that events hardly wait for it. */
const STEP = 500;
/** How many steps are taken in one call: what was compiled is remembered from one to the next. */
const STEPS = 10;

/**
 * Takes a publication some steps further: fills its new signals from the past, then builds its scores beside the
 * old ones, then switches. Each step is a transaction of its own and notes how far it came, so that the work goes
 * on where it stopped. Returns the state it is in now.
 */
export async function advancePublication(
  pool: Pool,
  workspaceId: number,
  publicationId: number,
  now: () => number,
): Promise<PublicationRow["state"]> {
  const memory: Memory = { configuration: undefined, filling: undefined };
  for (let step = 1; ; step++) {
    const at = await inTransaction(pool, workspaceId, (session) => findPublication(session, publicationId));
    const state = at ? await takeStep(pool, workspaceId, at, memory, now) : "stopped";
    if (state !== at?.state || step === STEPS || (state !== "filling" && state !== "scoring")) return state;
  }
}

function takeStep(pool: Pool, workspaceId: number, at: PublicationRow, memory: Memory, now: () => number) {
  if (at.state === "filling") return fill(pool, workspaceId, at, memory, now);
  return at.state === "scoring" ? build(pool, workspaceId, at, memory, now) : at.state;
}

/** What steps remember as long as the configuration stays the same. */
type Memory = { configuration: Configuration | undefined; filling: Filling | undefined };

/** What has to be filled. */
type Filling = {
  readonly measurer: Measurer;
  readonly readsAccounts: boolean;
  readonly missing: ReadonlySet<string>;
  readonly heard: Heard;
};

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

async function fill(pool: Pool, workspaceId: number, at: PublicationRow, memory: Memory, now: () => number) {
  const isFilled = await inTransaction(
    pool,
    workspaceId,
    async (session) => {
      const next = await findIdentitiesAfter(session, at.cursor, at.total ?? 0, STEP);
      if (next.length === 0) return true;
      const filling = await fillingOf(session, at, memory);
      const leads = [...new Set(next.map(({ lead_id }) => lead_id))];
      const { identities, leads: touched } = await readTouched(session, leads);
      const wanted = new Set(next.map(({ identity_id }) => identity_id));
      const own = [...identities.values()].filter(({ id }) => wanted.has(id));
      await refill(session, own, filling);
      if (at.of === "account" || filling.readsAccounts) await markAccounts(session, touched, now());
      const cursor = next.at(-1)?.identity_id as number;
      await keepProgress(session, at.publication_id, { ...at, cursor, done: at.done + next.length });
      // One that moved to another lead in the meantime was not locked: it has to be read again.
      return own.length < next.length ? Promise.reject(new MovedOn()) : false;
    },
    { configuration: "sharing" },
  ).catch((error) => {
    if (error instanceof MovedOn) return false;
    throw error;
  });
  if (!isFilled) return at.state;
  await addUpFilled(pool, workspaceId, now);
  return startScoring(pool, workspaceId, at, now);
}

class MovedOn extends Error {}

/** What the members of accounts did is another sum now. */
export async function markAccounts(session: Session, leads: readonly TouchedLead[], now: number): Promise<void> {
  const ids = [...new Set(leads.flatMap(({ kept }) => kept?.account_id ?? []))].sort((a, b) => a - b);
  if (ids.length > 0) await keepDirty(session, ids, now);
}

/** Adds up the accounts that were filled, so that nobody is scored without them. */
export async function addUpFilled(pool: Pool, workspaceId: number, now: () => number): Promise<void> {
  while ((await addUp(pool, workspaceId, now)).accounts > 0);
}

/** Measures new signals over all that some identities did; what was measured of them so far is replaced. */
export async function refill(
  session: Session,
  identities: readonly KnownIdentity[],
  { measurer, missing, heard }: Omit<Filling, "readsAccounts">,
): Promise<void> {
  const ids = identities.map(({ id }) => id);
  const rows = await findEventsOf(session, ids, { types: heard.types });
  const heardRows = rows.filter(({ type, name }) => heard.hears(type, name));
  const byIdentity = Map.groupBy(heardRows, (row) => row.identity_id);
  const changed = identities.filter(({ id, history }) =>
    replaceStates(history.states, missing, measurer, byIdentity.get(id) ?? []),
  );
  if (changed.length > 0) await keepGrown(session, changed.map(writeGrown));
}

/** Whether there was anything before, or is now. */
function replaceStates(
  states: SignalStates,
  keys: ReadonlySet<string>,
  measurer: Measurer,
  rows: readonly EventRow[],
): boolean {
  const measured: SignalStates = new Map();
  for (const row of rows) measurer.measure(measured, eventOf(row));
  let isChanged = false;
  for (const key of keys) {
    const had = states.delete(key);
    const state = measured.get(key);
    if (state) states.set(key, state);
    isChanged ||= had || state !== undefined;
  }
  return isChanged;
}

async function startScoring(pool: Pool, workspaceId: number, at: PublicationRow, now: () => number) {
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

async function build(pool: Pool, workspaceId: number, at: PublicationRow, memory: Memory, now: () => number) {
  const isBuilt = await inTransaction(
    pool,
    workspaceId,
    async (session) => {
      const configuration = await currentConfiguration(session, memory.configuration);
      memory.configuration = configuration;
      const ids = await findLeadsAfter(session, at.of, at.cursor, STEP);
      if (ids.length === 0) return true;
      await scoreAlone(session, configuration, at, ids, now());
      const cursor = ids.at(-1) as number;
      await keepProgress(session, at.publication_id, { ...at, cursor, done: at.done + ids.length });
      return false;
    },
    { configuration: "sharing" },
  );
  return isBuilt ? goLive(pool, workspaceId, at, now()) : at.state;
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
async function goLive(pool: Pool, workspaceId: number, at: PublicationRow, now: number) {
  const former = await inTransaction(
    pool,
    workspaceId,
    async (session) => {
      if ((await findPublication(session, at.publication_id))?.state !== "scoring") return null;
      const { zone, segments } = await readConfiguration(session);
      const before = await switchLive(session, at.publication_id, now);
      await endDecided(session, at.model_id, now);
      await keepBandChanges(session, { ...at, former: before }, zone.dayOf(now), now);
      if (before !== null) await keepFormerScores(session, at.model_id, before);
      // Who was in a band of the former version may be in another one of this.
      const asking = segments.filter(({ within }) => within.some(({ model }) => model === at.model_name));
      if (asking.length > 0) {
        const ids = asking.map(({ segmentId }) => segmentId);
        await rebuildSegments(session, ids, await countSubjects(session, "lead"));
      }
      await dropSignals(session, (await readConfiguration(session)).measurer.keys);
      await raiseConfigVersion(session);
      return before;
    },
    { configuration: "changing" },
  );
  for (let dropped = former === null ? 0 : STEP; dropped > 0; ) {
    dropped = await inTransaction(pool, workspaceId, (session) => dropScores(session, former as number, 5000));
  }
  return "live" as const;
}
