import { count, figures } from "../figures.ts";
import { kpis } from "./kpis.ts";
import { shell } from "./shell.ts";

const { number, quote } = figures;

/** What the screen of insights says. */
export const insights = {
  title: shell.titles.insights,
  about: "Whether the score tells who converts, and what marketing and sales make of it.",
  tabs: { truth: "Is the score true?", kpis: "KPIs" },
  save: "CSV",
  saveOf: (table: string) => `Save ${quote(table)} as CSV`,
  low: "95% from",
  high: "95% to",
  interval: (low: string, high: string) => `95%: ${low} to ${high}`,

  ask: "Ask",
  askTitle: "Is the score true?",
  askHint:
    "The past is lived through once more: every lead gets the score it would have had on a day drawn for it, and is then held against what became of it.",
  askAgain: "Ask again",
  model: "Model",
  version: "Version",
  versions: { live: "The live one", draft: "The draft" },
  versionOf: (n: number) => `Version ${number(n)}`,
  target: "A lead converts when",
  targets: { won: "a deal is won", opportunity: "an opportunity opens", accepted: "sales accepts it" },
  horizon: "Within how many days",
  horizonHint: "Counted from the day on which the lead is looked at.",
  from: "From",
  to: "To",
  periodHint: "The days on which leads are looked at. Empty: the last year whose outcomes are known.",
  isProbability: "The score is a probability in per cent",
  isProbabilityHint: "Then it is also checked whether 30 means 30 of 100.",
  daysReversed: "The end is before the beginning.",
  noModels: "No model is live yet",
  noModelsHint: "Publish a model first. What happened before counts.",
  ofLeadsOnly: "Models of accounts are not offered: outcomes are known of leads.",
  toModels: "Go to the models",

  studies: "Questions asked",
  none: "Nothing has been asked yet",
  noneHint: "Ask whether leads with a high score really converted more often than others. It takes a minute or two.",
  mayNotAsk: "Your role may read answers. Admins, marketers and analysts ask.",
  asked: (model: string, version: string) => `${model}, ${version}`,
  within: (target: string, days: number) => `${target} within ${count(days, "day", "days")}`,
  period: (from: string, to: string) => `${from} to ${to}`,
  states: { waiting: "Waiting", running: "Being worked out", done: "Done", stopped: "Stopped", failed: "Failed" },
  by: (who: string, ago: string) => `${who}, ${ago}`,
  progress: (done: number, of: number) => `${number(done)} of ${count(of, "lead", "leads")}`,
  progressRead: (leads: number) => `${count(leads, "lead", "leads")} read; what they say is being worked out`,
  progressUnknown: "Counting leads",
  stop: "Stop",
  stoppedHint: "It was ended without an answer.",
  failedHint: "It ended with an error, which the server's log tells. Asking again may help.",
  dropTitle: "Remove this question?",
  dropHint: "Its answer is removed for everybody. It can be asked again.",

  verdicts: {
    true: "The score tells who converts",
    chance: "It cannot be told from chance",
    reversed: "The score is upside down",
    unknown: "There is not enough to tell yet",
  },
  /** How much more often leads of a band converted than all. */
  times: {
    won: (band: string, times: number) =>
      `A lead in ${quote(band)} won ${number(times)} times as often as the average.`,
    opportunity: (band: string, times: number) =>
      `A lead in ${quote(band)} became an opportunity ${number(times)} times as often as the average.`,
    accepted: (band: string, times: number) =>
      `A lead in ${quote(band)} was accepted by sales ${number(times)} times as often as the average.`,
  },
  timesUnsure: (band: string) => `There are too few leads in ${quote(band)} to tell it from the average for sure.`,
  pairs: (of100: number, low: number, high: number) =>
    `Of a lead that converted and one that did not, the score put the right one first in ${number(of100)} of 100 pairs (95%: ${number(low)} to ${number(high)}; by chance 50).`,
  outOfOrder: (upper: string, lower: string) =>
    `Leads in ${quote(upper)} converted less often than those in ${quote(lower)} below it.`,
  leadsSeen: "Leads looked at",
  converted: "Converted",
  rate: "Conversion rate",
  auc: "AUC",
  aucHint: "The share of pairs in which the one that converted has the higher score; ties count half.",
  ofTold: (n: number) => `of ${number(n)}`,

  missing: {
    title: "Not enough data",
    leads: (needed: number, found: number) =>
      `It takes ${count(needed, "lead", "leads")}; there ${found === 1 ? "is" : "are"} ${number(found)}.`,
    converted: (needed: number, found: number) =>
      `It takes ${count(needed, "lead that converted", "leads that converted")}; there ${found === 1 ? "is" : "are"} ${number(found)}.`,
    "not-converted": (needed: number, found: number) =>
      `It takes ${count(needed, "lead that did not convert", "leads that did not convert")}; there ${found === 1 ? "is" : "are"} ${number(found)}.`,
    "comparable-pairs": (needed: number, found: number) =>
      `It takes ${count(needed, "pair of leads that can be compared", "pairs of leads that can be compared")}; there ${found === 1 ? "is" : "are"} ${number(found)}.`,
    groups: (needed: number, found: number) =>
      `It takes ${count(needed, "group", "groups")}; there ${found === 1 ? "is" : "are"} ${number(found)}.`,
    contacts: "Nobody who was handed over has been contacted yet.",
    costs: "No costs have been entered for this period.",
    rate: (currency: string, day: string) => `There is no exchange rate of ${currency} for ${day}.`,
    outcomesHint: "Outcomes come as events, over the API or by an import.",
    toImports: "Import outcomes",
  },

  byBand: "Conversion by band",
  byMarket: "Conversion by market",
  byDecile: "Conversion by decile",
  decileHint: "Decile 1 holds the tenth of leads with the highest scores.",
  band: "Band",
  decile: "Decile",
  noBand: "No band",
  leads: "Leads",
  conversion: "Conversion",
  average: "Average",

  curves: "How well it ranks",
  gain: "Gain",
  gainHint: "Of all that converted, the share that is found by working the best part of the list.",
  lift: "Lift",
  liftHint: "How many times as often the best part of the list converts as all.",
  roc: "ROC",
  rocHint: "Converters found against others worked in vain. The straight line is chance.",
  worked: "Worked",
  found: "Found",
  inVain: "In vain",

  thresholds: "Precision and recall",
  thresholdsHint:
    "Working all leads from a score on: how many of them convert, and how many of all that convert are among them.",
  byThreshold: "By threshold",
  threshold: "From score",
  precision: "Precision",
  recall: "Recall",
  f1: "F1",
  present: "At the present bands",
  presentUnknown: "Where the bands of a draft begin is not kept with its answer, so they are not marked.",

  calibration: "Calibration",
  calibrationHint: "What was said against what came true. On the line, a score of 30 means 30 of 100.",
  said: "Said",
  cameTrue: "Came true",
  calibrationError: (points: string) => `On average the score is ${points} off.`,
  brier: "Brier score",
  logLoss: "Log-loss",
  baseLogLoss: "Log-loss of saying the average to all",

  time: "Time to conversion",
  timeHint: "The share that has converted so many days after the lead was looked at (Kaplan–Meier).",
  day: "Day",
  share: "Share",
  byDay: (days: number) => `Converted within ${count(days, "day", "days")}`,
  halfAfter: "Half after, days",

  weeks: "Leads per week",
  weeksHint: "How many leads entered each band in a week.",
  week: "Week from",
  capacity: "Sales can work, a week",
  capacityLine: "Capacity",
  overfull: (over: number, of: number, band: string) =>
    `In ${number(over)} of ${count(of, "week", "weeks")} more leads entered ${quote(band)} than sales can work.`,
  noWeeks: "Nobody entered a band in this time.",

  rules: "What each rule was worth",
  rulesHint:
    "Worth is the factor by which the odds of converting rise when the rule fires and all others stay as they are. Chance explains a rule with a high q.",
  rule: "Rule",
  fires: "Fires",
  with: "With it",
  without: "Without it",
  difference: "Difference",
  worth: "Worth",
  q: "q",
  proofs: { raises: "Raises", lowers: "Lowers", unclear: "Not proven", rare: "Too rare" },
  proof: "Finding",
  worthOf: "Worth of each rule, with its interval",
  sortBy: (column: string) => `Sort by ${column}`,
  asRules: "Table",
  asBars: "Chart",

  left: "Who was left out",
  leftHint: (taken: number, told: number) =>
    `${number(taken)} of ${count(told, "lead", "leads")} are in the figures. Each counts once, on one day.`,
  leftNobody: "Nobody was left out.",
  reason: "Reason",
  reasons: {
    unnamed: "Never known by a name or address: sales could not have worked them",
    decided: "Won or lost before they could be scored",
    outside: "Not open in the period, or too recent for the outcome to be known",
    ineligible: "Left out of scoring by the model on all of their days",
    unscored: "Without a score by this model",
  },

  helper: {
    title: "Where to draw the line",
    hint: "Which score to work leads from, by what sales can work or by what a lead costs and brings.",
    goals: { capacity: "By capacity", profit: "By cost and value" },
    goal: "Choose",
    perWeek: "Leads that sales can work a week",
    cost: "Cost of working a lead",
    value: "Value of a conversion",
    find: "Find the threshold",
    best: (threshold: number) => `Work leads from a score of ${number(threshold)} on`,
    nobody: {
      profit: "Best is to work nobody: a lead costs more than it brings",
      capacity: "More leads with the best score come in a week than sales can work, so no threshold keeps to it",
    },
    everybodyAbove: "above the best score",
    between: (low: string, high: string) => `Had other leads come, it would lie from ${low} to ${high} (95%).`,
    gets: (share: string, precision: string, recall: string) =>
      `That is ${share} of leads; ${precision} of them convert, and ${recall} of all conversions are among them.`,
    worked: (leads: number) => `${count(leads, "lead comes", "leads come")} to it for the first time in a week.`,
    gained: (worth: number, low: number, high: number) =>
      `It brings ${number(worth)} for each lead that comes in (95%: ${number(low)} to ${number(high)}).`,
    byThreshold: { capacity: "Leads a week by threshold", profit: "Gain for each lead by threshold" },
    worth: { capacity: "Leads a week", profit: "Gain for each lead" },
  },
  kpis,
};

export type Insights = typeof insights;
