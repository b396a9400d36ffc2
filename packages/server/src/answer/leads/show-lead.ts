import { type Asked, routes } from "@plumbline/api";
import { decisionsIn, fromPoints, type JsonObject, type NextSteps, nextSteps, score } from "@plumbline/scoring";
import {
  findAccounts,
  findDecisionsAround,
  findLead,
  findLeadsByEmail,
  findLinksAround,
  findPointers,
  findScores,
  findTagsOf,
  type ScoreRow,
  type Session,
} from "@plumbline/store";
import type { ActingVersion } from "../../configuration.ts";
import { readPlacing } from "../../decide/record.ts";
import { joinsOf } from "../../identify/joins.ts";
import { standingOf } from "../../score/facts-of.ts";
import { actingOn } from "../acting.ts";
import { answer } from "../answer.ts";
import type { Api } from "../api.ts";
import { type KnownConfigurations, liveVersion, liveVersions } from "../known-configurations.ts";
import { bad } from "../read-request.ts";
import { found } from "../refusal.ts";
import { sayDayIf, sayInstant, sayInstantIf, sayVerdict, topReasons } from "../say-score.ts";
import { factsOfLeads, type LeadFacts } from "./facts-of-leads.ts";
import { feedbackOf } from "./feedback-now.ts";
import { deskOf, handOffBands, ownerIn } from "./hand-off.ts";
import { sayAdjustment } from "./say-adjustment.ts";

export type ShowOptions = {
  /** Told of a score that is kept otherwise than it is worked out: it should never be. */
  readonly onMismatch?: (() => void) | undefined;
};

export function showRoute(api: Api, known: KnownConfigurations, options: ShowOptions): void {
  answer(api, routes.leads.get, async ({ session, params, now }) => {
    const configuration = await known(session);
    const lead = found(await findLead(session, Number(params.id)), "lead");
    const facts = found((await factsOfLeads(session, configuration, [lead])).get(lead.lead_id), "lead");
    const versions = liveVersions(configuration.leadVersions);
    const kept = await findScores(
      session,
      versions.map(({ versionId }) => versionId),
      [lead.lead_id],
    );
    const by = await actingOn(session, configuration, [lead.lead_id]);
    const today = configuration.zone.dayOf(now);
    const desk = await deskOf(session);
    const first = versions[0];
    const band = kept.find(({ version_id }) => version_id === first?.versionId)?.band ?? null;
    const feedback = first
      ? await feedbackOf({ session, version: first, desk: { bands: handOffBands(desk, first) } }, [{ ...lead, band }])
      : undefined;
    const traits = JSON.parse(lead.traits) as JsonObject;
    const nameOf = new Map(configuration.leadVersions.map(({ modelId, name }) => [modelId, name]));
    return {
      id: String(lead.lead_id),
      name: lead.name,
      email: lead.email,
      traits,
      ineligible: lead.ineligible,
      decisions: sayDecisions(facts),
      firstAt: sayInstantIf(lead.first_at),
      lastAt: sayInstantIf(lead.last_at),
      chief: lead.chief,
      identities: [...facts.members]
        .sort((a, b) => a.id - b.id)
        .map(({ key, first, lastAt }) => ({
          key,
          firstAt: sayInstantIf(first?.at ?? null),
          lastAt: sayInstantIf(lastAt),
        })),
      account: await accountOf(session, lead.account_id),
      scores: versions.map((version) => {
        const row = kept.find(({ version_id }) => version_id === version.versionId);
        return scoredNow(by(version, lead.lead_id), facts, row, today, options);
      }),
      adjustments: facts.adjustments.map((row) => sayAdjustment(row, nameOf.get(row.model_id) ?? "")),
      owner: ownerIn(traits, desk),
      tags: (await findTagsOf(session, [lead.lead_id])).map(({ tag }) => tag),
      feedback: feedback?.get(lead.lead_id) ?? null,
      ...(await bondsOf(session, facts, configuration.joinByEmail)),
    };
  });
}

/** What the person said about being scored, as it stands. */
function sayDecisions({ members }: LeadFacts) {
  const { consent, objection } = decisionsIn(standingOf(members));
  return {
    consent: consent && { says: consent.says, at: sayInstant(consent.at) },
    objection: objection && { says: objection.says, at: sayInstant(objection.at) },
  };
}

async function accountOf(session: Session, accountId: number | null) {
  const [account] = accountId === null ? [] : await findAccounts(session, [accountId]);
  return account ? { id: String(account.account_id), key: account.key, name: account.name } : null;
}

/** Why the identities are one lead: merges by people that stand, and can be taken back, and what joins them else. */
async function bondsOf(session: Session, { members }: LeadFacts, joinByEmail: boolean) {
  const keys = members.map(({ key }) => key);
  const decisions = await findDecisionsAround(session, keys);
  const takenBack = new Set(decisions.map(({ takes_back }) => takes_back));
  const merges = decisions
    .filter(({ kind, decision_id }) => kind === "merge" && !takenBack.has(decision_id))
    .map(({ decision_id, one, other, at }) => ({
      id: decision_id,
      one: one ?? "",
      other: other ?? "",
      at: sayInstant(at),
    }));
  return { merges, joins: joinsOf(members, await findLinksAround(session, keys), decisions, joinByEmail) };
}

function scoredNow(
  version: ActingVersion,
  facts: LeadFacts,
  row: ScoreRow | undefined,
  today: number,
  { onMismatch }: ShowOptions,
) {
  const own = facts.of(version.modelId);
  const verdict = score(version.compiled, own, today);
  const band = row && readPlacing(row).band;
  if (row && isMismatch(row, verdict.scored ? verdict.total : null, version, today)) onMismatch?.();
  const steps = nextSteps(version.compiled, own, today, band ?? null);
  return {
    ...sayVerdict(version, verdict),
    band: row?.band ?? null,
    since: sayDayIf(row?.band_since ?? null),
    nextSteps: steps ? saySteps(steps) : null,
    reasons: topReasons(verdict),
  };
}

/** What waits for its day, for an account to be added up, or to be given back by an experiment, is not wrong. */
function isMismatch(
  row: ScoreRow,
  total: number | null,
  { versionId, compiled }: ActingVersion,
  today: number,
): boolean {
  const isDue = row.due_on !== null && row.due_on <= today;
  const isOfAnother = (row.by_version_id ?? row.version_id) !== versionId;
  return row.total !== total && !isDue && !isOfAnother && !compiled.readsAccounts;
}

function saySteps({ byItself, rises }: NextSteps) {
  return {
    byItself: byItself && { on: sayDayIf(byItself.on) as string, band: byItself.band },
    rises: rises.map((rise) => ({ ...rise, total: fromPoints(rise.total) })),
  };
}

export function lookUpRoute(api: Api, known: KnownConfigurations): void {
  answer(api, routes.leads.lookup, async ({ session, query, now }) => {
    const configuration = await known(session);
    const version = liveVersion(configuration, "lead", query.model);
    const lead = await leadCalled(session, query);
    const { lead_id, name, traits, ...rest } = found(lead, "lead");
    const facts = found((await factsOfLeads(session, configuration, [{ lead_id, ...rest }])).get(lead_id), "lead");
    const [row] = await findScores(session, [version.versionId], [lead_id]);
    const { compiled } = (await actingOn(session, configuration, [lead_id]))(version, lead_id);
    const today = configuration.zone.dayOf(now);
    const own = facts.of(version.modelId);
    const verdict = score(compiled, own, today);
    const rises = nextSteps(compiled, own, today, row ? readPlacing(row).band : null)?.rises ?? [];
    const [nextStep = null] = rises.map(({ total: _, ...step }) => step);
    const owner = ownerIn(JSON.parse(traits) as JsonObject, await deskOf(session));
    const bands = (compiled.model.bands ?? []).map((band) => band.name).reverse();
    const priority = bands.indexOf(row?.band ?? "") + 1;
    return {
      id: String(lead_id),
      name,
      band: row?.band ?? null,
      score: verdict.scored ? fromPoints(verdict.total) : null,
      priority: priority > 0 ? priority : null,
      owner,
      nextStep,
    };
  });
}

/** Whoever has an id of the customer's own system or, without one, an address. */
async function leadCalled(session: Session, { userId, email }: Asked<typeof routes.leads.lookup>["query"]) {
  if (userId !== undefined) {
    const [pointer] = await findPointers(session, [`user:${userId}`]);
    return pointer && findLead(session, pointer.lead_id);
  }
  if (email === undefined) throw bad("query", "email", "missing");
  const [lead] = await findLeadsByEmail(session, email.trim().toLowerCase(), 1);
  return lead;
}
