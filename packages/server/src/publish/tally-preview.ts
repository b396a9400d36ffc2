import type { Points } from "@plumbline/scoring";

/** Where somebody is now, and would be under another model. */
export type Previewed = {
  readonly id: number;
  readonly name: string | null;
  readonly before: Stand;
  readonly after: Stand;
};

type Stand = { readonly total: Points | null; readonly band: string | null };

export type PreviewTally = {
  readonly subjects: number;
  readonly changed: number;
  readonly unscored: Pair;
  readonly bands: readonly ({ readonly band: string | null } & Pair)[];
  readonly histogram: readonly ({ readonly from: Points; readonly to: Points } & Pair)[];
  readonly moves: readonly Moves[];
};

type Pair = { readonly before: number; readonly after: number };

type Moves = {
  readonly band: string | null;
  readonly entering: number;
  readonly leaving: number;
  readonly entered: readonly Previewed[];
  readonly left: readonly Previewed[];
};

/** So many are named who enter or leave a band. */
const NAMED = 50;
const MOST_STEPS = 20;
/** A step of the histogram is a multiple of a point. */
const POINT = 100;

type Counted = { before: number; after: number };
type Moving = { entering: number; leaving: number; readonly entered: Previewed[]; readonly left: Previewed[] };

/** Counts what a model would change, one subject after another, in memory that does not grow with their number. */
export function previewTally(bandsInOrder: readonly string[]) {
  const bands = new Map<string | null, Counted>();
  const moves = new Map<string | null, Moving>();
  const totals = new Map<number, Counted>();
  const unscored = { before: 0, after: 0 };
  let subjects = 0;
  let changed = 0;

  const countOne = (side: "before" | "after", { total, band }: Stand) => {
    if (total === null) {
      unscored[side] += 1;
      return;
    }
    entry(bands, band, newCount)[side] += 1;
    entry(totals, Math.floor(total / POINT), newCount)[side] += 1;
  };

  const add = (one: Previewed): void => {
    const { before, after } = one;
    subjects += 1;
    countOne("before", before);
    countOne("after", after);
    if (before.total !== after.total || before.band !== after.band) changed += 1;
    if (before.band === after.band) return;
    const [from, to] = [entry(moves, before.band, newMoving), entry(moves, after.band, newMoving)];
    from.leaving += 1;
    to.entering += 1;
    if (from.left.length < NAMED) from.left.push(one);
    if (to.entered.length < NAMED) to.entered.push(one);
  };

  const result = (): PreviewTally => {
    const order = [...new Set<string | null>([null, ...bandsInOrder, ...bands.keys(), ...moves.keys()])];
    return {
      subjects,
      changed,
      unscored,
      bands: order.flatMap((band) => (bands.has(band) ? [{ band, ...(bands.get(band) as Counted) }] : [])),
      histogram: histogramOf(totals),
      moves: order.flatMap((band) => (moves.has(band) ? [{ band, ...(moves.get(band) as Moving) }] : [])),
    };
  };
  return { add, result };
}

const newCount = (): Counted => ({ before: 0, after: 0 });
const newMoving = (): Moving => ({ entering: 0, leaving: 0, entered: [], left: [] });

function entry<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

/** Whole points, put together into steps of 1, 2 or 5 times a power of ten. */
function histogramOf(totals: ReadonlyMap<number, Counted>): PreviewTally["histogram"] {
  if (totals.size === 0) return [];
  let [lowest, highest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const point of totals.keys()) {
    lowest = Math.min(lowest, point);
    highest = Math.max(highest, point);
  }
  const width = widthFor(lowest, highest);
  const first = Math.floor(lowest / width);
  const steps = Array.from({ length: Math.floor(highest / width) - first + 1 }, newCount);
  for (const [point, { before, after }] of totals) {
    const step = steps[Math.floor(point / width) - first] as Counted;
    step.before += before;
    step.after += after;
  }
  return steps.map((counted, i) => ({
    from: (first + i) * width * POINT,
    to: (first + i + 1) * width * POINT,
    ...counted,
  }));
}

function widthFor(lowest: number, highest: number): number {
  for (let power = 1; ; power *= 10) {
    for (const width of [power, 2 * power, 5 * power]) {
      if (Math.floor(highest / width) - Math.floor(lowest / width) < MOST_STEPS) return width;
    }
  }
}
