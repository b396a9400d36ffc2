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
