export { csvCell } from "./csv-cell.ts";
export type { First } from "./en/first.ts";
export type { Spoken } from "./en/spoken.ts";
export type { Phrases } from "./en.ts";
export type { Value } from "./figures.ts";
export { LANGUAGES, type Language, pickLanguage, WITHOUT_PHRASES } from "./language.ts";
export { loadFirst, loadPhrases } from "./load-phrases.ts";
export { type Names, namesOf } from "./names.ts";
export { phrasesOf } from "./phrases-of.ts";
export type { Mark } from "./said.ts";
export { type BandState, type Outlook, sayBand, sayOutlook } from "./say-band.ts";
export { type Condition, type ConditionNames, type Quantity, sayCondition } from "./say-condition.ts";
export { type Filter, sayFilter } from "./say-filter.ts";
export {
  type Evidence,
  type Line,
  type SaidLine,
  sayDays,
  sayLines,
  sayTotalLines,
  type TotalLine,
} from "./say-line.ts";
export { type Factor, sayFactor, sayFactors, sayPrediction, type ToldPrediction } from "./say-prediction.ts";
export {
  type ApiIssue,
  type ApiProblem,
  type CollectProblem,
  type DatabaseNote,
  type FileProblem,
  type MapIssue,
  type Problem,
  type Quarantined,
  type Reject,
  type StartProblem,
  sayApiIssue,
  sayApiProblem,
  sayCollectProblem,
  sayDatabaseNote,
  sayFileProblem,
  sayProblem,
  sayQuarantined,
  sayReject,
  sayStartProblem,
} from "./say-problem.ts";
export { type Reason, sayReason, sayUnscored, type Unscored } from "./say-reason.ts";
export {
  type Decay,
  type Limit,
  type Rule,
  type RuleNames,
  type RulePoints,
  sayDecay,
  sayLimit,
  sayRule,
  sayRuleInMarket,
} from "./say-rule.ts";
export { type Band, sayBands, sayTotal, type TotalFormula } from "./say-scheme.ts";
export { type SignalDefinition, saySignal } from "./say-signal.ts";
export { type LeftOut, sayLeftOut } from "./say-training.ts";
export type { ValueOperators } from "./say-value.ts";
