import { seeded } from "../numbers/chance.ts";
import type { Feature, Table } from "../table/table.ts";
import { binningsOf, fillBins } from "../trees/bins.ts";
import { type Auc, auc } from "../truth/auc.ts";

/** A number falls into so many groups of about one size. */
const GROUPS = 20;
/** How many rows of the whole a group is thought to have had besides its own. */
const PRIOR_ROWS = 5;

/**
 * How well one feature alone tells a target, missing being a value like others: each half of the rows (by the seed) is
 * ranked by the shares of the other half, so that a feature of many levels does not praise itself. Null where one side has
 * too few rows to say.
 */
export function soloAuc(feature: Feature, column: Float64Array, target: Uint8Array, seed: number): Auc | null {
  const chance = seeded(seed);
  const half = Uint8Array.from(column, () => Number(chance() < 0.5));
  const [binning] = binningsOf({ features: [feature], columns: [column] }, GROUPS);
  if (!binning) return null;
  const bins = new Uint16Array(column.length);
  fillBins(column, binning, bins);
  const share = target.reduce((sum, own) => sum + own, 0) / target.length;
  const shares = [0, 1].map((side) => sharesOf(bins, binning.bins, target, (row) => half[row] === side, share));
  const scores = Float64Array.from(bins, (bin, row) => shares[1 - (half[row] as number)]?.[bin] as number);
  const found = auc({ scores, converted: target });
  return found.enough ? found : null;
}

function sharesOf(
  bins: Uint16Array,
  count: number,
  target: Uint8Array,
  isCounted: (row: number) => boolean,
  share: number,
): Float64Array {
  const rows = new Float64Array(count).fill(PRIOR_ROWS);
  const hits = new Float64Array(count).fill(PRIOR_ROWS * share);
  for (const [row, bin] of bins.entries()) {
    if (!isCounted(row)) continue;
    rows[bin] = (rows[bin] as number) + 1;
    hits[bin] = (hits[bin] as number) + (target[row] as number);
  }
  return hits.map((own, bin) => own / (rows[bin] as number));
}

/** At most so many rows, evenly over the table. */
export function thinned({ rows }: Pick<Table, "rows">, most: number): Uint32Array {
  const step = Math.max(1, rows / most);
  return Uint32Array.from({ length: Math.min(rows, most) }, (_, i) => Math.floor(i * step));
}
