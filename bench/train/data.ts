import { type Random, randomOf } from "../random.ts";

export const FEATURES = 30;
/** The last ones are categories of so many levels. */
export const CATEGORIES = 4;
export const LEVELS = 40;

export type TrainData = { readonly columns: readonly Float64Array[]; readonly label: Uint8Array };

/** Leads whose numbers (some missing, some ties) and categories pull their conversion. */
export function makeTrainData(rows: number): TrainData {
  const random = randomOf(7);
  const columns = Array.from({ length: FEATURES }, () => new Float64Array(rows));
  const label = new Uint8Array(rows);
  for (let row = 0; row < rows; row++) {
    let pull = -2;
    for (const [f, column] of columns.entries()) {
      const value = draw(f, random);
      column[row] = value;
      if (f >= FEATURES - CATEGORIES) pull += ((value * 7) % 5) / 5 - 0.4;
      else if (f < 8 && !Number.isNaN(value)) pull += Math.sin(3 * value + f) * 0.8;
    }
    label[row] = Number(random.chance(1 / (1 + Math.exp(-pull))));
  }
  return { columns, label };
}

function draw(f: number, { next, below, chance }: Random): number {
  if (f >= FEATURES - CATEGORIES) return below(LEVELS);
  if (f % 5 === 0 && chance(0.1)) return Number.NaN;
  return f % 3 === 0 ? below(30) / 30 : next() + next();
}
