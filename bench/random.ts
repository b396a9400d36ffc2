/** Chance with a seed, so that every run measures the same leads and events. */
export type Random = {
  /** A number from 0 up to 1. */
  next(): number;
  /** A whole number from 0 up to, and without, `bound`. */
  below(bound: number): number;
  chance(probability: number): boolean;
  /** One of a list; the first ones are the likeliest where `skew` is above 1. */
  pick<Item>(list: readonly Item[], skew?: number): Item;
};

/** The generator mulberry32. */
export function randomOf(seed: number): Random {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let x = Math.imul(state ^ (state >>> 15), 1 | state);
    x = (x + Math.imul(x ^ (x >>> 7), 61 | x)) ^ x;
    return ((x ^ (x >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    next,
    below: (bound) => Math.floor(next() * bound),
    chance: (probability) => next() < probability,
    pick: <Item>(list: readonly Item[], skew = 1) => list[Math.floor(next() ** skew * list.length)] as Item,
  };
}
