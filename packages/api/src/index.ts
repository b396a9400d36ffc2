export { ANNOUNCEMENT_TYPES, type AnnouncementType } from "./announcement-type.ts";
export {
  ApiError,
  type Beside,
  type Call,
  type Client,
  type ClientOptions,
  clientOf,
  every,
  NoAnswer,
  newClient,
  type PlainRoutes,
} from "./client.ts";
export { consentPolicy } from "./consent-policy.ts";
export type { FeedbackReason } from "./desk-values.ts";
export { GUARD_DAYS, type WantedExperiment } from "./experiments.ts";
export {
  FIGURES,
  type KpiBasis,
  type KpiCell,
  type KpiFigure,
  type KpiGrouping,
  type KpiJourney,
  type KpiMissing,
  type KpiUnit,
  type Population,
} from "./kpis.ts";
export { LEAD_INCLUDES } from "./lead-filter.ts";
export type { MoneyLineCode } from "./money.ts";
export { OPEN_API_PATH, type OpenApiPart, openApi } from "./open-api.ts";
export { ownTraffic } from "./own-traffic.ts";
export type { ChampionSeen, LeadPrediction, TrainingFound } from "./predictions.ts";
export { type Issue, type Problem, type ProblemCode, type SentProblem, sentProblem, statusOf } from "./problem.ts";
export type { TuneReason } from "./proposals.ts";
export { ALLOWED, ROLES, type Role } from "./role.ts";
export { type Answer, type Asked, type Given, type Route, route, type Streamed, takesName } from "./route.ts";
export { type Routes, routes } from "./routes.ts";
export { allowed, SCOPES, type Scope } from "./scope.ts";
export type { FoundProposals, StudyKindName, StudyQuestion, StudyResults } from "./studies.ts";
