import type { Day } from "@plumbline/scoring";
import { type Answer, missingOf, notEnough } from "../answer.ts";
import { kaplanMeier, type Survival } from "../truth/kaplan-meier.ts";
import type { Wait } from "../truth/wait.ts";
import { isBy, isIn, type Journey, type Period } from "./journey.ts";

export type CycleLength = {
  /** Days by which half of those have become customers who do so within what has been seen. */
  readonly median: number;
  /** Days by which half of all leads have; null where fewer than half do. */
  readonly medianOfAll: number | null;
  readonly survival: Survival;
  readonly customers: readonly string[];
  readonly leads: readonly string[];
};

/**
 * The sales cycle from lead to customer, of the leads created in the period: Kaplan–Meier over days, in which every
 * lead that is not yet a customer (also one that was lost) waits until `asOf`, so that young leads do not make the
 * cycle look short. As most leads never become customers, the median is that of the ones who do: where the curve has
 * come half of its way down (the latency of a cure model: Maller & Zhou, "Survival Analysis with Long-Term
 * Survivors", 1996).
 */
export function cycleLength(journeys: readonly Journey[], period: Period, asOf: Day): Answer<CycleLength> {
  const own = journeys.filter(({ created }) => isIn(created, period) && created <= asOf);
  const waits = own.map(
    ({ created, customer }): Wait =>
      isBy(customer, asOf) ? { time: customer - created, ended: true } : { time: asOf - created, ended: false },
  );
  const customers = own.filter((_, i) => waits[i]?.ended);
  const survival = kaplanMeier(waits);
  const missing = missingOf({ what: "converted", needed: 1, found: customers.length });
  if (!survival.enough || missing.length > 0) return notEnough(...missing);
  const lowest = survival.steps.at(-1)?.waiting ?? 1;
  return {
    enough: true,
    median: survival.steps.find(({ waiting }) => waiting <= (1 + lowest) / 2)?.time ?? 0,
    medianOfAll: survival.median,
    survival,
    customers: customers.map(({ lead }) => lead),
    leads: own.map(({ lead }) => lead),
  };
}

export type SpeedToLead = {
  /** Milliseconds by which half of the leads were contacted; null where half have not been yet. */
  readonly median: number | null;
  readonly survival: Survival;
  readonly contacted: readonly string[];
  /** Handed over and not contacted by `now`. */
  readonly waiting: readonly string[];
};

/**
 * Speed to lead: the time from the hand-over to sales to the first contact, of leads handed over from `from` to
 * before `before` (instants); who is not contacted yet has waited until `now`.
 */
export function speedToLead(
  journeys: readonly Journey[],
  { from, before, now }: { readonly from: number; readonly before: number; readonly now: number },
): Answer<SpeedToLead> {
  const own = journeys.flatMap(({ lead, handedOver, contacted }) => {
    if (handedOver === null || handedOver < from || handedOver >= before || handedOver > now) return [];
    const isReached = contacted !== null && contacted <= now;
    // Somebody who was in touch before the hand-over did not wait.
    return [{ lead, time: Math.max(0, (isReached ? contacted : now) - handedOver), ended: isReached }];
  });
  const survival = kaplanMeier(own);
  if (!survival.enough) return notEnough({ what: "contacts", needed: 1, found: 0 });
  return {
    enough: true,
    median: survival.median,
    survival,
    contacted: own.filter(({ ended }) => ended).map(({ lead }) => lead),
    waiting: own.filter(({ ended }) => !ended).map(({ lead }) => lead),
  };
}
