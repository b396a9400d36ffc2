import { randomUUID } from "node:crypto";
import {
  findDecisionsAround,
  findLinksAround,
  findPlacesBefore,
  findScores,
  findTransitionsOf,
  keepDecision,
  keepScores,
  type MergedPlace,
  raiseConfigVersion,
  type ScoreRow,
  type Session,
} from "@plumbline/store";
import type { Configuration, ScoringVersion } from "../configuration.ts";
import type { ScoreChange } from "../decide/keep-placed.ts";
import { settle } from "../settle.ts";
import { type Identified, readTouched, rejoin } from "./identify-batch.ts";
import { isParted, type Join, joinsOf } from "./joins.ts";
import type { KnownIdentity } from "./known-identity.ts";

export type IdentityDecided =
  | {
      readonly ok: true;
      readonly decisionId: string;
      readonly leadIds: readonly number[];
      readonly changes: readonly ScoreChange[];
    }
  | { readonly ok: false; readonly problem: "no-such-lead" | "no-such-merge" | "no-such-join" | "already-done" };

type Deciding = { readonly by: string; readonly reason: string };

/**
 * Records that a person takes two leads for one, and makes them one: the higher band is kept, silently. Nothing is
 * lost by it, every identity keeps what its own events said.
 */
export async function mergeTwo(
  session: Session,
  configuration: Configuration,
  { one, other, by, reason }: Deciding & { readonly one: number; readonly other: number },
  now: number,
): Promise<IdentityDecided> {
  if (one === other) return { ok: false, problem: "already-done" };
  const touched = await readTouched(session, [one, other]);
  const [a, b] = [one, other].map((leadId) => touched.leads.find((lead) => lead.leadId === leadId));
  if (!a || !b) return { ok: false, problem: "no-such-lead" };
  const decisionId = randomUUID();
  const identities = { one: spokesman(a.members, a.chief), other: spokesman(b.members, b.chief) };
  const decision = { decision_id: decisionId, at: now, kind: "merge" as const, ...identities, takes_back: null };
  await keepDecision(session, decision, by, reason, await placesOf(session, configuration, [one, other]));
  if (!configuration.presence.decisions) await raiseConfigVersion(session);
  return regroup(session, configuration, touched, decisionId, now);
}

/**
 * Takes a merge back: both leads have the identities, traits, scores and bands that they would have had without it,
 * under their own ids.
 */
export async function unmerge(
  session: Session,
  configuration: Configuration,
  { leadId, merge, by, reason }: Deciding & { readonly leadId: number; readonly merge: string },
  now: number,
): Promise<IdentityDecided> {
  const touched = await readTouched(session, [leadId]);
  const [lead] = touched.leads;
  if (!lead) return { ok: false, problem: "no-such-lead" };
  const decisions = await findDecisionsAround(
    session,
    lead.members.map(({ key }) => key),
  );
  const made = decisions.find(({ decision_id, kind }) => kind === "merge" && decision_id === merge);
  if (!made) return { ok: false, problem: "no-such-merge" };
  if (decisions.some(({ takes_back }) => takes_back === merge)) return { ok: false, problem: "already-done" };
  const decisionId = randomUUID();
  // Of the same instant the merge would be the later one by its id.
  const at = Math.max(now, made.at + 1);
  const decision = { decision_id: decisionId, at, kind: "unmerge" as const, one: null, other: null, takes_back: merge };
  await keepDecision(session, decision, by, reason);
  const placesBefore: PlacesBefore = async (leadIds) =>
    (await findPlacesBefore(session, merge)) ?? placesByTransitions(session, configuration, leadIds, made.at);
  return regroup(session, configuration, touched, decisionId, now, placesBefore);
}

/**
 * Records that an address or a former id does not stand for an identity, so that no lead meets another through it any
 * longer; for whoever was joined by what events said, where there is no merge to take back. Who stays keeps the band,
 * and who leaves has the one that it had entered last as a lead of its own.
 */
export async function part(
  session: Session,
  configuration: Configuration,
  { leadId, one, other, by, reason }: Deciding & Join & { readonly leadId: number },
  now: number,
): Promise<IdentityDecided> {
  const touched = await readTouched(session, [leadId]);
  const [lead] = touched.leads;
  if (!lead) return { ok: false, problem: "no-such-lead" };
  const keys = lead.members.map(({ key }) => key);
  const decisions = await findDecisionsAround(session, keys);
  if (isParted(decisions, { one, other })) return { ok: false, problem: "already-done" };
  const joins = joinsOf(lead.members, await findLinksAround(session, keys), decisions, configuration.joinByEmail);
  if (!joins.some((join) => join.one === one && join.other === other)) return { ok: false, problem: "no-such-join" };
  const decisionId = randomUUID();
  const decision = { decision_id: decisionId, at: now, kind: "part" as const, one, other, takes_back: null };
  await keepDecision(session, decision, by, reason);
  if (!configuration.presence.decisions) await raiseConfigVersion(session);
  return regroup(session, configuration, touched, decisionId, now, (leadIds) =>
    placesByTransitions(
      session,
      configuration,
      leadIds.filter((id) => id !== leadId),
      now,
    ),
  );
}

/** In which bands leads were before they were one. */
type PlacesBefore = (leadIds: readonly number[]) => Promise<readonly MergedPlace[]>;

async function regroup(
  session: Session,
  configuration: Configuration,
  touched: Identified,
  decisionId: string,
  now: number,
  placesBefore?: PlacesBefore,
): Promise<IdentityDecided> {
  const kept = new Map(touched.leads.flatMap((lead) => (lead.kept ? [[lead.leadId, lead.kept] as const] : [])));
  const rejoined = await rejoin(session, configuration, {
    kept,
    identities: new Map(touched.identities),
    scored: touched.scored,
  });
  const leadIds = rejoined.leads.map(({ leadId }) => leadId);
  const isSplit = placesBefore !== undefined && leadIds.length > 1;
  if (isSplit) await restorePlaces(session, configuration, leadIds, await placesBefore(leadIds), now);
  // Who leaves a lead does not take over its band.
  const leads = rejoined.leads.map((lead) => (isSplit ? { ...lead, merged: [] } : lead));
  const changes = await settle(session, configuration, { ...rejoined, leads }, now, "merge", () => {});
  return { ok: true, decisionId, leadIds, changes };
}

/** An identity that has events of its own, and stands for the lead: its chief, else a user, else the oldest. */
export function spokesman(members: readonly KnownIdentity[], chief: string): string {
  const [first] = [...members].sort(
    (a, b) =>
      Number(b.key === chief) - Number(a.key === chief) ||
      Number(b.key.startsWith("user:")) - Number(a.key.startsWith("user:")) ||
      a.id - b.id,
  );
  if (!first) throw new Error("A lead has at least one identity");
  return first.key;
}

/** In which bands leads are, and which were closed to them. */
async function placesOf(
  session: Session,
  { leadVersions }: Configuration,
  leadIds: readonly number[],
): Promise<MergedPlace[]> {
  const live = new Map(
    leadVersions.filter(({ isLive }) => isLive).map(({ versionId, modelId }) => [versionId, modelId]),
  );
  const rows = await findScores(session, [...live.keys()], leadIds);
  return rows.map(({ version_id, subject_id, band, band_since, band_left }) => ({
    ...{ model_id: live.get(version_id) as number, lead_id: subject_id, band, band_since, band_left },
  }));
}

/** The same of a merge that did not keep it: the bands that they had entered last, none of which is known as closed. */
async function placesByTransitions(
  session: Session,
  { leadVersions }: Configuration,
  leadIds: readonly number[],
  mergedAt: number,
): Promise<MergedPlace[]> {
  const places: MergedPlace[] = [];
  for (const model_id of new Set(leadVersions.map(({ modelId }) => modelId))) {
    for (const lead_id of leadIds) {
      const [last] = await findTransitionsOf(session, model_id, lead_id, mergedAt, 1);
      if (last) places.push({ model_id, lead_id, band: last.to_band, band_since: last.on_day, band_left: null });
    }
  }
  return places;
}

/** Puts leads back into the bands where they were before they were made one, with what was closed to them. */
async function restorePlaces(
  session: Session,
  { leadVersions, zone }: Configuration,
  leadIds: readonly number[],
  before: readonly MergedPlace[],
  now: number,
): Promise<void> {
  const today = zone.dayOf(now);
  const rows = await findScores(
    session,
    leadVersions.map(({ versionId }) => versionId),
    leadIds,
  );
  const restored: ScoreRow[] = [];
  for (const version of leadVersions) {
    for (const { model_id, lead_id, band, band_since, band_left } of before) {
      if (model_id !== version.modelId || !leadIds.includes(lead_id)) continue;
      const row = rows.find(({ version_id, subject_id }) => version_id === version.versionId && subject_id === lead_id);
      restored.push({ ...(row ?? unplaced(version, lead_id, today, now)), band, band_since, band_left });
    }
  }
  if (restored.length > 0) await keepScores(session, restored);
}

function unplaced({ versionId }: ScoringVersion, leadId: number, day: number, now: number): ScoreRow {
  const figures = { total: null, dimensions: null, market: null, zone: null, cell: null };
  return {
    ...{ version_id: versionId, subject_id: leadId, ...figures, band: null, band_since: null, band_left: null },
    ...{ day, due_on: null, changed_at: now, by_version_id: null },
  };
}
