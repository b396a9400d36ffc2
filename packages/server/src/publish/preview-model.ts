import {
  type CompiledModel,
  compile,
  decodeStates,
  type Facts,
  findZone,
  type JsonObject,
  type Measurer,
  type Model,
  measurerFor,
  mergeStates,
  place,
  readsAccounts,
  type SignalStates,
  UTC,
  type Zone,
} from "@plumbline/scoring";
import {
  countSubjects,
  findAccounts,
  findAdjustments,
  findCurrentSignals,
  findEventsOf,
  findIdentitiesOf,
  findIdentityIdsOfAccounts,
  findModel,
  findPresence,
  findScores,
  findSubjectsAfter,
  findWorkspace,
  inTransaction,
  type Session,
  type WalkedSubject,
} from "@plumbline/store";
import type { Pool } from "pg";
import { eventOf } from "../collect/kept-event.ts";
import { readPlacing } from "../decide/record.ts";
import { accountFactsOf } from "../identify/belong.ts";
import { type KnownIdentity, readIdentity } from "../identify/known-identity.ts";
import { adjustmentOf, factsOf, historyOf, ineligibleBecause } from "../score/facts-of.ts";
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
  for (let after = 0; !signal.aborted; ) {
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

type Plan = {
  readonly of: "lead" | "account";
  readonly compiled: CompiledModel;
  readonly zone: Zone;
  readonly today: number;
  readonly total: number;
  readonly modelId: number | undefined;
  readonly liveVersionId: number | null;
  readonly hasAdjustments: boolean;
  /** Measures what nothing measures yet; undefined where that is nothing. */
  readonly missing: Measurer | undefined;
  readonly readsAccounts: boolean;
};

async function planOf(session: Session, model: Model, now: number): Promise<Plan> {
  const zone = findZone((await findWorkspace(session))?.time_zone ?? "") ?? UTC;
  const known = await findModel(session, model.model);
  const measurer = measurerFor([model], zone);
  const current = await findCurrentSignals(session);
  const missing = new Set(measurer.keys.filter((key) => !current.has(key)));
  const of = model.of ?? "lead";
  return {
    of,
    zone,
    compiled: compile(model, zone),
    today: zone.dayOf(now),
    total: await countSubjects(session, of),
    modelId: known?.model_id,
    liveVersionId: known?.live_version_id ?? null,
    hasAdjustments: (await findPresence(session)).adjustments,
    missing: missing.size > 0 ? only(measurer, missing) : undefined,
    readsAccounts: readsAccounts(model),
  };
}

/** The same measurer, of whose states only some are of interest. */
function only(measurer: Measurer, keys: ReadonlySet<string>): Measurer {
  return { ...measurer, keys: [...keys] };
}

async function previewPage(session: Session, plan: Plan, subjects: readonly WalkedSubject[]) {
  if (subjects.length === 0) return [];
  const ids = subjects.map(({ id }) => id);
  const facts = await (plan.of === "lead" ? leadFacts(session, plan, subjects) : accountFacts(session, plan, ids));
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

async function leadFacts(session: Session, plan: Plan, leads: readonly WalkedSubject[]): Promise<Map<number, Facts>> {
  const rows = await findIdentitiesOf(
    session,
    leads.map(({ id }) => id),
  );
  const identities = rows.map(readIdentity);
  if (plan.missing) await measureMissing(session, plan.missing, identities);
  const members = Map.groupBy(identities, ({ leadId }) => leadId);
  const adjustments = plan.hasAdjustments
    ? await findAdjustments(
        session,
        identities.map(({ id }) => id),
      )
    : [];
  const accounts = await accountsOf(session, plan, leads);
  return new Map(
    leads.flatMap(({ id, account_id }) => {
      const own = members.get(id);
      if (!own) return [];
      const given = adjustments
        .filter(({ identity_id, model_id }) => model_id === plan.modelId && own.some((one) => one.id === identity_id))
        .map(adjustmentOf);
      const account = accounts.get(account_id ?? -1);
      return [[id, factsOf(historyOf(own), ineligibleBecause(own), account, given)] as const];
    }),
  );
}

async function accountsOf(session: Session, { readsAccounts: reads, missing }: Plan, leads: readonly WalkedSubject[]) {
  const ids = reads ? [...new Set(leads.flatMap(({ account_id }) => account_id ?? []))] : [];
  const known = ids.length > 0 ? await accountFactsOf(session, ids) : new Map<number, NonNullable<Facts["account"]>>();
  if (!missing || ids.length === 0) return known;
  const fresh = await measureAccounts(session, missing, ids);
  return new Map(
    [...known].map(([id, account]) => [id, { ...account, states: withStates(account.states, fresh.get(id), missing) }]),
  );
}

async function accountFacts(session: Session, { missing }: Plan, ids: readonly number[]): Promise<Map<number, Facts>> {
  const rows = await findAccounts(session, ids);
  const fresh = missing ? await measureAccounts(session, missing, ids) : undefined;
  return new Map(
    rows.map(({ account_id, traits, states }) => {
      const known: SignalStates = states ? decodeStates(states) : new Map();
      const all = missing ? withStates(known, fresh?.get(account_id), missing) : known;
      return [account_id, { traits: JSON.parse(traits) as JsonObject, states: all }];
    }),
  );
}

/** States in which what was missing is as it was measured just now. */
function withStates(known: Facts["states"], fresh: SignalStates | undefined, { keys }: Measurer): SignalStates {
  const states: SignalStates = new Map(known);
  for (const key of keys) {
    const state = fresh?.get(key);
    if (state) states.set(key, state);
    else states.delete(key);
  }
  return states;
}

/** Counts over all that some identities did, in place. */
async function measureMissing(
  session: Session,
  missing: Measurer,
  identities: readonly KnownIdentity[],
): Promise<void> {
  const measured = await measure(
    session,
    missing,
    identities.map(({ id }) => id),
  );
  for (const { id, history } of identities) {
    for (const key of missing.keys) {
      const state = measured.get(id)?.get(key);
      if (state) history.states.set(key, state);
      else history.states.delete(key);
    }
  }
}

async function measureAccounts(session: Session, missing: Measurer, accountIds: readonly number[]) {
  const members = await findIdentityIdsOfAccounts(session, accountIds);
  const measured = await measure(
    session,
    missing,
    members.map(({ identity_id }) => identity_id),
  );
  const sums = new Map<number, SignalStates>();
  for (const { account_id, identity_id } of members) {
    const own = measured.get(identity_id);
    if (own) sums.set(account_id, mergeStates(sums.get(account_id) ?? new Map(), own));
  }
  return sums;
}

async function measure(session: Session, measurer: Measurer, identityIds: readonly number[]) {
  const measured = new Map<number, SignalStates>();
  for (const row of await findEventsOf(session, identityIds)) {
    const id = row.identity_id ?? -1;
    const states: SignalStates = measured.get(id) ?? new Map();
    measured.set(id, states);
    measurer.measure(states, eventOf(row));
  }
  return measured;
}
