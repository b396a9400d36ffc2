import { z } from "zod";
import { feedbackReason, feedbackState, feedbackWord } from "./desk-values.ts";
import { route } from "./route.ts";
import { day, id, instant, modelName, page, paging, points } from "./value.ts";

const text = z.string().trim().max(2000);

/** What was said of a lead by sales, and where the lead was then. */
export const feedbackEntry = z
  .strictObject({
    id,
    lead: id,
    model: modelName,
    version: z.int().min(1),
    says: feedbackWord,
    reason: feedbackReason.nullable(),
    text: z.string().nullable(),
    /** Of one that was recycled: from this day on it may be handed over again. */
    returnOn: day.nullable(),
    band: z.string().nullable(),
    total: points.nullable(),
    by: z.string(),
    at: instant,
  })
  .meta({ id: "Feedback" });

/** Where a lead is with sales, and since when; null where it never was. */
export const feedbackNow = z
  .strictObject({
    state: feedbackState,
    /** Null of one who waits, where nobody wrote down when it was handed over. */
    since: instant.nullable(),
    reason: feedbackReason.nullable(),
    returnOn: day.nullable(),
    by: z.string().nullable(),
  })
  .meta({ id: "FeedbackNow" });

/** What sales does with a lead: takes it, or gives it back with the reason. */
export const giveFeedback = route({
  name: "leads.giveFeedback",
  method: "POST",
  path: "/leads/{id}/feedback",
  scope: "sell",
  summary: "Accept a lead, reject it with the reason, or give it back until a day",
  params: z.strictObject({ id }),
  body: z.discriminatedUnion("says", [
    z.strictObject({ says: z.literal("accepted"), model: modelName.optional(), text: text.optional() }),
    z.strictObject({
      says: z.literal("rejected"),
      model: modelName.optional(),
      reason: feedbackReason,
      text: text.optional(),
    }),
    z.strictObject({
      says: z.literal("recycled"),
      model: modelName.optional(),
      reason: feedbackReason.optional(),
      returnOn: day,
      text: text.optional(),
    }),
  ]),
  answer: feedbackEntry,
  problems: ["not-found", "model-not-live"],
});

export const feedback = {
  list: route({
    name: "feedback.list",
    method: "GET",
    path: "/feedback",
    scope: "read",
    summary: "What sales said of leads, the newest first",
    query: z.strictObject({
      ...paging,
      lead: id.optional(),
      model: modelName.optional(),
      says: feedbackWord.optional(),
      reason: feedbackReason.optional(),
      by: z.string().max(200).optional(),
      from: instant.optional(),
      until: instant.optional(),
    }),
    answer: page(feedbackEntry.extend({ name: z.string().nullable() }).meta({ id: "ListedFeedback" })),
    problems: ["not-found", "bad-cursor"],
  }),
};
