import { z } from "zod";
import { rulesReport } from "./model-trials.ts";
import { signOff } from "./models.ts";
import { route } from "./route.ts";
import { count, day, instant, modelName, page, paging, shortId } from "./value.ts";

const name = z.strictObject({ name: modelName });
const one = z.strictObject({ id: shortId });

const plan = z
  .strictObject({
    every: z.enum(["month", "quarter", "none"]),
    /** The id of who sees to it. */
    owner: z.string().min(1).max(100).nullable(),
    /** When it is due next; null: never. */
    nextOn: day.nullable(),
  })
  .meta({ id: "ReviewPlan" });

/** What was found when the review began; it does not change any more. */
const report = z
  .strictObject({
    /** Null: still being counted. */
    rules: rulesReport.nullable(),
    bands: z.array(z.strictObject({ band: z.string().nullable(), leads: count })),
    /** Who moved from one band to another since the review before. */
    since: instant.nullable(),
    transitions: z.array(z.strictObject({ from: z.string().nullable(), to: z.string().nullable(), count })),
    /** What sales said since then; null where nobody has ever said anything. */
    feedback: z.record(z.string(), count).nullable(),
  })
  .meta({ id: "ReviewReport" });

const review = z
  .strictObject({
    id: shortId,
    model: modelName,
    /** The version that was live. */
    version: z.int().min(1),
    startedAt: instant,
    startedBy: z.string(),
    endedAt: instant.nullable(),
    endedBy: z.string().nullable(),
    notes: z.string(),
  })
  .meta({ id: "Review" });

const whole = review.extend({ report, signOffs: z.array(signOff) }).meta({ id: "WholeReview" });

/** Looking at a model every month or quarter, together. */
export const reviews = {
  plan: route({
    name: "reviews.plan",
    method: "GET",
    path: "/models/{name}/review-plan",
    scope: "read",
    summary: "How often a model is reviewed, and who sees to it",
    params: name,
    answer: plan,
    problems: ["not-found"],
  }),
  putPlan: route({
    name: "reviews.putPlan",
    method: "PUT",
    path: "/models/{name}/review-plan",
    scope: "draft",
    summary: "Say how often a model is reviewed, and who sees to it",
    params: name,
    body: plan.extend({ nextOn: day.nullable().optional().describe("In a month or quarter, where nothing is said") }),
    answer: plan,
    problems: ["not-found"],
  }),
  due: route({
    name: "reviews.due",
    method: "GET",
    path: "/reviews/due",
    scope: "read",
    summary: "Which models are to be reviewed today or were before",
    answer: z.strictObject({
      items: z.array(z.strictObject({ model: modelName, owner: z.string().nullable(), dueOn: day })),
    }),
  }),
  list: route({
    name: "reviews.list",
    method: "GET",
    path: "/models/{name}/reviews",
    scope: "read",
    summary: "The reviews of a model, the latest first",
    params: name,
    query: z.strictObject(paging),
    answer: page(review),
    problems: ["not-found", "bad-cursor"],
  }),
  start: route({
    name: "reviews.start",
    method: "POST",
    path: "/models/{name}/reviews",
    scope: "draft",
    summary: "Begin a review: what the live version does is written down as it is now",
    params: name,
    answer: whole,
    problems: ["not-found", "model-not-live", "review-under-way"],
  }),
  get: route({
    name: "reviews.get",
    method: "GET",
    path: "/reviews/{id}",
    scope: "read",
    summary: "A review with what was found, noted and signed",
    params: one,
    answer: whole,
    problems: ["not-found"],
  }),
  note: route({
    name: "reviews.note",
    method: "PATCH",
    path: "/reviews/{id}",
    scope: "draft",
    summary: "Change the notes of a review, or end it; an ended one stays as it is",
    params: one,
    body: z.strictObject({ notes: z.string().max(50_000), isEnded: z.literal(true) }).partial(),
    answer: whole,
    problems: ["not-found", "already-done"],
  }),
  sign: route({
    name: "reviews.sign",
    method: "POST",
    path: "/models/{name}/sign-offs",
    scope: "sell",
    summary: "Sign a model: what is signed is its meaning, whatever text says it",
    params: name,
    body: z.strictObject({
      role: signOff.shape.role,
      hash: z
        .string()
        .regex(/^[\w:-]{8,200}$/)
        .describe("Of the draft or version that was read"),
      note: z.string().max(2000).optional(),
      review: shortId.optional().describe("The review that it belongs to"),
    }),
    answer: signOff,
    problems: ["not-found", "role-needed", "sign-off-outdated"],
  }),
  signOffs: route({
    name: "reviews.signOffs",
    method: "GET",
    path: "/models/{name}/sign-offs",
    scope: "read",
    summary: "Who signed which meaning of a model, the latest first",
    params: name,
    answer: z.strictObject({ items: z.array(signOff) }),
    problems: ["not-found"],
  }),
};
