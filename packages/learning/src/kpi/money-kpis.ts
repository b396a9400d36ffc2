import type { Day } from "@plumbline/scoring";
import { type Answer, missingOf, notEnough } from "../answer.ts";
import { mean } from "../numbers/sum.ts";
import { type Asked, opportunityToCustomer } from "./conversion-kpis.ts";
import { isBy, isIn, type Journey, type Period } from "./journey.ts";
import { type Money, type Rates, total } from "./money.ts";
import { cycleLength } from "./time-kpis.ts";

/** A figure in money or per money, with what it is made of and the leads behind it. */
export type MoneyFigure = {
  readonly value: number;
  readonly numerator: number;
  readonly denominator: number;
  readonly leads: readonly string[];
};

export type Spent = {
  readonly period: Period;
  readonly asOf: Day;
  /** What the channel cost in the period. */
  readonly costs: readonly Money[];
  readonly rates: Rates;
  /** Customers won in the period (`period`), or those of the leads created in it (`cohort`). */
  readonly basis: Asked["basis"];
};

/** CAC: costs of the period per customer. */
export function acquisitionCost(journeys: readonly Journey[], spent: Spent): Answer<MoneyFigure> {
  const customers = customersOf(journeys, spent);
  const costs = total(spent.costs, spent.rates);
  if (!costs.enough) return costs;
  const missing = missingOf(
    { what: "converted", needed: 1, found: customers.length },
    { what: "costs", needed: 1, found: spent.costs.length },
  );
  if (missing.length > 0) return notEnough(...missing);
  return figure(costs.amount, customers.length, customers);
}

/** ROI: (revenue − costs) / costs; revenue is the value of the customers. */
export function returnOnInvestment(journeys: readonly Journey[], spent: Spent): Answer<MoneyFigure> {
  const customers = customersOf(journeys, spent);
  const costs = total(spent.costs, spent.rates);
  const revenue = total(valuesOf(customers), spent.rates);
  if (!costs.enough) return costs;
  if (!revenue.enough) return revenue;
  if (!(costs.amount > 0)) return notEnough({ what: "costs", needed: 1, found: 0 });
  return figure(revenue.amount - costs.amount, costs.amount, customers);
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

/** Pipeline velocity of the opportunities opened in the period, as a cohort; mean value and cycle of those won. */
export function velocity(
  journeys: readonly Journey[],
  { period, asOf, rates }: Pick<Spent, "period" | "asOf" | "rates">,
): Answer<Velocity> {
  const share = opportunityToCustomer(journeys, { period, asOf, basis: "cohort" });
  const won = new Set(share.numerator);
  const values = valuesOf(journeys.filter(({ lead }) => won.has(lead)));
  const revenue = total(values, rates);
  if (!revenue.enough) return revenue;
  const opened = new Set(share.denominator);
  // The cycle of an opportunity starts when it is opened.
  const opportunities = journeys.flatMap((journey) =>
    opened.has(journey.lead) && journey.opportunity !== null ? [{ ...journey, created: journey.opportunity }] : [],
  );
  const cycle = cycleLength(opportunities, period, asOf);
  if (!cycle.enough) return cycle;
  const missing = missingOf({ what: "converted", needed: 1, found: values.length });
  if (missing.length > 0) return notEnough(...missing);
  const parts = {
    opportunities: opened.size,
    winRate: won.size / opened.size,
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
  /** Points of score for one unit of money; null where nothing was spent. */
  readonly perCost: number | null;
  readonly leads: readonly string[];
};

/**
 * LQS: the mean score of the leads created in the period, and what a unit of money bought of it. Leads without a
 * score are left out.
 */
export function leadQuality(journeys: readonly Journey[], spent: Omit<Spent, "basis">): Answer<LeadQuality> {
  const own = journeys.flatMap(({ lead, score, created }) =>
    score !== null && created <= spent.asOf && isIn(created, spent.period) ? [{ lead, score }] : [],
  );
  const costs = total(spent.costs, spent.rates);
  if (!costs.enough) return costs;
  const missing = missingOf({ what: "leads", needed: 1, found: own.length });
  if (missing.length > 0) return notEnough(...missing);
  const value = mean(own.map(({ score }) => score));
  const perCost = costs.amount > 0 ? (value * own.length) / costs.amount : null;
  return { enough: true, value, perCost, leads: own.map(({ lead }) => lead) };
}

function customersOf(journeys: readonly Journey[], { period, asOf, basis }: Spent): readonly Journey[] {
  return journeys.filter(
    ({ created, customer }) => isBy(customer, asOf) && isIn(basis === "cohort" ? created : customer, period),
  );
}

function valuesOf(journeys: readonly Journey[]): readonly Money[] {
  return journeys.flatMap(({ value }) => (value ? [value] : []));
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
