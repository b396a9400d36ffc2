import { type DealOutcome, fateOf, type Journey } from "@plumbline/learning";
import { type Day, formatDay, fromPoints, type Zone } from "@plumbline/scoring";
import {
  type FirstHandOffRow,
  findFirstContacts,
  findFirstHandOffs,
  findJourneys,
  findLiveTimes,
  findOutcomes,
  findTotalsOn,
  findTouches,
  type JourneyRow,
  type Session,
  type TouchOfLead,
} from "@plumbline/store";
import type { Configuration, ScoringVersion } from "../../configuration.ts";
import { liveVersions } from "../known-configurations.ts";
import { type Desk, deskOf, handOffBands } from "../leads/hand-off.ts";

/** Everything that is known of a lead's journey; what of it was known on a day is for `journeyAt` to say. */
export type KnownLead = {
  readonly id: number;
  readonly row: JourneyRow;
  readonly created: Day;
  readonly outcomes: readonly DealOutcome[];
  readonly handOff: FirstHandOffRow | null;
  readonly contactedAt: number | null;
  /** The number of the version that was live when the lead was first seen, or else of the first that ever was. */
  readonly version: number | null;
};

export type JourneysAsked = {
  /** Days: what began, or happened, from the first to before the second. */
  readonly from: Day;
  readonly before: Day;
  readonly until: number;
  /** Whether it is asked what traits say of where a lead came from. */
  readonly withSource: boolean;
  /** Only of these, whatever happened when. */
  readonly leadIds?: readonly number[] | undefined;
};

/** What journeys are read by: whose hand-offs, bands, versions and scores count. */
export type JourneyReading = {
  readonly zone: Zone;
  readonly desk: Desk;
  readonly version: ScoringVersion | undefined;
};

export async function journeyReading(session: Session, configuration: Configuration): Promise<JourneyReading> {
  const desk = await deskOf(session);
  const live = liveVersions(configuration.leadVersions);
  const { model } = desk.handOff;
  const version = model === undefined ? live[0] : live.find(({ name }) => name === model);
  return { zone: configuration.zone, desk, version };
}

/** Leads that were first seen in a span of days, of whom an outcome was told in it, or who were handed over in it. */
export async function readJourneys(
  session: Session,
  { zone, desk, version }: JourneyReading,
  { from, before, until, withSource, leadIds }: JourneysAsked,
): Promise<readonly KnownLead[]> {
  const bands = version ? handOffBands(desk, version) : [];
  const handed =
    version && bands.length > 0
      ? await findFirstHandOffs(session, { modelId: version.modelId, bands, before: until, leadIds })
      : [];
  const handOffs = new Map(handed.map((row) => [row.lead_id, row]));
  const recent = handed.filter(({ on_day }) => on_day >= from && on_day < before);
  const told = await findOutcomes(session, until, leadIds);
  const span = { from: zone.instantOf(from, 0), before: Math.min(zone.instantOf(before, 0), until) };
  const recentlyTold = told.filter(({ at }) => at >= span.from && at < span.before);
  const others = new Set([...recent, ...recentlyTold].map(({ lead_id }) => lead_id));
  const versionId = version?.versionId ?? null;
  const which = leadIds ? { from: 0, before: 0, others: leadIds } : { ...span, others: [...others] };
  const rows = await findJourneys(session, { ...which, versionId, withSource });
  const since = new Map(recent.map(({ lead_id, at }) => [lead_id, at]));
  const contacts = since.size > 0 ? await findFirstContacts(session, since, desk.contacts) : [];
  const contacted = new Map(contacts.map(({ lead_id, at }) => [lead_id, at]));
  const outcomes = Map.groupBy(told, ({ lead_id }) => lead_id);
  const versionOf = version ? await versionsBy(session, version.modelId) : () => null;
  return rows.map((row) => ({
    id: row.lead_id,
    row,
    created: zone.dayOf(row.first_at),
    outcomes: outcomes.get(row.lead_id)?.map(dealOutcome) ?? NOTHING_TOLD,
    handOff: handOffs.get(row.lead_id) ?? null,
    contactedAt: contacted.get(row.lead_id) ?? null,
    version: versionOf(row.first_at),
  }));
}

const NOTHING_TOLD: readonly DealOutcome[] = [];

function dealOutcome({ kind, message_id, ...row }: Awaited<ReturnType<typeof findOutcomes>>[number]): DealOutcome {
  return { ...row, kind: kind as DealOutcome["kind"], message: message_id };
}

/** Which version of a model was live at an instant; before any was, the first that ever was. */
async function versionsBy(session: Session, modelId: number): Promise<(at: number) => number | null> {
  const times = await findLiveTimes(session, modelId);
  return (at) => (times.findLast(({ live_at }) => live_at <= at) ?? times[0])?.number ?? null;
}

/** A day by which journeys are told, and the instant at which it ended. */
type AsKnown = { readonly asOf: Day; readonly end: number };

/** The totals that leads had on a day; of those who had the one that stands by then, and of those handed over, nothing. */
export async function readTotals(
  session: Session,
  { version }: JourneyReading,
  leads: readonly KnownLead[],
  known: AsKnown,
): Promise<Totals> {
  if (!version) return new Map();
  const moved = leads.filter((lead) => {
    const { first_at, scored_on } = lead.row;
    return first_at < known.end && scored_on !== null && scored_on > known.asOf && !isHandedBy(lead, known);
  });
  if (moved.length === 0) return new Map();
  const asked = { modelId: version.modelId, day: known.asOf, leadIds: moved.map(({ id }) => id) };
  return new Map((await findTotalsOn(session, asked)).map(({ lead_id, total }) => [lead_id, total]));
}

type Totals = ReadonlyMap<number, number | null>;

const isHandedBy = ({ handOff }: KnownLead, { asOf, end }: AsKnown): boolean =>
  handOff !== null && handOff.at < end && handOff.on_day <= asOf;

/** A lead's journey as it was known by the end of a day; null where it was not there yet. */
export function journeyAt(lead: KnownLead, known: AsKnown, totals: Totals, dayOf: (at: number) => Day): Journey | null {
  const { row, created, outcomes, contactedAt } = lead;
  const { end } = known;
  if (row.first_at >= end) return null;
  const handOff = isHandedBy(lead, known) ? lead.handOff : null;
  const stood = totals.has(lead.id) ? (totals.get(lead.id) ?? null) : row.total;
  const total = handOff ? handOff.total : stood;
  return {
    lead: String(lead.id),
    created,
    ...fateOf(outcomes, end, dayOf),
    score: total === null ? null : fromPoints(total),
    handedOver: handOff?.at ?? null,
    handedOverOn: handOff?.on_day ?? null,
    contacted: handOff && contactedAt !== null && contactedAt < end ? contactedAt : null,
  };
}

export type Touched = ReadonlyMap<number, TouchOfLead>;

/**
 * The first or the last touch of leads before they were an opportunity, or up to an instant where they are none: what
 * comes after that has won nobody.
 */
export async function readTouches(
  session: Session,
  which: "first" | "last",
  leads: readonly KnownLead[],
  until: number,
  onlyThese: boolean,
): Promise<Touched> {
  const cuts = new Map<number, number>();
  for (const { id, outcomes } of leads) {
    const opened = outcomes.filter(({ kind }) => kind !== "disqualified").map(({ at }) => at);
    if (opened.length > 0) cuts.set(id, Math.min(...opened));
  }
  const ids = onlyThese ? leads.map(({ id }) => id) : null;
  // Until before the instant: its last millisecond.
  const touches = await findTouches(session, which, cuts, until - 1, ids);
  return new Map(touches.map((touch) => [touch.lead_id, touch]));
}

/** Where a lead came from: by its touch, or else by what its traits say. */
export function originOf({ id, row }: KnownLead, touches: Touched) {
  const touch = touches.get(id);
  return {
    source: touch ? (touch.source ?? "") : (row.said_source ?? "").trim().toLowerCase().slice(0, 200),
    medium: touch?.medium ?? "",
    campaign: touch?.campaign ?? "",
  };
}

/** `2026-03`: the month in which a lead was first seen. */
export const cohortOf = ({ created }: Pick<Journey, "created">): string => formatDay(created).slice(0, -3);
