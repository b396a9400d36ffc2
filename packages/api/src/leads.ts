import { z } from "zod";
import { adjustment, leadChanges } from "./lead-changes.ts";
import { route } from "./route.ts";
import { count, day, id, instant, modelName, page, paging, points } from "./value.ts";

/** Where a lead or an account is under a model. */
export const standing = z
  .strictObject({
    model: modelName,
    version: z.int().min(1),
    /** Null where the model does not score it. */
    total: points.nullable(),
    band: z.string().nullable(),
    market: z.string().nullable(),
    zone: z.string().nullable(),
    cell: z.string().nullable(),
    since: day.nullable().describe("Since when it is in its band"),
    dueOn: day.nullable().describe("The next day on which this may differ without a new event"),
  })
  .meta({ id: "Standing" });

const traits = z.record(z.string(), z.unknown());

const leadItem = z
  .strictObject({
    id,
    name: z.string().nullable(),
    email: z.string().nullable(),
    traits,
    account: id.nullable(),
    ineligible: z.string().nullable().describe("Why it may not be scored; a key of the phrases"),
    firstAt: instant.nullable(),
    lastAt: instant.nullable(),
    score: standing,
  })
  .meta({ id: "LeadItem" });

const json = (what: string) => z.string().max(20_000).describe(what);

/** What a list of leads may be asked for. */
const leadFilter = {
  model: modelName.optional().describe("By which model they are ranked; the first live one where nothing is said"),
  search: z.string().min(1).max(200).optional().describe("Beginnings of words of names, addresses and companies"),
  band: z.string().max(100).optional(),
  market: z.string().max(100).optional(),
  account: id.optional(),
  totalFrom: z.coerce.number().optional(),
  totalTo: z.coerce.number().optional(),
  seenFrom: instant.optional(),
  seenTo: instant.optional(),
  traits: json("A JSON object of traits that a lead has exactly so").optional(),
  filter: json("A condition of the model language, as JSON").optional(),
};

/** An estimate where there are more than 10,000. */
const estimated = z.strictObject({ value: count, isEstimate: z.boolean() });

const listLeads = route({
  name: "leads.list",
  method: "GET",
  path: "/leads",
  scope: "read",
  summary: "Leads, ranked by a model",
  query: z.strictObject({ ...leadFilter, ...paging }),
  answer: page(leadItem).extend({
    /** Null where only looking at all of them would tell. */
    count: estimated.nullable(),
    /**
     * How far a search came within its time, where it did not come to the end of the page: `next` goes on there. Null
     * where the page is whole.
     */
    progress: z.strictObject({ looked: count, of: count }).nullable(),
  }),
  problems: ["bad-cursor", "model-not-live", "model-invalid"],
});

const exportLeads = route({
  name: "leads.export",
  method: "GET",
  path: "/leads/export",
  scope: "read",
  summary: "All leads that a filter lets through, as CSV or NDJSON, of one instant",
  query: z.strictObject({ ...leadFilter, format: z.enum(["csv", "ndjson"]).default("csv") }),
  bytes: "application/octet-stream",
  problems: ["model-not-live", "model-invalid"],
});

const reason = z.looseObject({ kind: z.string() });

/** A line of a score's ledger; points as people write them. */
const line = z.looseObject({ kind: z.string(), points }).meta({ id: "Line" });

export const verdict = z
  .strictObject({
    model: modelName,
    version: z.int().min(1),
    day,
    total: points.nullable(),
    dimensions: z.array(z.strictObject({ name: z.string(), points, label: z.string().nullable() })),
    market: z.string().nullable(),
    zone: z.string().nullable(),
    cell: z.string().nullable(),
    lines: z.array(line),
    totalLines: z.array(line),
    /** Why there is no score. */
    unscored: reason.nullable(),
    dueOn: day.nullable(),
  })
  .meta({ id: "Verdict" });

const nextSteps = z.strictObject({
  byItself: z.strictObject({ on: day, band: z.string().nullable() }).nullable(),
  rises: z.array(z.strictObject({ signal: z.string(), times: count, band: z.string(), total: points })),
});

/** The lines that gave or took most: what to say in one breath. */
const topReason = z.strictObject({ code: z.string(), points, rule: z.string().nullable(), dimension: z.string() });

const scored = verdict
  .extend({
    band: z.string().nullable(),
    since: day.nullable(),
    nextSteps: nextSteps.nullable(),
    reasons: z.array(topReason),
  })
  .meta({ id: "ScoredNow" });

const leadParams = z.strictObject({ id });

const getLead = route({
  name: "leads.get",
  method: "GET",
  path: "/leads/{id}",
  scope: "read",
  summary: "A lead, with its scores worked out line by line",
  params: leadParams,
  answer: z.strictObject({
    ...leadItem.omit({ score: true, account: true }).shape,
    chief: z.string(),
    identities: z.array(z.strictObject({ key: z.string(), firstAt: instant.nullable(), lastAt: instant.nullable() })),
    account: z.strictObject({ id, key: z.string(), name: z.string().nullable() }).nullable(),
    scores: z.array(scored),
    adjustments: z.array(adjustment),
    merges: z.array(z.strictObject({ id: z.string(), one: z.string(), other: z.string(), at: instant })),
  }),
  problems: ["not-found"],
});

const ofModel = { model: modelName.optional().describe("The first live one where nothing is said") };

const transition = z
  .strictObject({
    id,
    model: modelName,
    version: z.int().min(1),
    from: z.string().nullable(),
    to: z.string().nullable(),
    on: day,
    at: instant,
    cause: z.string(),
    total: points.nullable(),
    lines: z.array(line),
    muted: z.boolean(),
  })
  .meta({ id: "Transition" });

export const historyAnswer = page(
  z.strictObject({ day, total: points.nullable(), band: z.string().nullable(), version: z.int().min(1) }),
).extend({ transitions: z.array(transition) });

const getLeadHistory = route({
  name: "leads.history",
  method: "GET",
  path: "/leads/{id}/history",
  scope: "read",
  summary: "Where the score of a lead ended on the days it changed, and the bands it entered and left",
  params: leadParams,
  query: z.strictObject({ ...ofModel, ...paging }),
  answer: historyAnswer,
  problems: ["not-found", "bad-cursor", "model-not-live"],
});

const getTimeline = route({
  name: "leads.timeline",
  method: "GET",
  path: "/leads/{id}/timeline",
  scope: "read",
  summary: "What a lead did and what became of it, the newest first",
  params: leadParams,
  query: z.strictObject({ ...paging }),
  answer: page(
    z.discriminatedUnion("kind", [
      z.strictObject({
        kind: z.literal("event"),
        at: instant,
        receivedAt: instant,
        messageId: z.string(),
        type: z.string(),
        name: z.string().nullable(),
        source: id,
        traffic: z.string().nullable(),
        flags: z.array(z.string()),
        consent: z.string().nullable(),
        body: z.record(z.string(), z.unknown()),
      }),
      z.strictObject({ kind: z.literal("transition"), at: instant, transition }),
      z.strictObject({ kind: z.literal("adjustment"), at: instant, adjustment }),
    ]),
  ),
  problems: ["not-found", "bad-cursor"],
});

const whatIf = route({
  name: "leads.whatIf",
  method: "POST",
  path: "/leads/{id}/what-if",
  scope: "read",
  summary: "What score and band a lead would have with more events or other traits",
  params: leadParams,
  body: z.strictObject({
    ...ofModel,
    events: z
      .array(
        z.strictObject({
          type: z.enum(["track", "page", "screen"]).default("track"),
          event: z.string().max(200).optional(),
          name: z.string().max(200).optional(),
          properties: z.record(z.string(), z.unknown()).default({}),
          times: z.int().min(1).max(100).default(1),
          /** Now, where nothing is said. */
          at: instant.optional(),
        }),
      )
      .max(50)
      .default([]),
    traits: traits.default({}),
  }),
  answer: z.strictObject({ before: standing, after: standing, verdict }),
  asks: true,
  problems: ["not-found", "model-not-live"],
});

const lookUpLead = route({
  name: "leads.lookup",
  method: "GET",
  path: "/leads/lookup",
  scope: "read",
  summary: "For a help desk: how important whoever has this address is, and what to do",
  query: z.strictObject({ email: z.string().min(3).max(320), ...ofModel }),
  answer: z.strictObject({
    id,
    name: z.string().nullable(),
    band: z.string().nullable(),
    score: points.nullable(),
    /** From 1, in the highest band, down. Null without a band. */
    priority: z.int().min(1).nullable(),
    owner: z.string().nullable(),
    nextStep: z.strictObject({ signal: z.string(), times: count, band: z.string() }).nullable(),
  }),
  problems: ["not-found", "model-not-live"],
});

const getPastScore = route({
  name: "leads.score",
  method: "GET",
  path: "/leads/{id}/score",
  scope: "read",
  summary: "Any past score, replayed from events and the history of traits",
  params: leadParams,
  query: z.strictObject({
    on: day.optional().describe("Today, where nothing is said"),
    model: z.string().min(1).max(110).optional().describe("`name` or `name@number`; the version that was live then"),
    knownAt: instant.optional().describe("By what was known at this instant; by what is known now, without it"),
  }),
  answer: verdict,
  problems: ["not-found", "model-not-live"],
});

export const leads = {
  list: listLeads,
  export: exportLeads,
  get: getLead,
  history: getLeadHistory,
  timeline: getTimeline,
  whatIf,
  lookup: lookUpLead,
  score: getPastScore,
  ...leadChanges,
};
