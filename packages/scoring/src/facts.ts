import type { JsonObject } from "./event.ts";
import type { Points } from "./points.ts";
import type { SignalStates } from "./signal/state.ts";
import type { Day } from "./zone.ts";

/** Everything a score may depend on besides the model and the day. */
export type Facts = {
  readonly traits: JsonObject;
  readonly states: SignalStates;
  /** The lead's account, where it has one. */
  readonly account?: { readonly traits: JsonObject; readonly states: SignalStates };
  /** Points given by people. */
  readonly adjustments?: readonly Adjustment[];
  /** Probabilities (0–1) that are known already, by the name of the prediction: no reader is asked for these. */
  readonly predictions?: Readonly<Record<string, number>>;
  /** Why this lead may not be scored (an objection, missing consent); absent where it may. */
  readonly ineligible?: string;
};

/** Points that a person gave or took, on a dimension, from a day until (and with) another. */
export type Adjustment = {
  readonly id: string;
  readonly dimension: string;
  readonly points: Points;
  readonly reason: string;
  readonly by: string;
  readonly on: Day;
  readonly until?: Day;
};
