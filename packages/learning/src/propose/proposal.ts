import type { Json, Model, Rule, SignalDefinition } from "@plumbline/scoring";
import type { Answer, Missing } from "../answer.ts";
import type { Interval } from "../numbers/interval.ts";
import type { ThresholdChoice } from "../threshold/choose-threshold.ts";
import type { AucDifference } from "../truth/auc.ts";
import type { RuleEffect } from "../truth/rule-effect.ts";

/** Where in a model: keys from the top, in which rules go by their id, bands and markets by their name. */
export type ModelPlace = readonly string[];

/** One change of a model, as data: it can be kept, shown as a diff, and made later, if the model still says `was`. */
export type Edit = {
  readonly at: ModelPlace;
  /** What stood there when this was proposed; null where nothing did. */
  readonly was: Json;
  /** What is to stand there; null takes it away. A rule that is not there yet is put at the end. */
  readonly to: Json;
};

/**
 * What history would change in a model: a diff with its evidence. `id` says what it is about and not what it says of it,
 * so it is the same in every run: what a team has declined stays declined.
 */
export type Proposal = PointsProposal | RuleProposal | ProfileProposal | ThresholdsProposal;

type ProposalFrame = { readonly id: string; readonly edits: readonly Edit[] };

/** Other points for a rule, in one market or wherever no market says otherwise. */
export type PointsProposal = ProposalFrame & {
  readonly kind: "points";
  readonly rule: string;
  /** The market whose own points these are; null: the rule's. */
  readonly market: string | null;
  /** Points where the rule gives one figure; where a table, tiers or a factor decide, these by which all are to be multiplied, and `was` is 1. */
  readonly points: { readonly was: number; readonly to: number; readonly unit: "points" | "times" };
  readonly evidence: EffectEvidence;
};

/** A rule that the model does not have, with the signals that it needs besides. */
export type RuleProposal = ProposalFrame & {
  readonly kind: "rule";
  readonly rule: Rule;
  readonly signals: Readonly<Record<string, SignalDefinition>>;
  readonly evidence: EffectEvidence & {
    /** By what factor more often leads for which it holds converted, than all; on the newest slice. */
    readonly lift: { readonly lift: number; readonly interval: Interval };
  };
};

/** What the best customers have in common, as a profile. */
export type ProfileProposal = ProposalFrame & {
  readonly kind: "profile";
  readonly name: string;
  readonly profile: NonNullable<Model["profiles"]>[string];
  readonly evidence: {
    /** Whether the best are those who brought most, or all who were won. */
    readonly by: "value" | "won";
    readonly best: number;
    readonly others: number;
    /** In the order of the profile's conditions. */
    readonly conditions: readonly {
      /** How many of the best and of the others it holds for. */
      readonly best: number;
      readonly others: number;
      readonly logOdds: Estimate;
      readonly q: number;
    }[];
  };
};

/** Where a band should begin, on the totals as they are: with other points it is to be asked for again. */
export type ThresholdsProposal = ProposalFrame & {
  readonly kind: "thresholds";
  readonly band: string;
  /** Inclusive, in points. */
  readonly from: { readonly was: number | null; readonly to: number };
  readonly evidence: {
    readonly goal: ThresholdGoal;
    readonly leads: number;
    readonly converted: number;
    readonly choice: ThresholdChoice;
  };
};

export type Estimate = { readonly estimate: number; readonly interval: Interval };

/** What speaks for points. */
export type EffectEvidence = {
  /** The leads that all of it rests on. */
  readonly leads: number;
  readonly converted: number;
  /** How often it fires, and how leads convert with and without; of a new rule, on the newest slice alone. */
  readonly effect: RuleEffect;
  /** What one occurrence (or the condition, or one point of a table) adds to the log-odds with all other rules held. */
  readonly logOdds: Estimate;
  /** The same in points (or as a factor), before it is rounded. */
  readonly points: Estimate;
  /** The share of false proposals among those at least as sure, of all that was asked of its kind: Benjamini & Hochberg. */
  readonly q: number;
  readonly change: Change;
};

/** What becomes of the total on the newest slice, learned from the slice before it. */
export type Change = {
  /** `first` is the model as it is, `second` with the change. */
  readonly auc: Answer<AucDifference>;
  /** Mean log-loss of the total as a probability; null where there is too little to say. */
  readonly logLoss: { readonly was: number; readonly to: number } | null;
};

export type ThresholdGoal =
  /** As many leads as sales can work in a week. */
  | { readonly kind: "capacity"; readonly perWeek: number }
  /** What a lead that converts is worth, and what it costs to work a lead, in one currency. */
  | { readonly kind: "profit"; readonly valuePerConversion: number; readonly costPerLead: number };

/** Why there are no proposals of a kind. */
export type Silence =
  | { readonly because: "not-enough"; readonly missing: readonly Missing[] }
  /** The total does not tell who converts, so that nothing can be put on its scale. */
  | { readonly because: "score-says-nothing" }
  /** What is there agrees with what was seen. */
  | { readonly because: "nothing-found" }
  | { readonly because: "not-asked" }
  /** The model has no bands by points, or none of that name. */
  | { readonly because: "no-band" }
  /** The best start is no higher than that of the band below, or above every score. */
  | { readonly because: "out-of-order"; readonly from: number | null };

/** All that was found, what was looked at, and why some kinds have nothing. */
export type Proposals = {
  readonly proposals: readonly Proposal[];
  /** Only for kinds without proposals. */
  readonly silent: Readonly<Partial<Record<Proposal["kind"], Silence>>>;
  readonly leads: number;
  readonly converted: number;
  /** The newest slice, on which rules were tested. */
  readonly newest: { readonly leads: number; readonly converted: number; readonly from: string | null };
  /** What one point of the total adds to the log-odds; null where there is too little to say. */
  readonly scale: Estimate | null;
  /** How many conditions were looked at, and how many questions were asked altogether among which false ones are held down. */
  readonly tried: { readonly conditions: number; readonly tests: number };
  /** Traits and signals that tell so well that they must have been known only afterwards: nothing is proposed of them. */
  readonly tooGood: readonly string[];
  /** All proposals of points and rules together. */
  readonly together: Change | null;
};
