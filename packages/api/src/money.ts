import { z } from "zod";
import { route } from "./route.ts";
import { count, day, instant, page, paging, shortId } from "./value.ts";

const currency = z
  .string()
  .regex(/^[A-Z]{3}$/)
  .describe("ISO 4217");
const name = z.string().trim().toLowerCase().min(1).max(200);

/** What a channel cost over some days, each as much. */
const said = z.strictObject({
  source: name.describe("As in utm_source"),
  medium: name.nullable().default(null).describe("As in utm_medium; null: whatever the medium"),
  campaign: name.nullable().default(null).describe("As in utm_campaign; null: of no campaign in particular"),
  from: day,
  until: day.describe("The last day, itself included"),
  amount: z.number().min(0).max(1e12),
  currency,
  note: z.string().max(500).default(""),
});

const cost = z
  .strictObject({
    id: shortId,
    source: z.string(),
    medium: z.string().nullable(),
    campaign: z.string().nullable(),
    from: day,
    until: day,
    amount: z.number(),
    currency: z.string(),
    note: z.string(),
    by: z.string(),
    at: instant,
  })
  .meta({ id: "Cost" });

const rate = z
  .strictObject({
    day,
    /** One unit of `base` is worth `rate` units of `currency`, as the European Central Bank writes it. */
    base: currency,
    currency,
    rate: z.number().positive().max(1e12),
  })
  .meta({ id: "CurrencyRate" });

/** What is wrong with a line of a file. */
const MONEY_LINE_CODES = [
  "column-missing",
  "day-unreadable",
  "days-reversed",
  "too-many-days",
  "amount-unreadable",
  "currency-unreadable",
  "currency-is-base",
  "source-missing",
  "too-long",
] as const;

export type MoneyLineCode = (typeof MONEY_LINE_CODES)[number];

const taken = z.strictObject({
  /** How many lines were taken; those that were there are not added twice. */
  taken: count,
  known: count,
  /** The first hundred lines that were not taken; the first line is 1. */
  refused: z.array(z.strictObject({ line: z.int().min(1), code: z.enum(MONEY_LINE_CODES), column: z.string() })),
  refusedCount: count,
});

const csv = ["text/csv", "text/plain"] as const;
const one = z.strictObject({ id: shortId });

/** What channels cost. */
export const costs = {
  list: route({
    name: "costs.list",
    method: "GET",
    path: "/costs",
    scope: "read",
    summary: "What channels cost, the newest first",
    query: z.strictObject({
      ...paging,
      from: day.optional().describe("Only what runs on this day or later"),
      until: day.optional().describe("Only what runs on this day or earlier"),
    }),
    answer: page(cost),
    problems: ["bad-cursor"],
  }),
  create: route({
    name: "costs.create",
    method: "POST",
    path: "/costs",
    scope: "write",
    summary: "Say what a channel cost over some days",
    body: said,
    answer: cost,
    problems: ["days-reversed", "too-many-days", "too-many-costs"],
  }),
  put: route({
    name: "costs.put",
    method: "PUT",
    path: "/costs/{id}",
    scope: "write",
    summary: "Say it anew",
    params: one,
    body: said,
    answer: cost,
    problems: ["not-found", "days-reversed", "too-many-days"],
  }),
  drop: route({
    name: "costs.drop",
    method: "DELETE",
    path: "/costs/{id}",
    scope: "write",
    summary: "Remove a cost",
    params: one,
    problems: ["not-found"],
  }),
  import: route({
    name: "costs.import",
    method: "POST",
    path: "/costs/import",
    scope: "write",
    summary: "Take costs from a CSV file: source, medium, campaign, from, until, amount, currency, note",
    text: csv,
    body: z.string().min(1),
    answer: taken,
    problems: ["too-many-costs"],
  }),
};

/** What currencies were worth. */
export const rates = {
  list: route({
    name: "rates.list",
    method: "GET",
    path: "/rates",
    scope: "read",
    summary: "Rates of currencies, the newest day first",
    query: z.strictObject({ ...paging, currency: currency.optional() }),
    answer: page(rate),
    problems: ["bad-cursor"],
  }),
  /** Currencies of which rates are known, and up to when. */
  currencies: route({
    name: "rates.currencies",
    method: "GET",
    path: "/rates/currencies",
    scope: "read",
    summary: "Which currencies have rates, from when until when",
    answer: z.strictObject({
      items: z.array(z.strictObject({ base: currency, currency, from: day, until: day, days: count })),
    }),
  }),
  put: route({
    name: "rates.put",
    method: "PUT",
    path: "/rates",
    scope: "write",
    summary: "Say some rates; those of the same day are replaced",
    body: z.strictObject({ rates: z.array(rate).min(1).max(5000) }),
    answer: z.strictObject({ taken: count }),
    problems: ["currency-is-base"],
  }),
  drop: route({
    name: "rates.drop",
    method: "DELETE",
    path: "/rates",
    scope: "write",
    summary: "Remove the rates of a currency, all of them or those of one day",
    query: z.strictObject({ base: currency, currency, day: day.optional() }),
    problems: ["not-found"],
  }),
  import: route({
    name: "rates.import",
    method: "POST",
    path: "/rates/import",
    scope: "write",
    summary:
      "Take rates from a CSV file: date, currency, rate; or a column for each currency, as the European Central Bank has it",
    query: z.strictObject({ base: currency.optional().describe("The workspace's own where nothing is said") }),
    text: csv,
    body: z.string().min(1),
    answer: taken,
    problems: ["currency-missing"],
  }),
};
