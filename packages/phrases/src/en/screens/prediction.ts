import { count, figures } from "../figures.ts";
import { shell } from "./shell.ts";

const { number, quote } = figures;

/** What the screen of predictions says, and the card of a lead. */
export const prediction = {
  title: shell.titles.predictions,
  about: "How likely a lead converts, learned from what became of others, with the reasons.",
  create: "New prediction",
  none: "Nothing is predicted yet",
  noneHint:
    "A prediction learns from leads whose outcome is known. It takes at least fifty that converted and fifty that did not.",
  mayNot: "Your role may read predictions. Admins and marketers make and train them.",
  back: "All predictions",
  name: "Name",
  nameHint: "As models call it, for example win.",
  nameWrong: "Small letters, digits and hyphens, beginning with a letter; at most 40.",
  label: "Label",
  labelHint: "As people read it. Empty: the name.",
  modelHint: "Whose signals it may look at, beside the commonest events and fields.",
  every: "Trained anew",
  everyHint:
    "What is learned takes the place of the champion only if it is better on the newest leads. Whether leads are still as they were is looked at every week, trained anew or not.",
  everies: { never: "Only when somebody asks", week: "Every week", month: "Every month" },
  allowed: "Protected fields that may be looked at",
  allowedHint:
    "Fields of age and gender, and those that give them away, are left out so that nobody is treated by them. Name one here only where the law and your customers allow it. Enter adds it.",
  begin: "Create and train",
  change: "Settings",
  changeHint: "Settings count from the next training on.",
  train: "Train anew",
  next: (day: string) => `next training ${day}`,
  training: "Training",
  trainingHint: "It lives through the past once more and learns from it. That takes a minute or more.",
  noChampion: "No champion yet",
  dropTitle: (label: string) => `Remove ${quote(label)}?`,
  dropHint: "All that was learned is removed with it. Models that use it have to be published without it first.",

  quality: "How good it is",
  pairs: (of100: number, low: number, high: number) =>
    `Of two leads, one that converts and one that does not, it ranks the right one first in ${number(of100)} of 100 cases (95%: ${number(low)} to ${number(high)}; by chance 50).`,
  learnedFrom: (leads: number, converted: number) =>
    `Learned from ${count(leads, "lead", "leads")}, of which ${number(converted)} converted. How good it is was judged on the newest, before it learned from these as well.`,
  /** Whether it can be told how long it takes, too. */
  timing: {
    trained: (of100: number, low: number, high: number) =>
      `How long it takes: of two leads, the one said to convert sooner does in ${number(of100)} of 100 cases (C-index; 95%: ${number(low)} to ${number(high)}; by chance 50).`,
    uninformative: (of100: number) =>
      `How long it takes is not told: of two leads, the one said to convert sooner would in ${number(of100)} of 100 cases, which cannot be told from chance.`,
    "not-enough-data": (needed: number, found: number) =>
      `How long it takes is not told: too few converted to learn it and to judge it (needed: ${number(needed)}, there: ${number(found)}).`,
  },
  method: "Method",
  auc: "AUC",
  logLoss: "Log-loss",
  logLossBase: (base: string) => `${base} for saying the average to all`,
  calibration: "Calibration error",
  calibrationHint: "How far probabilities are off on average",
  learned: "Leads",
  ofConverted: (n: number) => `${number(n)} converted`,

  answers: {
    "not-enough-data": "Not enough data",
    "no-signal": "No signal",
    "no-features": "Nothing to learn from",
  },
  notEnoughHint:
    "The past is split into three parts: one to learn from, one to tune, and the newest to judge. Each needs leads of both kinds.",
  slices: { learned: "Oldest part, to learn from", tuned: "Next part, to tune", newest: "Newest part, to judge" },
  kinds: { converted: "converted", "not-converted": "did not convert" },
  short: (slice: string, kind: string, needed: number, found: number) =>
    `${slice}: it takes ${number(needed)} that ${kind}; there ${found === 1 ? "is" : "are"} ${number(found)}.`,
  noSignalHint: (of100: number) =>
    `The best that was learned ranks the right lead first in ${number(of100)} of 100 cases, which cannot be told from chance or is no better than saying the average to all. So there is no prediction, rather than a bad one.`,
  noSignalNext:
    "What helps: an outcome that comes sooner and more often, such as an opportunity instead of a deal, more days, or more decided leads. Train anew then, or make another prediction.",
  noFeaturesHint: "Every field and signal was left out; see below why.",

  weights: "What counts most",
  weightsHint: "The share that each field or signal has in moving the probability of the newest leads, up or down.",
  feature: "Field or signal",
  /** Features, by what they read. */
  features: {
    lately: (label: string, days: number) => `${label}, in the last ${count(days, "day", "days")}`,
    ever: (label: string) => `${label}, in all`,
    first: (label: string) => `${label}, how long ago first`,
    last: (label: string) => `${label}, how long ago last`,
    length: (trait: string) => `Length of ${trait}`,
    titles: { seniority: "Seniority, by the job title", department: "Department, by the job title" },
  },
  weight: "Share",

  leftOut: "What was left out, and why",
  leftOutHint: "What is known only after the outcome, or would be unfair, is not learned from.",
  leftOutNone: "Nothing was left out.",
  why: "Why",

  fairness: "Fairness by group",
  fairnessHint:
    "Who of the newest leads is predicted above the share that converts. A group below four fifths of the group that is picked most often is a sign of unequal treatment.",
  fairnessNone: "No fields of age or gender are known of leads, so there is nothing to compare.",
  group: "Group",
  groupUnknown: "Not known",
  leads: "Leads",
  picked: "Picked",
  ratio: "Ratio",
  precision: "Of those picked, convert",
  recall: "Of those who convert, picked",
  disadvantaged: (groups: string, field: string) =>
    `By ${quote(field)}, these are picked clearly less often: ${groups}. See whether that has a cause that you can stand for.`,
  fair: (field: string) => `By ${quote(field)}, no group is picked clearly less often.`,
  nobodyPicked: (field: string) => `By ${quote(field)}, nobody is picked, so there is nothing to compare.`,
  bandsBy: (field: string) => `Shares of each band by ${quote(field)}`,

  /** What was seen of newer leads, and on which day. */
  seen: {
    warns: (day: string) => `Looked at on ${day}. Train it anew, and compare.`,
    holds: (day: string) => `Looked at on ${day}: newer leads show no change.`,
    unknown: (day: string) => `Looked at on ${day}: there are too few newer leads to tell whether they have changed.`,
  },
  marks: { drift: "Leads have changed", calibration: "Probabilities are off" },
  driftTitle: "Leads are no longer as they were",
  drift: {
    moving: (feature: string, psi: string) => `${quote(feature)} is moving (PSI ${psi}).`,
    moved: (feature: string, psi: string) => `${quote(feature)} has moved (PSI ${psi}).`,
  },
  calibrationTitle: "Its probabilities no longer hold",
  gap: {
    above: (points: number) =>
      `Newer leads convert ${count(points, "percentage point", "percentage points")} more often than it says.`,
    below: (points: number) =>
      `Newer leads convert ${count(points, "percentage point", "percentage points")} less often than it says.`,
  },

  trainings: "Trainings",
  at: "When",
  state: "State",
  states: { champion: "Champion", challenger: "Challenger", former: "Former champion", nothing: "Nothing learned" },
  against: "Against the champion",
  verdicts: { better: "Better", level: "No clear difference", worse: "Worse" },
  promote: "Make champion",
  revert: "Go back to this",
  promoteTitle: "Make this the champion?",
  promoteHint:
    "Models that follow the champion are published anew with it, and nobody is told of bands that change by that.",
  published: (models: string) => `Published anew: ${models}.`,
  waiting: {
    "sign-off": (model: string) => `${quote(model)} keeps what it has: people have to sign.`,
    experiment: (model: string) => `${quote(model)} keeps what it has: an experiment runs.`,
  },

  uses: "In models",
  usesNone: "No live model uses it yet.",
  use: {
    follows: (model: string, version: number) => `${model}, version ${number(version)}: follows the champion`,
    pinned: (model: string, version: number) => `${model}, version ${number(version)}: keeps the artefact it names`,
  },
  useHint: "A rule gives points by the probability, 0 to 1; these lines belong into the text of a model.",
  yaml: "Lines for a model",

  card: {
    title: "Prediction",
    because: "What moves it most",
    expected: (days: number) => `If it converts, then probably in about ${count(days, "day", "days")}.`,
  },
};

export type Prediction = typeof prediction;
