export { type Attainable, attainable } from "./attainable.ts";
export { bandOn } from "./band-history.ts";
export { type BandState, type Decider, type Decision, deciderOf, type LeftBand, type Placed } from "./bands/decide.ts";
export { checkModel } from "./check-model.ts";
export { dayOfValue } from "./condition/day-of-value.ts";
export { fadingOf, weightAt } from "./decay.ts";
export { diffModels, type ModelChange } from "./diff-models.ts";
export { hashOf } from "./digest.ts";
export { EVENT_TYPES, type Event, type EventType, type Json, type JsonObject } from "./event.ts";
export type { Adjustment, Facts } from "./facts.ts";
export { fold } from "./fold.ts";
export {
  accountOf,
  accountsOf,
  addLead,
  addToBook,
  type BookedAccount,
  type BookedLead,
  type LeadBook,
  leadsOf,
  newBook,
} from "./identity/lead-book.ts";
export {
  addEvent,
  addTraits,
  type LeadHistory,
  mergeLeads,
  newLead,
  type TraitHistory,
  traitsOf,
} from "./identity/lead-history.ts";
export {
  emailIdentity,
  emailsOf,
  type Identity,
  type IdentityDecision,
  identityOf,
  isEarlier,
  isPlaceholder,
  type Links,
  linkEmail,
  noLinks,
  observe,
  resolve,
  type Stamp,
} from "./identity/resolve.ts";
export {
  addStanding,
  type ConsentChoice,
  closedSpans,
  decisionsIn,
  type Ineligible,
  ineligible,
  isObjection,
  mergeStandings,
  newStanding,
  type Standing,
} from "./identity/standing.ts";
export { readJobTitle } from "./job-title.ts";
export { matcher } from "./matcher.ts";
export type { Condition } from "./model/condition-schema.ts";
export { modelJsonSchema } from "./model/json-schema.ts";
export { modelHash } from "./model/model-hash.ts";
export {
  type Example,
  type Model,
  model as modelSchema,
  type Rule,
  type SignalDefinition,
} from "./model/model-schema.ts";
export { type Parsed, parseModel } from "./model/parse-model.ts";
export type { ModelPath, ModelProblem } from "./model/problem.ts";
export { suggest } from "./model/suggest.ts";
export { type NextSteps, nextSteps } from "./next-step.ts";
export {
  catchUp,
  higher,
  type Placement,
  type Placing,
  type PlacingNow,
  place,
  placeNow,
  type Transition,
} from "./place.ts";
export { fromPoints, ONE, type Points, toPoints } from "./points.ts";
export type {
  PredictionFactor,
  PredictionReader,
  PredictionReaders,
  ToldPrediction,
} from "./prediction/prediction-reader.ts";
export { artefactsOf } from "./prediction/prediction-term.ts";
export { quickDigest } from "./quick-digest.ts";
export { type CompiledReadings, compileReadings } from "./reading/compile-readings.ts";
export { type Found, isReading, type Reading } from "./reading/reading.ts";
export { readsAccounts } from "./reads-accounts.ts";
export { type DayShare, type EventShare, eventShares, type RuleShares, ruleShares } from "./rule-shares.ts";
export { type CompiledModel, compile, measurerFor } from "./score/compile.ts";
export { flatten } from "./score/flatten.ts";
export type {
  DimensionScore,
  Evidence,
  Line,
  Reason,
  Score,
  TotalLine,
  Unscored,
  Verdict,
} from "./score/score-shape.ts";
export { score, scoreNow, totalOf } from "./score.ts";
export { isListing, isSegmentTrait, segmentTrait } from "./segment/listing.ts";
export { type Library, type Pinned, pinModel } from "./segment/pin-model.ts";
export { type Segment, segmentModel, standAlone } from "./segment/segment.ts";
export { valuesOf } from "./signal/by-key.ts";
export { decodeStates, encodeStates } from "./signal/codec.ts";
export type { Measured, Measurer } from "./signal/measure.ts";
export type { Reader } from "./signal/read.ts";
export { mergeStates, type SignalState, type SignalStates } from "./signal/state.ts";
export { traitsRead } from "./traits-read.ts";
export { type Mismatch, type Tried, tryExamples } from "./try-examples.ts";
export { civilFromDay, type Day, dayFromCivil, findZone, formatDay, parseDay, UTC, type Zone } from "./zone.ts";
