import type {
  Artefact,
  CalibrationDrift,
  Challenge,
  Effect,
  FeatureDrift,
  FeatureWeight,
  FieldFairness,
  Answer as Known,
  LeftOut,
  PredictionAnswer,
  TimingWorth,
} from "@plumbline/learning";
import type { PredictionFactor } from "@plumbline/scoring";
import { z } from "zod";
import { route } from "./route.ts";
import { count, day, id, instant, modelName, page, paging, shortId } from "./value.ts";

const predictionName = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,39}$/)
  .describe("As models call it: `prediction: win`");

const hash = z
  .string()
  .regex(/^[0-9a-f]{32}$/)
  .meta({ id: "ArtefactHash" });

const plan = {
  label: z.string().trim().max(100).nullable().default(null),
  target: z
    .enum(["opportunity", "won", "accepted"])
    .default("won")
    .describe("What a lead converts by: an opportunity opens, a deal is won, sales accepts it"),
  horizon: z.int().min(1).max(730).default(90).describe("Within how many days"),
  every: z
    .enum(["never", "week", "month"])
    .default("never")
    .describe("How often it is trained anew; the champion is replaced only by one that is better on the newest leads"),
  allowed: z
    .array(z.string().min(1).max(200))
    .max(50)
    .default([])
    .describe("Fields that may be looked at although they are protected, or stand for one that is"),
};

const wanted = z.strictObject({
  name: predictionName,
  model: modelName.describe("Whose signals it may look at, beside the commonest events and traits"),
  ...plan,
});

const changed = z.strictObject({
  label: plan.label.optional(),
  every: z.enum(["never", "week", "month"]).optional(),
  allowed: z.array(z.string().min(1).max(200)).max(50).optional(),
});

/** What was seen of a champion on leads that came after it had learned. */
export type ChampionSeen = {
  readonly hash: string;
  /** Features that are no longer as they were, the most moved first. */
  readonly drift: readonly FeatureDrift[];
  readonly calibration: Known<CalibrationDrift>;
};

/** What a training found, without the artefact itself. */
export type TrainingFound = {
  /** Of the artefact; null where nothing was learned. */
  readonly hash: string | null;
  readonly answer: PredictionAnswer["kind"];
  /** Leads with a moment, and how many of them converted. */
  readonly leads: number;
  readonly converted: number;
  readonly missing: Extract<PredictionAnswer, { kind: "not-enough-data" }>["missing"];
  readonly leftOut: readonly LeftOut[];
  /** Of the artefact, or of what was refused because it knew no more than the share of the past. */
  readonly metrics: Artefact["metrics"] | null;
  readonly chosen: {
    readonly model: Artefact["candidates"][number]["model"];
    readonly candidates: Artefact["candidates"];
    readonly window: Artefact["window"];
    /** What counts most, by the mean size of its part in the log-odds of the newest leads; the first the largest. */
    readonly weights: readonly FeatureWeight[];
  } | null;
  /** Whether it could be learned how long it takes, too; absent where nothing was learned, and in the first trainings. */
  readonly timing?: TimingWorth;
  /** The champion at that time on the same newest leads; null where there was none. */
  readonly champion:
    | (ChampionSeen & {
        /** Null where nothing was learned to hold it against. */
        readonly challenge: Challenge | null;
      })
    | null;
  /**
   * By protected field that leads have: whom of the newest the artefact puts above the share that converts, and, once the
   * model is live, who is in which of its bands.
   */
  readonly fairness: readonly FieldFairness[];
};

/** Why a lead has its probability; effects in log-odds add up to it. */
export type LeadPrediction = {
  readonly probability: number;
  /** The log-odds of a lead of which nothing is known. */
  readonly expected: number;
  readonly effects: readonly Effect[];
  readonly factors: readonly PredictionFactor[];
};

const found = z.json() as unknown as z.ZodType<TrainingFound, TrainingFound>;

const training = z
  .strictObject({
    id: shortId,
    study: shortId,
    /** Null where nothing was learned. */
    artefact: hash.nullable(),
    state: z
      .enum(["champion", "challenger", "former", "nothing"])
      .describe("Used; learned and not used; used before; nothing learned"),
    by: z.string(),
    at: instant,
    promotedAt: instant.nullable(),
    promotedBy: z.string().nullable(),
    found,
  })
  .meta({ id: "Training" });

const seen = z
  .strictObject({
    at: instant,
    drift: z.json() as unknown as z.ZodType<ChampionSeen["drift"], ChampionSeen["drift"]>,
    calibration: z.json() as unknown as z.ZodType<ChampionSeen["calibration"], ChampionSeen["calibration"]>,
  })
  .meta({ id: "ChampionSeen" });

const prediction = z
  .strictObject({
    name: predictionName,
    model: modelName,
    ...plan,
    // What was left out when it was made has its default by now.
    target: plan.target.unwrap(),
    horizon: plan.horizon.unwrap(),
    every: plan.every.unwrap(),
    allowed: plan.allowed.unwrap(),
    label: z.string().nullable(),
    champion: hash.nullable(),
    nextAt: instant.nullable(),
    /** The champion on newer leads, by the last training or weekly watch; null where nobody has looked at it yet. */
    watch: seen.nullable(),
    /** The training that waits or is under way. */
    study: shortId.nullable(),
    /** Live models that pin it, and whether they follow the champion. */
    usedBy: z.array(z.strictObject({ model: modelName, version: count, artefact: hash, follows: z.boolean() })),
    by: z.string(),
    at: instant,
  })
  .meta({ id: "Prediction" });

const ofPrediction = z.strictObject({ name: predictionName });

const told = z.json() as unknown as z.ZodType<LeadPrediction, LeadPrediction>;

const leadPrediction = z
  .strictObject({
    name: predictionName,
    label: z.string().nullable(),
    artefact: hash,
    horizon: count,
    target: plan.target.unwrap(),
    on: day,
    told,
    days: z
      .strictObject({
        expected: z.number().describe("How many days leads like it take on average that convert"),
        median: z
          .number()
          .nullable()
          .describe("After how many days half of all leads like it have converted; null if fewer do"),
      })
      .nullable()
      .describe("Null where nothing could be learned of that"),
  })
  .meta({ id: "LeadPrediction" });

/** Predictions: how likely a lead converts within a horizon, learned from what became of others. */
export const predictions = {
  list: route({
    name: "predictions.list",
    method: "GET",
    path: "/predictions",
    scope: "read",
    summary: "What is foreseen, by name",
    answer: z.strictObject({ items: z.array(prediction) }),
  }),
  create: route({
    name: "predictions.create",
    method: "POST",
    path: "/predictions",
    scope: "models",
    summary: "Say what is to be foreseen; the first training begins at once",
    body: wanted,
    answer: prediction,
    problems: ["not-found", "already-there", "model-of-others"],
  }),
  get: route({
    name: "predictions.get",
    method: "GET",
    path: "/predictions/{name}",
    scope: "read",
    summary: "A prediction",
    params: ofPrediction,
    answer: prediction,
    problems: ["not-found"],
  }),
  change: route({
    name: "predictions.change",
    method: "PATCH",
    path: "/predictions/{name}",
    scope: "models",
    summary: "Change how it is called, how often it is trained, what it may look at",
    params: ofPrediction,
    body: changed,
    answer: prediction,
    problems: ["not-found"],
  }),
  drop: route({
    name: "predictions.drop",
    method: "DELETE",
    path: "/predictions/{name}",
    scope: "models",
    summary: "Remove it with all that was learned; refused while a live model pins it",
    params: ofPrediction,
    problems: ["not-found", "in-use"],
  }),
  train: route({
    name: "predictions.train",
    method: "POST",
    path: "/predictions/{name}/train",
    scope: "models",
    summary: "Train it anew; a study of the kind `training` shows how far it is",
    params: ofPrediction,
    answer: z.strictObject({ study: shortId }),
    problems: ["not-found"],
  }),
  trainings: route({
    name: "predictions.trainings",
    method: "GET",
    path: "/predictions/{name}/trainings",
    scope: "read",
    summary: "What each training found, the newest first",
    params: ofPrediction,
    query: z.strictObject({ ...paging }),
    answer: page(training),
    problems: ["not-found", "bad-cursor"],
  }),
  artefact: route({
    name: "predictions.artefact",
    method: "GET",
    path: "/predictions/{name}/artefacts/{hash}",
    scope: "read",
    summary: "An artefact as it was written: `plumbline predict` reads it",
    params: z.strictObject({ name: predictionName, hash }),
    answer: z.json() as unknown as z.ZodType<Artefact, Artefact>,
    problems: ["not-found"],
  }),
  promote: route({
    name: "predictions.promote",
    method: "POST",
    path: "/predictions/{name}/champion",
    scope: "models",
    summary: "Make an artefact the champion, also one of before; models that follow it are published anew, silently",
    params: ofPrediction,
    body: z.strictObject({ artefact: hash }),
    answer: z.strictObject({
      published: z.array(z.strictObject({ model: modelName, version: count })),
      /** Live models that keep what they have, because people have to sign, or an experiment runs. */
      waiting: z.array(z.strictObject({ model: modelName, because: z.enum(["sign-off", "experiment"]) })),
    }),
    problems: ["not-found"],
  }),
  ofLead: route({
    name: "predictions.ofLead",
    method: "GET",
    path: "/leads/{id}/predictions",
    scope: "read",
    summary: "How likely a lead converts today by each champion, why, and how long that takes",
    params: z.strictObject({ id }),
    answer: z.strictObject({ items: z.array(leadPrediction) }),
    problems: ["not-found"],
  }),
};
