import type { Condition, Model, Rule, SignalDefinition } from "@plumbline/scoring";

/** One thing that could matter, as a rule of the probe gives it one point. */
export type Candidate = {
  readonly kind: "trait" | "signal" | "sequence";
  /** What it speaks of: a trait, or the name of a signal. */
  readonly about: string;
  /** A value of a trait, of which several may be asked together. */
  readonly one?: OneValue;
  readonly rule: Pick<Rule, "when" | "each" | "decay" | "limit">;
  /** The signals that it needs and the model does not have. */
  readonly signals: readonly string[];
  /** A few words of it, from which a rule gets its id. */
  readonly words: readonly string[];
};

export type OneValue = { readonly operator: "is" | "endsWith"; readonly value: string | number | boolean };

/**
 * What is tried on the past, before anything is known of who converted. All of it is data: `probe` is a model that has
 * one rule for each candidate, at the same place, worth one point, so that scoring itself says for whom it holds.
 */
export type Candidates = {
  readonly probe: Model;
  readonly entries: readonly Candidate[];
  /** Signals that the model does not have, by name. */
  readonly signals: Readonly<Record<string, SignalDefinition>>;
};

/** Several values of one trait, asked together. */
export function anyOf(trait: string, values: readonly OneValue[]): Condition {
  const [first] = values;
  if (values.length === 1 && first) return { trait, [first.operator]: first.value };
  if (first?.operator === "endsWith") return { trait, endsWith: values.map(({ value }) => String(value)) };
  return { trait, in: values.map(({ value }) => value) };
}
