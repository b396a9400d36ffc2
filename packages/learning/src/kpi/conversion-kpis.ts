import { type Interval, wilson } from "../numbers/interval.ts";
import type { Basis, Journey, Period } from "./journey.ts";
import { BELONGS, type Population } from "./populations.ts";

/** A share with the leads behind it. */
export type Share = {
  /** Null where there is nothing to divide by. */
  readonly value: number | null;
  /** Wilson's; only where the numerator is part of the denominator. */
  readonly interval: Interval | null;
  readonly numerator: readonly string[];
  readonly denominator: readonly string[];
};

/** Journeys have to be as they were known on the day that is asked for. */
export type Asked = { readonly period: Period; readonly basis: Basis };

/**
 * Lead → opportunity. Cohort: of the leads created in the period, those that were an opportunity. Period:
 * opportunities opened in the period over leads created in it.
 */
export function leadToOpportunity(journeys: readonly Journey[], { period, basis }: Asked): Share {
  return basis === "cohort"
    ? partOf(journeys, period, "leads-created-with-opportunity", "leads-created")
    : ratioOf(journeys, period, "opportunities-opened", "leads-created");
}

/**
 * Opportunity → customer. Cohort: of the opportunities opened in the period, those won. Period: customers won in the
 * period over opportunities opened in it.
 */
export function opportunityToCustomer(journeys: readonly Journey[], { period, basis }: Asked): Share {
  return basis === "cohort"
    ? partOf(journeys, period, "opportunities-opened-won", "opportunities-opened")
    : ratioOf(journeys, period, "leads-won", "opportunities-opened");
}

/**
 * Win rate: of the opportunities that are decided (won or lost), those won. Cohort: of those opened in the period;
 * period: of those decided in it.
 */
export function winRate(journeys: readonly Journey[], { period, basis }: Asked): Share {
  return basis === "cohort"
    ? partOf(journeys, period, "opportunities-opened-won", "opportunities-opened-decided")
    : partOf(journeys, period, "opportunities-decided-won", "opportunities-decided");
}

export type LossReason = {
  /** As it was said; empty where nothing was. */
  readonly reason: string;
  readonly leads: readonly string[];
  /** Of the decided opportunities: with the win rate, all reasons add up to one. */
  readonly share: number;
  readonly interval: Interval;
};

/** Why decided opportunities were lost, the most frequent reason first. */
export function lossReasons(journeys: readonly Journey[], { period, basis }: Asked): readonly LossReason[] {
  const [decided, lost] = (
    basis === "cohort"
      ? ["opportunities-opened-decided", "opportunities-opened-lost"]
      : ["opportunities-decided", "opportunities-decided-lost"]
  ) as readonly [Population, Population];
  const of = journeys.filter((journey) => BELONGS[decided](journey, period)).length;
  const reasons = Map.groupBy(
    journeys.filter((journey) => BELONGS[lost](journey, period)),
    (journey) => journey.lost?.reason ?? "",
  );
  return [...reasons]
    .map(([reason, own]) => ({
      reason,
      leads: own.map(({ lead }) => lead),
      share: own.length / of,
      interval: wilson(own.length, of),
    }))
    .sort((a, b) => b.leads.length - a.leads.length || (a.reason < b.reason ? -1 : 1));
}

function ratioOf(journeys: readonly Journey[], period: Period, top: Population, bottom: Population): Share {
  const leadsIn = (population: Population) =>
    journeys.filter((journey) => BELONGS[population](journey, period)).map(({ lead }) => lead);
  const [numerator, denominator] = [leadsIn(top), leadsIn(bottom)];
  return {
    value: denominator.length === 0 ? null : numerator.length / denominator.length,
    interval: null,
    numerator,
    denominator,
  };
}

function partOf(journeys: readonly Journey[], period: Period, part: Population, whole: Population): Share {
  const share = ratioOf(journeys, period, part, whole);
  const [hits, of] = [share.numerator.length, share.denominator.length];
  return { ...share, interval: of === 0 ? null : wilson(hits, of) };
}
