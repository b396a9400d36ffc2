import type { Facts } from "../facts.ts";
import type { Found, Reading } from "../reading/reading.ts";
import type { Measured } from "../signal/measure.ts";
import type { Day, Zone } from "../zone.ts";

/**
 * A trained prediction made ready for one zone: a pure function of facts and day, pinned by the hash of its artefact.
 * `learning` makes it; a score only reads it.
 */
export type PredictionReader = {
  readonly artefact: string;
  readonly zone: Zone;
  /** Within how many days what is predicted would happen. */
  readonly horizon: number;
  /** What events must have been folded into the states. */
  readonly measured: readonly Measured[];
  readonly readsAccounts: boolean;
  /** 0–1. */
  probability(facts: Facts, today: Day): number;
  /** The first day after `today` on which it may say something else without a new event; null where it never does. */
  dueAfter(facts: Facts, today: Day): Day | null;
  /** What moves it most, the strongest first. Costs a hundred times what the probability costs. */
  factors(facts: Facts, today: Day, most: number): readonly PredictionFactor[];
};

/** One thing known of a lead, and how it moves a prediction. */
export type PredictionFactor = {
  readonly feature: string;
  /** What people call the trait or signal. */
  readonly label: string;
  readonly reading: Reading;
  /** What was found; null where nothing was. */
  readonly value: Found;
  /** In log-odds: above nought it raises the probability. */
  readonly effect: number;
};

/** Readers by the hash of their artefact. */
export type PredictionReaders = ReadonlyMap<string, PredictionReader>;

/** What a prediction said of a lead, or why it said nothing. */
export type ToldPrediction = {
  readonly name: string;
  readonly probability: number | null;
  /** The model pins no artefact, or nobody brought the one that it pins. */
  readonly unknown?: "not-pinned" | "not-loaded";
  readonly horizon?: number;
  /** Where they were asked for. */
  readonly factors?: readonly PredictionFactor[];
};
