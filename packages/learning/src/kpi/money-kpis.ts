import { type Answer, missingOf, notEnough } from "../answer.ts";
import { mean } from "../numbers/sum.ts";
import { type Asked, opportunityToCustomer } from "./conversion-kpis.ts";
import { isIn, type Journey } from "./journey.ts";
import { type Money, type Rates, total } from "./money.ts";
import { BELONGS } from "./populations.ts";
import { type CycleAsked, cycleLength } from "./time-kpis.ts";

/** A figure in money or per money, with what it is made of and the leads behind it. */
export type MoneyFigure = {
  readonly value: number;
  readonly numerator: number;
  readonly denominator: number;
  readonly leads: readonly string[];
};

export type Spent = Asked & {
  /** What was spent in the period. */
  readonly costs: readonly Money[];
  readonly rates: Rates;
};

/** CAC: costs of the period per customer won in it (`period`), or of the leads created in it (`cohort`). */
export function acquisitionCost(journeys: readonly Journey[], spent: Spent): Answer<MoneyFigure> {
  const population = spent.basis === "cohort" ? "leads-created-won" : "leads-won";
  const customers = journeys.filter((journey) => BELONGS[population](journey, spent.period));
  const costs = total(spent.costs, spent.rates);
  if (!costs.enough) return costs;
  const missing = missingOf(
    { what: "converted", needed: 1, found: customers.length },
    { what: "costs", needed: 1, found: spent.costs.length },
  );
  if (missing.length > 0) return notEnough(...missing);
  return figure(costs.amount, customers.length, customers);
}

export type Revenue = { readonly amount: number; readonly leads: readonly string[] };

/**
 * Revenue: what deals were worth that were won in the period (`period`), or with the leads created in it (`cohort`),
 * each by the rate of its day. A deal of which no value was said adds nothing; one without a currency is in the
 * workspace's own.
 */
export function revenueOf(journeys: readonly Journey[], spent: Omit<Spent, "costs">): Answer<Revenue> {
  const { period, basis, rates } = spent;
  const population = basis === "cohort" ? "leads-created-won" : "leads-buying";
  const buyers = journeys.filter((journey) => BELONGS[population](journey, period));
  const revenue = total(
    buyers.flatMap((journey) => worthOf(journey, rates, (day) => basis === "cohort" || isIn(day, period))),
    rates,
  );
  return revenue.enough ? { ...revenue, leads: buyers.map(({ lead }) => lead) } : revenue;
}

/** ROI: (revenue − costs) / costs. */
export function returnOnInvestment(journeys: readonly Journey[], spent: Spent): Answer<MoneyFigure> {
  const costs = total(spent.costs, spent.rates);
  const revenue = revenueOf(journeys, spent);
  if (!costs.enough) return costs;
  if (!revenue.enough) return revenue;
  if (!(costs.amount > 0)) return notEnough({ what: "costs", needed: 1, found: 0 });
  const numerator = revenue.amount - costs.amount;
  return {
    enough: true,
    value: numerator / costs.amount,
    numerator,
    denominator: costs.amount,
    leads: revenue.leads,
  };
}

export type Velocity = {
  /** Money a day: opportunities × win rate × mean value / days of the cycle. */
  readonly value: number;
  readonly opportunities: number;
  readonly winRate: number;
  readonly meanValue: number;
  readonly cycleDays: number;
  readonly leads: readonly string[];
};

/**
 * Pipeline velocity of the opportunities opened in the period, as a cohort; mean value and cycle (from opportunity to
 * customer) of those won. Customers of whom no value is known are left out of the mean.
 */
export function velocity(
  journeys: readonly Journey[],
  { period, asOf, rates }: Pick<CycleAsked, "period" | "asOf"> & Pick<Spent, "rates">,
): Answer<Velocity> {
  const share = opportunityToCustomer(journeys, { period, basis: "cohort" });
  const opened = journeys.filter((journey) => BELONGS["opportunities-opened"](journey, period));
  const values = opened.map((journey) => worthOf(journey, rates)).filter(({ length }) => length > 0);
  const revenue = total(values.flat(), rates);
  if (!revenue.enough) return revenue;
  // The cycle of an opportunity starts when it is opened.
  const opportunities = opened.map((journey) => ({ ...journey, created: journey.opportunity ?? journey.created }));
  const cycle = cycleLength(opportunities, { period, basis: "cohort", asOf });
  if (!cycle.enough) return cycle;
  const missing = missingOf({ what: "converted", needed: 1, found: values.length });
  if (missing.length > 0) return notEnough(...missing);
  const parts = {
    opportunities: opened.length,
    winRate: share.numerator.length / opened.length,
    meanValue: revenue.amount / values.length,
    // What is won on the day it is opened took a day.
    cycleDays: Math.max(1, cycle.median),
  };
  const value = (parts.opportunities * parts.winRate * parts.meanValue) / parts.cycleDays;
  return { enough: true, value, ...parts, leads: share.denominator };
}

export type LeadQuality = {
  /** The mean score of the leads that an effort brought. */
  readonly value: number;
  readonly leads: readonly string[];
};

/** LQS: the mean score of the leads created in the period. Leads without a score are left out. */
export function leadQuality(journeys: readonly Journey[], { period }: Pick<Asked, "period">): Answer<LeadQuality> {
  const own = journeys.filter((journey) => BELONGS["leads-created-scored"](journey, period));
  const missing = missingOf({ what: "leads", needed: 1, found: own.length });
  if (missing.length > 0) return notEnough(...missing);
  return { enough: true, value: mean(own.map(({ score }) => score ?? 0)), leads: own.map(({ lead }) => lead) };
}

/** What a unit of money bought of it: the points of all those leads together, by what was spent in the period. */
export function leadQualityPerCost(journeys: readonly Journey[], spent: Omit<Spent, "basis">): Answer<MoneyFigure> {
  const costs = total(spent.costs, spent.rates);
  if (!costs.enough) return costs;
  const quality = leadQuality(journeys, spent);
  if (!quality.enough) return quality;
  if (!(costs.amount > 0)) return notEnough({ what: "costs", needed: 1, found: 0 });
  const numerator = quality.value * quality.leads.length;
  return {
    enough: true,
    value: numerator / costs.amount,
    numerator,
    denominator: costs.amount,
    leads: quality.leads,
  };
}

function worthOf({ won }: Journey, { currency }: Rates, counts = (_: number) => true): readonly Money[] {
  return won.flatMap((deal) =>
    deal.amount !== null && counts(deal.day)
      ? [{ amount: deal.amount, currency: deal.currency ?? currency, day: deal.day }]
      : [],
  );
}

function figure(numerator: number, denominator: number, journeys: readonly Journey[]): Answer<MoneyFigure> {
  return {
    enough: true,
    value: numerator / denominator,
    numerator,
    denominator,
    leads: journeys.map(({ lead }) => lead),
  };
}
