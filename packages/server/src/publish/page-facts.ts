import {
  decodeStates,
  type Facts,
  type JsonObject,
  type Measurer,
  type Model,
  measurerFor,
  mergeStates,
  readsAccounts,
  type SignalStates,
  type Zone,
} from "@plumbline/scoring";
import {
  findAccounts,
  findAdjustments,
  findCurrentSignals,
  findEventsOf,
  findIdentitiesOf,
  findIdentityIdsOfAccounts,
  findPresence,
  type Session,
  type WalkedSubject,
} from "@plumbline/store";
import { eventOf } from "../collect/kept-event.ts";
import { accountFactsOf } from "../identify/belong.ts";
import { type KnownIdentity, readIdentity } from "../identify/known-identity.ts";
import { adjustmentOf, factsOf, historyOf, ineligibleBecause } from "../score/facts-of.ts";
import { readersFor } from "../score/readers.ts";
import { type Heard, heardBy } from "./heard.ts";

/** What a model has to know of leads or accounts. */
export type FactsPlan = {
  readonly of: "lead" | "account";
  /** Whose adjustments count. */
  readonly modelId: number | undefined;
  readonly hasAdjustments: boolean;
  /** Measures what nothing measures yet; undefined where that is nothing. */
  readonly missing: Missing | undefined;
  readonly readsAccounts: boolean;
};

/** Of its states only some are of interest, and only some events are heard. */
type Missing = Measurer & { readonly heard: Heard };

/** What has to be read for a model, live or not. */
export async function factsPlanFor(
  session: Session,
  model: Model,
  modelId: number | undefined,
  zone: Zone,
): Promise<FactsPlan> {
  const predictions = [...(await readersFor(session, [model], zone)).values()];
  const measurer = measurerFor([model], zone, predictions);
  const current = await findCurrentSignals(session);
  const missing = measurer.keys.filter((key) => !current.has(key));
  return {
    of: model.of ?? "lead",
    modelId,
    hasAdjustments: (await findPresence(session)).adjustments,
    missing:
      missing.length > 0
        ? { ...measurer, keys: missing, heard: heardBy(model, new Set(missing), zone, predictions) }
        : undefined,
    readsAccounts: readsAccounts(model) || predictions.some((reader) => reader.readsAccounts),
  };
}

/**
 * What is known of some leads or accounts, read without a lock. Signals that nothing measures yet are counted from
 * their events. One that was taken in by another in the meantime is not among them.
 */
export function factsOfPage(
  session: Session,
  plan: FactsPlan,
  subjects: readonly WalkedSubject[],
): Promise<Map<number, Facts>> {
  if (plan.of === "lead") return leadFacts(session, plan, subjects);
  return accountFacts(
    session,
    plan,
    subjects.map(({ id }) => id),
  );
}

async function leadFacts(
  session: Session,
  plan: FactsPlan,
  leads: readonly WalkedSubject[],
): Promise<Map<number, Facts>> {
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

async function accountsOf(
  session: Session,
  { readsAccounts: reads, missing }: FactsPlan,
  leads: readonly WalkedSubject[],
) {
  const ids = reads ? [...new Set(leads.flatMap(({ account_id }) => account_id ?? []))] : [];
  const known = ids.length > 0 ? await accountFactsOf(session, ids) : new Map<number, NonNullable<Facts["account"]>>();
  if (!missing || ids.length === 0) return known;
  const fresh = await measureAccounts(session, missing, ids);
  return new Map(
    [...known].map(([id, account]) => [id, { ...account, states: withStates(account.states, fresh.get(id), missing) }]),
  );
}

async function accountFacts(
  session: Session,
  { missing }: FactsPlan,
  ids: readonly number[],
): Promise<Map<number, Facts>> {
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
async function measureMissing(session: Session, missing: Missing, identities: readonly KnownIdentity[]): Promise<void> {
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

async function measureAccounts(session: Session, missing: Missing, accountIds: readonly number[]) {
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

async function measure(session: Session, measurer: Missing, identityIds: readonly number[]) {
  const measured = new Map<number, SignalStates>();
  for (const row of await findEventsOf(session, identityIds, { types: measurer.heard.types })) {
    if (!measurer.heard.hears(row.type, row.name)) continue;
    const id = row.identity_id ?? -1;
    const states: SignalStates = measured.get(id) ?? new Map();
    measured.set(id, states);
    measurer.measure(states, eventOf(row));
  }
  return measured;
}
