import type { PointsProposal, Proposal } from "./proposal.ts";

/** How far points may be changed without anybody looking. */
export type TuneBounds = {
  /** The most that the points of a rule may change, in points; of a table, its largest figure is not looked at: see `mostPercent`. */
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
 * that is larger waits for people; it is not cut down, or many small steps would come to what nobody allowed. Without
 * either bound nothing may.
 */
export function autoTune(proposals: readonly Proposal[], bounds: TuneBounds): TuneDecision {
  const apply: PointsProposal[] = [];
  const held: { id: string; because: HeldBack }[] = [];
  for (const proposal of proposals) {
    const because = proposal.kind === "points" ? heldBack(proposal, bounds) : "kind";
    if (because !== null) held.push({ id: proposal.id, because });
    else if (proposal.kind === "points") apply.push(proposal);
  }
  return { apply, held };
}

function heldBack({ rule, points, evidence }: PointsProposal, bounds: TuneBounds): HeldBack | null {
  if (bounds.excluded.includes(rule)) return "excluded";
  if (evidence.converted < bounds.leastOutcomes) return "too-few-outcomes";
  return isWithin(points, bounds) ? null : "beyond-bounds";
}

function isWithin({ was, to, unit }: PointsProposal["points"], { mostPoints, mostPercent }: TuneBounds): boolean {
  const [change, share] = [Math.abs(to - was), (100 * Math.abs(to - was)) / Math.abs(was)];
  // A factor has no points of its own, so only a bound in per cent lets it through.
  if (unit === "times") return mostPercent !== undefined && share <= mostPercent;
  if (mostPoints === undefined && mostPercent === undefined) return false;
  return change <= (mostPoints ?? Number.POSITIVE_INFINITY) && share <= (mostPercent ?? Number.POSITIVE_INFINITY);
}
