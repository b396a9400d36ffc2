import type { Answered } from "../api.ts";

export type Proposed = Answered<"proposals", "list">["items"][number];
export type Proposal = Proposed["proposal"];
export type Kind = Proposal["kind"];
type Whole = Extract<Answered<"studies", "get">, { readonly kind: "proposals" }>;
export type FoundProposals = NonNullable<Whole["result"]>;

export const KINDS = ["points", "rule", "profile", "thresholds"] as const satisfies readonly Kind[];

/** As many decimals as points are read with. */
export function pointsRead(n: number): number {
  return Math.round(n * 10) / 10;
}

/** What became of a proposal: accepted ones may be live by now, or have been lost with their draft. */
export type Standing = "new" | "in-draft" | "live" | "lost" | "dismissed";

export function standingOf({ decision, isSaid }: Pick<Proposed, "decision" | "isSaid">, hasDraft: boolean): Standing {
  if (isSaid) return hasDraft ? "in-draft" : "live";
  if (decision === null) return "new";
  return decision.says === "accepted" ? "lost" : "dismissed";
}
