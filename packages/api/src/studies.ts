import type { Answer, Backtest, Proposals, ThresholdChoice, Truth } from "@plumbline/learning";
import { z } from "zod";
import type { ChampionSeen, TrainingFound } from "./predictions.ts";
import { route } from "./route.ts";
import { count, day, instant, modelName, page, paging, shortId } from "./value.ts";

const asked = {
  model: modelName,
  target: z
    .enum(["opportunity", "won", "accepted"])
    .default("won")
    .describe("What a lead converts by: an opportunity opens, a deal is won, sales accepts it"),
  horizon: z.int().min(1).max(730).default(90).describe("Within how many days after its moment"),
  from: day.optional().describe("The first day of which moments are drawn; a year before `to` by default"),
  to: day.optional().describe("The last one; by default the last whose horizon has passed"),
  seed: z.int().min(0).max(1_000_000_000).default(1).describe("Of the drawing of moments"),
};

const isProbability = z
  .boolean()
  .default(false)
  .describe("The total is a probability in per cent: ask for calibration");

const version = z.union([z.enum(["live", "draft"]), z.int().min(1)]);
const positive = z.number().positive().max(1_000_000_000);
const perWeek = positive.optional().describe("How many leads sales can work in a week");

const truth = z.strictObject({ kind: z.literal("truth"), version: version.default("live"), isProbability, ...asked });

const backtest = z.strictObject({
  kind: z.literal("backtest"),
  version: version.default("live").describe("What the draft is held against"),
  draft: version.default("draft").describe("The draft, or another version in its place"),
  perWeek,
  isProbability,
  ...asked,
});

/** What a threshold is chosen for. */
const goal = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("capacity"),
    perWeek: positive.describe("How many leads sales can work in a week"),
  }),
  z.strictObject({
    kind: z.literal("profit"),
    valuePerConversion: positive.describe("What a lead that converts is worth"),
    costPerLead: positive.describe("What it costs to work a lead, in the same currency"),
  }),
]);

const proposals = z.strictObject({
  kind: z.literal("proposals"),
  version: version.default("live").describe("What is to be made better"),
  goal: goal.optional().describe("What the threshold of a band is proposed for; without it, none is"),
  band: z.string().min(1).max(100).optional().describe("The band whose threshold it is; the highest by default"),
  ...asked,
});

/** What can be asked, by its kind. */
const question = z.discriminatedUnion("kind", [truth, backtest, proposals]);

const studyKind = z.enum(["truth", "backtest", "proposals", "training", "watch"]);

/** A training is asked for by `predictions.train`. */
const training = z.strictObject({ kind: z.literal("training"), prediction: z.string(), ...asked });

/** A champion is looked at every week, without being asked. */
const watch = z.strictObject({ kind: z.literal("watch"), prediction: z.string(), ...asked });

export type StudyQuestion = z.output<typeof question>;

/** What a study proposes; `format` rises when kept proposals could no longer be read as they were written. */
export type FoundProposals = Proposals & { readonly format: 1 };

/** What thresholds are chosen by stays with the study: it is long, and `studies.thresholds` reads it. */
type SaidTruth = Omit<Truth, "totals">;

/** What is said of what was found, by the kind of the study. */
export type StudyResults = {
  readonly truth: SaidTruth;
  readonly backtest: Omit<Backtest, "live" | "draft"> & { readonly live: SaidTruth; readonly draft: SaidTruth };
  readonly proposals: FoundProposals;
  readonly training: TrainingFound;
  readonly watch: ChampionSeen;
};

export type StudyKindName = keyof StudyResults;

const frame = {
  id: shortId,
  state: z.enum(["waiting", "running", "done", "stopped", "failed"]),
  /** Leads looked at, of how many; null until that is known. A study that was interrupted begins anew. */
  done: count,
  total: count.nullable(),
  by: z.string(),
  at: instant,
  startedAt: instant.nullable(),
  endedAt: instant.nullable(),
};

/** A study as it is listed, `asked` with the days that were meant; and with what was found: null until it is done. */
function studyOf<Kind extends StudyKindName, Question extends z.ZodType>(kind: Kind, asked: Question) {
  const item = z.strictObject({ kind: z.literal(kind), asked, ...frame });
  const result = z.json() as unknown as z.ZodType<StudyResults[Kind] | null, StudyResults[Kind] | null>;
  return { item, whole: item.extend({ result }) };
}

const kinds = {
  truth: studyOf("truth", truth),
  backtest: studyOf("backtest", backtest),
  proposals: studyOf("proposals", proposals),
  training: studyOf("training", training),
  watch: studyOf("watch", watch),
};

const study = z
  .discriminatedUnion("kind", [
    kinds.truth.item,
    kinds.backtest.item,
    kinds.proposals.item,
    kinds.training.item,
    kinds.watch.item,
  ])
  .meta({ id: "Study" });
const wholeStudy = z
  .discriminatedUnion("kind", [
    kinds.truth.whole,
    kinds.backtest.whole,
    kinds.proposals.whole,
    kinds.training.whole,
    kinds.watch.whole,
  ])
  .meta({ id: "WholeStudy" });

/** How leads may be worked: as many as sales can, or as many as pay. */
const goalQuery = z.strictObject({
  capacity: z.coerce
    .number()
    .positive()
    .max(1_000_000_000)
    .optional()
    .describe("How many leads sales can work in a week"),
  cost: z.coerce.number().positive().max(1_000_000_000).optional().describe("What it costs to work a lead"),
  value: z.coerce.number().positive().max(1_000_000_000).optional().describe("What a lead that converts is worth"),
  of: z.enum(["live", "draft"]).default("live").describe("Of a back-test: whose threshold"),
});

const choice = z.json() as unknown as z.ZodType<Answer<ThresholdChoice>, Answer<ThresholdChoice>>;

const thresholds = z
  .strictObject({
    /** `Answer<ThresholdChoice>`: the threshold that does best, with its interval, on its curve. */
    choice,
  })
  .meta({ id: "Thresholds" });

const ofStudy = z.strictObject({ id: shortId });

/** What is asked of the past: whether a version was true, what a draft would have done. */
export const studies = {
  create: route({
    name: "studies.create",
    method: "POST",
    path: "/studies",
    scope: "draft",
    summary:
      "Ask whether the score of a version was true, what a draft would have done, or what would be better; it is worked out later",
    body: question,
    answer: study,
    problems: ["not-found", "model-invalid", "model-not-live", "model-of-others"],
  }),
  get: route({
    name: "studies.get",
    method: "GET",
    path: "/studies/{id}",
    scope: "read",
    summary: "A study, with what was found: `Truth`, `Backtest` or `Proposals`; null until it is done",
    params: ofStudy,
    answer: wholeStudy,
    problems: ["not-found"],
  }),
  list: route({
    name: "studies.list",
    method: "GET",
    path: "/studies",
    scope: "read",
    summary: "What was asked of the past, the newest first",
    query: z.strictObject({ kind: studyKind.optional(), model: modelName.optional(), ...paging }),
    answer: page(study),
    problems: ["bad-cursor"],
  }),
  thresholds: route({
    name: "studies.thresholds",
    method: "GET",
    path: "/studies/{id}/thresholds",
    scope: "read",
    summary:
      "From which total on leads are best worked, by `capacity` or by `cost` and `value`; of a study that is done",
    params: ofStudy,
    query: goalQuery,
    answer: thresholds,
    problems: ["not-found", "study-not-done"],
  }),
  stop: route({
    name: "studies.stop",
    method: "POST",
    path: "/studies/{id}/stop",
    scope: "draft",
    summary: "End a study without an answer",
    params: ofStudy,
    answer: study,
    problems: ["not-found", "already-done"],
  }),
  drop: route({
    name: "studies.drop",
    method: "DELETE",
    path: "/studies/{id}",
    scope: "draft",
    summary: "Remove a study with its answer; one that is under way ends",
    params: ofStudy,
    problems: ["not-found"],
  }),
};
