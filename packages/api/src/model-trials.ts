import { z } from "zod";
import { verdict } from "./lead-score.ts";
import { inventedEvents, inventedTraits } from "./leads.ts";
import { modelText } from "./models.ts";
import { route } from "./route.ts";
import { count, day, id, instant, modelName, points } from "./value.ts";

const name = z.strictObject({ name: modelName });
/** Wherever a model is of accounts, `lead` and `leads` are ids of accounts. */
const ofWhom = "Of a model of accounts: an account";
const sampleOf = name.extend({ lead: id.describe(ofWhom) });
const MOST = 20;

const sample = z
  .strictObject({
    note: z.string().max(500).default(""),
    /** The band that sales would expect; null: none at all. Left out: nobody has said. */
    band: z.string().min(1).max(200).nullable().optional(),
  })
  .meta({ id: "SampleLead" });

const keptSample = sample
  .extend({ lead: id.describe(ofWhom), note: z.string(), name: z.string().nullable() })
  .meta({ id: "KeptSampleLead" });

const stand = z.strictObject({ verdict, band: z.string().nullable() });

const tried = z
  .strictObject({
    lead: id.nullable().describe(`Null: an invented one. ${ofWhom}`),
    name: z.string().nullable(),
    verdict: verdict.extend({ version: z.int().min(1).nullable() }).meta({ id: "TriedVerdict" }),
    band: z.string().nullable(),
    /** By the version that is live; null where none is. */
    live: stand.nullable(),
    note: z.string(),
    /** What sales expects, where somebody has said so. */
    expected: z.strictObject({ band: z.string().nullable(), holds: z.boolean() }).nullable(),
  })
  .meta({ id: "Tried" });

const group = z.strictObject({
  group: z.string(),
  dimension: z.string(),
  /** How many leads its cap took points from, and how many points. */
  limited: count,
  taken: points,
});

const ruleReport = z.strictObject({
  rule: z.string(),
  dimension: z.string(),
  /** How many it gives or takes points now, after limits and decay. */
  leads: count,
  sum: points,
  /** Per lead that it gives to. */
  mean: points.nullable(),
  /** Of what all rules together can give to the total: 0 to 1; null where the total is a matrix. */
  share: z.number().nullable(),
  most: points.nullable(),
  /** How many leads a limit of the rule took points from, and how many points. */
  limited: count,
  taken: points,
  /** The last day on which something happened that it counts; null for rules that ask how things are. */
  lastOn: day.nullable(),
});

export const rulesReport = z
  .strictObject({
    version: z.int().min(1),
    state: z.enum(["counting", "counted"]),
    /** How many have been looked at, and how many there are: while it counts, the figures are of those alone. */
    done: count,
    total: count,
    startedAt: instant,
    countedAt: instant.nullable(),
    /** Of those looked at: whom the model scores. */
    scored: count,
    rules: z.array(ruleReport),
    groups: z.array(group),
  })
  .meta({ id: "RulesReport" });

/** Trying models before they are live, and seeing what they do when they are. */
export const trials = {
  try: route({
    name: "models.try",
    method: "POST",
    path: "/models/{name}/try",
    scope: "samples",
    summary: "A model on some leads, or on invented ones: every line, beside what the live version says",
    params: name,
    body: z.strictObject({
      text: modelText.optional().describe("Without it: `version`"),
      version: z
        .union([z.literal("draft"), z.int().min(1)])
        .default("draft")
        .describe("A version, or the draft"),
      leads: z.array(id).max(MOST).default([]).describe("Of a model of accounts: accounts"),
      samples: z.boolean().default(false).describe("Also on the sample leads of the model"),
      invented: z
        .array(
          z.strictObject({
            name: z.string().max(200).default(""),
            traits: inventedTraits.default({}),
            accountTraits: inventedTraits.optional(),
            events: inventedEvents,
            band: z.string().min(1).max(200).nullable().optional().describe("The band that is expected"),
          }),
        )
        .max(MOST)
        .default([]),
    }),
    asks: true,
    answer: z.strictObject({ items: z.array(tried), missing: z.array(id) }),
    problems: ["not-found", "model-invalid", "model-of-others"],
  }),
  samples: route({
    name: "models.samples",
    method: "GET",
    path: "/models/{name}/samples",
    scope: "read",
    summary: "The leads that sales picked to try the model on",
    params: name,
    answer: z.strictObject({ items: z.array(keptSample) }),
    problems: ["not-found"],
  }),
  putSample: route({
    name: "models.putSample",
    method: "PUT",
    path: "/models/{name}/samples/{lead}",
    scope: "samples",
    summary: "Pick a lead to try the model on, with a note and the band that is expected",
    params: sampleOf,
    body: sample,
    answer: z.strictObject({ items: z.array(keptSample) }),
    problems: ["not-found", "too-many-samples"],
  }),
  dropSample: route({
    name: "models.dropSample",
    method: "DELETE",
    path: "/models/{name}/samples/{lead}",
    scope: "samples",
    summary: "Try the model on this lead no more",
    params: sampleOf,
    problems: ["not-found"],
  }),
  rules: route({
    name: "models.rules",
    method: "GET",
    path: "/models/{name}/rules",
    scope: "read",
    summary: "What each rule of the live version does now; counted once a day, or when asked for",
    params: name,
    answer: z.strictObject({ report: rulesReport.nullable() }),
    problems: ["not-found", "model-not-live"],
  }),
  countRules: route({
    name: "models.countRules",
    method: "POST",
    path: "/models/{name}/rules",
    scope: "draft",
    summary: "Count anew what each rule does",
    params: name,
    answer: z.strictObject({ report: rulesReport }),
    problems: ["not-found", "model-not-live"],
  }),
};
