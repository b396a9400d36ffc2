import type { ModelProblem } from "../model/problem.ts";

/** The problem, where something is the case: checks read as a list of what must not be. */
export function problemIf(isSo: boolean, problem: ModelProblem): ModelProblem[] {
  return isSo ? [problem] : [];
}
