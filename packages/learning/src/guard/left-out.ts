/** A feature that is not learned from, and the evidence. */
export type LeftOut = { readonly feature: string } & (
  | {
      /** Its values became known after the day for which they are said to hold. */
      readonly why: "known-late";
      /** The share of its known values that were late, and how late the middle one of these was, in units of `time`. */
      readonly share: number;
      readonly lateness: number;
    }
  | {
      /** Where it was ever known of a lead, this was mostly only since the day of the decision. */
      readonly why: "after-outcome";
      /** Of so many decided leads, of which it is known since when. */
      readonly leads: number;
      readonly share: number;
    }
  /** People of the team set it, often because they know how it ended. */
  | { readonly why: "set-by-staff" }
  /** Alone it tells who converts from who does not better than anything that is known beforehand does. */
  | { readonly why: "separates"; readonly auc: number }
  /** Taking it away more than doubles what cannot be told: it is more likely a trace of the outcome than a cause. */
  | { readonly why: "triumph"; readonly aucWith: number; readonly aucWithout: number }
  /** Treating people by it would be unfair. */
  | { readonly why: "protected" }
  /** It tells the protected field `of`. */
  | { readonly why: "proxy"; readonly of: string; readonly auc: number }
  /** In all rows it is what the feature `of` is. */
  | { readonly why: "same-as"; readonly of: string }
  /** All rows have the same value. */
  | { readonly why: "constant" }
);
