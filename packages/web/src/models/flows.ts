type BandName = string | null;
type Mover = { readonly id: string; readonly from: BandName; readonly to: BandName };

/** Who enters and leaves a band, as a preview tells it: all of them counted, the first ones named. */
type Moves = {
  readonly band: BandName;
  readonly entering: number;
  readonly leaving: number;
  readonly entered: readonly Mover[];
  readonly left: readonly Mover[];
};

/** How many go from one band to another; `isLeast` where it may be more. */
type Flow = {
  readonly from: BandName;
  readonly to: BandName;
  readonly count: number;
  readonly isLeast: boolean;
};

type Cell = { readonly from: BandName; readonly to: BandName; count: number; isLeast: boolean };

/**
 * How many go from one band to another, the most first. What the names do not say follows from the counts as far as
 * it can: of all who enter a band, those whose origin is known are taken away, and if one origin is left, it has the
 * rest; the same of those who leave.
 */
export function flowsOf(moves: readonly Moves[]): readonly Flow[] {
  const cells = namedCells(moves);
  for (let isKnownMore = true; isKnownMore; ) {
    isKnownMore = false;
    for (const { band, entering, leaving } of moves) {
      const byArrival = settleRest(
        cells.filter(({ to }) => to === band),
        entering,
      );
      const byDeparture = settleRest(
        cells.filter(({ from }) => from === band),
        leaving,
      );
      isKnownMore ||= byArrival || byDeparture;
    }
  }
  return cells.filter(({ count }) => count > 0).sort((a, b) => b.count - a.count);
}

/** All pairs of bands with those who are named; exact where a band names all who left it, or all who entered. */
function namedCells(moves: readonly Moves[]): Cell[] {
  const movers = new Map<string, Mover>();
  for (const { entered, left } of moves) for (const one of [...entered, ...left]) movers.set(one.id, one);
  const cells = moves.flatMap((origin) =>
    moves
      .filter((goal) => goal !== origin)
      .map((goal): Cell => {
        const isWhole = origin.left.length >= origin.leaving || goal.entered.length >= goal.entering;
        return { from: origin.band, to: goal.band, count: 0, isLeast: !isWhole };
      }),
  );
  const byEnds = new Map(cells.map((cell) => [endsOf(cell), cell]));
  for (const mover of movers.values()) {
    const cell = byEnds.get(endsOf(mover));
    if (cell) cell.count += 1;
  }
  return cells;
}

const endsOf = ({ from, to }: Pick<Mover, "from" | "to">) => JSON.stringify([from, to]);

/** Gives the one cell that is not known what the others leave of a sum; answers whether there was one. */
function settleRest(cells: readonly Cell[], sum: number): boolean {
  const [open, ...more] = cells.filter(({ isLeast }) => isLeast);
  if (!open || more.length > 0) return false;
  open.count = sum - cells.reduce((known, cell) => known + (cell === open ? 0 : cell.count), 0);
  open.isLeast = false;
  return true;
}
