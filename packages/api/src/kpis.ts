import { z } from "zod";
import { route } from "./route.ts";
import { count, day, id, instant, modelName } from "./value.ts";

/** What a figure counts: `FIGURES` says which populations it is made of. */
const POPULATIONS = [
  /** Leads first seen in the period. */
  "leads-created",
  /** Of those, the ones with an opportunity. */
  "leads-created-with-opportunity",
  /** Of those, the customers. */
  "leads-created-won",
  /** Of those, the ones that have a score. */
  "leads-created-scored",
  /** Leads whose first opportunity opened in the period. */
  "opportunities-opened",
  /** Of those, the customers. */
  "opportunities-opened-won",
  /** Of those, the ones that are won or lost. */
  "opportunities-opened-decided",
  /** Of those, the lost ones. */
  "opportunities-opened-lost",
  /** Leads whose opportunity was won or lost in the period, whenever it opened. */
  "opportunities-decided",
  /** Of those, the won ones. */
  "opportunities-decided-won",
  /** Of those, the lost ones. */
  "opportunities-decided-lost",
  /** Leads that became customers in the period. */
  "leads-won",
  /** Leads with business that was won in the period, be it their first or not. */
  "leads-buying",
  /** Leads that were handed to sales in the period. */
  "leads-handed-over",
  /** Of those, the ones that somebody of sales has been in touch with since. */
  "leads-handed-over-contacted",
] as const;

export type Population = (typeof POPULATIONS)[number];

const KPI_BASES = ["cohort", "period"] as const;
export type KpiBasis = (typeof KPI_BASES)[number];

const KPI_GROUPINGS = ["source", "medium", "campaign", "market", "band", "version", "cohort"] as const;
export type KpiGrouping = (typeof KPI_GROUPINGS)[number];

const UNITS = [
  "count",
  "share",
  "days",
  "minutes",
  "money",
  "money-a-day",
  "ratio",
  "points",
  "points-a-money",
] as const;

/** In which unit a figure is. Money is in the workspace's currency; a ratio of 0.5 is 50 %. */
export type KpiUnit = (typeof UNITS)[number];

type Made = {
  readonly unit: KpiUnit;
  /** Of leads; null where it is money or nothing that is counted. */
  readonly numerator: Readonly<Record<KpiBasis, Population>> | null;
  readonly denominator: Readonly<Record<KpiBasis, Population>> | null;
};

const both = (population: Population) => ({ cohort: population, period: population });
const either = (cohort: Population, period: Population) => ({ cohort, period });

/**
 * What each figure is, and of whom it is made: docs/kpis.md has the formulas. `cohort`: the leads (or opportunities)
 * that began in the period, and what became of them by `asOf`; `period`: what happened in the period, whenever it
 * began.
 */
export const FIGURES = {
  leads: { unit: "count", numerator: both("leads-created"), denominator: null },
  opportunities: {
    unit: "count",
    numerator: either("leads-created-with-opportunity", "opportunities-opened"),
    denominator: null,
  },
  customers: { unit: "count", numerator: either("leads-created-won", "leads-won"), denominator: null },
  "lead-to-opportunity": {
    unit: "share",
    numerator: either("leads-created-with-opportunity", "opportunities-opened"),
    denominator: both("leads-created"),
  },
  "opportunity-to-customer": {
    unit: "share",
    numerator: either("opportunities-opened-won", "leads-won"),
    denominator: both("opportunities-opened"),
  },
  /** Of the opportunities that are decided. */
  "win-rate": {
    unit: "share",
    numerator: either("opportunities-opened-won", "opportunities-decided-won"),
    denominator: either("opportunities-opened-decided", "opportunities-decided"),
  },
  /** The median from first seen to won. */
  "cycle-length": {
    unit: "days",
    numerator: either("leads-created-won", "leads-won"),
    denominator: either("leads-created", "leads-won"),
  },
  /** Opportunities × win rate × mean value / days of the cycle; always of the opportunities opened in the period. */
  velocity: {
    unit: "money-a-day",
    numerator: both("opportunities-opened-won"),
    denominator: both("opportunities-opened"),
  },
  /** Costs / customers. */
  cac: { unit: "money", numerator: null, denominator: either("leads-created-won", "leads-won") },
  /** (Revenue − costs) / costs. */
  roi: { unit: "ratio", numerator: either("leads-created-won", "leads-buying"), denominator: null },
  revenue: { unit: "money", numerator: either("leads-created-won", "leads-buying"), denominator: null },
  costs: { unit: "money", numerator: null, denominator: null },
  /** LQS: the mean score. */
  "lead-quality": {
    unit: "points",
    numerator: both("leads-created-scored"),
    denominator: both("leads-created-scored"),
  },
  /** The points of all those leads by what was spent: what a unit of money bought. */
  "lead-quality-per-cost": {
    unit: "points-a-money",
    numerator: both("leads-created-scored"),
    denominator: null,
  },
  /** The median from the hand-off to the first contact. */
  "speed-to-lead": {
    unit: "minutes",
    numerator: both("leads-handed-over-contacted"),
    denominator: both("leads-handed-over"),
  },
} as const satisfies Readonly<Record<string, Made>>;

export type KpiFigure = keyof typeof FIGURES;

/** What a figure would have needed and did not find. */
const missing = z.union([
  z.strictObject({
    what: z.enum(["leads", "converted", "not-converted", "comparable-pairs", "groups", "contacts", "costs"]),
    needed: count,
    found: count,
  }),
  /** No rate of a currency on a day, or within the week before it. */
  z.strictObject({ what: z.literal("rate"), currency: z.string(), day }),
  /** The workspace has no currency of its own. */
  z.strictObject({ what: z.literal("currency") }),
  /** Costs are entered by channel: nobody knows what they were for these groups. */
  z.strictObject({ what: z.literal("costs-not-split") }),
]);

export type KpiMissing = z.output<typeof missing>;

const interval = z.strictObject({ low: z.number().nullable(), high: z.number().nullable() });

const side = z.strictObject({
  population: z.enum(POPULATIONS),
  /** `kpis.leads` opens exactly these. */
  leads: count,
});

const figure = z
  .strictObject({
    figure: z.enum(Object.keys(FIGURES) as [KpiFigure, ...KpiFigure[]]),
    unit: z.enum(UNITS),
    /** Null where something is missing for it: `missing` says what. */
    value: z.number().nullable(),
    /** 95 %; of shares whose numerator is part of the denominator, and of medians (an end that is not seen is null). */
    interval: interval.nullable(),
    numerator: side.nullable(),
    denominator: side.nullable(),
    missing: z.array(missing),
    /** The same of the period before, and the difference of both; of a share in parts of one. */
    before: z.strictObject({ value: z.number().nullable(), change: z.number().nullable() }),
  })
  .meta({ id: "KpiFigure" });

const lossReason = z.strictObject({
  /** As it was said; empty where nothing was. */
  reason: z.string(),
  leads: count,
  /** Of the opportunities that are decided: with the win rate they add up to one. */
  share: z.number(),
  interval,
});

const cell = z
  .strictObject({
    /** Of a group; empty for the leads of which it is not known. */
    key: z.string(),
    /** In the order of `FIGURES`. */
    figures: z.array(figure),
    /** Why opportunities were lost, the most frequent first; `kpis.leads` with `reason` opens them. */
    losses: z.array(lossReason),
  })
  .meta({ id: "KpiCell" });

export type KpiCell = z.output<typeof cell>;

const span = z.strictObject({ from: day, until: day });

const asked = {
  from: day.optional().describe("The first day; 89 days before `until` where nothing is said"),
  until: day.optional().describe("The last day; today where nothing is said"),
  basis: z
    .enum(KPI_BASES)
    .default("cohort")
    .describe("cohort: what became of those that began in the period; period: what happened in it"),
  by: z.enum(KPI_GROUPINGS).optional().describe("Figures for each of these beside those of all"),
  touch: z.enum(["first", "last"]).default("first").describe("Which touch says the source and the campaign"),
  asOf: day.optional().describe("What was known by the end of this day; today where nothing is said"),
};

/** What is known of a lead on its way. */
const journey = z
  .strictObject({
    lead: id,
    name: z.string().nullable(),
    email: z.string().nullable(),
    createdAt: instant,
    source: z.string(),
    medium: z.string(),
    campaign: z.string(),
    market: z.string(),
    /** Which it entered when it was handed to sales. */
    band: z.string(),
    /** Of the model; the number that was live when the lead was first seen. */
    version: z.string(),
    score: z.number().nullable(),
    handedOverAt: instant.nullable(),
    contactedAt: instant.nullable(),
    opportunityOn: day.nullable(),
    wonOn: day.nullable(),
    lostOn: day.nullable(),
    lostReason: z.string().nullable(),
    /** As they were said, without being converted. */
    won: z.array(z.strictObject({ amount: z.number().nullable(), currency: z.string().nullable(), day })),
  })
  .meta({ id: "KpiJourney" });

export type KpiJourney = z.output<typeof journey>;

export const kpis = {
  get: route({
    name: "kpis.get",
    method: "GET",
    path: "/kpis",
    scope: "read",
    summary: "What came of leads in a period: conversion, time, money and quality, beside the period before",
    query: z.strictObject(asked),
    answer: z.strictObject({
      period: span,
      /** As long, and just before; known by as many days after it. */
      before: span.extend({ asOf: day }),
      asOf: day,
      basis: z.enum(KPI_BASES),
      by: z.enum(KPI_GROUPINGS).nullable(),
      touch: z.enum(["first", "last"]),
      /** Whose hand-off, bands, versions and scores these are; null where no model is live. */
      model: modelName.nullable(),
      currency: z.string().nullable(),
      all: cell,
      /** Those with the most leads first, cohorts in order; at most 100. */
      groups: z.array(cell),
      /** How many groups are left out. */
      omitted: count,
    }),
  }),
  leads: route({
    name: "kpis.leads",
    method: "GET",
    path: "/kpis/leads",
    scope: "read",
    summary: "The leads behind a figure, as many as it counts",
    query: z.strictObject({
      ...asked,
      population: z.enum(POPULATIONS),
      group: z.string().max(500).optional().describe("`key` of a group; needs `by`"),
      reason: z.string().max(500).optional().describe("Only opportunities lost for this reason"),
      isBefore: z.stringbool().default(false).describe("Of the period before"),
      limit: z.coerce.number().int().min(1).max(200).default(50),
      cursor: z.string().max(1000).optional(),
    }),
    answer: z.strictObject({ items: z.array(journey), count, next: z.string().nullable() }),
    problems: ["bad-cursor"],
  }),
};
