export { ApiError, type Beside, type Call, type Client, type ClientOptions, every, newClient } from "./client.ts";
export { consentPolicy } from "./consent-policy.ts";
export { OPEN_API_PATH, openApi } from "./open-api.ts";
export { ownTraffic } from "./own-traffic.ts";
export { type Issue, type Problem, type ProblemCode, type SentProblem, sentProblem, statusOf } from "./problem.ts";
export { type Answer, type Asked, type Given, type Route, route, type Streamed } from "./route.ts";
export { type Routes, routes } from "./routes.ts";
export { allows, SCOPES, type Scope } from "./scope.ts";
