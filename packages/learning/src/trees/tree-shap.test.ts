import fc from "fast-check";
import { expect, test } from "vitest";
import { arbitraryTable, rowOf, tableShape } from "./forest.testing.ts";
import { type Forest, forestMargin, forestOf, goesLeft } from "./forest.ts";
import { gaussLegendre } from "./gauss-legendre.ts";
import { trainTrees } from "./train-trees.ts";
import { treeShap } from "./tree-shap.ts";

/** What is expected of a row of which only the features in `known` (bits) are known. */
function expectedOf(forest: Forest, row: Float64Array, known: number, node: number): number {
  const feature = forest.feature[node] as number;
  if (feature < 0) return forest.value[node] as number;
  const [left, right] = [node + 1, forest.right[node] as number];
  if ((known >> feature) & 1) return expectedOf(forest, row, known, goesLeft(forest, node, row, 0) ? left : right);
  const share = (forest.cover[left] as number) / (forest.cover[node] as number);
  return share * expectedOf(forest, row, known, left) + (1 - share) * expectedOf(forest, row, known, right);
}

/** Shapley's definition: what a feature adds, over all sets of the others. */
function byDefinition(forest: Forest, row: Float64Array): number[] {
  const count = row.length;
  const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));
  const worth = Array.from({ length: 1 << count }, (_, known) =>
    forest.roots.reduce((sum, root) => sum + expectedOf(forest, row, known, root), 0),
  );
  return Array.from(row, (_, feature) => {
    let effect = 0;
    for (let known = 0; known < 1 << count; known++) {
      if ((known >> feature) & 1) continue;
      const size = known.toString(2).replaceAll("0", "").length;
      const weight = (factorial(size) * factorial(count - size - 1)) / factorial(count);
      effect += weight * ((worth[known | (1 << feature)] as number) - (worth[known] as number));
    }
    return effect;
  });
}

const settings = { trees: 6, rate: 0.3, leaves: 9, minRows: 3, levelRows: 1 };

test("effects are Shapley's by definition, and with what is expected they make the log-odds", () => {
  fc.assert(
    fc.property(tableShape, (shape) => {
      const table = arbitraryTable(shape);
      const forest = forestOf(trainTrees(table, { seed: 1, settings }));
      const shap = treeShap(forest);
      for (const at of [0, 1, 2]) {
        const row = rowOf(table, at);
        const effects = new Float64Array(row.length);
        shap.addEffects(row, 0, effects);
        for (const [f, effect] of byDefinition(forest, row).entries()) expect(effects[f]).toBeCloseTo(effect, 10);
        const total = effects.reduce((sum, effect) => sum + effect, shap.expected);
        expect(Math.abs(total - forestMargin(forest, row))).toBeLessThan(1e-9);
      }
    }),
    { numRuns: 60 },
  );
});

test("effects of deep trees add up to 1e-9", () => {
  const table = arbitraryTable({ rows: 3000, numbers: 14, categories: 6, levels: 12, seed: 3 });
  const forest = forestOf(trainTrees(table, { seed: 1, settings: { trees: 100, rate: 0.2, leaves: 63, minRows: 3 } }));
  const shap = treeShap(forest);
  for (let at = 0; at < 50; at++) {
    const row = rowOf(table, at);
    const effects = new Float64Array(row.length);
    shap.addEffects(row, 0, effects);
    const total = effects.reduce((sum, effect) => sum + effect, shap.expected);
    expect(Math.abs(total - forestMargin(forest, row))).toBeLessThan(1e-9);
  }
});

test("Gauss–Legendre points integrate powers up to 2n − 1 exactly", () => {
  for (let n = 1; n <= 20; n++) {
    const { points, weights } = gaussLegendre(n);
    for (let power = 0; power < 2 * n; power++) {
      const integral = points.reduce((sum, x, i) => sum + (weights[i] as number) * x ** power, 0);
      expect(integral).toBeCloseTo(1 / (power + 1), 12);
    }
  }
});
