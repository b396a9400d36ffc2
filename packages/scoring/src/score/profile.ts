import { checkOf, dueOf } from "../condition/tree.ts";
import type { Condition } from "../model/condition-schema.ts";
import type { Model } from "../model/model-schema.ts";
import { mulDiv, type Points, toPoints } from "../points.ts";
import type { Day } from "../zone.ts";
import type { ConditionSetting } from "./lead-condition.ts";
import { conditionTree } from "./lead-condition.ts";
import type { Sight } from "./sight.ts";

/** A compiled profile: how close a lead is to it, 0–100, and because of what. */
export type ProfileReader = {
  /** 100 × weight of the conditions that hold ÷ weight of all, to the hundredth. */
  closeness(sight: Sight): number;
  due(sight: Sight): Day;
  parts(sight: Sight): { label: string; weight: Points; holds: boolean }[];
};

export function profileReader(
  profile: NonNullable<Model["profiles"]>[string],
  setting: ConditionSetting,
): ProfileReader {
  const parts = profile.conditions.map(({ when, weight, label }) => {
    const tree = conditionTree(when, setting);
    return {
      label: label ?? namesIn(when).join(", "),
      weight: toPoints(weight ?? 1),
      holds: checkOf(tree),
      due: dueOf(tree),
    };
  });
  const all = parts.reduce((sum, { weight }) => sum + weight, 0);
  return {
    closeness: (sight) => {
      let held = 0;
      for (const { weight, holds } of parts) if (holds(sight.words, sight)) held += weight;
      return mulDiv(held, 10_000, all, 1) / 100;
    },
    due: (sight) => parts.reduce((next, { due }) => Math.min(next, due(sight)), Number.POSITIVE_INFINITY),
    parts: (sight) => parts.map(({ label, weight, holds }) => ({ label, weight, holds: holds(sight.words, sight) })),
  };
}

/** The traits, signals and predictions that a condition speaks of, each once. */
function namesIn(condition: Condition): string[] {
  if ("all" in condition) return [...new Set(condition.all.flatMap(namesIn))];
  if ("any" in condition) return [...new Set(condition.any.flatMap(namesIn))];
  if ("trait" in condition) return [condition.trait];
  if ("account" in condition) return [condition.account];
  if ("signal" in condition) return [condition.signal];
  if ("rate" in condition) return [condition.rate.of, condition.rate.to];
  if ("profile" in condition) return [condition.profile];
  if ("prediction" in condition) return [condition.prediction];
  if ("segment" in condition) return [condition.segment];
  return namesIn(condition.not);
}
