import type { Api } from "../api.ts";
import { answerPlans } from "./plan-experiments.ts";
import { answerResults } from "./results.ts";
import { answerRuns } from "./run-experiments.ts";

export function answerExperiments(api: Api): void {
  answerPlans(api);
  answerRuns(api);
  answerResults(api);
}
