import type { Points } from "../points.ts";
import type { Stages } from "./compiled-rule.ts";
import type { Tally } from "./tally.ts";

/**
 * The figures of one lead under one scorer. Everything a score says is read off here: the total
 * for a ranking, the lines for an explanation, the next due day. Each scorer has one and fills it
 * anew for every lead and day, as it does with its sight.
 */
export type Ledger = {
  /** By rule: points as they go through limits and decay; undefined where a rule gives nothing. */
  readonly stages: (Stages | undefined)[];
  readonly tallies: (Tally | undefined)[];
  /** By group: what its cap took. */
  readonly cuts: Points[];
  /** By dimension: before and after its bounds. */
  readonly sums: Points[];
  readonly dimensions: Points[];
  total: Points;
};

export function emptyLedger(rules: number, groups: number, dimensions: number): Ledger {
  return {
    stages: new Array<undefined>(rules).fill(undefined),
    tallies: new Array<undefined>(rules).fill(undefined),
    cuts: new Array<Points>(groups).fill(0),
    sums: new Array<Points>(dimensions).fill(0),
    dimensions: new Array<Points>(dimensions).fill(0),
    total: 0,
  };
}
