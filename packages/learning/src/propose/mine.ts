import { fitLogistic, type LogisticFit } from "../logistic/fit-logistic.ts";
import { wilson } from "../numbers/interval.ts";
import { anyOf, type Candidate, type OneValue } from "./candidate.ts";
import type { Slices } from "./change-of.ts";
import { designOf, union } from "./columns.ts";
import type { Column } from "./rule-terms.ts";
import { explainedBy, oneSided, type ScoreTest, scoreTest } from "./score-test.ts";

/** What was asked of the newest slice: whether this tells something that is not explained yet. */
export type Find = {
  readonly candidate: Candidate;
  readonly column: Column;
  /** Whether more convert with it, or fewer; as it was found on the older slice. */
  readonly side: 1 | -1;
  readonly p: number;
};

export type Mined = {
  readonly finds: readonly Find[];
  /** How many conditions were looked at on the older slice. */
  readonly tried: number;
  /** What tells so well that it must have been known only afterwards. */
  readonly tooGood: readonly string[];
};

export type Mine = {
  readonly candidates: readonly Candidate[];
  /** In the order of the candidates. */
  readonly columns: readonly Column[];
  /** What is explained already. */
  readonly base: readonly Column[];
  readonly label: Uint8Array;
  readonly slices: Slices;
  readonly most: number;
  /** Only what more convert with. */
  readonly onlyMore?: boolean;
};

/** In fewer rows of the older and of the newest slice, or in all but so few, nothing is looked for. */
const LEAST = { older: 20, newest: 10 };
/** What is no further off on the older slice is not asked of the newest. */
const NOTICED = 2.6;
/** A value that leans so far to one side is put into a set with others. */
const LEAN = 1;
/** What each value of a set takes from its square: about as much as chance leaves there where the values were chosen so. */
const PRICE = 2.25;
const MOST_TOGETHER = 12;
/** A rule that is there already, for so many of the same leads. */
const SAME = 0.9;
const TOO_GOOD = 0.9;
/** A coefficient is no larger than about this: Gelman et al. 2008. */
const PRECISION = 1 / 2.5 ** 2;

/**
 * Looks on the older slice for what is not explained yet, the furthest off first, each next one besides those before
 * (forward selection by score tests), and asks the newest slice of those alone. What was looked at on the older slice
 * only chooses the questions, so the answers of the newest are honest for as many as were asked of it.
 */
export function mine(asked: Mine): Mined {
  const { label, slices } = asked;
  const older = flags(slices.older, label.length);
  const newest = flags(slices.newest, label.length);
  const base = designOf(asked.base, label.length);
  const first = explainedBy(base, fitted(asked.base, label, older), label, older);
  const isThere = sameAs(asked.base, label.length);
  const pool = asked.candidates.flatMap((candidate, i): Noticed[] => {
    const column = asked.columns[i] as Column;
    const isEnough =
      isOften(column, older, slices.older.length, LEAST.older) &&
      isOften(column, newest, slices.newest.length, LEAST.newest);
    return isEnough && !isThere(column) ? [{ candidate, column, price: 0, test: scoreTest(first, column) }] : [];
  });
  const total = slices.older.reduce((sum, row) => sum + (label[row] as number), 0);
  const [good, fair] = parted(pool, ({ test }) => isTooGood(test, total, slices.older.length));
  const all = [
    ...fair,
    ...together(fair).map((own) => ({ ...own, test: priced(scoreTest(first, own.column), own.price) })),
  ];
  const chosen = forward({ ...asked, pool: all, older });
  return {
    finds: judged(asked, chosen, older, newest),
    tried: asked.candidates.length + (all.length - fair.length),
    tooGood: [...new Set(good.map(({ candidate }) => candidate.about))],
  };
}

type Noticed = {
  readonly candidate: Candidate;
  readonly column: Column;
  readonly test: ScoreTest;
  /** What its square is worth less for having been chosen among others. */
  readonly price: number;
};

function priced(test: ScoreTest, price: number): ScoreTest {
  return { ...test, z: Math.sign(test.z) * Math.sqrt(Math.max(0, test.z ** 2 - price)) };
}

/** 1 in some rows. */
export function flags(rows: readonly number[], size: number): Uint8Array {
  const found = new Uint8Array(size);
  for (const row of rows) found[row] = 1;
  return found;
}

function fitted(columns: readonly Column[], label: Uint8Array, weight: Uint8Array, before?: Float64Array): LogisticFit {
  const size = columns.length + 1;
  const precision = new Float64Array(size).fill(before ? 1 : PRECISION);
  precision[size - 1] = 0;
  const mean = before ?? new Float64Array(size);
  return fitLogistic({ design: designOf(columns, label.length), label, weight }, { mean, precision });
}

function isOften({ rows }: Column, weight: Uint8Array, of: number, least: number): boolean {
  let count = 0;
  for (const row of rows) count += weight[row] as number;
  return count >= least && of - count >= least;
}

/** Whether a column is there in the same rows as one of the base. */
function sameAs(base: readonly Column[], size: number): (column: Column) => boolean {
  const { start, term } = designOf(base, size);
  return ({ rows }) => {
    const shared = new Int32Array(base.length);
    for (const row of rows) {
      for (let at = start[row] as number; at < (start[row + 1] as number); at++) {
        shared[term[at] as number] = (shared[term[at] as number] as number) + 1;
      }
    }
    return base.some((own, j) => {
      const both = shared[j] as number;
      return both >= SAME * (own.rows.length + rows.length - both);
    });
  };
}

/** As a test of a disease would be: nearly all of those who convert have it and nearly nobody else, or nearly all with it do. */
function isTooGood({ rows, converted }: ScoreTest, total: number, leads: number): boolean {
  const [hits, misses] = [converted / total, (rows - converted) / (leads - total)];
  const tells = (1 + Math.abs(hits - misses)) / 2;
  return total < leads / 2 && (tells > 0.95 || wilson(converted, rows).low > TOO_GOOD);
}

function parted<One>(all: readonly One[], test: (one: One) => boolean): readonly [One[], One[]] {
  return [all.filter(test), all.filter((one) => !test(one))];
}

/** Of each trait, the values that lean to the same side, as one set. */
function together(pool: readonly Noticed[]): readonly Omit<Noticed, "test">[] {
  const single = pool.filter(({ candidate }) => candidate.one !== undefined);
  const byTrait = Map.groupBy(single, ({ candidate }) => `${candidate.about}\n${candidate.one?.operator}`);
  return [...byTrait.values()].flatMap((own) =>
    [1, -1].flatMap((side) => {
      const leaning = own
        .filter(({ test }) => side * test.z > LEAN)
        .sort((a, b) => side * (b.test.z - a.test.z))
        .slice(0, MOST_TOGETHER);
      return leaning.length < 2 ? [] : [setOf(leaning)];
    }),
  );
}

function setOf(leaning: readonly Noticed[]): Omit<Noticed, "test"> {
  const about = leaning[0]?.candidate.about ?? "";
  const values = leaning.flatMap(({ candidate: { one } }): OneValue[] => (one ? [one] : []));
  const rule = { when: anyOf(about, values) };
  const words = [about, ...values.slice(0, 3).map(({ value }) => String(value))];
  return {
    candidate: { kind: "trait", about, rule, signals: [], words },
    column: union(leaning.map(({ column }) => column)),
    price: PRICE * (leaning.length - 1),
  };
}

type Search = Mine & { readonly pool: readonly Noticed[]; readonly older: Uint8Array };

function forward({ pool, base, label, older, most, onlyMore = false }: Search): readonly Noticed[] {
  const chosen: Noticed[] = [];
  const isWanted = ({ test }: Noticed) => !onlyMore || test.z > 0;
  let left = pool.filter(isWanted);
  while (chosen.length < most) {
    const [best] = left.toSorted((a, b) => Math.abs(b.test.z) - Math.abs(a.test.z));
    if (!best || Math.abs(best.test.z) < NOTICED) break;
    chosen.push(best);
    const columns = [...base, ...chosen.map(({ column }) => column)];
    const now = explainedBy(designOf(columns, label.length), fitted(columns, label, older), label, older);
    const isThere = sameAs([best.column], label.length);
    left = left
      .filter((one) => one !== best && !isThere(one.column))
      .map((one) => ({ ...one, test: priced(scoreTest(now, one.column), one.price) }))
      .filter(isWanted);
  }
  return chosen;
}

/** Each chosen one on the newest slice, besides the base and the other chosen ones; these are expected as they were. */
function judged({ base, label }: Mine, chosen: readonly Noticed[], older: Uint8Array, newest: Uint8Array) {
  return chosen.map(({ candidate, column, test }, at): Find => {
    const others = [...base, ...chosen.filter((_, i) => i !== at).map((one) => one.column)];
    const before = fitted(others, label, older).coefficients;
    const explained = explainedBy(designOf(others, label.length), fitted(others, label, newest, before), label, newest);
    const side = test.z > 0 ? 1 : -1;
    return { candidate, column, side, p: oneSided(explained, column, side) };
  });
}
