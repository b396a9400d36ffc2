import { z } from "zod";
import { consentPolicy } from "./consent-policy.ts";
import { ownTraffic } from "./own-traffic.ts";
import { route } from "./route.ts";
import { instant, shortId } from "./value.ts";

const settings = {
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
    createdAt: instant,
  })
  .meta({ id: "Workspace" });

export const workspaces = {
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
};
