import { modelSchema } from "@plumbline/scoring";
import { z } from "zod";
import { placedProblem } from "./placed-problem.ts";
import { publication } from "./publications.ts";
import { route } from "./route.ts";
import { count, id, instant, json, modelName, points, shortId } from "./value.ts";

const name = z.strictObject({ name: modelName });
const number = z.coerce.number().int().min(1).max(999_999_999);
const versionOf = z.strictObject({ name: modelName, number });
/** A model's text, YAML or JSON. */
const MODEL_TEXT = ["application/yaml", "application/json", "text/yaml", "text/plain"] as const;

/** A model's text; what is longer is made by a program, and takes seconds to read. */
export const modelText = z.string().min(1).max(262_144);

const role = z.enum(["marketing", "sales"]);

/** What somebody signed: a model's meaning. */
export const signOff = z
  .strictObject({
    id: shortId,
    role,
    /** Of the meaning that was signed. */
    hash: z.string(),
    by: z.string(),
    at: instant,
    note: z.string().nullable(),
    review: shortId.nullable(),
  })
  .meta({ id: "SignOff" });

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
    signOffs: z.array(signOff),
  })
  .meta({ id: "ModelVersion" });

export const modelItem = z
  .strictObject({
    id: shortId,
    name: modelName,
    of: z.enum(["lead", "account"]),
    live: z.int().min(1).nullable().describe("The number of the live version"),
    versions: count,
    draftAt: instant.nullable(),
    createdAt: instant,
    /** Whether it answers where no model is named. */
    isDefault: z.boolean(),
    /** Since when it scores nobody any more. */
    retiredAt: instant.nullable(),
  })
  .meta({ id: "ModelItem" });

const draft = z
  .strictObject({
    text: z.string(),
    at: instant,
    problems: z.array(placedProblem),
    /** Of its meaning, to be signed; null where it has none yet. */
    hash: z.string().nullable(),
    signOffs: z.array(signOff),
  })
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
    scope: "draft",
    summary: "Keep a draft as it is, right or wrong; where there is one, its tag says which one is replaced",
    params: name,
    body: modelText,
    text: MODEL_TEXT,
    answer: draft.omit({ text: true, signOffs: true }).meta({ id: "KeptDraft" }),
    tagged: true,
    problems: ["tag-needed", "tag-mismatch", "model-misnamed"],
  }),
  dropDraft: route({
    name: "models.dropDraft",
    method: "DELETE",
    path: "/models/{name}/draft",
    scope: "draft",
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
    body: modelText,
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
          /** Of what all rules together can give to the total: 0 to 1; null where the total is a matrix. */
          share: z.number().nullable(),
        }),
      ),
    }),
    problems: ["not-found", "model-not-live", "model-invalid"],
  }),
  preview: route({
    name: "models.preview",
    method: "POST",
    path: "/models/{name}/preview",
    scope: "draft",
    summary: "What the draft, or the text that is sent, would do to everyone, as they are; nothing is written",
    params: name,
    body: modelText.optional(),
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
    problems: [
      "not-found",
      "model-invalid",
      "model-misnamed",
      "model-of-others",
      "model-unchanged",
      "tag-mismatch",
      "sign-off-missing",
      "experiment-runs",
    ],
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
    problems: ["not-found", "model-unchanged", "sign-off-missing", "experiment-runs"],
  }),
};
