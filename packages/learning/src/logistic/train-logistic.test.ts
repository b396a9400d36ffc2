import fc from "fast-check";
import { expect, test } from "vitest";
import { arbitraryTable, rowOf, tableShape } from "../trees/forest.testing.ts";
import { logisticEffects, logisticMargin, trainLogistic } from "./train-logistic.ts";

test("effects and what is expected make the log-odds, and effects are nought on average", () => {
  fc.assert(
    fc.property(tableShape, (shape) => {
      const table = arbitraryTable(shape);
      const model = trainLogistic(table, { penalties: [1] });
      const { expected, addEffects } = logisticEffects(model);
      const sums = new Float64Array(table.features.length);
      let total = 0;
      for (let row = 0; row < table.rows; row++) {
        const values = rowOf(table, row);
        const effects = new Float64Array(values.length);
        addEffects(values, 0, effects);
        const margin = effects.reduce((sum, effect) => sum + effect, expected);
        expect(margin).toBeCloseTo(logisticMargin(model, values), 9);
        const weight = table.weight[row] as number;
        for (const [f, effect] of effects.entries()) (sums[f] as number) += weight * effect;
        total += weight;
      }
      for (const sum of sums) expect(sum / total).toBeCloseTo(0, 9);
    }),
  );
});

test("the penalty is the one with the least loss on the rows that are held back", () => {
  const table = arbitraryTable({ rows: 300, numbers: 4, categories: 2, levels: 6, seed: 2 });
  const noise = { ...table, label: table.label.map((_, row) => (row * 7919) % 2) };
  const strong = trainLogistic(noise, {
    penalties: [0.01, 1e4],
    validation: { ...noise, label: noise.label.map((own) => 1 - own) },
  });
  expect(strong.penalty).toBe(1e4);
  expect(trainLogistic(table, { penalties: [0.01, 1e4], validation: table }).penalty).toBe(0.01);
});

test("a missing number has an effect of its own, and moves no other", () => {
  const rows = 400;
  const value = Float64Array.from({ length: rows }, (_, i) => (i % 4 === 0 ? Number.NaN : i % 10));
  const model = trainLogistic(
    {
      rows,
      features: [{ name: "n", kind: "number" }],
      columns: [value],
      label: Uint8Array.from(value, (own) => Number(Number.isNaN(own))),
      weight: new Float64Array(rows).fill(1),
    },
    { penalties: [0.1] },
  );
  expect(logisticMargin(model, [Number.NaN])).toBeGreaterThan(2);
  for (const own of [0, 5, 9]) expect(logisticMargin(model, [own])).toBeLessThan(-2);
});
