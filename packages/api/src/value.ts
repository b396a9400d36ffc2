import { type Json, modelSchema } from "@plumbline/scoring";
import { z } from "zod";

/** An id of anything that there may be many of. */
export const id = z
  .string()
  .regex(/^[1-9]\d{0,14}$/)
  .meta({ id: "Id" });

/** An id of anything that there are few of: models, versions, sources, keys. */
export const shortId = z
  .string()
  .regex(/^[1-9]\d{0,8}$/)
  .meta({ id: "ShortId" });

/** Points as people write them: 60.5. */
export const points = z.number().meta({ id: "Points", description: "Points, with at most two decimals" });

/** A civil day of the workspace's time zone. */
export const day = z.iso.date().meta({ id: "Day" });

export const instant = z.iso.datetime().meta({ id: "Instant" });

export const count = z.int().min(0).meta({ id: "Count" });

/** The name of a model, as its file says it. */
export const modelName = modelSchema.shape.model;

/** In which arm of a running experiment a lead is, by the version of which it is scored. */
export const inExperiment = z.strictObject({ id: shortId, arm: z.string() }).meta({ id: "InExperiment" });

/** What a list may be asked: how many, and from where on. */
export const paging = {
  limit: z.coerce.number().int().min(1).max(200).default(50).describe("How many at most"),
  cursor: z.string().max(1000).optional().describe("`next` of the page before"),
};

/** One page of a list; `next` is null on the last one. */
export function page<Item extends z.ZodType>(item: Item) {
  return z.strictObject({ items: z.array(item), next: z.string().nullable() });
}

/** Any JSON, to the compiler the same as the core's. */
export const json = z.json() as unknown as z.ZodType<Json, Json>;
