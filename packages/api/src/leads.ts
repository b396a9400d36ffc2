import { z } from "zod";
import { feedbackNow } from "./feedback.ts";
import { adjustment, leadChanges } from "./lead-changes.ts";
import { deskMoments, leadDesk, rise } from "./lead-desk.ts";
import { LEAD_INCLUDES, leadExport, leadFilter, leadSort } from "./lead-filter.ts";
import { dimension, line, scored, standing, topReason, verdict } from "./lead-score.ts";
import { route } from "./route.ts";
import { transitionCause } from "./transitions.ts";
import { count, day, id, inExperiment, instant, modelName, page, paging, points } from "./value.ts";

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

const listedLead = leadItem
  .extend({
    owner: z.string().nullable(),
    /** Where `include` names them. */
    dimensions: z.array(dimension).optional(),
    reasons: z
      .array(
        topReason.extend({
          line: line.nullable().describe("The line it begins with; of its days the last one, and the others as one"),
        }),
      )
      .optional(),
    trend: z
      .array(z.tuple([day, points.nullable()]))
      .optional()
      .describe("Where days of the last 30 ended, the oldest first; thirty at most"),
    tags: z.array(z.string()).optional(),
    feedback: feedbackNow.nullable().optional(),
  })
  .meta({ id: "ListedLead" });

/** An estimate where there are more than 10,000. */
const estimated = z.strictObject({ value: count, isEstimate: z.boolean() });

const listLeads = route({
  name: "leads.list",
  method: "GET",
  path: "/leads",
  scope: "read",
  summary: "Leads, ranked by a model",
  query: z.strictObject({
    ...leadFilter,
    ...paging,
    sort: leadSort.default("total"),
    include: z
      .string()
      .max(200)
      .optional()
      .describe(`What comes with each, by commas: ${LEAD_INCLUDES.join(", ")}`),
  }),
  answer: page(listedLead).extend({
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
  scope: "export",
  summary: "All leads that a filter lets through, as CSV or NDJSON, of one instant",
  query: z.strictObject(leadExport),
  bytes: "application/octet-stream",
  problems: ["model-not-live", "model-invalid"],
});

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
    /** What the person said about being scored, as it stands; null: nothing ever. */
    decisions: z.strictObject({
      consent: z.strictObject({ says: z.enum(["given", "withdrawn"]), at: instant }).nullable(),
      objection: z.strictObject({ says: z.enum(["raised", "withdrawn"]), at: instant }).nullable(),
    }),
    owner: z.string().nullable(),
    tags: z.array(z.string()),
    /** By the first live model. */
    feedback: feedbackNow.nullable(),
    merges: z.array(z.strictObject({ id: z.string(), one: z.string(), other: z.string(), at: instant })),
    joins: z
      .array(z.strictObject({ one: z.string(), other: z.string() }))
      .describe(
        "Addresses and former ids (`one`) through which identities (`other`) are one lead, by what events said",
      ),
  }),
  problems: ["not-found"],
});

const ofModel = { model: modelName.optional().describe("The first live one where nothing is said") };

const transition = z
  .strictObject({
    id,
    model: modelName,
    version: z.int().min(1),
    experiment: inExperiment.optional(),
    from: z.string().nullable(),
    to: z.string().nullable(),
    on: day,
    at: instant,
    cause: transitionCause,
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
      ...deskMoments,
    ]),
  ),
  problems: ["not-found", "bad-cursor"],
});

/** Events that did not happen. */
export const inventedEvents = z
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
  .default([]);

export const inventedTraits = traits;

const whatIf = route({
  name: "leads.whatIf",
  method: "POST",
  path: "/leads/{id}/what-if",
  scope: "read",
  summary: "What score and band a lead would have with more events or other traits",
  params: leadParams,
  body: z.strictObject({
    ...ofModel,
    events: inventedEvents,
    traits: inventedTraits.default({}),
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
  summary: "For a help desk: how important whoever has this address or user id is, and what to do",
  query: z.strictObject({
    email: z.string().min(3).max(320).optional(),
    userId: z.string().min(1).max(500).optional(),
    ...ofModel,
  }),
  answer: z.strictObject({
    id,
    name: z.string().nullable(),
    band: z.string().nullable(),
    score: points.nullable(),
    /** From 1, in the highest band, down. Null without a band. */
    priority: z.int().min(1).nullable(),
    owner: z.string().nullable(),
    nextStep: z.strictObject(rise).nullable(),
  }),
  problems: ["not-found", "model-not-live"],
});

const listOwners = route({
  name: "leads.owners",
  method: "GET",
  path: "/leads/owners",
  scope: "read",
  summary: "Who owns how many leads, the one with the most first: of those that were seen last",
  answer: z.strictObject({
    items: z.array(z.strictObject({ owner: z.string(), count })),
    /** Whether all leads and owners are in it. */
    isWhole: z.boolean(),
  }),
});

const pastVerdict = z
  .strictObject({
    ...verdict.shape,
    isPartial: z
      .boolean()
      .optional()
      .describe("Whether events of the lead until then have been forgotten, so that what they counted is missing"),
  })
  .meta({ id: "PastVerdict" });

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
  answer: pastVerdict,
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
  owners: listOwners,
  score: getPastScore,
  ...leadChanges,
  ...leadDesk,
};
