import { quickDigest } from "@plumbline/scoring";
import type { Moment } from "../moment/moment-table.ts";
import { compareAuc } from "../truth/auc.ts";
import { logLoss } from "../truth/calibration.ts";
import { applyPlatt, fitPlatt } from "../truth/platt.ts";
import type { Change } from "./proposal.ts";

/** The rows on which something is learned, and those after them on which it is judged. */
export type Slices = { readonly older: readonly number[]; readonly newest: readonly number[] };

/** So much of what was seen, the last of it, is only asked whether something is true. */
const NEWEST = 0.4;

/** Rows by their days; of one day, by a digest. */
export function slicesOf(moments: readonly Moment[]): Slices {
  const lot = moments.map(({ id }) => quickDigest(id, 1));
  const day = (row: number) => moments[row]?.day ?? 0;
  return cutOf(moments.map((_, row) => row).sort((a, b) => day(a) - day(b) || (lot[a] ?? 0) - (lot[b] ?? 0)));
}

/** Rows by a digest alone: for what takes so long to become known that the newest know nothing of it yet. */
export function slicesByLot(moments: readonly Moment[]): Slices {
  const lot = moments.map(({ id }) => quickDigest(id, 1));
  return cutOf(moments.map((_, row) => row).sort((a, b) => (lot[a] ?? 0) - (lot[b] ?? 0)));
}

function cutOf(order: readonly number[]): Slices {
  const cut = Math.round((1 - NEWEST) * order.length);
  return { older: order.slice(0, cut), newest: order.slice(cut) };
}

/** What becomes of a total on the newest rows; as a probability, it is calibrated on those before. */
export function changeOf(
  was: Float64Array,
  to: Float64Array,
  converted: Uint8Array,
  { older, newest }: Slices,
  level: number,
): Change {
  const label = Uint8Array.from(newest, (row) => converted[row] as number);
  const before = Uint8Array.from(older, (row) => converted[row] as number);
  const at = (scores: Float64Array, rows: readonly number[]) => Float64Array.from(rows, (row) => scores[row] as number);
  const loss = (scores: Float64Array): number | null => {
    const platt = fitPlatt({ scores: at(scores, older), converted: before });
    if (!platt.enough || newest.length === 0) return null;
    return logLoss({ scores: at(scores, newest).map((score) => applyPlatt(platt, score)), converted: label });
  };
  const [own, other] = [loss(was), loss(to)];
  return {
    auc: compareAuc(at(was, newest), at(to, newest), label, level),
    logLoss: own === null || other === null ? null : { was: own, to: other },
  };
}
