import { type Answer, missingOf, notEnough } from "../answer.ts";
import { designOfColumns } from "../logistic/design-of-columns.ts";
import { covarianceOf, fitLogistic } from "../logistic/fit-logistic.ts";
import type { Stand } from "../moment/moment-table.ts";
import { type AdjustedEffect, adjustedEffects, type RuleEffect, ruleEffect } from "../truth/rule-effect.ts";

/** What a rule was worth. */
export type RuleTruth = RuleEffect & {
  readonly rule: string;
  readonly dimension: string;
  /** Given all others; null for rules that fire for fewer than `LEAST` leads, or spare fewer. */
  readonly adjusted: Omit<AdjustedEffect, "rule"> | null;
};

const LEAST = 5;
const LEAST_OUTCOMES = 10;
/**
 * What is believed of each rule before the data: log-odds around nought with a standard deviation of 2.5, so that a
 * rule whose leads all converted has a finite effect; the normal in place of the Cauchy of Gelman, Jakulin, Pittau & Su,
 * Annals of Applied Statistics 2 (2008).
 */
const PRECISION = 1 / 2.5 ** 2;

type Named = { readonly id: string; readonly dimension: string };

/**
 * Per rule how often it fired and how leads converted with it and without; and its worth with all other rules held,
 * by a logistic regression of the conversion on which rules fired.
 */
export function effectsOf(
  rules: readonly Named[],
  stands: readonly Stand[],
  converted: Uint8Array,
  level: number,
): Answer<{ readonly rules: readonly RuleTruth[] }> {
  const hits = converted.reduce((sum, one) => sum + one, 0);
  const missing = missingOf(
    { what: "converted", needed: LEAST_OUTCOMES, found: hits },
    { what: "not-converted", needed: LEAST_OUTCOMES, found: converted.length - hits },
  );
  if (missing.length > 0) return notEnough(...missing);
  const columns = rules.map(() => new Uint8Array(stands.length));
  for (const [row, { rules: fired }] of stands.entries()) for (const at of fired) (columns[at] as Uint8Array)[row] = 1;
  const adjusted = adjust(rules, columns, converted, level);
  return {
    enough: true,
    rules: rules.map(({ id, dimension }, i) => ({
      ...{ rule: id, dimension },
      ...ruleEffect(columns[i] as ArrayLike<number> as ArrayLike<0 | 1>, converted, level),
      adjusted: adjusted.get(id) ?? null,
    })),
  };
}

function adjust(rules: readonly Named[], columns: readonly Uint8Array[], converted: Uint8Array, level: number) {
  const often = rules.flatMap(({ id }, i) => {
    const column = columns[i] as Uint8Array;
    const fires = column.reduce((sum, one) => sum + one, 0);
    return fires >= LEAST && column.length - fires >= LEAST ? [{ id, column }] : [];
  });
  const terms = often.length;
  const fit = fitLogistic(
    {
      design: designOfColumns(
        often.map(({ column }) => column),
        converted.length,
      ),
      label: converted,
      weight: new Uint8Array(converted.length).fill(1),
    },
    {
      mean: new Float64Array(terms + 1),
      precision: Float64Array.from({ length: terms + 1 }, (_, i) => (i < terms ? PRECISION : 0)),
    },
  );
  const size = terms + 1;
  const covariance = covarianceOf(fit);
  const effects = adjustedEffects(
    {
      rules: often.map(({ id }) => id),
      coefficients: [...fit.coefficients.subarray(0, terms)],
      covariance: often.map((_, i) => [...covariance.subarray(i * size, i * size + terms)]),
    },
    level,
  );
  return new Map(effects.map(({ rule, ...effect }) => [rule, effect]));
}
