import type { Model, Rule } from "@plumbline/scoring";
import type { Candidates } from "./candidate.ts";
import { signalCandidates } from "./signal-candidates.ts";
import type { Survey } from "./survey.ts";
import { traitCandidates } from "./trait-candidates.ts";

/**
 * What can be tried on leads like those of a survey: values and steps of traits, how often and how long ago signals
 * were, one signal after another. `without` names traits that are not to be tried, such as those that a leak guard
 * found; protected ones (age, gender), those of one person (names, numbers) and those in which a team writes down where
 * a lead stands (its stage, its owner) never are.
 */
export function candidatesOf(survey: Survey, model: Model, without: readonly string[] = []): Candidates {
  const bySignal = signalCandidates(survey, model);
  const entries = [...traitCandidates(survey, new Set(without)), ...bySignal.candidates];
  const rules = entries.map(({ rule }, i): Rule => ({ id: `c${i}`, dimension: "all", ...rule, points: 1 }));
  return {
    probe: {
      model: "probe",
      precision: 2,
      signals: { ...model.signals, ...bySignal.signals },
      ...(model.lists && { lists: model.lists }),
      dimensions: { all: {} },
      rules,
    },
    entries,
    signals: bySignal.signals,
  };
}
