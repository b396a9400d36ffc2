import { z } from "zod";
import { experimentResult } from "./experiment-result.ts";
import { route } from "./route.ts";
import { count, id, instant, modelName, page, paging, points, shortId } from "./value.ts";

/** A probability, a share or a rate: 0 to 1. */
const share = z.number().min(0).max(1);
const days = (most: number) => z.int().min(1).max(most);

const armName = z
  .string()
  .trim()
  .min(1)
  .max(50)
  .describe("How the arm is called; nothing else depends on it but who is put into it");

const wantedArm = z.strictObject({
  name: armName,
  weight: z.number().positive().max(1000).default(1).describe("Twice the weight gets twice the leads"),
  version: z
    .union([z.enum(["live", "draft"]), z.int().min(1).max(999_999_999)])
    .describe("The draft becomes a version when the experiment is started"),
});

const target = z
  .enum(["opportunity", "won", "accepted"])
  .describe("What a lead converts by: an opportunity opens, a deal is won, sales accepts it");

/** Long enough for a first mail to be answered by an unsubscription, and short enough to stop what does harm. */
export const GUARD_DAYS = 14;

const guard = z
  .strictObject({
    name: armName.describe("How it is called"),
    of: z
      .union([
        z.strictObject({ outcome: z.enum(["opportunity", "won", "lost", "disqualified", "accepted", "rejected"]) }),
        z.strictObject({ event: z.string().trim().min(1).max(200).describe("The name of an event") }),
      ])
      .describe("The share of leads of whom this is said within `horizon` days"),
    horizon: days(730)
      .default(GUARD_DAYS)
      .describe("Within how many days of being enrolled: harm is to be seen long before leads convert"),
    harm: z.enum(["higher", "lower"]).default("higher").describe("Which way is harm"),
    margin: share.default(0).describe("How much worse is accepted, absolute"),
  })
  .meta({ id: "ExperimentGuard" });

const plan = {
  target: target.default("won"),
  horizon: days(730).default(90).describe("Within how many days of being enrolled a lead has to convert to count"),
  difference: share.positive().describe("The least difference of rates worth finding, absolute: 0.01 is one point"),
  baseline: share.optional().describe("The control's rate as it is expected; for the number of leads needed"),
  power: share.gt(0).lt(1).default(0.8).describe("How often the difference is to be found where it exists"),
  alpha: share.gt(0).lt(0.5).default(0.05).describe("How often a difference may be found where there is none"),
  until: z.int().min(10).max(100_000_000).optional().describe("Stop at so many leads whose horizon has passed"),
  leastDays: days(3650).default(14).describe("Nothing but harm stops it before"),
  mostDays: days(3650).default(365).describe("It is to be stopped then, whatever is known"),
  guards: z.array(guard).max(10).default([]),
  capacity: share.positive().default(0.1).describe("Shadow mode: the share of leads that sales can work"),
  scoreAfter: z
    .int()
    .min(0)
    .max(365)
    .default(7)
    .describe("Shadow mode: how many days after being enrolled versions are held against one another"),
};

const wanted = z
  .strictObject({
    name: z.string().trim().min(1).max(100),
    note: z.string().max(2000).default(""),
    model: modelName,
    mode: z
      .enum(["live", "shadow"])
      .default("live")
      .describe("Whether each lead is acted upon by the version of its arm, or all of them by the live one"),
    enrols: z
      .enum(["entering", "everyone"])
      .default("entering")
      .describe("Leads that enter the ranking while it runs; or everyone, at the next event or change of a score"),
    arms: z.array(wantedArm).min(2).max(8).describe("The control first: it has to be the live version"),
    ...plan,
  })
  .refine(({ arms }) => new Set(arms.map(({ name }) => name)).size === arms.length, {
    path: ["arms"],
    message: "Two arms have one name",
  })
  .refine(({ guards }) => new Set(guards.map(({ name }) => name)).size === guards.length, {
    path: ["guards"],
    message: "Two guards have one name",
  })
  .refine(({ scoreAfter, horizon, mode }) => mode === "live" || scoreAfter < horizon, {
    path: ["scoreAfter"],
    message: "Nothing would be left of the horizon",
  })
  .refine(({ leastDays, mostDays }) => leastDays <= mostDays, {
    path: ["leastDays"],
    message: "It would have to stop before it may",
  });

export type WantedExperiment = z.output<typeof wanted>;

/** Leads needed in each arm: by a test that is looked at once, and by the one that may be looked at any time. */
const sizes = z
  .strictObject({
    control: count,
    treatment: count,
    sequential: z.strictObject({ control: count, treatment: count }),
  })
  .meta({ id: "SampleSizes" });

const experiment = z
  .strictObject({
    id: shortId,
    state: z
      .enum(["draft", "filling", "running", "deciding", "stopped", "decided"])
      .describe(
        "`filling`: signals of a version are being counted from the past, and it runs when that is done; `deciding`: the winner is on its way to being live, and nobody is enrolled any more",
      ),
    name: z.string(),
    note: z.string(),
    model: modelName,
    mode: z.enum(["live", "shadow"]),
    enrols: z.enum(["entering", "everyone"]),
    arms: z.array(
      z.strictObject({
        name: z.string(),
        weight: z.number(),
        version: z.union([z.enum(["live", "draft"]), z.int().min(1)]).describe("From the start on, its number"),
      }),
    ),
    target,
    horizon: z.int(),
    difference: z.number(),
    baseline: z.number().nullable(),
    power: z.number(),
    alpha: z.number(),
    until: z.int().nullable(),
    leastDays: z.int(),
    mostDays: z.int(),
    guards: z.array(guard),
    capacity: z.number(),
    scoreAfter: z.int(),
    /** By baseline, difference, power, and the weights of the control and of the smallest treatment; null without a baseline. */
    needed: sizes.nullable(),
    /** While signals are being counted from the past: identities done, of how many. */
    filling: z.strictObject({ done: count, total: count.nullable(), failed: z.boolean() }).nullable(),
    /** The arm whose version won. */
    winner: z.string().nullable(),
    by: z.string(),
    at: instant,
    startedAt: instant.nullable(),
    endedAt: instant.nullable(),
  })
  .meta({ id: "Experiment" });

const ofExperiment = z.strictObject({ id: shortId });

/** What the figures of a result count. */
const figure = z
  .enum(["enrolled", "matured", "censored", "converted", "guard", "contaminated", "converted-before"])
  .default("enrolled");

/** Versions of a model held against one another on leads as they come. */
export const experiments = {
  sampleSize: route({
    name: "experiments.sampleSize",
    method: "GET",
    path: "/experiments/sample-size",
    scope: "read",
    summary: "How many leads it takes to find a difference; nothing is kept",
    query: z.strictObject({
      baseline: z.coerce.number().gt(0).lt(1).describe("The control's rate"),
      difference: z.coerce.number().min(-1).max(1).describe("The least difference worth finding, absolute"),
      power: z.coerce.number().gt(0).lt(1).default(0.8),
      alpha: z.coerce.number().gt(0).lt(0.5).default(0.05),
      share: z.coerce.number().gt(0).lt(1).default(0.5).describe("The treatment's share of the leads of both"),
    }),
    /** Null where the other rate would be none, or nothing is to be found. */
    answer: z.strictObject({ needed: sizes.nullable() }),
  }),
  create: route({
    name: "experiments.create",
    method: "POST",
    path: "/experiments",
    scope: "draft",
    summary: "Plan an experiment; nothing happens until it is started",
    body: wanted,
    answer: experiment,
    problems: ["not-found", "model-of-others"],
  }),
  list: route({
    name: "experiments.list",
    method: "GET",
    path: "/experiments",
    scope: "read",
    summary: "Experiments, the newest first",
    query: z.strictObject({ model: modelName.optional(), ...paging }),
    answer: page(experiment),
    problems: ["bad-cursor"],
  }),
  get: route({
    name: "experiments.get",
    method: "GET",
    path: "/experiments/{id}",
    scope: "read",
    summary: "An experiment",
    params: ofExperiment,
    answer: experiment,
    problems: ["not-found"],
  }),
  change: route({
    name: "experiments.change",
    method: "PUT",
    path: "/experiments/{id}",
    scope: "draft",
    summary: "Plan an experiment otherwise that has not been started",
    params: ofExperiment,
    body: wanted,
    answer: experiment,
    problems: ["not-found", "model-of-others", "already-done"],
  }),
  drop: route({
    name: "experiments.drop",
    method: "DELETE",
    path: "/experiments/{id}",
    scope: "draft",
    summary: "Throw away an experiment that has not been started",
    params: ofExperiment,
    problems: ["not-found", "already-done"],
  }),
  start: route({
    name: "experiments.start",
    method: "POST",
    path: "/experiments/{id}/start",
    scope: "models",
    summary: "Start an experiment: at once, or when the signals of its versions are counted from the past",
    params: ofExperiment,
    answer: experiment,
    problems: [
      "not-found",
      "already-done",
      "experiment-runs",
      "experiment-unready",
      "model-invalid",
      "model-misnamed",
      "model-not-live",
      "model-of-others",
      "sign-off-missing",
    ],
  }),
  stop: route({
    name: "experiments.stop",
    method: "POST",
    path: "/experiments/{id}/stop",
    scope: "models",
    summary: "Stop an experiment without a winner: all leads go back to the live version, and nobody is told",
    params: ofExperiment,
    answer: experiment,
    problems: ["not-found", "already-done", "experiment-unready"],
  }),
  decide: route({
    name: "experiments.decide",
    method: "POST",
    path: "/experiments/{id}/decide",
    scope: "models",
    summary: "Make the version of an arm live for everyone; who changes bands by that is announced to nobody",
    params: ofExperiment,
    body: z.strictObject({ arm: armName }),
    answer: experiment.extend({ publication: shortId.nullable() }).meta({ id: "DecidedExperiment" }),
    problems: ["not-found", "already-done", "experiment-unready", "model-unchanged", "sign-off-missing"],
  }),
  results: route({
    name: "experiments.results",
    method: "GET",
    path: "/experiments/{id}/results",
    scope: "read",
    summary: "What an experiment has shown so far; it may be looked at any time",
    params: ofExperiment,
    answer: experimentResult,
    problems: ["not-found"],
  }),
  leads: route({
    name: "experiments.leads",
    method: "GET",
    path: "/experiments/{id}/leads",
    scope: "read",
    summary: "The leads behind a figure of a result, in the order of their ids",
    params: ofExperiment,
    query: z.strictObject({
      figure,
      arm: armName.optional(),
      guard: armName.optional().describe("Which guard, where the figure is one"),
      ...paging,
    }),
    answer: page(
      z.strictObject({
        id,
        name: z.string().nullable(),
        arm: z.string(),
        /** By what it was put there: `account:` or `lead:` and an id. */
        unit: z.string(),
        enrolledAt: instant,
        convertedAt: instant.nullable(),
        /** By arms: what each version said of it, as far as `scoreAfter`. */
        totals: z.array(points.nullable()),
      }),
    ),
    problems: ["not-found", "bad-cursor"],
  }),
};
