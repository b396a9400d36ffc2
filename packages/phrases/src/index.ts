export type { Phrases } from "./en.ts";
export type { Value } from "./figures.ts";
export { LANGUAGES, type Language, pickLanguage } from "./language.ts";
export type { Names } from "./names.ts";
export { phrasesOf } from "./phrases-of.ts";
export { type BandState, type Outlook, sayBand, sayOutlook } from "./say-band.ts";
export {
  type Evidence,
  type Line,
  type SaidLine,
  sayDays,
  sayLines,
  sayTotalLines,
  type TotalLine,
} from "./say-line.ts";
export {
  type ApiIssue,
  type ApiProblem,
  type DatabaseNote,
  type FileProblem,
  type MapIssue,
  type Problem,
  type Reject,
  type StartProblem,
  sayApiIssue,
  sayApiProblem,
  sayDatabaseNote,
  sayFileProblem,
  sayProblem,
  sayReject,
  sayStartProblem,
} from "./say-problem.ts";
export { type Reason, sayReason, sayUnscored, type Unscored } from "./say-reason.ts";
