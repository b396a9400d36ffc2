import { z } from "zod";
import { route } from "./route.ts";
import { count, day, id, instant, modelName, points } from "./value.ts";

export const adjustment = z
  .strictObject({
    id,
    model: modelName,
    dimension: z.string(),
    points,
    reason: z.string(),
    by: z.string(),
    at: instant,
    from: day,
    until: day.nullable(),
    takesBack: id.nullable().describe("The adjustment that it takes back"),
  })
  .meta({ id: "Adjustment" });

const leadParams = z.strictObject({ id });

const ofModel = { model: modelName.optional().describe("The first live one where nothing is said") };

const adjustLead = route({
  name: "leads.adjust",
  method: "POST",
  path: "/leads/{id}/adjustments",
  scope: "sell",
  summary: "Give or take points by hand, with the reason",
  params: leadParams,
  body: z.strictObject({
    ...ofModel,
    dimension: z.string().min(1).max(100),
    points: points.min(-1_000_000).max(1_000_000).multipleOf(0.01),
    reason: z.string().trim().min(1).max(500),
    until: day.optional().describe("The last day on which it counts"),
  }),
  answer: adjustment,
  problems: ["not-found", "model-not-live"],
});

const endAdjustment = route({
  name: "leads.endAdjustment",
  method: "DELETE",
  path: "/leads/{id}/adjustments/{adjustment}",
  scope: "sell",
  summary: "Take an adjustment back from today on, by another one: nothing is erased",
  params: z.strictObject({ id, adjustment: id }),
  answer: adjustment,
  problems: ["not-found", "already-done"],
});

const mergeLeads = route({
  name: "leads.merge",
  method: "POST",
  path: "/leads/merge",
  scope: "write",
  summary: "Decide that two leads are one person",
  body: z.strictObject({ one: id, other: id, reason: z.string().trim().min(1).max(500) }),
  answer: z.strictObject({ decision: z.string(), lead: id }),
  problems: ["not-found", "already-done"],
});

const unmergeLead = route({
  name: "leads.unmerge",
  method: "POST",
  path: "/leads/{id}/unmerge",
  scope: "write",
  summary: "Take a merge back: both leads are as if it had never been",
  params: leadParams,
  body: z.strictObject({ decision: z.string().min(1).max(100), reason: z.string().trim().min(1).max(500) }),
  answer: z.strictObject({ leads: z.array(id) }),
  problems: ["not-found", "already-done"],
});

const partLead = route({
  name: "leads.part",
  method: "POST",
  path: "/leads/{id}/part",
  scope: "write",
  summary: "Decide that an address or a former id does not stand for an identity of the lead: it leaves",
  params: leadParams,
  body: z.strictObject({
    one: z.string().min(1).max(600).describe("The address or former id, one of the lead's `joins`"),
    other: z.string().min(1).max(600).describe("Whom it does not stand for"),
    reason: z.string().trim().min(1).max(500),
  }),
  answer: z.strictObject({ leads: z.array(id) }),
  problems: ["not-found", "already-done"],
});

const decideStanding = route({
  name: "leads.stand",
  method: "POST",
  path: "/leads/{id}/standing",
  scope: "write",
  summary: "Record that the person objects, or gives or takes back consent; as an event, so that it is replayed",
  params: leadParams,
  body: z.strictObject({
    says: z.enum(["objection-raised", "objection-withdrawn", "consent-given", "consent-withdrawn"]),
    reason: z.string().trim().min(1).max(500),
  }),
  answer: z.strictObject({ ineligible: z.string().nullable() }),
  problems: ["not-found"],
});

const eraseLead = route({
  name: "leads.erase",
  method: "DELETE",
  path: "/leads/{id}",
  scope: "admin",
  summary: "Forget a person: events, identities, state and whatever else says something of them",
  params: leadParams,
  query: z.strictObject({ erase: z.literal("true") }),
  answer: z.strictObject({ events: count, identities: count, quarantined: count, announcements: count }),
  problems: ["not-found"],
});

/** What people do to leads. */
export const leadChanges = {
  adjust: adjustLead,
  endAdjustment,
  merge: mergeLeads,
  unmerge: unmergeLead,
  part: partLead,
  stand: decideStanding,
  erase: eraseLead,
};
