import { z } from "zod";

/** Who may be behind a request. */
const KINDS = ["person", "bot", "mail-scanner", "mail-privacy", "monitor"] as const;

/** Agents and networks that a workspace knows better than we do; they come before all that we know. */
export const ownTraffic = z.strictObject({
  agents: z
    .array(z.strictObject({ has: z.string().trim().min(3).max(200), kind: z.enum(KINDS) }))
    .max(1000)
    .default([])
    .describe("What the agent contains, in whatever letters"),
  networks: z
    .array(z.strictObject({ network: z.union([z.cidrv4(), z.cidrv6()]), kind: z.enum(KINDS) }))
    .max(1000)
    .default([])
    .describe("In CIDR notation, such as 203.0.113.0/24"),
});
