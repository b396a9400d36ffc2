import {
  type Day,
  type Event,
  emailIdentity,
  emailsOf,
  isPlaceholder,
  quickDigest,
  type Zone,
} from "@plumbline/scoring";
import { decides, type Outcome, type Target } from "./outcome.ts";
import type { Span, ToldLead } from "./told-lead.ts";

/** Why a lead has no moment. */
export type WithoutMoment =
  /** Nobody ever said who it is: sales could not have worked it. */
  | "unnamed"
  /** It was decided before it could be scored. */
  | "decided"
  /** The time in which it was known and open is not in the period, or too close to the end of what is known. */
  | "outside"
  /** It was not to be scored on any of its days. */
  | "ineligible";

export type DrawPlan = {
  readonly zone: Zone;
  readonly target: Target;
  /** Within how many days after the moment an outcome counts. */
  readonly horizon: number;
  readonly seed: number;
  /** The days of which moments are drawn, both included. */
  readonly from: Day;
  readonly to: Day;
  /** The last day of which all is known. */
  readonly knownUntil: Day;
};

/** A lead's time as one that may convert. */
export type OpenTime = {
  /** The day on which it was first known by a name. */
  readonly first: Day;
  /** The last day before it was decided; the last one known where it was not. */
  readonly last: Day;
};

/** When a lead was known and open, whatever the period; undefined where nobody ever named it. */
export function openTime(
  lead: ToldLead,
  outcomes: readonly Outcome[],
  { zone, target, knownUntil }: DrawPlan,
): OpenTime | undefined {
  let named = lead.knownFrom ?? Number.POSITIVE_INFINITY;
  for (const event of lead.events) if (event.timestamp < named && isNamed(event)) named = event.timestamp;
  if (named === Number.POSITIVE_INFINITY) return undefined;
  const decided = decidedOn(outcomes, { zone, target });
  return { first: zone.dayOf(named), last: decided === null ? knownUntil : Math.min(knownUntil, decided - 1) };
}

/** The day on which it was decided, one way or the other; null where it never was. */
export function decidedOn(
  outcomes: readonly Outcome[],
  { zone, target }: Pick<DrawPlan, "zone" | "target">,
): Day | null {
  let decided = Number.POSITIVE_INFINITY;
  for (const outcome of outcomes) if (decides(target, outcome)) decided = Math.min(decided, outcome.at);
  return decided === Number.POSITIVE_INFINITY ? null : zone.dayOf(decided);
}

/** A day, and how many it was drawn from. */
export type DrawnDay = { readonly day: Day; readonly of: number };

/**
 * The day on which a lead is looked at: drawn by a digest of its id and the seed, each day alike, from those on which
 * it was known, eligible and not yet decided, in the period and at least `horizon` days before the end of what is
 * known. The same lead has the same day whatever other leads there are and in whatever order they come.
 *
 * One moment per lead, because DeLong's variance, Wilson's and the others count on rows that are independent; ten
 * moments of one lead are hardly more than one. What it means: conversion is counted by leads and not by days, so a
 * lead that was decided soon counts as much as one that stayed open for a year, and its moment is closer to the
 * outcome. Who wants the rate of a cross-section, as on a morning in sales, makes the period one day long: then every
 * lead that was open on that day is looked at on it; or counts each moment as often as it had days to be drawn from, as
 * training does (Horvitz & Thompson, JASA 47, 1952).
 */
export function drawDay(lead: ToldLead, open: OpenTime | undefined, plan: DrawPlan): DrawnDay | WithoutMoment {
  if (!open) return "unnamed";
  const { from, to, knownUntil, horizon, zone, seed } = plan;
  if (open.last < open.first) return "decided";
  const [first, last] = [Math.max(open.first, from), Math.min(open.last, to, knownUntil - horizon)];
  if (last < first) return "outside";
  const closed = (lead.closed ?? []).map((span) => closedDays(span, zone));
  const isFree = (day: Day) => closed.every(([begin, end]) => day < begin || day > end);
  const chance = quickDigest(`${seed}:${lead.id}`, 0) / 2 ** 32;
  const all = last - first + 1;
  if (closed.length === 0) return { day: first + Math.floor(chance * all), of: all };
  const days = Array.from({ length: all }, (_, i) => first + i).filter(isFree);
  const day = days[Math.floor(chance * days.length)];
  return day === undefined ? "ineligible" : { day, of: days.length };
}

/** The days at whose end a lead was not to be scored. */
export function closedDays({ from, until }: Span, zone: Zone): readonly [Day, Day] {
  return [zone.dayOf(from), until === undefined ? Number.POSITIVE_INFINITY : zone.dayOf(until) - 1];
}

function isNamed(event: Event): boolean {
  if (event.userId !== undefined && !isPlaceholder(event.userId)) return true;
  return emailsOf(event).some((email) => emailIdentity(email) !== undefined);
}
