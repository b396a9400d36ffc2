import { z } from "zod";
import { feedbackReason, ownerName, tagName } from "./desk-values.ts";
import { feedbackEntry, feedbackNow, giveFeedback } from "./feedback.ts";
import { route } from "./route.ts";
import { transitionCause } from "./transitions.ts";
import { count, day, id, instant, modelName, page, paging, points } from "./value.ts";

const leadParams = z.strictObject({ id });
const ofNote = z.strictObject({ id, note: id });
const noteText = z.string().trim().min(1).max(10_000);

/** What somebody wrote down of a lead. */
const note = z
  .strictObject({
    id,
    text: z.string(),
    by: z.string(),
    at: instant,
    changedAt: instant.nullable(),
  })
  .meta({ id: "Note" });

const notes = route({
  name: "leads.notes",
  method: "GET",
  path: "/leads/{id}/notes",
  scope: "read",
  summary: "Notes on a lead, the newest first",
  params: leadParams,
  query: z.strictObject({ ...paging }),
  answer: page(note),
  problems: ["not-found", "bad-cursor"],
});

const addNote = route({
  name: "leads.addNote",
  method: "POST",
  path: "/leads/{id}/notes",
  scope: "sell",
  summary: "Write something down of a lead",
  params: leadParams,
  body: z.strictObject({ text: noteText }),
  answer: note,
  problems: ["not-found"],
});

const changeNote = route({
  name: "leads.changeNote",
  method: "PUT",
  path: "/leads/{id}/notes/{note}",
  scope: "sell",
  summary: "Write a note of one’s own anew",
  params: ofNote,
  body: z.strictObject({ text: noteText }),
  answer: note,
  problems: ["not-found", "not-own"],
});

const dropNote = route({
  name: "leads.dropNote",
  method: "DELETE",
  path: "/leads/{id}/notes/{note}",
  scope: "sell",
  summary: "Throw a note of one’s own away; an admin those of others, too",
  params: ofNote,
  problems: ["not-found", "not-own"],
});

const changeTags = route({
  name: "leads.tag",
  method: "POST",
  path: "/leads/{id}/tags",
  scope: "sell",
  summary: "Give tags to a lead and take tags away; answers with those it has then",
  params: leadParams,
  body: z.strictObject({
    add: z.array(tagName).max(50).default([]),
    remove: z.array(tagName).max(50).default([]),
  }),
  answer: z.strictObject({ tags: z.array(z.string()) }),
  problems: ["not-found"],
});

const setOwner = route({
  name: "leads.setOwner",
  method: "PUT",
  path: "/leads/{id}/owner",
  scope: "sell",
  summary: "Say whose lead it is; as an event, so that it is replayed",
  params: leadParams,
  body: z.strictObject({ owner: ownerName.nullable() }),
  answer: z.strictObject({ owner: z.string().nullable() }),
  problems: ["not-found"],
});

const evidenceEvent = z
  .strictObject({
    messageId: z.string(),
    lead: id,
    at: instant,
    day,
    type: z.string(),
    name: z.string().nullable(),
    /** The shorter ones of its properties. */
    properties: z.record(z.string(), z.unknown()),
    /** What it adds to its day: occurrences or the signal’s unit, and points before limits and decay. */
    amount: z.number(),
    points,
  })
  .meta({ id: "EvidenceEvent" });

const evidenceDay = z
  .strictObject({
    day,
    /** Occurrences, or the signal’s unit; what of it limits let in. */
    amount: z.number(),
    counted: z.number(),
    /** What is left of it by age, as a part of one. */
    kept: z.number(),
    /** Before limits and decay; the days add up to the rule’s line. */
    points,
    /** What limits per day and per window took, and what age took. */
    limited: points,
    decayed: points,
    /** What is left. */
    left: points,
  })
  .meta({ id: "EvidenceDay" });

const evidenceTrait = z
  .strictObject({
    trait: z.string(),
    of: z.enum(["lead", "account"]),
    entries: z.array(
      z.strictObject({ at: instant, messageId: z.string(), type: z.string(), source: id, value: z.unknown() }),
    ),
  })
  .meta({ id: "EvidenceTrait" });

const getEvidence = route({
  name: "leads.evidence",
  method: "GET",
  path: "/leads/{id}/evidence",
  scope: "read",
  summary: "What a rule’s line stands on: events day by day, or traits with their history",
  params: leadParams,
  query: z.strictObject({
    ...paging,
    model: z.string().min(1).max(110).optional().describe("`name` or `name@number`; the version that was live then"),
    rule: z.string().min(1).max(200),
    on: day.optional().describe("Today, where nothing is said"),
  }),
  answer: z.strictObject({
    model: modelName,
    version: z.int().min(1),
    rule: z.string(),
    on: day,
    /** What the rule gives: before limits and decay, and what is left after its own. Null where it gives nothing. */
    line: z
      .strictObject({ dimension: z.string(), points, limited: points, decayed: points, capped: points, given: points })
      .nullable(),
    signal: z.string().nullable(),
    of: z.enum(["lead", "account"]),
    unit: z.enum(["count", "sum", "seconds", "points"]).nullable(),
    days: z.array(evidenceDay),
    /** The newest first. Without those that were erased or dropped: then the days say more than the events. */
    events: z.array(evidenceEvent),
    traits: z.array(evidenceTrait),
    next: z.string().nullable(),
  }),
  problems: ["not-found", "bad-cursor", "model-not-live"],
});

/** Something that was done towards a lead, or that became of it. */
const step = z
  .strictObject({
    at: instant,
    kind: z.enum(["contact", "mail", "meeting", "reply", "band", "feedback", "note", "outcome"]),
    /** Of an event its name; of a band the band; of feedback what was said. */
    what: z.string(),
    by: z.string().nullable(),
    /** What somebody wrote, or an event says about itself. */
    text: z.string().nullable(),
    /** Of feedback: why. */
    reason: feedbackReason.nullable(),
    /** Of a band: what took the lead there. */
    cause: transitionCause.nullable(),
    /** How often the same happened on that day. */
    times: count,
  })
  .meta({ id: "JourneyStep" });

/** What a lead could do to rise, and how often. */
export const rise = {
  signal: z.string(),
  /** Of a signal that counts by a property: under which of its values, where not any new one does. */
  key: z.string().optional(),
  times: count,
  band: z.string(),
};

const getJourney = route({
  name: "leads.journey",
  method: "GET",
  path: "/leads/{id}/journey",
  scope: "read",
  summary: "Everything done towards a lead so far, in which stage it is, and what to do next",
  params: leadParams,
  query: z.strictObject({ model: modelName.optional() }),
  answer: z.strictObject({
    model: modelName,
    stage: z.enum(["nurture", "handed-off", "accepted", "recycled", "rejected", "opportunity", "customer", "lost"]),
    band: z.string().nullable(),
    owner: z.string().nullable(),
    /** When it was handed to sales last, and how long that took until a rep did something; null while nobody has. */
    handOff: z
      .strictObject({ at: instant, band: z.string(), contactedAt: instant.nullable(), minutes: z.number().nullable() })
      .nullable(),
    feedback: feedbackNow.nullable(),
    /** What would raise it soonest. */
    next: z.strictObject({ ...rise, total: points }).nullable(),
    /** What a rep does about it now; a key of the phrases. */
    advice: z.enum(["answer", "contact", "follow-up", "nurture", "wait", "close", "none"]),
    steps: z.array(step),
  }),
  problems: ["not-found", "model-not-live"],
});

/** What is asked and done about one lead at the desk. */
export const leadDesk = {
  notes,
  addNote,
  changeNote,
  dropNote,
  tag: changeTags,
  setOwner,
  giveFeedback,
  evidence: getEvidence,
  journey: getJourney,
};

/** What people said, on a timeline. */
export const deskMoments = [
  z.strictObject({ kind: z.literal("note"), at: instant, note }),
  z.strictObject({ kind: z.literal("feedback"), at: instant, feedback: feedbackEntry }),
] as const;

export const tags = {
  list: route({
    name: "tags.list",
    method: "GET",
    path: "/tags",
    scope: "read",
    summary: "All tags with how many leads have them, those of the most first",
    answer: z.strictObject({ items: z.array(z.strictObject({ tag: z.string(), leads: count })) }),
  }),
};
