export {
  type AccountRow,
  findAccounts,
  findOrAddAccounts,
  keepAccounts,
  keepDirty,
  keepMemberships,
  lockAccounts,
} from "./accounts/accounts.ts";
export {
  clearDirty,
  findDirty,
  findMemberIdentities,
  findMembers,
  keepAddedUp,
  lockAccountsById,
} from "./accounts/add-up.ts";
export {
  type AccountByBestRow,
  type BestMemberRow,
  countMembers,
  findBestMembers,
  findByBestAmong,
  findSomeAccounts,
  walkByBest,
  walkUnscored,
} from "./accounts/find-accounts-by-best.ts";
export {
  findAccountsAfter,
  findAccountsRanked,
  findMemberLeads,
  type ListedAccountRow,
  type RankedAccountRow,
} from "./accounts/find-accounts-ranked.ts";
export { findMembersEver } from "./accounts/find-members-ever.ts";
export { countAttempt } from "./count-attempt.ts";
export { type Database, openDatabase } from "./database.ts";
export {
  type BulkRow,
  type BulkState,
  findBulk,
  findBulkLeads,
  findBulks,
  keepBulk,
  keepBulkLeads,
  keepBulkProgress,
  lockBulk,
  planLostBulks,
} from "./desk/bulks.ts";
export {
  afterKey,
  type Compared,
  findAlikeOf,
  findCompared,
  findNotDuplicates,
  keepNotDuplicate,
  walkAlike,
} from "./desk/duplicates.ts";
export { eraseDesk } from "./desk/erase-desk.ts";
export {
  type FeedbackFilter,
  type FeedbackRow,
  findFedBack,
  findFeedback,
  findHandedOver,
  findLastFeedback,
  keepFeedback,
  type ListedFeedback,
} from "./desk/feedback.ts";
export { findSteps, type StepRow } from "./desk/find-steps.ts";
export { changeNote, dropNote, findNotes, keepNote, lockNote, type NoteRow } from "./desk/notes.ts";
export {
  changeSavedView,
  dropSavedView,
  findSavedView,
  findSavedViews,
  keepSavedView,
  type SavedViewRow,
} from "./desk/saved-views.ts";
export { dropTags, findTagged, findTags, findTagsOf, keepTags } from "./desk/tags.ts";
export { type Embedded, type EmbeddedNote, startEmbedded } from "./embedded/start-embedded.ts";
export { dropOldEvents, type Keeping } from "./events/drop-old-events.ts";
export { findBooks } from "./events/find-books.ts";
export { type EventRow, findEventsOf } from "./events/find-events.ts";
export { findFirstKept } from "./events/find-first-kept.ts";
export { dropAllQuarantined, findLastBefore, findMayName } from "./events/find-may-name.ts";
export {
  dropOldQuarantined,
  dropQuarantined,
  findQuarantined,
  keepReplayed,
  lockQuarantined,
  type QuarantineRow,
} from "./events/find-quarantined.ts";
export { type BookEntry, keepBooks, keepQuarantined, type QuarantinedItem } from "./events/keep-books.ts";
export { type KeptEvent, keepEvents } from "./events/keep-events.ts";
export { keepMonths } from "./events/keep-months.ts";
export { type Announcement, keepOutbox } from "./events/keep-outbox.ts";
export { findConflicts, keepSeen, type SeenMessage } from "./events/keep-seen.ts";
export {
  countWaiting,
  dropWaiting,
  findWaiting,
  findWaitingReasons,
  keepAllReplayed,
  type WaitingFilter,
  type WaitingItem,
} from "./events/quarantine-waiting.ts";
export {
  countArrived,
  countEventTallies,
  dropEventTallies,
  type EventMemberRow,
  type EventTally,
  findEventMembers,
  findEventTallies,
  findNextHour,
  findReading,
  keepEventMembers,
  keepEventTallies,
  keepReading,
  lockReading,
  type SampledEvent,
  sampleArrived,
} from "./events/read-events.ts";
export { rollUpBooks } from "./events/roll-up-books.ts";
export { type EnrolmentRow, findEnrolled, findEnrolments, keepEnrolments } from "./experiments/enrolments.ts";
export {
  changeExperiment,
  dropExperiment,
  type ExperimentArmRow,
  type ExperimentRow,
  type ExperimentStage,
  endDecided,
  endTrialFilling,
  findArms,
  findExperiment,
  findExperimentAtWork,
  findExperiments,
  findTrialFilling,
  keepArms,
  keepExperiment,
  keepExperimentState,
  type ListedArm,
  lockExperiment,
  type NamedExperiment,
} from "./experiments/experiments.ts";
export { type FollowedRow, followEnrolled, type Sign } from "./experiments/follow-enrolled.ts";
export { findLooks, findUnseen, keepLook, type LookRow } from "./experiments/looks.ts";
export {
  type ActedThen,
  findArmThen,
  findExperimentsToReturn,
  findLeftActed,
  findTrialArms,
  keepReturned,
  type TrialArmRow,
} from "./experiments/trials.ts";
export { findUnboundUser } from "./find-unbound-user.ts";
export { addIdentities, freshIds } from "./identities/add-identities.ts";
export { findIdentitiesOf, findPointers, type IdentityPointer } from "./identities/find-identities.ts";
export type { IdentityRow } from "./identities/identity-row.ts";
export { findPlacesBefore, keepDecision, type MergedPlace } from "./identities/keep-decision.ts";
export { type Grown, keepGrown, keepIdentities } from "./identities/keep-identities.ts";
export {
  type DecisionRow,
  findDecisionsAround,
  findLinksAround,
  findLinksFrom,
  type IdentityLink,
  keepLinks,
} from "./identities/links.ts";
export {
  dropImportFile,
  findImportsAtWork,
  hasImportWaiting,
  type ImportProgress,
  keepImportProgress,
  whileAloneOn,
} from "./imports/import-work.ts";
export {
  dropImport,
  findImportFiles,
  findImports,
  type ImportRow,
  keepImport,
  keepImportState,
  lockImport,
} from "./imports/imports.ts";
export { inTransaction, Moved, type TransactionOptions } from "./in-transaction.ts";
export {
  addCosts,
  type CostRow,
  dropCost,
  findCosts,
  keepCost,
  lockCosts,
  type SaidCost,
} from "./kpis/costs.ts";
export {
  type FirstHandOffRow,
  findFirstContacts,
  findFirstHandOffs,
  findJourneys,
  findLiveTimes,
  findNamesOfLeads,
  findTotalsOn,
  type JourneyRow,
} from "./kpis/find-journeys.ts";
export { findOutcomes, keepOutcomes, type OutcomeRow } from "./kpis/outcomes.ts";
export {
  dropRates,
  findRatedCurrencies,
  findRates,
  findRatesOf,
  keepRates,
  type RateRow,
} from "./kpis/rates.ts";
export { findTouches, keepTouches, type TouchOfLead, type TouchRow } from "./kpis/touches.ts";
export type { EnrolledIn, FeedbackWanted } from "./leads/desk-wheres.ts";
export { type Erased, eraseLead, type Forgotten, findSuppressed } from "./leads/erase-lead.ts";
export { type AdjustmentRow, findAdjustments } from "./leads/find-adjustments.ts";
export { findCandidates, type Key } from "./leads/find-candidates.ts";
export { findHandOffs, type HandOffRow } from "./leads/find-hand-offs.ts";
export { findLead, findLeadsByEmail } from "./leads/find-lead.ts";
export { findOwners } from "./leads/find-owners.ts";
export {
  countRanked,
  countRankedAmong,
  findRankedAmong,
  type RankedFilter,
  type RankedPlace,
  type RankedRow,
  walkRanked,
} from "./leads/find-ranked.ts";
export { findSortedAmong, type Sort, type SortedPlace, type SortedRow, walkSorted } from "./leads/find-sorted.ts";
export { findEventsBefore, type TimelineEventRow, type TimelinePlace } from "./leads/find-timeline.ts";
export { keepAdjustment } from "./leads/keep-adjustment.ts";
export { dropLeads, FEW_MINUTES, keepLastSeen, keepLeads } from "./leads/keep-leads.ts";
export type { LeadRow } from "./leads/lead-row.ts";
export { findLeadIds, type LockedLead, lockAlone, lockLeads } from "./leads/lock-leads.ts";
export {
  countSubjects,
  findIdentityIdsOfAccounts,
  findSubjects,
  findSubjectsAfter,
  type WalkedSubject,
} from "./leads/walk-subjects.ts";
export { type MigrationNote, migrate } from "./migrate.ts";
export {
  findSwitchTransitions,
  keepAnnounced,
  lockSwitchToAnnounce,
  type SwitchRow,
} from "./models/announce-switch.ts";
export {
  countBands,
  countScored,
  countTransitions,
  dropModel,
  findLeftVersions,
  hasBeenLive,
  hasVersionBeenLive,
  keepDefaultModel,
  retireModel,
} from "./models/end-models.ts";
export {
  dropEmptyModel,
  findModel,
  findModelById,
  findModels,
  findPublicationsOf,
  findVersionId,
  findVersions,
  keepDraft,
  lockModel,
  type ModelRow,
} from "./models/find-models.ts";
export { findSignals } from "./models/find-signals.ts";
export {
  dropSignals,
  endPublication,
  endTrial,
  findCurrentSignals,
  findOrAddModel,
  findPublication,
  findPublicationsAtWork,
  keepProgress,
  keepSignals,
  keepVersion,
  type PublicationRow,
  type PublicationState,
  startPublication,
  switchLive,
} from "./models/publications.ts";
export {
  findCountedTallies,
  findRuleTally,
  findTallyToDo,
  keepRuleTally,
  lockRuleTally,
  type RuleTallyRow,
  startRuleTally,
} from "./models/rule-tallies.ts";
export { dropSample, findSamples, keepSample, type SampleRow, type SamplesOf } from "./models/samples.ts";
export {
  dropScores,
  findHighestIdentity,
  findIdentitiesAfter,
  findLeadsAfter,
  findVersion,
  keepBandChanges,
  keepFormerScores,
  type VersionRow,
} from "./models/walk.ts";
export { oneByOne, unlessUnderWay } from "./one-by-one.ts";
export {
  claimInvitation,
  type FoundInvitation,
  findInvitationByHash,
  findInvitations,
  findInvitationsOf,
  type InvitationRow,
  keepInvitation,
  withdrawInvitation,
  withdrawInvitationsOf,
} from "./people/invitations.ts";
export {
  changeRole,
  findNames,
  findPeople,
  findRolesOf,
  type HeldRole,
  keepPersonIn,
  lockPeople,
  type PersonRow,
  removePersonFrom,
} from "./people/members.ts";
export {
  changePerson,
  claimCode,
  dropExpired,
  dropPerson,
  dropSecondFactor,
  findPersonByEmail,
  findProviders,
  hasPeople,
  keepActiveWorkspace,
} from "./people/people.ts";
export { openPeople, type PeoplePool } from "./people/people-pool.ts";
export { findArtefactOwners, findTrainingsAtWork } from "./predictions/find-trainings-at-work.ts";
export { type FollowerRow, findFollowers } from "./predictions/followers.ts";
export {
  addPrediction,
  changePrediction,
  dropPrediction,
  findPrediction,
  findPredictions,
  findPredictionsDue,
  keepChampion,
  lockPrediction,
  lockPredictionOf,
  type PredictionRow,
} from "./predictions/predictions.ts";
export {
  findArtefacts,
  findKnownArtefacts,
  findTrainingOf,
  findTrainings,
  keepPromoted,
  keepTraining,
  type TrainingRow,
} from "./predictions/trainings.ts";
export { findPredictionsToWatch, keepNextWatch, keepWatch } from "./predictions/watches.ts";
export {
  type AutoTuneRow,
  type DueTune,
  findAutoTune,
  keepAutoTune,
  keepNextTune,
  lockTuneDue,
} from "./proposals/auto-tune.ts";
export {
  dropProposalDecisions,
  findDismissed,
  findProposalDecisions,
  keepProposalDecisions,
} from "./proposals/decisions.ts";
export {
  endTuneRun,
  findLastTuned,
  findTuneRuns,
  findTuneRunsToEnd,
  lockOpenTuneRun,
  startTuneRun,
  type TuneRunRow,
} from "./proposals/tune-runs.ts";
export {
  countFeedback,
  findReview,
  findReviewPlan,
  findReviews,
  findReviewsDue,
  keepReview,
  keepReviewPlan,
  keepRulesOfReviews,
  type ReviewPlanRow,
  type ReviewRow,
  startReview,
} from "./reviews/reviews.ts";
export { findSignOffs, keepSignOff, type SignOffRole, type SignOffRow } from "./reviews/sign-offs.ts";
export type { Schema } from "./schema.ts";
export { type BandStep, countBandSteps, findTotalRange } from "./scores/find-bands.ts";
export { countDue, findDue, keepSweep, lockSweep, type SweepRow } from "./scores/find-due.ts";
export { findHistory, findTransitionsOf, type KeptTransitionRow } from "./scores/find-history.ts";
export { findTransition, findTransitions, type ListedTransition } from "./scores/find-transitions.ts";
export { findTrends, type TrendPoint } from "./scores/find-trends.ts";
export {
  findLiveModels,
  findVersionByNumber,
  findVersionThen,
  type VersionThenRow,
} from "./scores/find-version-then.ts";
export { notifyOfMany, SCORES_CHANNEL } from "./scores/notify-scores.ts";
export {
  changeScores,
  findScores,
  type HistoryRow,
  keepHistory,
  keepScores,
  keepTransitions,
  type ScoreRow,
  type TransitionRow,
} from "./scores/scores.ts";
export { changeSealKey, keepSealKey } from "./seal-key.ts";
export { findLeadsNamed } from "./segments/find-leads-named.ts";
export {
  findDueMembers,
  findEntries,
  findInside,
  findMemberIds,
  findMemberPage,
  findSegmentSizes,
  findSegmentTrends,
  keepSegmentSweep,
  type ListedMemberRow,
  lockSegmentSweep,
  type MemberPlace,
  rollUpSegmentCounts,
  type SegmentSweepRow,
  type SegmentTrendRow,
} from "./segments/look-at-segments.ts";
export {
  dropSegmentMembers,
  eraseMemberships,
  findSegmentMembers,
  keepEntries,
  keepSegmentMembers,
  type SegmentEntryRow,
  type SegmentMemberRow,
} from "./segments/members.ts";
export {
  findPinHolders,
  findPins,
  findViewsOfSegments,
  keepPins,
  type PinHolderRow,
  type PinRow,
} from "./segments/pins.ts";
export {
  changeSegment,
  dropSegment,
  dropSegmentLeftovers,
  findSegment,
  findSegmentByName,
  findSegments,
  findSegmentsAtWork,
  keepSegment,
  keepSegmentProgress,
  rebuildSegments,
  type SegmentRow,
} from "./segments/segments.ts";
export {
  dropList,
  findListEntries,
  findLists,
  findListVersions,
  keepList,
  type ListEntry,
  type ListVersionRow,
  lockList,
  type ValueListRow,
} from "./segments/value-lists.ts";
export type { Session } from "./session.ts";
export { StoreError, type StoreProblem } from "./store-error.ts";
export {
  type AccountMember,
  type FeedbackSaid,
  findFeedbackOfLeads,
  findIdentityIdsOfLeads,
  findLeadsAlone,
  findMembersAfter,
  findToldEvents,
  type ToldEventRow,
} from "./studies/find-told.ts";
export {
  claimStudy,
  dropStudy,
  endStudy,
  findStudies,
  findStudy,
  findStudyResult,
  keepStudy,
  keepStudyProgress,
  lockStudy,
  type StudyRow,
} from "./studies/studies.ts";
export {
  type Attempt,
  claimDelivery,
  type DueDelivery,
  giveUpDelivery,
  keepAttempt,
  lockDelivery,
  planDeliveries,
  planDelivery,
  planLostDeliveries,
} from "./webhooks/attempts.ts";
export {
  addDelivery,
  type DeliveryRow,
  type DeliveryState,
  dropAnnouncements,
  findDeliveries,
  findDelivery,
  renewDelivery,
  renewFailedDeliveries,
} from "./webhooks/deliveries.ts";
export {
  changeEndpoint,
  disableEndpoint,
  dropEndpoint,
  type EndpointRow,
  findEndpoint,
  findEndpoints,
  keepEndpoint,
  keepEndpointHealth,
  replaceSecret,
} from "./webhooks/endpoints.ts";
export {
  type ApiKeyRow,
  endApiKey,
  findApiKeyByPrefix,
  findApiKeys,
  keepApiKey,
  keepApiKeyUse,
  lockApiKeys,
  revokeApiKey,
} from "./workspaces/api-keys.ts";
export { type AuditRow, findAudit, keepAudit } from "./workspaces/audit.ts";
export { changeWorkspace, hasIdentities, lockWorkspace } from "./workspaces/change-workspace.ts";
export {
  findConfigVersion,
  findPresence,
  findScoringVersions,
  findWorkspace,
  type Presence,
  raiseConfigVersion,
  type ScoringVersionRow,
  type WorkspaceRow,
} from "./workspaces/find-configuration.ts";
export { findDatabase, findHealth } from "./workspaces/find-health.ts";
export { findInternalSource } from "./workspaces/find-internal-source.ts";
export { findReadiness, type ReadinessRow } from "./workspaces/find-readiness.ts";
export { findSourceByKey, findWorkspaceIds, nextWorkspaceId, type SourceRow } from "./workspaces/find-workspaces.ts";
export { dropAnswers, findAnswer, keepAnswer, lockIdempotency } from "./workspaces/idempotency.ts";
export { keepSource, keepWorkspace, type NewSource, type NewWorkspace } from "./workspaces/keep-workspace.ts";
export {
  findLoadedIds,
  findLoading,
  keepLoading,
  type LoadingWorkspace,
  type SampleTask,
} from "./workspaces/loading.ts";
export {
  changeSource,
  findSource,
  findSourceSecret,
  findSources,
  keepSourceSecret,
  type OwnSourceRow,
} from "./workspaces/sources.ts";
