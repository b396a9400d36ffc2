import { z } from "zod";
import { consentPolicy } from "./consent-policy.ts";
import { ownTraffic } from "./own-traffic.ts";
import { me } from "./people.ts";
import { route } from "./route.ts";
import { count, instant, modelName, shortId } from "./value.ts";

const language = z.enum(["en", "zh-CN", "zh-TW", "ru"]);
const handOff = z.strictObject({ model: modelName, band: z.string().min(1).max(200) });

const others = {
  /** What is said in to people who have not chosen. */
  language: language.nullable(),
  /** ISO 4217. */
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .nullable(),
  /** Months that events are kept as they came; null: for ever. Scores keep what they counted. */
  retentionMonths: z.int().min(1).max(600).nullable(),
  announcementDays: z.int().min(1).max(3650),
  /** Whom sales takes over; null: the highest band of the model that answers where none is named. */
  handOff: handOff.nullable(),
  /** Whether a draft has to be signed by marketing and sales before it is published. */
  signOff: z.enum(["none", "both"]),
};

const settings = {
  ...others,
  joinByEmail: z.boolean().describe("Whether an e-mail address that was given joins what is known under it"),
  freeMail: z
    .array(
      z
        .string()
        .toLowerCase()
        .min(3)
        .max(253)
        .regex(/^[^\s@]+\.[^\s@]+$/),
    )
    .max(10_000)
    .describe("Domains of free mail beside the usual ones: no company's"),
  consent: consentPolicy.omit({ version: true }).describe("A change is the next version of the policy"),
  traffic: ownTraffic,
};

const workspace = z
  .strictObject({
    id: shortId,
    name: z.string(),
    timeZone: z.string(),
    joinByEmail: z.boolean(),
    freeMail: z.array(z.string()),
    consent: consentPolicy,
    traffic: ownTraffic,
    ...others,
    /** Whether its people are invented: those of the first start. */
    isSample: z.boolean(),
    createdAt: instant,
  })
  .meta({ id: "Workspace" });

const verdict = z.enum(["yes", "no", "unknown"]);

/** What has to be there for lead scoring to pay. */
const READINESS = [
  "enough-leads",
  "steady-inflow",
  "events-arrive",
  "outcomes-known",
  "crm-connected",
  "long-cycle",
  "sales-answers",
  "analyst",
  "signed-off",
  "considered-purchase",
  "marketing-and-sales-agree",
] as const;

const line = z
  .strictObject({
    code: z.enum(READINESS),
    verdict,
    /** Whether the data tell, or people have to. */
    by: z.enum(["data", "people"]),
    /** The figures behind it, by name. */
    facts: z.record(z.string(), z.union([z.number(), z.array(count)])),
    /** What people said, where they did. */
    answer: verdict.nullable(),
  })
  .meta({ id: "ReadinessLine" });

const readiness = z.strictObject({ items: z.array(line) }).meta({ id: "Readiness" });

export const workspaces = {
  readiness: route({
    name: "workspace.readiness",
    method: "GET",
    path: "/workspace/readiness",
    scope: "read",
    summary: "Whether lead scoring will pay here, line by line, as far as the data tell",
    answer: readiness,
  }),
  putReadiness: route({
    name: "workspace.putReadiness",
    method: "PUT",
    path: "/workspace/readiness",
    scope: "draft",
    summary: "Answer what only people can; null takes an answer back",
    body: z.strictObject({ answers: z.partialRecord(z.enum(READINESS), verdict.nullable()) }),
    answer: readiness,
  }),
  get: route({
    name: "workspace.get",
    method: "GET",
    path: "/workspace",
    scope: "read",
    summary: "The workspace of the key, with its settings",
    answer: workspace,
  }),
  update: route({
    name: "workspace.update",
    method: "PATCH",
    path: "/workspace",
    scope: "admin",
    summary: "Change settings; the time zone only as long as nothing has been counted by its days",
    body: z
      .strictObject({ name: z.string().trim().min(1).max(200), timeZone: z.string().max(100), ...settings })
      .partial(),
    answer: workspace,
    problems: ["unknown-time-zone", "time-zone-in-use"],
  }),
  open: route({
    name: "workspace.open",
    method: "POST",
    path: "/workspaces",
    scope: "admin",
    person: true,
    summary: "Open another workspace, with who asks as its admin; it is looked at from now on",
    body: z.strictObject({ name: z.string().trim().min(1).max(200), timeZone: z.string().max(100) }),
    answer: me,
    problems: ["unknown-time-zone", "too-many-workspaces"],
  }),
};
