import type { Day } from "@plumbline/scoring";
import { type Interval, wilson } from "../numbers/interval.ts";
import { type Basis, isBy, isIn, type Journey, type Period } from "./journey.ts";

/** A share with the leads behind it. */
export type Share = {
  /** Null where there is nothing to divide by. */
  readonly value: number | null;
  /** Wilson's; only of a cohort, where the numerator is part of the denominator. */
  readonly interval: Interval | null;
  readonly numerator: readonly string[];
  readonly denominator: readonly string[];
};

export type Asked = { readonly period: Period; readonly basis: Basis; readonly asOf: Day };

/**
 * Lead → opportunity. Cohort: of the leads created in the period, those that were an opportunity by `asOf`. Period:
 * opportunities opened in the period over leads created in it.
 */
export function leadToOpportunity(journeys: readonly Journey[], asked: Asked): Share {
  return shareOf(
    journeys,
    asked,
    ({ created }) => created,
    ({ opportunity }) => opportunity,
  );
}

/**
 * Opportunity → customer. Cohort: of the opportunities opened in the period, those won by `asOf`. Period: customers
 * won in the period over opportunities opened in it. Customers that never were an opportunity count as neither.
 */
export function opportunityToCustomer(journeys: readonly Journey[], asked: Asked): Share {
  const opened = journeys.filter(({ opportunity }) => opportunity !== null);
  return shareOf(
    opened,
    asked,
    ({ opportunity }) => opportunity,
    ({ customer }) => customer,
  );
}

type DayOf = (journey: Journey) => Day | null;

function shareOf(journeys: readonly Journey[], { period, basis, asOf }: Asked, start: DayOf, end: DayOf): Share {
  const known = journeys.filter((journey) => isBy(start(journey), asOf));
  const denominator = known.filter((journey) => isIn(start(journey), period));
  const numerator = (basis === "cohort" ? denominator : known).filter(
    (journey) => isBy(end(journey), asOf) && (basis === "cohort" || isIn(end(journey), period)),
  );
  const [hits, of] = [numerator.length, denominator.length];
  return {
    value: of === 0 ? null : hits / of,
    interval: basis === "cohort" && of > 0 ? wilson(hits, of) : null,
    numerator: numerator.map(({ lead }) => lead),
    denominator: denominator.map(({ lead }) => lead),
  };
}
