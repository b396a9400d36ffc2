import type { Facts, LeadHistory } from "@plumbline/scoring";
import {
  dropLeads,
  FEW_MINUTES,
  findAdjustments,
  keepDirty,
  keepGrown,
  keepIdentities,
  keepLastSeen,
  keepLeads,
  keepMemberships,
  type LeadRow,
  type LockedLead,
  type Session,
} from "@plumbline/store";
import type { Configuration, ScoringVersion } from "./configuration.ts";
import { readEnrolments } from "./decide/enrol-leads.ts";
import { keepPlaced, type ScoreChange } from "./decide/keep-placed.ts";
import { type Cause, type Caused, liveOn, type Placed, placeNow, readPlaces } from "./decide/place-leads.ts";
import { accountFactsOf, accountsFor } from "./identify/belong.ts";
import { describeLead } from "./identify/describe-lead.ts";
import { type Identified, readTouched, type TouchedLead } from "./identify/identify-batch.ts";
import { type KnownIdentity, writeGrown, writeIdentity } from "./identify/known-identity.ts";
import { adjusted, adjustmentOf, factsOf, historyOf, ineligibleBecause } from "./score/facts-of.ts";
import { readMemberships } from "./segment/keep-members.ts";

/**
 * Brings leads up to date whose identities are read and locked: lives through the days that came, lets `change`
 * happen to them, scores and places them, and writes everything back. `told` are accounts of which something was said:
 * they may have other members than these leads.
 */
export async function settle(
  session: Session,
  configuration: Configuration,
  { identities, leads, gone, scored }: Identified,
  now: number,
  cause: Cause,
  change: () => void,
  told: readonly number[] = [],
): Promise<ScoreChange[]> {
  const { leadVersions: versions, zone } = configuration;
  const today = zone.dayOf(now);
  const places = await readPlaces(
    session,
    versions,
    leads.map(({ leadId, merged }) => ({ subjectId: leadId, merged })),
    scored,
  );
  const adjustments = await adjustmentsOf(session, configuration, leads);
  const before = await factsBefore(session, configuration, leads, adjustments);
  const memberships = await readMemberships(session, configuration, leads, gone, { today, now });
  const enrolments = await readEnrolments(session, configuration, leads, places, { today, now });
  const lived = new Map<ScoringVersion, Map<number, readonly Caused[]>>();
  for (const version of versions) {
    const own = new Map<number, readonly Caused[]>();
    for (const lead of leads) {
      const factsThen = () => before(lead, version);
      enrolments.enrolRanked(version, lead, factsThen);
      const caused = liveOn(version, enrolments.by(version, lead.leadId), lead.leadId, factsThen, places, today);
      if (caused.length > 0) own.set(lead.leadId, caused);
    }
    lived.set(version, own);
  }

  const standingOf = (leadId: number) => (model: string) => {
    const live = versions.find(({ name, isLive }) => isLive && name === model);
    return live ? places.get(live, leadId) : null;
  };
  const byId = new Map(leads.map((lead) => [lead.leadId, lead]));
  memberships.live((leadId) => before(byId.get(leadId) as TouchedLead, OF_NO_MODEL), standingOf);
  change();

  const histories = new Map(leads.map(({ leadId, members }) => [leadId, historyOf(members)]));
  const rows = await describe(session, configuration, leads, histories);
  const accounts = await accountFactsIf(session, configuration, rows);
  const placed: Placed[] = [];
  for (const [i, lead] of leads.entries()) {
    const history = histories.get(lead.leadId) as LeadHistory;
    const because = rows[i]?.ineligible ?? undefined;
    const account = accounts.get(rows[i]?.account_id ?? -1);
    const said = factsOf(history, because, account, []);
    for (const version of versions) {
      const facts = adjusted(said, adjustments(lead, version));
      enrolments.enrolEntering(version, lead, rows[i]?.account_id ?? null, facts);
      const how = howOf(lead, cause, because, lived.get(version)?.get(lead.leadId) ?? []);
      placed.push(placeNow(version, enrolments.by(version, lead.leadId), lead.leadId, facts, places, today, how));
    }
    memberships.judge(lead, said, standingOf(lead.leadId), cause);
  }

  await keepKnown(session, [...identities.values()]);
  await keepRows(session, leads, rows, now);
  if (gone.length > 0) await dropLeads(session, gone);
  const changes = await keepPlaced(session, configuration, placed, now);
  await enrolments.keep();
  await memberships.keep(session, gone);
  // As late as can be: who notes the same account waits for the end of this transaction.
  await noteDirty(session, configuration, leads, rows, told, now);
  return changes;
}

/** Adjustments are a model's; segments ask of none. */
const OF_NO_MODEL = { modelId: 0 };

async function keepKnown(session: Session, identities: readonly KnownIdentity[]): Promise<void> {
  const grown = identities.filter(({ hasGrown, isChanged }) => hasGrown && !isChanged);
  if (grown.length > 0) await keepGrown(session, grown.map(writeGrown));
  const changed = identities.filter(({ isChanged }) => isChanged);
  if (changed.length > 0) await keepIdentities(session, changed.map(writeIdentity));
}

/** How leads are listed from now on; those of whom nothing new was said are only seen again. */
async function describe(
  session: Session,
  configuration: Configuration,
  leads: readonly TouchedLead[],
  histories: ReadonlyMap<number, LeadHistory>,
): Promise<Described[]> {
  const retold = leads.filter(({ kept, isRegrouped, members }) => {
    return kept === undefined || isRegrouped || members.some(({ isRetold }) => isRetold);
  });
  const own = new Map(retold.map(({ leadId }) => [leadId, histories.get(leadId) as LeadHistory]));
  const accounts = await accountsFor(session, configuration, own);
  return leads.map((lead) => {
    const history = own.get(lead.leadId);
    if (lead.kept && !history) {
      const last_at = Math.max(...lead.members.map(({ lastAt }) => lastAt ?? Number.NEGATIVE_INFINITY));
      return { ...lead.kept, last_at: Number.isFinite(last_at) ? last_at : lead.kept.last_at };
    }
    const accountId = accounts.get(lead.leadId)?.account_id ?? null;
    return describeLead(lead, history ?? historyOf(lead.members), accountId, ineligibleBecause(lead.members));
  });
}

/** A lead as it is listed from now on, or as it was. */
type Described = LeadRow | LockedLead;

const isRetold = (row: Described): row is LeadRow => "words" in row;

type AccountFacts = NonNullable<Facts["account"]>;

async function accountFactsIf(
  session: Session,
  { readsAccounts }: Configuration,
  leads: readonly Pick<LockedLead, "account_id">[],
): Promise<ReadonlyMap<number, AccountFacts>> {
  const ids = [...new Set(leads.flatMap(({ account_id }) => account_id ?? []))];
  return readsAccounts ? accountFactsOf(session, ids) : new Map<number, AccountFacts>();
}

/** A merge is silent; so is what it alone brings about. */
function howOf(lead: TouchedLead, cause: Cause, because: string | undefined, before: readonly Caused[]) {
  if (because !== (lead.kept?.ineligible ?? undefined)) return { cause: "standing" as const, muted: false, before };
  const isMerge = lead.merged.length > 0;
  return { cause: isMerge ? ("merge" as const) : cause, muted: isMerge, before };
}

async function adjustmentsOf(session: Session, { presence }: Configuration, leads: readonly TouchedLead[]) {
  const ids = leads.flatMap(({ members }) => members.map(({ id }) => id));
  const rows = presence.adjustments ? await findAdjustments(session, ids) : [];
  return ({ members }: TouchedLead, { modelId }: { readonly modelId: number }) =>
    rows
      .filter(({ identity_id, model_id }) => model_id === modelId && members.some(({ id }) => id === identity_id))
      .map(adjustmentOf);
}

/** What was known of leads before this batch; asked only of those that days have come for. */
async function factsBefore(
  session: Session,
  configuration: Configuration,
  leads: readonly TouchedLead[],
  adjustments: (lead: TouchedLead, version: { readonly modelId: number }) => Facts["adjustments"],
) {
  const accounts = await accountFactsIf(
    session,
    configuration,
    leads.flatMap(({ kept }) => kept ?? []),
  );
  return (lead: TouchedLead, version: { readonly modelId: number }): Facts =>
    factsOf(
      historyOf(lead.members),
      ineligibleBecause(lead.members),
      accounts.get(lead.kept?.account_id ?? -1),
      adjustments(lead, version) ?? [],
    );
}

async function keepRows(
  session: Session,
  leads: readonly TouchedLead[],
  rows: readonly Described[],
  now: number,
): Promise<void> {
  const retold = rows.filter(isRetold);
  if (retold.length > 0) await keepLeads(session, retold);
  const seen = rows.filter((row, i) => !isRetold(row) && isLater(row, leads[i]?.kept));
  if (seen.length > 0) await keepLastSeen(session, new Map(seen.map((row) => [row.lead_id, row.last_at ?? 0])));
  const moved = leads.flatMap(({ kept }, i) => {
    const accountId = rows[i]?.account_id ?? null;
    return (kept?.account_id ?? null) === accountId ? [] : [{ leadId: rows[i]?.lead_id as number, accountId }];
  });
  if (moved.length > 0) await keepMemberships(session, moved, now);
}

/** Asks for the accounts to be added up that these leads belong to, or belonged to. */
async function noteDirty(
  session: Session,
  { readsAccounts, accountVersions }: Configuration,
  leads: readonly TouchedLead[],
  rows: readonly Pick<LeadRow, "account_id">[],
  told: readonly number[],
  now: number,
): Promise<void> {
  if (!readsAccounts && accountVersions.length === 0) return;
  const dirty = leads.flatMap(({ kept, members, isRegrouped }, i) =>
    isRegrouped || members.some(({ hasGrown, isChanged }) => hasGrown || isChanged)
      ? [kept?.account_id, rows[i]?.account_id]
      : [],
  );
  const ids = [...new Set([...told, ...dirty].filter((id) => id !== null && id !== undefined))].sort((a, b) => a - b);
  if (ids.length > 0) await keepDirty(session, ids, now);
}

function isLater({ last_at }: LockedLead, kept: LockedLead | undefined): boolean {
  return (last_at ?? 0) > (kept?.last_at ?? 0) + FEW_MINUTES;
}

/** Locks some leads as they are, scores and places them today, and writes what has changed. */
export async function settleLeads(
  session: Session,
  configuration: Configuration,
  leadIds: readonly number[],
  now: number,
  cause: Cause,
): Promise<ScoreChange[]> {
  if (leadIds.length === 0) return [];
  return settle(session, configuration, await readTouched(session, leadIds, configuration), now, cause, () => {});
}
