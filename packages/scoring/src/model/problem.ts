/** Where in a model: keys and indexes from the top. */
export type ModelPath = readonly (string | number)[];

/**
 * What is wrong with a model, as a code with its parameters; the words are in `phrases`. Closed, so
 * that a problem without words does not compile.
 */
export type ModelProblem = { readonly path: ModelPath } & (
  | {
      readonly code: "unknown-key";
      readonly key: string;
      readonly suggestion: string | null;
      readonly known: readonly string[];
    }
  | { readonly code: "missing" }
  | { readonly code: "wrong-type"; readonly expected: string; readonly found: string }
  | {
      readonly code: "not-one-of";
      readonly found: string;
      readonly suggestion: string | null;
      readonly known: readonly string[];
    }
  | { readonly code: "too-small" | "too-large"; readonly bound: number }
  | { readonly code: "too-short" | "too-long"; readonly bound: number }
  | {
      readonly code:
        | "bad-name"
        | "bad-days"
        | "bad-duration"
        | "bad-date"
        | "bad-time"
        | "bad-hash"
        | "two-decimals"
        | "four-decimals"
        | "not-a-number";
      readonly found: string;
    }
  | { readonly code: "no-form"; readonly found: string; readonly known: readonly string[] }
  | { readonly code: "unsafe-key"; readonly key: string }
  | { readonly code: "too-deep"; readonly bound: number }
  | {
      readonly code: "unknown-reference";
      readonly kind:
        | "signal"
        | "dimension"
        | "group"
        | "profile"
        | "list"
        | "rule"
        | "band"
        | "cell"
        | "market"
        | "label"
        | "segment"
        | "prediction";
      readonly name: string;
      readonly suggestion: string | null;
    }
  | {
      readonly code: "duplicate";
      readonly kind: "rule" | "band" | "market" | "label" | "example" | "cell";
      readonly name: string;
    }
  | { readonly code: "keys-alike"; readonly key: string; readonly other: string }
  | { readonly code: "asks-nothing" | "expects-nothing" }
  | { readonly code: "bad-regex"; readonly pattern: string }
  /** `steps` is the size of the program that RE2 makes of it. */
  | { readonly code: "large-regex"; readonly pattern: string; readonly steps: number; readonly bound: number }
  | { readonly code: "when-and-each" | "neither-when-nor-each" }
  | { readonly code: "only-with-each"; readonly key: string }
  | { readonly code: "needs-of" }
  | { readonly code: "needs-keyed-signal"; readonly signal: string }
  | { readonly code: "no-occurrences"; readonly signal: string }
  | { readonly code: "fades-tiers" }
  | { readonly code: "window-count-with-table" }
  | { readonly code: "ends-before-it-starts"; readonly from: string; readonly until: string }
  | { readonly code: "reversed-range"; readonly low: number; readonly high: number }
  | { readonly code: "finer-than-precision"; readonly found: number; readonly precision: number }
  | { readonly code: "keeps-more-with-age" }
  | { readonly code: "group-of-other-dimension"; readonly group: string; readonly dimension: string }
  | { readonly code: "two-measures"; readonly keys: readonly string[] }
  | { readonly code: "signal-of-nothing" }
  | { readonly code: "needs-within" | "within-without-pattern" | "within-too-long" }
  | { readonly code: "silence-too-short" }
  | { readonly code: "profile-in-profile" | "market-in-market" }
  | { readonly code: "sum-and-matrix" }
  | { readonly code: "matrix-needs-labels"; readonly dimension: string }
  | { readonly code: "no-lowest-label"; readonly dimension: string }
  | { readonly code: "bands-do-not-rise"; readonly name: string }
  | { readonly code: "above-and-from" }
  | { readonly code: "band-cells-without-matrix" }
  | { readonly code: "leaves-above-its-start"; readonly name: string }
  | { readonly code: "cell-in-two-bands"; readonly cell: string }
  | { readonly code: "empty-tier" }
);
