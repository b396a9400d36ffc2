import { code } from "../notation.ts";
import { count, figures } from "./figures.ts";

const { number, percent, quote } = figures;

/** What training a prediction came to. */
export const training = {
  /** Why a feature was not learned from; the keys are the codes. */
  leftOut: {
    "known-late": ({ share, lateness }: { readonly share: number; readonly lateness: number }) =>
      `${percent(share)} of its values became known only later, by ${count(Math.round(lateness), "day", "days")} in the middle`,
    "after-outcome": ({ share, leads }: { readonly share: number; readonly leads: number }) =>
      `in ${percent(share)} of ${count(leads, "decided lead", "decided leads")} it first came with the decision, or after it`,
    "set-by-staff": () => "people of the team set it, often because they know how it ended",
    separates: ({ auc }: { readonly auc: number }) =>
      `alone it tells who converts better than anything that is known beforehand does (AUC ${number(auc)})`,
    triumph: ({ aucWith, aucWithout }: { readonly aucWith: number; readonly aucWithout: number }) =>
      `too good to be true: with it the AUC is ${number(aucWith)}, without it ${number(aucWithout)}`,
    protected: () => "nobody is to be treated by it",
    proxy: ({ of, auc }: { readonly of: string; readonly auc: number }) =>
      `it tells ${quote(of)} (AUC ${number(auc)}), by which nobody is to be treated`,
    "same-as": ({ of }: { readonly of: string }) => `it says what ${quote(of)} says`,
    constant: () => "it is the same for all",
  },
  models: { trees: "gradient-boosted trees", logistic: "logistic regression" },
  trained: (model: string, features: number) => `Trained: ${model} on ${count(features, "feature", "features")}.`,
  /** One sentence for what is missing first. */
  notEnough: (needed: number, found: number) =>
    `Not enough data: of those who converted and of those who did not, each part of the past needs some; one needs ${number(needed)} and has ${number(found)}.`,
  noFeatures: () => "There is nothing left to learn from: every feature was left out.",
  noSignal: (auc: string) =>
    `No signal here: the best model is not better, with confidence, than saying the same of every lead (AUC ${auc}).`,
};

/** What the terminal says of it besides. */
export const figuresOfTraining = {
  auc: "AUC on the newest leads",
  gain: "log-loss below that of the base rate by",
  calibration: "calibration error",
  concordance: "C-index of how soon",
  leftOut: "Left out",
  artefact: (hash: string) => `artefact ${code(hash)}`,
};

/** What the terminal says of predictions. */
export const predicted = {
  probability: "Probability",
  expected: (days: number) => `if it converts, in about ${count(days, "day", "days")}`,
  soon: "Expected days",
  within: (span: string) => `Probability to convert within ${span}`,
  decided: (leads: number) => `${count(leads, "lead", "leads")} left out, of whom it is known how it ended`,
  baseline: (probability: number) => `${percent(probability)} for a lead of which nothing is known`,
};

export type Training = typeof training;
export type FiguresOfTraining = typeof figuresOfTraining;
export type Predicted = typeof predicted;
