import type { HeldBack, PointsProposal, Proposal } from "@plumbline/learning";
import { z } from "zod";
import { placedProblem } from "./placed-problem.ts";
import { route } from "./route.ts";
import { instant, modelName, page, paging, shortId } from "./value.ts";

const name = z.strictObject({ name: modelName });
const ofStudy = z.strictObject({ id: shortId });
/** As `Proposal` has it: the same in every study. */
const proposalId = z.string().min(1).max(500);
const some = z.array(proposalId).min(1).max(500);

const decision = z
  .strictObject({ says: z.enum(["accepted", "dismissed"]), by: z.string(), at: instant })
  .meta({ id: "ProposalDecision" });

const asProposal = z.json() as unknown as z.ZodType<Proposal, Proposal>;

const proposed = z
  .strictObject({
    /** `Proposal`, with its edits and its evidence. */
    proposal: asProposal,
    /** What was made of it, for this meaning of the model; null: it is new. */
    decision: decision.nullable(),
    /** Why it cannot be accepted into the draft as that is now; null: it can. */
    stale: z.enum(["gone", "changed"]).nullable(),
    isSaid: z.boolean().describe("Whether the draft, or where there is none the live version, says it already"),
  })
  .meta({ id: "Proposed" });

const acceptedDraft = z
  .strictObject({
    text: z.string(),
    at: instant,
    problems: z.array(placedProblem),
    hash: z.string().nullable(),
    accepted: z.array(proposalId),
  })
  .meta({ id: "AcceptedDraft" });

/** What history proposes for a model, taken one by one. */
export const proposals = {
  list: route({
    name: "proposals.list",
    method: "GET",
    path: "/studies/{id}/proposals",
    scope: "read",
    summary: "What a study proposes, with what was made of each, and whether the draft can still take it",
    params: ofStudy,
    answer: z.strictObject({ items: z.array(proposed) }),
    problems: ["not-found", "study-not-done"],
  }),
  accept: route({
    name: "proposals.accept",
    method: "POST",
    path: "/models/{name}/draft/proposals",
    scope: "draft",
    summary:
      "Write some proposals into the draft, all or none; its comments and its order stay. Without a draft, one begins as the live version",
    params: name,
    body: z.strictObject({ study: shortId, accept: some }),
    tagged: true,
    answer: acceptedDraft,
    problems: ["not-found", "study-not-done", "tag-needed", "tag-mismatch", "proposal-stale", "draft-not-editable"],
  }),
  dismiss: route({
    name: "proposals.dismiss",
    method: "POST",
    path: "/studies/{id}/proposals/dismiss",
    scope: "draft",
    summary: "Say no to some proposals: they are not new any more for this meaning of the model",
    params: ofStudy,
    body: z.strictObject({ proposals: some }),
    answer: z.strictObject({ items: z.array(proposed) }),
    problems: ["not-found", "study-not-done"],
  }),
  restore: route({
    name: "proposals.restore",
    method: "POST",
    path: "/studies/{id}/proposals/restore",
    scope: "draft",
    summary: "Take back what was said of some proposals; what was written into a draft stays there",
    params: ofStudy,
    body: z.strictObject({ proposals: some }),
    answer: z.strictObject({ items: z.array(proposed) }),
    problems: ["not-found", "study-not-done"],
  }),
};

const bounds = z
  .strictObject({
    mostPoints: z.number().positive().max(10_000).nullable().describe("By how many points a rule may change at most"),
    mostPercent: z.number().positive().max(1000).nullable().describe("By how many per cent of what they are"),
    excluded: z.array(z.string().min(1).max(200)).max(1000).describe("Rules that only people change"),
    leastOutcomes: z.int().min(1).max(1_000_000).describe("On how many conversions a proposal has to rest"),
  })
  .meta({ id: "AutoTuneBounds" });

const settings = {
  isOn: z.boolean(),
  every: z.enum(["week", "month"]),
  target: z.enum(["opportunity", "won", "accepted"]),
  horizon: z.int().min(1).max(730),
  bounds,
};

const autoTuneSettings = z
  .strictObject({
    ...settings,
    /** Who set it, and when; null where nobody ever did. */
    by: z.string().nullable(),
    at: instant.nullable(),
    /** When it runs next; null while it is off. */
    nextAt: instant.nullable(),
    /** Whether the workspace asks for sign-off: then only a draft is made. */
    makesDrafts: z.boolean(),
  })
  .meta({ id: "AutoTune" });

/** Why a run came to nothing, or ended early. */
const TUNE_REASONS = [
  /** Another version is live than the one that the proposals are for. */
  "version-changed",
  /** A version is on its way to being live. */
  "publication-under-way",
  /** An experiment runs on the model. */
  "experiment-runs",
  /** Sign-off is asked for, and somebody is at work on a draft. */
  "draft-under-way",
  "study-failed",
  "study-stopped",
  /** The text of the version could not be edited. */
  "not-editable",
  /** What it had published was taken back by somebody, so it turned itself off. */
  "reverted",
] as const;

export type TuneReason = (typeof TUNE_REASONS)[number];

/** Why a proposal waits for people. */
type TuneHeld = HeldBack | "dismissed";

const run = z
  .strictObject({
    id: shortId,
    startedAt: instant,
    endedAt: instant.nullable(),
    study: shortId.nullable(),
    /** The version that was live. */
    version: z.int().min(1),
    /** Null: under way. `nothing` was proposed; `held`: all of it waits for people. */
    outcome: z.enum(["published", "drafted", "nothing", "held", "stopped"]).nullable(),
    because: z.enum(TUNE_REASONS).nullable(),
    /** The version that was made. */
    made: z.int().min(1).nullable(),
    /** `PointsProposal`s, with their evidence. */
    changes: z.array(z.json() as unknown as z.ZodType<PointsProposal, PointsProposal>),
    held: z.array(z.strictObject({ id: proposalId, because: z.string() as unknown as z.ZodType<TuneHeld, TuneHeld> })),
  })
  .meta({ id: "AutoTuneRun" });

/** Points that follow history on their own, within bounds; off unless somebody turns it on. */
export const autoTune = {
  get: route({
    name: "autoTune.get",
    method: "GET",
    path: "/models/{name}/auto-tune",
    scope: "read",
    summary: "Whether the points of a model follow its history on their own, and how far",
    params: name,
    answer: autoTuneSettings,
    problems: ["not-found"],
  }),
  put: route({
    name: "autoTune.put",
    method: "PUT",
    path: "/models/{name}/auto-tune",
    scope: "models",
    summary: "Let the points of a live model follow its history, within bounds; or not any more",
    params: name,
    body: z.strictObject(settings),
    answer: autoTuneSettings,
    problems: ["not-found", "model-not-live", "model-of-others"],
  }),
  runs: route({
    name: "autoTune.runs",
    method: "GET",
    path: "/models/{name}/auto-tune/runs",
    scope: "read",
    summary: "What auto-tune did, the latest first; `models.publishVersion` takes it back",
    params: name,
    query: z.strictObject(paging),
    answer: page(run),
    problems: ["not-found", "bad-cursor"],
  }),
};
