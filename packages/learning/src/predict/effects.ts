/** Explains the log-odds of a row as what each feature adds to those that are expected. */
export type Effects = {
  /** The log-odds that are expected of a row of which nothing is known. */
  readonly expected: number;
  /** Adds each feature's effect for the row at `at` to `effects`; with `expected` they make the row's log-odds. */
  addEffects(values: ArrayLike<number>, at: number, effects: Float64Array): void;
};
