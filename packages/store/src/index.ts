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
  findAccountsAfter,
  findAccountsRanked,
  findMemberLeads,
  type ListedAccountRow,
  type RankedAccountRow,
} from "./accounts/find-accounts-ranked.ts";
export { findMembersEver } from "./accounts/find-members-ever.ts";
export { type Database, openDatabase } from "./database.ts";
export { type Embedded, type EmbeddedNote, startEmbedded } from "./embedded/start-embedded.ts";
export { findBooks } from "./events/find-books.ts";
export { type EventRow, findEventsOf } from "./events/find-events.ts";
export {
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
export { countConflicts, keepSeen, type SeenMessage } from "./events/keep-seen.ts";
export { rollUpBooks } from "./events/roll-up-books.ts";
export { addIdentities, freshIds } from "./identities/add-identities.ts";
export { findIdentitiesOf, findPointers, type IdentityPointer } from "./identities/find-identities.ts";
export type { IdentityRow } from "./identities/identity-row.ts";
export { keepDecision } from "./identities/keep-decision.ts";
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
  type ImportProgress,
  keepImportProgress,
  whileAloneOn,
} from "./imports/import-work.ts";
export { findImports, type ImportRow, keepImport, keepImportState, lockImport } from "./imports/imports.ts";
export { inTransaction, Moved, type TransactionOptions } from "./in-transaction.ts";
export { type Erased, eraseLead, type Forgotten, findSuppressed } from "./leads/erase-lead.ts";
export { type AdjustmentRow, findAdjustments } from "./leads/find-adjustments.ts";
export { findCandidates, type Key } from "./leads/find-candidates.ts";
export { findHandOffs, type HandOffRow } from "./leads/find-hand-offs.ts";
export { findLead, findLeadsByEmail } from "./leads/find-lead.ts";
export {
  countRanked,
  countRankedAmong,
  findRankedAmong,
  type RankedFilter,
  type RankedPlace,
  type RankedRow,
  walkRanked,
} from "./leads/find-ranked.ts";
export { findEventsBefore, type TimelineEventRow, type TimelinePlace } from "./leads/find-timeline.ts";
export { keepAdjustment } from "./leads/keep-adjustment.ts";
export { dropLeads, FEW_MINUTES, keepLastSeen, keepLeads } from "./leads/keep-leads.ts";
export type { LeadRow } from "./leads/lead-row.ts";
export { findLeadIds, type LockedLead, lockAlone, lockLeads } from "./leads/lock-leads.ts";
export {
  countSubjects,
  findIdentityIdsOfAccounts,
  findSubjectsAfter,
  type WalkedSubject,
} from "./leads/walk-subjects.ts";
export { type MigrationNote, migrate } from "./migrate.ts";
export {
  dropEmptyModel,
  findModel,
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
  dropScores,
  findHighestIdentity,
  findIdentitiesAfter,
  findLeadsAfter,
  findVersion,
  keepBandChanges,
  keepFormerScores,
  type VersionRow,
} from "./models/walk.ts";
export type { Schema } from "./schema.ts";
export { countDue, findDue, keepSweep, lockSweep, type SweepRow } from "./scores/find-due.ts";
export { findHistory, findTransitionsOf, type KeptTransitionRow } from "./scores/find-history.ts";
export { findTransition, findTransitions, type ListedTransition } from "./scores/find-transitions.ts";
export {
  findLiveModels,
  findVersionByNumber,
  findVersionThen,
  type VersionThenRow,
} from "./scores/find-version-then.ts";
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
export type { Session } from "./session.ts";
export { StoreError, type StoreProblem } from "./store-error.ts";
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
export { findSourceByKey, findWorkspaceIds, nextWorkspaceId, type SourceRow } from "./workspaces/find-workspaces.ts";
export { dropAnswers, findAnswer, keepAnswer, lockIdempotency } from "./workspaces/idempotency.ts";
export { keepSource, keepWorkspace, type NewSource, type NewWorkspace } from "./workspaces/keep-workspace.ts";
export { changeSource, findSource, findSources, type OwnSourceRow } from "./workspaces/sources.ts";
