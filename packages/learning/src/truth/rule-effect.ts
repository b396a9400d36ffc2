import { falseDiscovery } from "../numbers/false-discovery.ts";
import { differenceInterval, type Interval, LEVEL, normalInterval } from "../numbers/interval.ts";
import { normalTwoSided } from "../numbers/normal.ts";
import { conversionBy, type GroupConversion } from "./conversion.ts";

export type RuleEffect = {
  /** The share of leads for which the rule fires. */
  readonly fires: number;
  readonly with: GroupConversion<1>;
  readonly without: GroupConversion<0>;
  /** Conversion with minus conversion without; null where one of them is nobody's. */
  readonly difference: { readonly difference: number; readonly interval: Interval } | null;
};

/**
 * How leads convert for which a rule fires (1) and for which it does not (0), with Wilson's intervals, and the
 * difference with Newcombe's. What other rules do at the same time is not taken out: that is `adjustedEffects`.
 */
export function ruleEffect(fired: ArrayLike<0 | 1>, converted: ArrayLike<number>, level = LEVEL): RuleEffect {
  const [own, other] = conversionBy<0 | 1>([1, 0], fired, converted, level) as [GroupConversion<1>, GroupConversion<0>];
  const difference =
    own.conversion && other.conversion
      ? {
          difference: own.conversion.rate - other.conversion.rate,
          interval: differenceInterval([own.converted, own.leads], [other.converted, other.leads], level),
        }
      : null;
  return { fires: fired.length === 0 ? 0 : own.leads / fired.length, with: own, without: other, difference };
}

/** A fitted logistic model of outcomes by rules: log-odds, and the covariance of what was estimated, in one order. */
export type FittedRules = {
  readonly rules: readonly string[];
  readonly coefficients: readonly number[];
  readonly covariance: readonly (readonly number[])[];
};

export type AdjustedEffect = {
  readonly rule: string;
  /** By what factor the odds of converting rise when the rule fires and all others stay. */
  readonly oddsRatio: number;
  readonly interval: Interval;
  readonly p: number;
  /** Of all rules asked at once: Benjamini & Hochberg. */
  readonly q: number;
};

/**
 * What each rule is worth given the others, by Wald's test (Hosmer & Lemeshow, "Applied Logistic Regression", 2000,
 * 2.4).
 */
export function adjustedEffects(
  { rules, coefficients, covariance }: FittedRules,
  level = LEVEL,
): readonly AdjustedEffect[] {
  const found = rules.map((rule, i) => {
    const [coefficient, variance] = [coefficients[i] as number, covariance[i]?.[i] as number];
    const { low, high } = normalInterval(coefficient, variance, level);
    return {
      rule,
      oddsRatio: Math.exp(coefficient),
      interval: { low: Math.exp(low), high: Math.exp(high) },
      p: normalTwoSided(coefficient / Math.sqrt(variance)),
    };
  });
  const q = falseDiscovery(found.map(({ p }) => p));
  return found.map((effect, i) => ({ ...effect, q: q[i] as number }));
}
