import { describe, expect, test } from "vitest";
import { covarianceOf, fitLogistic } from "../logistic/fit-logistic.ts";
import { seeded } from "../numbers/chance.ts";
import { designOf } from "./columns.ts";
import type { Column } from "./rule-terms.ts";
import { explainedBy, oneSided, scoreTest } from "./score-test.ts";

const columnOf = (flags: ArrayLike<number>): Column => {
  const rows = Int32Array.from({ length: flags.length }, (_, row) => row).filter((row) => flags[row] === 1);
  return { rows, values: new Float64Array(rows.length).fill(1) };
};

function fitted(columns: readonly Column[], label: Uint8Array) {
  const design = designOf(columns, label.length);
  const size = columns.length + 1;
  const weight = new Uint8Array(label.length).fill(1);
  const prior = { mean: new Float64Array(size), precision: new Float64Array(size) };
  return { design, weight, fit: fitLogistic({ design, label, weight }, prior) };
}

/** Two columns that go together, of which the first alone matters or both. */
function simulated(seed: number, rows: number, effects: readonly [number, number]) {
  const chance = seeded(seed);
  const a = Uint8Array.from({ length: rows }, () => (chance() < 0.4 ? 1 : 0));
  const b = a.map((own) => (chance() < (own === 1 ? 0.7 : 0.2) ? 1 : 0));
  const label = a.map((own, i) =>
    chance() < 1 / (1 + Math.exp(2 - effects[0] * own - effects[1] * (b[i] ?? 0))) ? 1 : 0,
  );
  return { a: columnOf(a), b: columnOf(b), label };
}

describe("a score test", () => {
  test("says nearly what a fit with the column in it would say", () => {
    const { a, b, label } = simulated(1, 20_000, [0.8, 0.15]);
    const base = fitted([a], label);
    const found = scoreTest(explainedBy(base.design, base.fit, label, base.weight), b);
    const { fit } = fitted([a, b], label);
    const wald = (fit.coefficients[1] as number) / Math.sqrt(covarianceOf(fit)[4] as number);
    expect(found.z).toBeCloseTo(wald, 1);
    expect(found.effect).toBeCloseTo(fit.coefficients[1] as number, 1);
  });

  test("takes out what others explain, and is wrong as seldom as it says", () => {
    let [wrong, unaware] = [0, 0];
    for (let seed = 1; seed <= 200; seed++) {
      const { a, b, label } = simulated(seed, 500, [1, 0]);
      const base = fitted([a], label);
      const none = fitted([], label);
      if (oneSided(explainedBy(base.design, base.fit, label, base.weight), b, 1) < 0.05) wrong += 1;
      if (oneSided(explainedBy(none.design, none.fit, label, none.weight), b, 1) < 0.05) unaware += 1;
    }
    expect(wrong).toBeLessThanOrEqual(17);
    expect(unaware).toBeGreaterThan(60);
  });

  test("is no surer than counting where few are expected", () => {
    const label = Uint8Array.from({ length: 400 }, (_, i) => (i < 20 ? 1 : 0));
    const base = fitted([], label);
    // Three rows of which two convert, of one in twenty: p = 3·0.05²·0.95 + 0.05³.
    const column = columnOf(Uint8Array.from({ length: 400 }, (_, i) => (i === 0 || i === 1 || i === 399 ? 1 : 0)));
    const explained = explainedBy(base.design, base.fit, label, base.weight);
    expect(oneSided(explained, column, 1)).toBeCloseTo(3 * 0.05 ** 2 * 0.95 + 0.05 ** 3, 8);
    const none = columnOf(Uint8Array.from({ length: 400 }, (_, i) => (i >= 360 ? 1 : 0)));
    expect(oneSided(explained, none, -1)).toBeCloseTo(0.95 ** 40, 8);
  });
});
