import type { Day } from "@plumbline/scoring";
import type { Answer, Missing } from "../answer.ts";
import { leadToOpportunity, opportunityToCustomer, type Share, winRate } from "./conversion-kpis.ts";
import type { Basis, Journey, Period } from "./journey.ts";
import { type Money, type Rates, total } from "./money.ts";
import {
  acquisitionCost,
  leadQuality,
  leadQualityPerCost,
  returnOnInvestment,
  revenueOf,
  type Spent,
  velocity,
} from "./money-kpis.ts";
import { BELONGS, type Population } from "./populations.ts";
import { cycleLength, speedToLead, type TimeInterval } from "./time-kpis.ts";

/** What a figure lacks: data, a currency of the workspace's own, or costs that are known for such a group. */
export type KpiMissing = Missing | { readonly what: "currency" } | { readonly what: "costs-not-split" };

/** A figure, or what is missing for it. */
export type KpiValue = {
  readonly value: number | null;
  /** 95 %. */
  readonly interval: TimeInterval | null;
  readonly missing: readonly KpiMissing[];
};

export type KpisAsked = {
  readonly period: Period;
  readonly basis: Basis;
  readonly asOf: Day;
  /** The instant at which that day ends, or the present. */
  readonly now: number;
  /** Null where the workspace has no currency. */
  readonly rates: Rates | null;
  /** What was spent in the period; null where nobody knows what of it these leads cost. */
  readonly costs: readonly Money[] | null;
};

export type Kpi =
  | "leads"
  | "opportunities"
  | "customers"
  | "lead-to-opportunity"
  | "opportunity-to-customer"
  | "win-rate"
  | "cycle-length"
  | "velocity"
  | "cac"
  | "roi"
  | "revenue"
  | "costs"
  | "lead-quality"
  | "lead-quality-per-cost"
  | "speed-to-lead";

const MINUTE = 60_000;

/** All figures of some leads, whose journeys are as they were known by `asOf`. */
export function kpisOf(journeys: readonly Journey[], asked: KpisAsked): Readonly<Record<Kpi, KpiValue>> {
  const { period, basis, now } = asked;
  const isCohort = basis === "cohort";
  const counted = (population: Population) =>
    plain(journeys.filter((journey) => BELONGS[population](journey, period)).length);
  const cycle = cycleLength(journeys, asked);
  const speed = speedToLead(journeys, { period, now });
  return {
    leads: counted("leads-created"),
    opportunities: counted(isCohort ? "leads-created-with-opportunity" : "opportunities-opened"),
    customers: counted(isCohort ? "leads-created-won" : "leads-won"),
    "lead-to-opportunity": ofShare(leadToOpportunity(journeys, asked)),
    "opportunity-to-customer": ofShare(opportunityToCustomer(journeys, asked)),
    "win-rate": ofShare(winRate(journeys, asked)),
    "cycle-length": cycle.enough ? { ...plain(cycle.median), interval: cycle.interval } : lacking(cycle.missing),
    ...moneyKpis(journeys, asked),
    "lead-quality": ofAnswer(leadQuality(journeys, asked)),
    "speed-to-lead": speed.enough ? ofSpeed(speed.median, speed.interval) : lacking(speed.missing),
  };
}

type MoneyKpi = "velocity" | "cac" | "roi" | "revenue" | "costs" | "lead-quality-per-cost";

function moneyKpis(journeys: readonly Journey[], asked: KpisAsked): Readonly<Record<MoneyKpi, KpiValue>> {
  const { rates, costs } = asked;
  if (!rates) {
    const none = lacking([{ what: "currency" }]);
    return { velocity: none, cac: none, roi: none, revenue: none, costs: none, "lead-quality-per-cost": none };
  }
  const revenue = revenueOf(journeys, { ...asked, rates });
  const spending = (figure: (spent: Spent) => Answer<{ readonly value: number }>): KpiValue =>
    costs === null ? lacking([{ what: "costs-not-split" }]) : ofAnswer(figure({ ...asked, rates, costs }));
  return {
    velocity: ofAnswer(velocity(journeys, { ...asked, rates })),
    cac: spending((spent) => acquisitionCost(journeys, spent)),
    roi: spending((spent) => returnOnInvestment(journeys, spent)),
    revenue: revenue.enough ? plain(revenue.amount) : lacking(revenue.missing),
    costs: spending((spent) => {
      const all = total(spent.costs, rates);
      return all.enough ? { enough: true, value: all.amount } : all;
    }),
    "lead-quality-per-cost": spending((spent) => leadQualityPerCost(journeys, spent)),
  };
}

const plain = (value: number): KpiValue => ({ value, interval: null, missing: [] });

const lacking = (missing: readonly KpiMissing[]): KpiValue => ({ value: null, interval: null, missing });

function ofShare({ value, interval, denominator }: Share): KpiValue {
  if (value === null) return lacking([{ what: "leads", needed: 1, found: denominator.length }]);
  return { value, interval, missing: [] };
}

function ofAnswer(answer: Answer<{ readonly value: number }>): KpiValue {
  return answer.enough ? plain(answer.value) : lacking(answer.missing);
}

/** In minutes. Where half have not been contacted yet, that is what is missing. */
function ofSpeed(median: number | null, { low, high }: TimeInterval): KpiValue {
  const minutes = (time: number | null) => (time === null ? null : time / MINUTE);
  return {
    value: minutes(median),
    interval: { low: minutes(low), high: minutes(high) },
    missing: median === null ? [{ what: "contacts", needed: 1, found: 0 }] : [],
  };
}
