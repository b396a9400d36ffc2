/** A source of chance: every call gives the next number of 0 ≤ u < 1, of 53 bits. */
export type Chance = () => number;

/**
 * Chance that is wholly given by a seed (any finite number of up to 53 bits): xoshiro128** of Blackman & Vigna,
 * "Scrambled Linear Pseudorandom Number Generators" (2021), its state filled by splitmix32.
 */
export function seeded(seed: number): Chance {
  const next = xoshiro(filled(seed));
  return () => ((next() >>> 5) * 0x4000000 + (next() >>> 6)) / 0x20000000000000;
}

type State = readonly [number, number, number, number];

/** The 32-bit words of xoshiro128**, from a state that is not all nought. */
export function xoshiro([first, second, third, fourth]: State): () => number {
  let [a, b, c, d] = [first, second, third, fourth];
  return () => {
    const turned = Math.imul(b, 5);
    const word = Math.imul((turned << 7) | (turned >>> 25), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
    return word;
  };
}

function filled(seed: number): State {
  let at = (seed | 0) ^ Math.imul(Math.floor(seed / 0x100000000) | 0, 0x9e3779b1);
  const word = () => {
    at = (at + 0x9e3779b9) | 0;
    let mixed = Math.imul(at ^ (at >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return mixed ^ (mixed >>> 15);
  };
  return [word(), word(), word(), word()];
}

/** A whole number from 0 to below `count`. */
export function drawIndex(chance: Chance, count: number): number {
  return Math.floor(chance() * count);
}

/** A standard normal number: Marsaglia's polar method, "A Convenient Method for Generating Normal Variables" (1964). */
export function drawNormal(chance: Chance): number {
  for (;;) {
    const x = 2 * chance() - 1;
    const y = 2 * chance() - 1;
    const square = x * x + y * y;
    if (square > 0 && square < 1) return x * Math.sqrt((-2 * Math.log(square)) / square);
  }
}

/** A gamma number of rate 1: Marsaglia & Tsang, "A Simple Method for Generating Gamma Variables" (2000). */
export function drawGamma(chance: Chance, shape: number): number {
  if (shape < 1) return drawGamma(chance, shape + 1) * (1 - chance()) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const z = drawNormal(chance);
    const v = (1 + c * z) ** 3;
    if (v > 0 && Math.log(1 - chance()) < (z * z) / 2 + d - d * v + d * Math.log(v)) return d * v;
  }
}

/** A beta number, as a share of two gamma numbers (Devroye, "Non-Uniform Random Variate Generation", IX.3.3). */
export function drawBeta(chance: Chance, a: number, b: number): number {
  const own = drawGamma(chance, a);
  const other = drawGamma(chance, b);
  return own + other > 0 ? own / (own + other) : drawIndex(chance, 2);
}

/**
 * How many of n trials succeed. Exact: many trials are halved at their median, which is a beta number
 * (Devroye, X.4.3), until few are left to be tried one by one.
 */
export function drawBinomial(chance: Chance, trials: number, p: number): number {
  let [left, share, hits] = [trials, p, 0];
  while (left > 16 && share > 0 && share < 1) {
    const rank = 1 + Math.floor(left / 2);
    const cut = drawBeta(chance, rank, left + 1 - rank);
    if (cut <= share) {
      hits += rank;
      left -= rank;
      share = cut < 1 ? (share - cut) / (1 - cut) : 0;
    } else {
      left = rank - 1;
      share /= cut;
    }
  }
  for (; left > 0; left--) if (chance() < share) hits++;
  return hits;
}

/**
 * How often something happens whose mean is known: Ahrens & Dieter, "Computer methods for sampling from gamma, beta,
 * Poisson and binomial distributions", Computing 12 (1974): time is skipped by gamma numbers until little is left.
 */
export function drawPoisson(chance: Chance, mean: number): number {
  let [left, times] = [mean, 0];
  while (left > 16) {
    const ahead = Math.floor((7 / 8) * left);
    const passed = drawGamma(chance, ahead);
    if (passed > left) return times + drawBinomial(chance, ahead - 1, left / passed);
    times += ahead;
    left -= passed;
  }
  for (let product = chance(); product > Math.exp(-left); product *= chance()) times++;
  return times;
}
