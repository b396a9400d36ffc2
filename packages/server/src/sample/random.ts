/**
 * A stream of chance that is a function of its seed: sfc32 by Chris Doty-Humphrey (PractRand 0.9x,
 * public domain), seeded through four rounds of MurmurHash3's finaliser (Austin Appleby, public domain).
 */
export type Random = {
  /** A whole number from 0 to 2³² − 1. */
  readonly bits: () => number;
  /** At least 0, below 1. */
  readonly next: () => number;
};

/** Streams of different keys are independent of one another, so that more leads leave the first ones as they are. */
export function randomOf(...key: readonly (number | string)[]): Random {
  let [a, b, c] = seedsOf(key.join("\u0000"));
  let counter = 1;
  const bits = (): number => {
    const sum = (a + b + counter++) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  for (let round = 0; round < 12; round++) bits();
  return { bits, next: () => bits() / 0x1_0000_0000 };
}

function seedsOf(text: string): [number, number, number] {
  const seeds: [number, number, number] = [0x9e37_79b9, 0x243f_6a88, 0xb7e1_5162];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    seeds[0] = mixed(seeds[0] ^ code);
    seeds[1] = mixed((seeds[1] + code) | 0);
    seeds[2] = mixed(Math.imul(seeds[2], 31) ^ code);
  }
  return seeds;
}

function mixed(value: number): number {
  let bits = Math.imul(value ^ (value >>> 16), 0x85eb_ca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2_ae35);
  return bits ^ (bits >>> 16);
}

export const chance = (random: Random, probability: number): boolean => random.next() < probability;

/** A whole number from `low` to `high`, both included. */
export const between = (random: Random, low: number, high: number): number =>
  low + Math.floor(random.next() * (high - low + 1));

export function pick<Item>(random: Random, items: readonly Item[]): Item {
  // An empty list is a mistake in the tables of the sample.
  return items[Math.floor(random.next() * items.length)] as Item;
}

/** One of some, each as likely as its weight says. */
export function weighted<Item>(random: Random, items: readonly (readonly [Item, number])[]): Item {
  let left = random.next() * items.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [item, weight] of items) {
    left -= weight;
    if (left < 0) return item;
  }
  return (items.at(-1) as readonly [Item, number])[0];
}

/** Standard normal, by Box and Muller. */
export const normal = (random: Random): number =>
  Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());

/** How long until something that comes once in `mean` on average. */
export const waiting = (random: Random, mean: number): number => -mean * Math.log(1 - random.next());

/** A text like a version 4 UUID; written as bytes, since pieces of text joined are kept as pieces. */
export function uuid({ bits }: Random): string {
  for (let word = 0; word < 4; word++) {
    let left = bits();
    for (let digit = 0; digit < 8; digit++, left >>>= 4) {
      UUID[PLACES[8 * word + digit] ?? 0] = HEX.charCodeAt(left & 15);
    }
  }
  UUID[14] = "4".charCodeAt(0);
  UUID[19] = "a".charCodeAt(0);
  return UUID.toString("latin1");
}

const HEX = "0123456789abcdef";
const UUID = Buffer.from("00000000-0000-0000-0000-000000000000", "latin1");
/** Where the 32 digits stand between the dashes. */
const PLACES = [...UUID.keys()].filter((at) => UUID[at] === HEX.charCodeAt(0));
