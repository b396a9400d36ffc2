import { z } from "zod";
import { route } from "./route.ts";
import { count, instant } from "./value.ts";

const member = z
  .strictObject({
    /** As a condition asks for it: `plan`, `company.size`. */
    path: z.string(),
    kinds: z.array(z.enum(["text", "number", "boolean", "list", "object", "null"])),
    /** Values that several people have in common; what may name a person is left out. */
    examples: z.array(z.union([z.string(), z.number(), z.boolean()])),
  })
  .meta({ id: "EventMember" });

const named = z
  .strictObject({
    type: z.string(),
    name: z.string().nullable(),
    /** In the last 30 days; today is at most a minute behind. */
    count,
    lastAt: instant,
    properties: z.array(member),
  })
  .meta({ id: "NamedEvent" });

/** What has been seen of events: for whoever writes conditions. */
export const events = {
  names: route({
    name: "events.names",
    method: "GET",
    path: "/events/names",
    scope: "read",
    summary:
      "Which events were seen in the last 30 days, the most frequent first, with their properties, and all traits",
    query: z.strictObject({
      q: z.string().max(200).optional().describe("A part of the name"),
      limit: z.coerce.number().int().min(1).max(500).default(100),
    }),
    answer: z.strictObject({
      items: z.array(named),
      traits: z.array(member),
      accountTraits: z.array(member),
      /** How far the events have been read for this. */
      readTo: instant.nullable(),
    }),
  }),
};
