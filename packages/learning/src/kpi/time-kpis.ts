import type { Day } from "@plumbline/scoring";
import { type Answer, missingOf, notEnough } from "../answer.ts";
import { kaplanMeier, type Survival } from "../truth/kaplan-meier.ts";
import type { Wait } from "../truth/wait.ts";
import { type Basis, isIn, type Journey, type Period } from "./journey.ts";
import { BELONGS } from "./populations.ts";

/** Where a time may well lie; null where an end is not seen. */
export type TimeInterval = { readonly low: number | null; readonly high: number | null };

export type CycleLength = {
  /** Days by which half of those have become customers who do so within what has been seen. */
  readonly median: number;
  readonly interval: TimeInterval;
  /** Days by which half of all leads have; null where fewer than half do. */
  readonly medianOfAll: number | null;
  readonly survival: Survival;
  readonly customers: readonly string[];
  readonly leads: readonly string[];
};

export type CycleAsked = { readonly period: Period; readonly basis: Basis; readonly asOf: Day };

/**
 * The sales cycle from lead to customer.
 *
 * Cohort: of the leads created in the period, by Kaplan–Meier over days, in which every lead that is not yet a customer
 * (also one that was lost) waits until `asOf`, so that young leads do not make the cycle look short. As most leads
 * never become customers, the median is that of the ones who do: where the curve has come half of its way down (the
 * latency of a cure model: Maller & Zhou, "Survival Analysis with Long-Term Survivors", 1996). Its interval are the
 * times at which the curve's own interval holds that level (Brookmeyer & Crowley, Biometrics 38, 1982), the level
 * itself taken as known.
 *
 * Period: the plain median of those who became customers in the period.
 */
export function cycleLength(journeys: readonly Journey[], { period, basis, asOf }: CycleAsked): Answer<CycleLength> {
  const own = journeys.filter(({ created, customer }) =>
    basis === "cohort" ? isIn(created, period) && created <= asOf : isIn(customer, period),
  );
  const waits = own.map(
    ({ created, customer }): Wait =>
      customer === null ? { time: asOf - created, ended: false } : { time: customer - created, ended: true },
  );
  const customers = own.filter((_, i) => waits[i]?.ended);
  const survival = kaplanMeier(waits);
  const missing = missingOf({ what: "converted", needed: 1, found: customers.length });
  if (!survival.enough || missing.length > 0) return notEnough(...missing);
  const level = (1 + (survival.steps.at(-1)?.waiting ?? 1)) / 2;
  return {
    enough: true,
    median: survival.steps.find(({ waiting }) => waiting <= level)?.time ?? 0,
    interval: {
      low: survival.steps.find(({ interval }) => interval.low <= level)?.time ?? null,
      high: survival.steps.find(({ interval }) => interval.high <= level)?.time ?? null,
    },
    medianOfAll: survival.median,
    survival,
    customers: customers.map(({ lead }) => lead),
    leads: own.map(({ lead }) => lead),
  };
}

export type SpeedToLead = {
  /** Milliseconds by which half of the leads were contacted; null where half have not been yet. */
  readonly median: number | null;
  readonly interval: TimeInterval;
  readonly survival: Survival;
  readonly contacted: readonly string[];
  /** Handed over and not contacted by `now`. */
  readonly waiting: readonly string[];
};

/**
 * Speed to lead: the time from the hand-over to sales to the first contact, of leads handed over in the period; who is
 * not contacted yet has waited until `now` (an instant).
 */
export function speedToLead(
  journeys: readonly Journey[],
  { period, now }: { readonly period: Period; readonly now: number },
): Answer<SpeedToLead> {
  const own = journeys.flatMap((journey) => {
    const { lead, handedOver, contacted } = journey;
    if (handedOver === null || !BELONGS["leads-handed-over"](journey, period)) return [];
    // Somebody who was in touch before the hand-over did not wait.
    return [{ lead, time: Math.max(0, (contacted ?? now) - handedOver), ended: contacted !== null }];
  });
  const survival = kaplanMeier(own);
  if (!survival.enough) return notEnough({ what: "contacts", needed: 1, found: 0 });
  return {
    enough: true,
    median: survival.median,
    interval: survival.medianInterval,
    survival,
    contacted: own.filter(({ ended }) => ended).map(({ lead }) => lead),
    waiting: own.filter(({ ended }) => !ended).map(({ lead }) => lead),
  };
}
