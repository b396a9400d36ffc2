import {
  type Condition,
  checkModel,
  type ModelProblem,
  parseModel,
  type SignalDefinition,
  segmentModel,
} from "@plumbline/scoring";
import type { Filter } from "./filter-tree.ts";

/** What is wrong with a condition by itself, with paths from its top; whether names are known, its model says. */
export function conditionProblems(condition: Condition): readonly ModelProblem[] {
  return problemsAt(segmentModel({ where: condition }), ["who"]);
}

/** The same of a filter of events. */
export function filterProblems(filter: Filter): readonly ModelProblem[] {
  const model = { ...segmentModel({ where: { all: [] } }), signals: { s: { any: true, where: filter } } };
  return problemsAt(model, ["signals", "s", "where"]);
}

/** The same of a signal. */
export function signalProblems(signal: SignalDefinition): readonly ModelProblem[] {
  return problemsAt({ ...segmentModel({ where: { all: [] } }), signals: { s: signal } }, ["signals", "s"]);
}

/** Problems of two checks, each told once. */
export function together(own: readonly ModelProblem[], others: readonly ModelProblem[]): readonly ModelProblem[] {
  const mark = ({ path, code }: ModelProblem) => JSON.stringify([path, code]);
  const known = new Set(own.map(mark));
  return [...own, ...others.filter((problem) => !known.has(mark(problem)))];
}

function problemsAt(data: unknown, at: readonly string[]): readonly ModelProblem[] {
  const parsed = parseModel(data);
  const problems = parsed.ok ? checkModel(parsed.model) : parsed.problems;
  return problems
    .filter(({ code, path }) => code !== "unknown-reference" && at.every((part, index) => path[index] === part))
    .map((problem) => ({ ...problem, path: problem.path.slice(at.length) }));
}
