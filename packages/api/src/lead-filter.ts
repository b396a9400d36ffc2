import { z } from "zod";
import { feedbackState, ownerName, tagName } from "./desk-values.ts";
import { id, instant, modelName, shortId } from "./value.ts";

const json = (what: string) => z.string().max(20_000).describe(what);

/** What a list of leads may be asked for. */
export const leadFilter = {
  model: modelName.optional().describe("By which model they are ranked; the first live one where nothing is said"),
  search: z.string().min(1).max(200).optional().describe("Beginnings of words of names, addresses and companies"),
  band: z.string().max(100).optional(),
  market: z.string().max(100).optional(),
  account: id.optional(),
  totalFrom: z.coerce.number().optional(),
  totalTo: z.coerce.number().optional(),
  seenFrom: instant.optional(),
  seenTo: instant.optional(),
  traits: json("A JSON object of traits that a lead has exactly so").optional(),
  filter: json("A condition of the model language, as JSON").optional(),
  owner: ownerName.optional(),
  tag: tagName.optional(),
  experiment: shortId.optional().describe("The id of an experiment that they are in"),
  arm: z.string().max(50).optional().describe("In which of its arms"),
  segment: modelName.optional().describe("The name of a segment that they are in"),
  feedback: feedbackState.optional().describe("Where they are with sales, by the model they are ranked by"),
};

/** What an export may be asked for. */
export const leadExport = {
  ...leadFilter,
  format: z.enum(["csv", "ndjson"]).default("csv"),
  workspace: shortId.optional().describe("The one that a page shows: a link cannot name it in a header"),
};

/** What a list may be sorted by: the total, the highest first; the name; or when a lead was last seen. */
export const leadSort = z.enum(["total", "name", "seen"]);

/** What may come with the leads of a list, each at a price. */
export const LEAD_INCLUDES = ["dimensions", "reasons", "trend", "tags", "feedback"] as const;
