import type { Json } from "../event.ts";
import type { Points } from "../points.ts";
import type { ToldPrediction } from "../prediction/prediction-reader.ts";
import type { Day } from "../zone.ts";

/** What a model says of one lead on one day. All points are integers of hundredths. */
export type Verdict = Score | Unscored;

export type Score = {
  readonly scored: true;
  readonly model: string;
  readonly day: Day;
  /** The market that applied; null where none did. */
  readonly market: string | null;
  readonly total: Points;
  readonly dimensions: readonly DimensionScore[];
  /** Where the total or matrix cell lies by the thresholds alone; null where the model has no bands. */
  readonly zone: string | null;
  /** The cell of the matrix, row label before column label; null where the total is a sum. */
  readonly cell: string | null;
  /**
   * Two ledgers. The lines of a dimension add up to that dimension; the lines of the total add up
   * to the total.
   */
  readonly lines: readonly Line[];
  readonly totalLines: readonly TotalLine[];
  /** The next day on which something here differs without a new event; null where never. */
  readonly dueOn: Day | null;
};

export type DimensionScore = { readonly name: string; readonly points: Points; readonly label: string | null };

/** Why a lead has no score. */
export type Unscored = {
  readonly scored: false;
  readonly model: string;
  readonly day: Day;
  readonly market: string | null;
  readonly reason:
    | { readonly kind: "ineligible"; readonly because: string }
    | { readonly kind: "who"; readonly reasons: readonly Reason[] };
  readonly dueOn: Day | null;
};

/** A line of a dimension's ledger. */
export type Line =
  | {
      /** What a rule gives before limits and decay. */
      readonly kind: "rule";
      readonly dimension: string;
      readonly rule: string;
      readonly points: Points;
      /** The market that changed this rule, where one did. */
      readonly market?: string;
      readonly evidence: Evidence;
    }
  | {
      /** What a rule's own limit took away. */
      readonly kind: "limit";
      readonly dimension: string;
      readonly rule: string;
      readonly points: Points;
      readonly limit: "rate" | "total";
      /** The group whose shared limit per day or window it was, where it was not the rule's own alone. */
      readonly group?: string;
    }
  | {
      /** What age took away. */
      readonly kind: "decay";
      readonly dimension: string;
      readonly rule: string;
      readonly points: Points;
    }
  | {
      /** What a group's cap took away. */
      readonly kind: "group";
      readonly dimension: string;
      readonly group: string;
      readonly points: Points;
      readonly cap: Points;
    }
  | {
      /** What a person gave or took. */
      readonly kind: "adjustment";
      readonly dimension: string;
      readonly id: string;
      readonly points: Points;
      readonly reason: string;
      readonly by: string;
      readonly on: Day;
    }
  | {
      /** What the bounds of the dimension took or gave. */
      readonly kind: "clip";
      readonly dimension: string;
      readonly points: Points;
      readonly bound: Points;
    };

/** A line of the total's ledger. */
export type TotalLine =
  | { readonly kind: "market"; readonly market: string; readonly points: 0 }
  | {
      /** What a person gave or took, on a dimension that this version of the model does not have. */
      readonly kind: "lost-adjustment";
      readonly dimension: string;
      readonly id: string;
      readonly reason: string;
      readonly points: 0;
    }
  | {
      readonly kind: "dimension";
      readonly dimension: string;
      /** Weight × points of the dimension, to the hundredth. */
      readonly points: Points;
      /** In 10⁻⁴: 5000 is one half. */
      readonly weight: number;
    }
  | {
      readonly kind: "cell";
      readonly cell: string;
      readonly points: Points;
      readonly rows: DimensionScore;
      readonly columns: DimensionScore;
    }
  | { readonly kind: "rounding"; readonly points: Points }
  | {
      readonly kind: "scale";
      readonly points: Points;
      readonly from: readonly [Points, Points];
      readonly to: readonly [Points, Points];
    }
  | { readonly kind: "clip"; readonly points: Points; readonly bound: Points };

/** What the amounts of an `each` rule are: occurrences, or the unit of its signal, or points where a table gives them. */
export type UnitOfRule = "count" | "sum" | "seconds" | "points";

/** Why a rule gave what it gave. */
export type Evidence =
  | {
      readonly kind: "each";
      readonly signal: string;
      readonly of: "lead" | "account";
      /** How much on which day: occurrences, or the signal's unit (hundredths for sums, ms for time). */
      readonly days: readonly (readonly [day: Day, amount: number])[];
      readonly unit: UnitOfRule;
      /** Points of one occurrence, where there is one figure for all. */
      readonly each: Points | null;
      /** What is left of it by age, in 10⁻⁶ of what counted; ONE where nothing faded. */
      readonly kept: number;
      readonly overflow: boolean;
    }
  | {
      readonly kind: "when";
      readonly reasons: readonly Reason[];
      readonly value: Json | null;
      /** The prediction that the points come from, where they do. */
      readonly prediction?: ToldPrediction;
    };

/** One atom of a condition that holds (or, for `who`, that does not), with what it found. */
export type Reason = {
  readonly subject:
    | { readonly kind: "trait" | "account" | "profile" | "prediction"; readonly name: string }
    /** How much happened, or (age) how many days ago it did. */
    | { readonly kind: "signal" | "age"; readonly name: string; readonly of: "lead" | "account" }
    | { readonly kind: "rate"; readonly name: string; readonly to: string };
  readonly holds: boolean;
  /** The value found; null where there was none. A list is clipped. */
  readonly value: Json;
  /** For a profile: which of its conditions hold. */
  readonly parts?: readonly { readonly label: string; readonly weight: Points; readonly holds: boolean }[];
  /** Of a prediction: what it said, or why it said nothing. */
  readonly prediction?: ToldPrediction;
};
