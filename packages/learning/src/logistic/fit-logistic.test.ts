import fc from "fast-check";
import { expect, test } from "vitest";
import { drawNormal, seeded } from "../numbers/chance.ts";
import { designOfColumns } from "./design-of-columns.ts";
import { covarianceOf, fitLogistic, rowMargin } from "./fit-logistic.ts";

function arbitraryData(seed: number, rows: number, terms: number) {
  const chance = seeded(seed);
  const truth = Array.from({ length: terms }, () => drawNormal(chance));
  // Nought now and then, which a design leaves out.
  const draw = () => (chance() < 0.2 ? 0 : drawNormal(chance) * 2);
  const columns = truth.map(() => Array.from({ length: rows }, draw));
  const pull = Array.from({ length: rows }, (_, row) =>
    columns.reduce((sum, column, j) => sum + (column[row] as number) * (truth[j] as number), -0.5),
  );
  return {
    columns,
    design: designOfColumns(columns, rows),
    label: Uint8Array.from(pull, (z) => Number(chance() < 1 / (1 + Math.exp(-z)))),
    weight: Float64Array.from(pull, () => 0.2 + chance()),
  };
}

const shape = [
  fc.integer({ min: 0, max: 1e9 }),
  fc.integer({ min: 1, max: 200 }),
  fc.integer({ min: 1, max: 6 }),
] as const;
const priorOf = (terms: number, precision: number, mean = 0) => ({
  mean: new Float64Array(terms + 1).fill(mean),
  precision: new Float64Array(terms + 1).fill(precision),
});

test("at rest the slope of every coefficient is nought, whatever the start", () => {
  fc.assert(
    fc.property(
      ...shape,
      fc.constantFrom(0.01, 1, 100),
      fc.constantFrom(-3, 0, 3),
      (seed, rows, terms, precision, mean) => {
        const data = arbitraryData(seed, rows, terms);
        const prior = priorOf(terms, precision, mean);
        const fit = fitLogistic(data, prior);
        expect(fit.isConverged).toBe(true);
        const slope = Array.from(fit.coefficients, (own) => precision * (own - mean));
        for (let row = 0; row < rows; row++) {
          const p = 1 / (1 + Math.exp(-rowMargin(data.design, row, fit.coefficients)));
          const off = (data.weight[row] as number) * (p - (data.label[row] as number));
          for (let j = 0; j < terms; j++) (slope[j] as number) += off * (data.columns[j]?.[row] as number);
          (slope[terms] as number) += off;
        }
        for (const own of slope) expect(Math.abs(own)).toBeLessThan(1e-4);
        const far = fitLogistic(data, prior, new Float64Array(terms + 1).fill(5));
        for (const [j, own] of fit.coefficients.entries()) expect(far.coefficients[j]).toBeCloseTo(own, 5);
      },
    ),
  );
});

test("two leads in a hundred: the log-odds of the share, and 1/(n·p·(1 − p)) as its variance", () => {
  const label = Uint8Array.from({ length: 100 }, (_, row) => Number(row < 2));
  const fit = fitLogistic(
    { design: designOfColumns([], 100), label, weight: new Float64Array(100).fill(1) },
    { mean: new Float64Array(1), precision: new Float64Array(1) },
  );
  expect(fit.coefficients[0]).toBeCloseTo(Math.log(2 / 98), 9);
  expect(covarianceOf(fit)[0]).toBeCloseTo(1 / (100 * 0.02 * 0.98), 6);
});

test("without data the prior is the answer: its means, and its variances", () => {
  const prior = { mean: Float64Array.of(2, -1, 0.5), precision: Float64Array.of(4, 1, 10) };
  const fit = fitLogistic({ design: designOfColumns([[], []]), label: [], weight: [] }, prior);
  expect([...fit.coefficients]).toEqual([2, -1, 0.5]);
  expect([...covarianceOf(fit)]).toEqual([0.25, 0, 0, 0, 1, 0, 0, 0, expect.closeTo(0.1, 12)]);
});

test("with more data the prior's means matter less", () => {
  const off = (rows: number): number => {
    const data = arbitraryData(7, rows, 3);
    const near = fitLogistic(data, priorOf(3, 1)).coefficients;
    const far = fitLogistic(data, priorOf(3, 1, 2)).coefficients;
    return Math.hypot(...near.map((own, j) => own - (far[j] as number)));
  };
  expect(off(200)).toBeLessThan(off(20));
  expect(off(20_000)).toBeLessThan(off(200) / 10);
});

test("separated labels come to rest, since the prior holds them", () => {
  const column = Array.from({ length: 50 }, (_, i) => i - 24.5);
  const data = {
    design: designOfColumns([column]),
    label: column.map((x) => Number(x > 0)),
    weight: new Float64Array(50).fill(1),
  };
  const fit = fitLogistic(data, priorOf(1, 1e-3));
  expect(fit.isConverged).toBe(true);
  expect(fit.coefficients[0]).toBeGreaterThan(1);
});

test("the same data give the same bits", () => {
  fc.assert(
    fc.property(...shape, (seed, rows, terms) => {
      const fit = () => fitLogistic(arbitraryData(seed, rows, terms), priorOf(terms, 1));
      expect(fit().coefficients).toEqual(fit().coefficients);
    }),
  );
});
