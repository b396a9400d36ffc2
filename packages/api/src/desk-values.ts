import { z } from "zod";

/** A tag as it may be written; it is kept in small letters, with single spaces. */
export const tagName = z.string().trim().min(1).max(60);

/** Who owns a lead: whatever the workspace calls its reps by. */
export const ownerName = z.string().trim().min(1).max(200);

/** What sales says of a lead that was handed to them. */
export const feedbackWord = z.enum(["accepted", "rejected", "recycled"]);

/** Where a lead is with sales; `waiting`: it is in a band of the hand-off, and nobody has answered since. */
export const feedbackState = z.enum(["waiting", "accepted", "rejected", "recycled"]);

/** Why a lead was rejected or goes back; what else there is to say is a text. */
const FEEDBACK_REASONS = [
  "bad-fit",
  "no-budget",
  "wrong-contact",
  "competitor",
  "duplicate",
  "not-interested",
  "unreachable",
  "other",
] as const;

export const feedbackReason = z.enum(FEEDBACK_REASONS);

export type FeedbackReason = (typeof FEEDBACK_REASONS)[number];
