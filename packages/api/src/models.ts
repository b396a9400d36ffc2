import { modelSchema } from "@plumbline/scoring";
import { z } from "zod";
import { placedProblem } from "./placed-problem.ts";
import { route } from "./route.ts";
import { count, id, instant, json, modelName, points, shortId } from "./value.ts";

const name = z.strictObject({ name: modelName });
const number = z.coerce.number().int().min(1).max(999_999_999);
const versionOf = z.strictObject({ name: modelName, number });
/** A model's text, YAML or JSON. */
const MODEL_TEXT = ["application/yaml", "application/json", "text/yaml", "text/plain"] as const;

const version = z
  .strictObject({
    id: shortId,
    number: z.int().min(1),
    /** Of its meaning: two texts that mean the same have the same. */
    hash: z.string(),
    author: z.string(),
    note: z.string().nullable(),
    createdAt: instant,
    isLive: z.boolean(),
  })
  .meta({ id: "ModelVersion" });

const publication = z
  .strictObject({
    id: shortId,
    model: modelName,
    version: z.int().min(1),
    state: z.enum(["filling", "scoring", "live", "retired", "stopped", "failed"]),
    /** Whether band changes by the switch are told to nobody. */
    muted: z.boolean(),
    done: count,
    total: count.nullable(),
    startedAt: instant,
    liveAt: instant.nullable(),
    retiredAt: instant.nullable(),
    problem: z.string().nullable(),
  })
  .meta({ id: "Publication" });

const modelItem = z
  .strictObject({
    id: shortId,
    name: modelName,
    of: z.enum(["lead", "account"]),
    live: z.int().min(1).nullable().describe("The number of the live version"),
    versions: count,
    draftAt: instant.nullable(),
    createdAt: instant,
  })
  .meta({ id: "ModelItem" });

const draft = z
  .strictObject({ text: z.string(), at: instant, problems: z.array(placedProblem) })
  .meta({ id: "ModelDraft" });

const change = z
  .strictObject({
    part: z.enum(["model", "list", "signal", "profile", "dimension", "group", "rule", "total", "band", "market"]),
    name: z.string(),
    kind: z.enum(["added", "removed", "changed", "moved"]),
    /** Of what is changed: a path such as `limit.total`. */
    field: z.string().optional(),
    from: json.optional(),
    to: json.optional(),
  })
  .meta({ id: "ModelChange" });

const published = z.strictObject({ publication: shortId, version: z.int().min(1) });
const announce = z.boolean().default(false).describe("Whether leads that change bands by this are announced");

/** A version by its number, or the draft. */
const which = z.union([z.literal("draft"), number]);

const bandCount = z.strictObject({
  /** Null: no band. */
  band: z.string().nullable(),
  before: count,
  after: count,
});

const mover = z.strictObject({
  id,
  name: z.string().nullable(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  before: points.nullable(),
  after: points.nullable(),
});

/** What a model would do to everyone. */
const previewResult = z
  .strictObject({
    subjects: count,
    /** Whose total or band differs. */
    changed: count,
    unscored: z.strictObject({ before: count, after: count }),
    bands: z.array(bandCount),
    /** Totals in steps of equal width, from the lowest to the highest. */
    histogram: z.array(z.strictObject({ from: points, to: points, before: count, after: count })),
    moves: z.array(
      z.strictObject({
        band: z.string().nullable(),
        entering: count,
        leaving: count,
        /** The first fifty. */
        entered: z.array(mover),
        left: z.array(mover),
      }),
    ),
  })
  .meta({ id: "PreviewResult" });

export const models = {
  list: route({
    name: "models.list",
    method: "GET",
    path: "/models",
    scope: "read",
    summary: "All models",
    answer: z.strictObject({ items: z.array(modelItem) }),
  }),
  get: route({
    name: "models.get",
    method: "GET",
    path: "/models/{name}",
    scope: "read",
    summary: "A model with its versions, the newest first, and its publications",
    params: name,
    answer: modelItem.extend({ history: z.array(version), publications: z.array(publication) }).meta({ id: "Model" }),
    problems: ["not-found"],
  }),
  version: route({
    name: "models.version",
    method: "GET",
    path: "/models/{name}/versions/{number}",
    scope: "read",
    summary: "A version: the text it came as, and the model as data",
    params: versionOf,
    answer: version.extend({ text: z.string(), body: modelSchema }).meta({ id: "WholeVersion" }),
    problems: ["not-found"],
  }),
  draft: route({
    name: "models.draft",
    method: "GET",
    path: "/models/{name}/draft",
    scope: "read",
    summary: "The draft of a model, with what is wrong in it",
    params: name,
    answer: draft,
    tagged: true,
    problems: ["not-found"],
  }),
  putDraft: route({
    name: "models.putDraft",
    method: "PUT",
    path: "/models/{name}/draft",
    scope: "models",
    summary: "Keep a draft as it is, right or wrong; where there is one, its tag says which one is replaced",
    params: name,
    body: z.string().min(1),
    text: MODEL_TEXT,
    answer: draft.omit({ text: true }).meta({ id: "KeptDraft" }),
    tagged: true,
    problems: ["tag-needed", "tag-mismatch", "model-misnamed"],
  }),
  dropDraft: route({
    name: "models.dropDraft",
    method: "DELETE",
    path: "/models/{name}/draft",
    scope: "models",
    summary: "Throw a draft away",
    params: name,
    tagged: true,
    problems: ["not-found", "tag-mismatch"],
  }),
  validate: route({
    name: "models.validate",
    method: "POST",
    path: "/models/validate",
    scope: "read",
    summary: "What is wrong with a model's text, with line and column",
    body: z.string().min(1),
    text: MODEL_TEXT,
    asks: true,
    answer: z.strictObject({ problems: z.array(placedProblem), body: modelSchema.nullable() }),
  }),
  diff: route({
    name: "models.diff",
    method: "GET",
    path: "/models/{name}/diff",
    scope: "read",
    summary: "What changes in meaning from one version to another",
    params: name,
    query: z.strictObject({ from: which, to: which }),
    answer: z.strictObject({ items: z.array(change) }),
    problems: ["not-found", "model-invalid"],
  }),
  attainable: route({
    name: "models.attainable",
    method: "GET",
    path: "/models/{name}/attainable",
    scope: "read",
    summary: "What each rule can give at most: the weight that the model really puts on it",
    params: name,
    query: z.strictObject({ version: which.optional().describe("The live one where nothing is said") }),
    answer: z.strictObject({
      items: z.array(
        z.strictObject({
          rule: z.string(),
          dimension: z.string(),
          /** Null where nothing limits it. */
          most: points.nullable(),
          /** Of what all rules together can give: 0 to 1. */
          share: z.number(),
        }),
      ),
    }),
    problems: ["not-found", "model-not-live", "model-invalid"],
  }),
  preview: route({
    name: "models.preview",
    method: "POST",
    path: "/models/{name}/preview",
    scope: "models",
    summary: "What the draft, or the text that is sent, would do to everyone, as they are; nothing is written",
    params: name,
    body: z.string().min(1).optional(),
    text: MODEL_TEXT,
    asks: true,
    stream: z.discriminatedUnion("event", [
      z.strictObject({ event: z.literal("progress"), data: z.strictObject({ done: count, total: count }) }),
      z.strictObject({ event: z.literal("result"), data: previewResult }),
    ]),
    problems: ["not-found", "model-invalid", "model-of-others"],
  }),
  publish: route({
    name: "models.publish",
    method: "POST",
    path: "/models/{name}/publish",
    scope: "models",
    summary: "Make the draft the next version, and live as soon as everyone's score by it is there",
    params: name,
    body: z.strictObject({ note: z.string().max(2000).optional(), announce }).default({ announce: false }),
    tagged: true,
    answer: published,
    problems: ["not-found", "model-invalid", "model-of-others", "model-unchanged", "tag-mismatch"],
  }),
  publishVersion: route({
    name: "models.publishVersion",
    method: "POST",
    path: "/models/{name}/versions/{number}/publish",
    scope: "models",
    summary: "Make an older version live again",
    params: versionOf,
    body: z.strictObject({ announce }).default({ announce: false }),
    answer: published,
    problems: ["not-found", "model-unchanged"],
  }),
};

export const publications = {
  get: route({
    name: "publications.get",
    method: "GET",
    path: "/publications/{id}",
    scope: "read",
    summary: "How far a version is on its way to being live",
    params: z.strictObject({ id: shortId }),
    answer: publication,
    problems: ["not-found"],
  }),
  stop: route({
    name: "publications.stop",
    method: "POST",
    path: "/publications/{id}/stop",
    scope: "models",
    summary: "Stop a version on its way; what is live stays live",
    params: z.strictObject({ id: shortId }),
    answer: publication,
    problems: ["not-found", "publication-ended"],
  }),
};

export const presets = {
  list: route({
    name: "presets.list",
    method: "GET",
    path: "/presets",
    scope: "read",
    summary: "The models that come with Plumbline",
    answer: z.strictObject({
      items: z.array(z.strictObject({ name: z.string(), label: z.string().nullable(), note: z.string().nullable() })),
    }),
  }),
  get: route({
    name: "presets.get",
    method: "GET",
    path: "/presets/{name}",
    scope: "read",
    summary: "The text of a preset",
    params: name,
    answer: z.strictObject({ name: z.string(), text: z.string() }),
    problems: ["not-found"],
  }),
};
