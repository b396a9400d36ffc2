import { z } from "zod";
import { route } from "./route.ts";
import { id, instant, page, paging } from "./value.ts";

/** What speaks for two leads being one person. */
const DUPLICATE_REASONS = [
  "same-address",
  "same-phone",
  "same-name",
  "transposed-name",
  "same-company",
  "same-domain",
] as const;

const half = z.strictObject({
  id,
  name: z.string().nullable(),
  email: z.string().nullable(),
  company: z.string().nullable(),
  lastAt: instant.nullable(),
});

const pair = z
  .strictObject({
    one: half,
    other: half,
    /** From 0 to 100: how likely they are one person. */
    likeness: z.int().min(0).max(100),
    reasons: z.array(z.enum(DUPLICATE_REASONS)),
  })
  .meta({ id: "LikelyDuplicate" });

export const duplicates = {
  list: route({
    name: "duplicates.list",
    method: "GET",
    path: "/duplicates",
    scope: "read",
    summary: "Pairs of leads that are likely one person; of one lead the likeliest first",
    query: z.strictObject({ ...paging, lead: id.optional() }),
    answer: page(pair),
    problems: ["not-found", "bad-cursor"],
  }),
  dismiss: route({
    name: "duplicates.dismiss",
    method: "POST",
    path: "/duplicates/dismissals",
    scope: "sell",
    summary: "Say that two leads are two people: the pair is not suggested again",
    body: z.strictObject({ one: id, other: id }),
    answer: z.strictObject({ one: id, other: id }),
    problems: ["not-found", "already-done"],
  }),
};
