// Numbers, truth, thresholds, experiments, KPIs.
export type { Answer, Missing, NotEnough } from "./answer.ts";
export type { Arm } from "./experiment/arm.ts";
export { assignArm, type WeightedArm } from "./experiment/assign-arm.ts";
export { type BayesianView, type Belief, bayesianView } from "./experiment/bayesian-view.ts";
export { compareShadow, type ShadowComparison, type Shadowed } from "./experiment/compare-shadow.ts";
export {
  type ContinueReason,
  decideExperiment,
  type ExperimentDecision,
  isHarmed,
  type StopReason,
} from "./experiment/decide-experiment.ts";
export {
  type ExperimentPlan,
  type ExperimentState,
  type Guard,
  lookAtExperiment,
  newExperiment,
  type Sight,
} from "./experiment/experiment.ts";
export { type SampleRatio, sampleRatio } from "./experiment/sample-ratio.ts";
export {
  type RateSampleSize,
  type SamplePlan,
  type SampleSize,
  sampleSizeForMeans,
  sampleSizeForRates,
} from "./experiment/sample-size.ts";
export { look, type SequentialPlan } from "./experiment/sequential-test.ts";
export { NOTHING_SEEN, type Standing } from "./experiment/standing.ts";
export { type FieldFairness, fairnessByField, protectedFields } from "./fairness/fairness-by-field.ts";
// Tables, guards, training, prediction.
export { type Fairness, type GroupedLeads, type GroupRates, selectionRates } from "./fairness/selection-rates.ts";
export { type CompiledFeatures, compileFeatures } from "./feature/compile-features.ts";
export { deriveFeatures } from "./feature/derive-features.ts";
export { type FeatureSet, type FeatureSource, labelOf, someFeatures } from "./feature/feature-set.ts";
export {
  addToFeatureSurvey,
  type FeatureSurvey,
  newFeatureSurvey,
  type TraitFound,
} from "./feature/feature-survey.ts";
export { findLeaks, type LeakFacts } from "./guard/find-leaks.ts";
export { findProxies, isProtectedName } from "./guard/find-proxies.ts";
export type { LeftOut } from "./guard/left-out.ts";
export { type ScreenFacts, screenFeatures } from "./guard/screen-features.ts";
export {
  type Asked,
  type LossReason,
  leadToOpportunity,
  lossReasons,
  opportunityToCustomer,
  type Share,
  winRate,
} from "./kpi/conversion-kpis.ts";
export { type DealOutcome, fateOf } from "./kpi/fate-of.ts";
export type { Basis, Fate, Journey, Period, WonDeal } from "./kpi/journey.ts";
export { type Kpi, type KpiMissing, type KpisAsked, type KpiValue, kpisOf } from "./kpi/kpis-of.ts";
export { type Money, RATE_LASTS, type Rates, total } from "./kpi/money.ts";
export {
  acquisitionCost,
  type LeadQuality,
  leadQuality,
  leadQualityPerCost,
  type MoneyFigure,
  type Revenue,
  returnOnInvestment,
  revenueOf,
  type Spent,
  type Velocity,
  velocity,
} from "./kpi/money-kpis.ts";
export { BELONGS, type Population } from "./kpi/populations.ts";
export { type QuotedRate, ratesFrom } from "./kpi/rates-from.ts";
export { type Cost, spreadCosts } from "./kpi/spread-costs.ts";
export {
  type CycleAsked,
  type CycleLength,
  cycleLength,
  type SpeedToLead,
  speedToLead,
  type TimeInterval,
} from "./kpi/time-kpis.ts";
export { designOfColumns } from "./logistic/design-of-columns.ts";
export {
  covarianceOf,
  type Design,
  fitLogistic,
  type LogisticData,
  type LogisticFit,
  type Prior,
} from "./logistic/fit-logistic.ts";
export { type LogisticModel, type LogisticTraining, trainLogistic } from "./logistic/train-logistic.ts";
export { addListed, addToCrowd, type Crowd, groupsOf, newCrowd } from "./moment/crowd.ts";
export { liveThrough } from "./moment/live-through.ts";
export {
  type Figures,
  type Moment,
  type MomentPlan,
  type MomentTable,
  newMomentTable,
  type Stand,
} from "./moment/moment-table.ts";
export {
  conversionsOf,
  type DealKind,
  type Outcome,
  type OutcomeKind,
  outcomeEvents,
  outcomeOf,
  type Target,
} from "./moment/outcome.ts";
export { type MomentRows, tableOfMoments } from "./moment/table-of-moments.ts";
export type { Span, ToldGroup, ToldLead } from "./moment/told-lead.ts";
export { betaLower, betaQuantile } from "./numbers/beta.ts";
export type { Bootstrap } from "./numbers/bootstrap.ts";
export { type Chance, drawBeta, drawBinomial, drawNormal, seeded } from "./numbers/chance.ts";
export { falseDiscovery } from "./numbers/false-discovery.ts";
export { gammaLower, gammaQuantile, gammaUpper, logGamma } from "./numbers/gamma.ts";
export { differenceInterval, type Interval, jeffreys, type Rate, wilson } from "./numbers/interval.ts";
export { normalCdf, normalQuantile, normalTwoSided } from "./numbers/normal.ts";
export { chiSquareTail, studentTwoSided, studentTwoSidedQuantile } from "./numbers/tails.ts";
export {
  type Artefact,
  type AskedOutcome,
  artefactHash,
  type LeadArtefact,
  type ModelCandidate,
  type PredictionMetrics,
  type PredictionModel,
  type ReadArtefact,
  readArtefact,
  readsLeads,
  type Slice,
  writeArtefact,
} from "./predict/artefact.ts";
export type { CalibrationCurve } from "./predict/calibrate.ts";
export { type CompiledPrediction, compilePrediction } from "./predict/compile-prediction.ts";
export { type FeatureWeight, featureWeights } from "./predict/feature-weights.ts";
export {
  type Effect,
  type Explanation,
  explain,
  marginsOf,
  type Predictor,
  predict,
  predictorOf,
} from "./predict/predict.ts";
export { type MomentAnswer, type MomentTraining, trainOnMoments } from "./predict/train-on-moments.ts";
export {
  type PredictionAnswer,
  type PredictionTraining,
  type Shortage,
  trainPrediction,
} from "./predict/train-prediction.ts";
export { type Challenge, type ChampionWatch, type FeatureDrift, watchChampion } from "./predict/watch-champion.ts";
// Proposals.
export { type Applied, applyProposals } from "./propose/apply-proposals.ts";
export { autoTune, type HeldBack, type TuneBounds, type TuneDecision } from "./propose/auto-tune.ts";
export type { Candidate, Candidates } from "./propose/candidate.ts";
export { candidatesOf } from "./propose/candidates-of.ts";
export type {
  Change,
  Edit,
  EffectEvidence,
  Estimate,
  ModelPlace,
  PointsProposal,
  ProfileProposal,
  Proposal,
  Proposals,
  RuleProposal,
  Silence,
  ThresholdGoal,
  ThresholdsProposal,
} from "./propose/proposal.ts";
export { type ProposeOptions, proposalsOf } from "./propose/proposals-of.ts";
export { addToSurvey, newSurvey, type Survey } from "./propose/survey.ts";
export { type Backtest, backtestOf, type HandOver } from "./study/backtest-of.ts";
export type { RuleTruth } from "./study/rule-truth.ts";
export type { Totals } from "./study/totals.ts";
export { type BandTruth, type MarketTruth, type Truth, truthOf, type WeekVolume } from "./study/truth-of.ts";
export { buildTable, encodeTable, type FeatureDeclaration } from "./table/build-table.ts";
export {
  type Feature,
  type FeatureKind,
  type LeadValues,
  type Row,
  type Table,
  takeFeatures,
  takeRows,
  type Value,
} from "./table/table.ts";
export { chooseFromTotals } from "./threshold/choose-from-totals.ts";
export { chooseThreshold, type ThresholdChoice, type ThresholdPoint } from "./threshold/choose-threshold.ts";
export type { Goal } from "./threshold/goal.ts";
export {
  predictTiming,
  type Timing,
  type TimingAnswer,
  type TimingModel,
  type TimingWorth,
  trainTiming,
} from "./timing/train-timing.ts";
export type { ForestData } from "./trees/forest.ts";
export type { WebAssemblyLike } from "./trees/kernel.ts";
export { TREE_SETTINGS, type TreeSettings } from "./trees/settings.ts";
export { type TreeTraining, trainTrees } from "./trees/train-trees.ts";
export { type Auc, type AucDifference, auc, compareAuc } from "./truth/auc.ts";
export { type Brier, type Calibration, calibration, logLoss, type ReliabilityBin } from "./truth/calibration.ts";
export { type Concordance, concordance } from "./truth/concordance.ts";
export { conversionBy, conversionByDecile, cutCurve, type GroupConversion } from "./truth/conversion.ts";
export type { CutFigures } from "./truth/cut-curve.ts";
export {
  type CalibrationDrift,
  type CalibrationGap,
  calibrationDrift,
  type Drift,
  drift,
  numberDrift,
} from "./truth/drift.ts";
export { applyIsotonic, fitIsotonic, type Isotonic } from "./truth/isotonic.ts";
export { kaplanMeier, type Survival, type SurvivalStep, waitingAt } from "./truth/kaplan-meier.ts";
export { type LogRank, logRank } from "./truth/log-rank.ts";
export { applyPlatt, fitPlatt, type Platt } from "./truth/platt.ts";
export {
  type AdjustedEffect,
  adjustedEffects,
  type FittedRules,
  type RuleEffect,
  ruleEffect,
} from "./truth/rule-effect.ts";
export type { ScoredOutcomes } from "./truth/scored-outcomes.ts";
export type { Wait } from "./truth/wait.ts";
