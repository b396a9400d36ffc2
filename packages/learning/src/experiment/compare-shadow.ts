import { type Answer, missingOf, notEnough } from "../answer.ts";
import { type Bootstrap, middleOf, redrawn } from "../numbers/bootstrap.ts";
import type { Interval } from "../numbers/interval.ts";
import { type AucDifference, compareAuc } from "../truth/auc.ts";
import { type Cuts, cutsOf } from "../truth/cuts.ts";
import { rank } from "../truth/ranking.ts";

export type ShadowComparison = {
  /** The shadow's AUC minus the live model's, paired. */
  readonly auc: AucDifference;
  /** What either would have made of the same capacity. */
  readonly atCapacity: {
    readonly live: number;
    readonly shadow: number;
    readonly difference: number;
    readonly interval: Interval;
  };
};

export type Shadowed = {
  readonly live: ArrayLike<number>;
  readonly shadow: ArrayLike<number>;
  readonly converted: ArrayLike<number>;
  /** What each lead belongs to, such as its account: those of one are no independent observations. */
  readonly units?: readonly (string | number)[];
  /** The share of leads that sales can work. */
  readonly capacity: number;
};

/**
 * Two models that scored the same leads, of which one was acted on: DeLong's paired test, and the conversion rate
 * among the best leads that the capacity allows for each, its difference with a bootstrap interval over units. Where
 * the capacity ends among leads of one score, they count by the chance that each of them would be taken. Leads were
 * worked by the live model's score; where working a lead changes its outcome, that favours the live model.
 */
export function compareShadow(
  { live, shadow, converted, capacity, units }: Shadowed,
  chance: Bootstrap,
): Answer<ShadowComparison> {
  const { unitOf, count } = unitsIn(units, converted.length);
  const auc = compareAuc(live, shadow, converted, chance.level, unitOf);
  if (!auc.enough) return auc;
  const leads = converted.length;
  const missing = missingOf({ what: "leads", needed: Math.ceil(1 / capacity), found: leads });
  if (missing.length > 0) return notEnough(...missing);
  const rankings = [rank(live), rank(shadow)] as const;
  const rates = (drawn?: Uint32Array) =>
    rankings.map((ranking) => rateAmongBest(cutsOf(ranking, converted, drawn), capacity)) as [number, number];
  const [own, other] = rates();
  const differences = redrawn(count, chance, (drawn) => {
    const [first, second] = rates(unitOf ? unitOf.map((unit) => drawn[unit] as number) : drawn);
    return second - first;
  });
  const difference = other - own;
  return {
    enough: true,
    auc,
    atCapacity: { live: own, shadow: other, difference, interval: middleOf(differences, difference, chance.level) },
  };
}

/** The number of each lead's unit, where one has several leads, and how many units there are. */
function unitsIn(units: Shadowed["units"], leads: number) {
  if (!units) return { count: leads };
  const numbers = new Map<string | number, number>();
  for (const unit of units) if (!numbers.has(unit)) numbers.set(unit, numbers.size);
  if (numbers.size === leads) return { count: leads };
  return { unitOf: Uint32Array.from(units, (unit) => numbers.get(unit) as number), count: numbers.size };
}

/** The conversion rate of the best share of leads; a step that is taken in part gives its hits in proportion. */
function rateAmongBest({ taken, hits }: Cuts, share: number): number {
  const capacity = share * (taken.at(-1) ?? 0);
  const at = taken.findIndex((count) => count >= capacity);
  const [from, to] = [taken[at - 1] ?? 0, taken[at] ?? 0];
  const [before, after] = [hits[at - 1] ?? 0, hits[at] ?? 0];
  return (before + (to > from ? ((after - before) * (capacity - from)) / (to - from) : 0)) / capacity;
}
