import type { Adjustment, Event, JsonObject } from "@plumbline/scoring";
import type { Outcome } from "./outcome.ts";

/** All that is known of a lead: nothing is cut off yet, and nothing need be in order. */
export type ToldLead = {
  readonly id: string;
  /** Each once. */
  readonly events: readonly Event[];
  /** What sales said of it. */
  readonly feedback?: readonly Outcome[];
  /** When it may not be scored; without an end, from then on. Milliseconds since 1970. */
  readonly closed?: readonly Span[];
  /** Points that people gave, by the place of the model in the plan. */
  readonly adjustments?: readonly (readonly Adjustment[])[];
  /** Traits that nobody dated, as those of a list: taken as if they had always been known. */
  readonly undated?: JsonObject;
  /** When the list says that the lead came; of leads whose events do not name them. Milliseconds since 1970. */
  readonly knownFrom?: number;
};

export type Span = { readonly from: number; readonly until?: number };

/** Leads of one account, as they belong together now; or a lead alone. */
export type ToldGroup = readonly ToldLead[];
