import type { Model, SignalDefinition } from "../model/model-schema.ts";
import type { ModelPath, ModelProblem } from "../model/problem.ts";
import { readDuration } from "../model/strict.ts";
import { problemIf } from "./problem-if.ts";

const MEASURES = ["count", "sum", "max", "distinct", "visits", "engaged", "steps", "times", "confirmedBy"] as const;
const MONTH = readDuration("31d");
const MINUTE = readDuration("1m");

/** Each signal measures one thing, of some events, within a time that can be. */
export function checkSignals(model: Model): ModelProblem[] {
  return Object.entries(model.signals ?? {}).flatMap(([name, signal]) => checkSignal(["signals", name], signal));
}

function checkSignal(path: ModelPath, signal: SignalDefinition): ModelProblem[] {
  const { any, on, where, steps, times, confirmedBy } = signal;
  const measures = MEASURES.filter((key) => signal[key] !== undefined);
  const hasSource = any !== undefined || on !== undefined || where !== undefined;
  const hasTwoSources = any !== undefined && on !== undefined;
  const emptySteps = (steps ?? []).flatMap((step, i) =>
    problemIf(step.on === undefined && !step.where, { path: [...path, "steps", i], code: "signal-of-nothing" }),
  );
  return [
    ...problemIf(measures.length > 1, { path, code: "two-measures", keys: measures }),
    ...problemIf((steps !== undefined) === hasSource || hasTwoSources, { path, code: "signal-of-nothing" }),
    ...emptySteps,
    ...checkWithin(
      path,
      signal.within,
      [steps, times, confirmedBy].some((pattern) => pattern !== undefined),
    ),
    ...checkSilence([...path, "visits", "silence"], signal.visits?.silence),
    ...checkSilence([...path, "engaged", "silence"], signal.engaged?.silence),
  ];
}

function checkWithin(path: ModelPath, within: string | undefined, isPattern: boolean): ModelProblem[] {
  if (within === undefined) return problemIf(isPattern, { path, code: "needs-within" });
  return [
    ...problemIf(!isPattern, { path: [...path, "within"], code: "within-without-pattern" }),
    ...problemIf(readDuration(within) > MONTH, { path: [...path, "within"], code: "within-too-long" }),
  ];
}

/** Shorter silences would make stretches without bound. */
function checkSilence(path: ModelPath, silence: string | undefined): ModelProblem[] {
  return problemIf(silence !== undefined && readDuration(silence) < MINUTE, { path, code: "silence-too-short" });
}
