import type { Json, Model, Rule } from "@plumbline/scoring";
import { sum } from "../numbers/sum.ts";
import { valueAt } from "./apply-proposals.ts";
import type { PointsProposal, Proposal } from "./proposal.ts";
import { sizesOf } from "./propose-points.ts";

/** How far points may be changed without anybody looking. */
export type TuneBounds = {
  /** The most that the points of a rule may change, in points; a table has no points of its own: see `mostPercent`. */
  readonly mostPoints?: number;
  /** The same in per cent of what they are. */
  readonly mostPercent?: number;
  /** Rules that only people change, by their ids. */
  readonly excluded: readonly string[];
  /** On so many leads that converted a proposal has to rest. */
  readonly leastOutcomes: number;
};

export type TuneDecision = {
  readonly apply: readonly PointsProposal[];
  readonly held: readonly { readonly id: string; readonly because: HeldBack }[];
};

/** Not points; a rule that is excluded; too little known; a larger change than is allowed. */
export type HeldBack = "kind" | "excluded" | "too-few-outcomes" | "beyond-bounds";

/**
 * Which proposals may be made on their own: points alone, and those alone that lie wholly within the bounds. A change
 * that is larger waits for people and is not cut down. It is held against the model that people agreed on last, or many
 * small steps would come to what nobody allowed. Without either bound nothing may.
 */
export function autoTune(proposals: readonly Proposal[], bounds: TuneBounds, agreed?: Model): TuneDecision {
  const apply: PointsProposal[] = [];
  const held: { id: string; because: HeldBack }[] = [];
  for (const proposal of proposals) {
    const because = proposal.kind === "points" ? heldBack(proposal, bounds, agreed) : "kind";
    if (because !== null) held.push({ id: proposal.id, because });
    else if (proposal.kind === "points") apply.push(proposal);
  }
  return { apply, held };
}

function heldBack(proposal: PointsProposal, bounds: TuneBounds, agreed: Model | undefined): HeldBack | null {
  if (bounds.excluded.includes(proposal.rule)) return "excluded";
  if (proposal.evidence.converted < bounds.leastOutcomes) return "too-few-outcomes";
  return isWithin(agreed ? since(agreed, proposal) : proposal.points, bounds) ? null : "beyond-bounds";
}

type Points = PointsProposal["points"];

/** The same change from where a model has the points; where it has none of that kind, they are new and a change as told. */
function since(agreed: Model, { points, edits: [edit] }: PointsProposal): Points {
  const was = edit && valueAt(agreed as unknown as Json, edit.at);
  if (points.unit === "points") return typeof was === "number" ? { ...points, was } : points;
  const [from, to] = [sizeOf(was), sizeOf(edit?.to)];
  return from > 0 ? { ...points, was: 1, to: to / from } : points;
}

/** What the figures of points come to altogether, so that one factor tells how they were multiplied. */
function sizeOf(points: Json | undefined): number {
  return points === undefined || points === null ? 0 : sum(sizesOf(points as Rule["points"]));
}

function isWithin({ was, to, unit }: Points, { mostPoints, mostPercent }: TuneBounds): boolean {
  const [change, share] = [Math.abs(to - was), (100 * Math.abs(to - was)) / Math.abs(was)];
  // A factor has no points of its own, so only a bound in per cent lets it through.
  if (unit === "times") return mostPercent !== undefined && share <= mostPercent;
  if (mostPoints === undefined && mostPercent === undefined) return false;
  return change <= (mostPoints ?? Number.POSITIVE_INFINITY) && share <= (mostPercent ?? Number.POSITIVE_INFINITY);
}
