import fc from "fast-check";
import { expect, test } from "vitest";
import { between, chance, normal, pick, randomOf, uuid, waiting, weighted } from "./random.ts";

const seeds = fc.oneof(fc.integer(), fc.string());

test("a stream is a function of its key, and of nothing else", () => {
  fc.assert(
    fc.property(seeds, seeds, (seed, key) => {
      const [one, two] = [randomOf(seed, key), randomOf(seed, key)];
      for (let at = 0; at < 20; at++) expect(one.bits()).toBe(two.bits());
    }),
  );
});

test("keys are kept apart, however they are cut", () => {
  const firsts = [
    randomOf("ab", "c"),
    randomOf("a", "bc"),
    randomOf("abc"),
    randomOf("abc", ""),
    randomOf(1),
    randomOf(2),
  ];
  expect(new Set(firsts.map(({ bits }) => bits())).size).toBe(firsts.length);
});

test("gives the same numbers on every machine", () => {
  const random = randomOf("x");
  expect([random.bits(), random.bits(), random.bits()]).toEqual([3_774_852_119, 1_424_367_436, 4_168_503_714]);
});

test("chances come as often as they should", () => {
  const random = randomOf("often");
  const draws = 40_000;
  const share = (draw: () => boolean) => Array.from({ length: draws }, draw).filter(Boolean).length / draws;
  const mean = (draw: () => number) => Array.from({ length: draws }, draw).reduce((sum, x) => sum + x, 0) / draws;
  expect(share(() => chance(random, 0.3))).toBeCloseTo(0.3, 1);
  expect(share(() => between(random, 1, 4) === 4)).toBeCloseTo(0.25, 1);
  expect(share(() => pick(random, ["a", "b"]) === "b")).toBeCloseTo(0.5, 1);
  expect(
    share(
      () =>
        weighted(random, [
          ["a", 1],
          ["b", 3],
        ] as const) === "b",
    ),
  ).toBeCloseTo(0.75, 1);
  expect(mean(() => normal(random))).toBeCloseTo(0, 1);
  expect(mean(() => normal(random) ** 2)).toBeCloseTo(1, 1);
  expect(mean(() => waiting(random, 1))).toBeCloseTo(1, 1);
});

test("ids look like version 4 UUIDs and do not repeat", () => {
  const random = randomOf("ids");
  const ids = Array.from({ length: 20_000 }, () => uuid(random));
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-a[\da-f]{3}-[\da-f]{12}$/);
});
