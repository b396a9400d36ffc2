import { checkOf } from "./condition/tree.ts";
import type { Facts } from "./facts.ts";
import type { Condition } from "./model/condition-schema.ts";
import type { Model } from "./model/model-schema.ts";
import type { CompileOptions } from "./score/compile.ts";
import { conditionTree } from "./score/lead-condition.ts";
import { answerAll, questionsOf } from "./score/scorer.ts";
import type { Day, Zone } from "./zone.ts";

/**
 * Compiles a condition, in the words (signals, lists, profiles) of a model, to be asked of many leads. Throws where
 * it names what the model does not have: `checkModel` tells before.
 */
export function matcher(
  condition: Condition,
  model: Model,
  zone: Zone,
  { predictions }: CompileOptions = {},
): (facts: Facts, today: Day) => boolean {
  const questions = questionsOf(model, zone, predictions);
  const holds = checkOf(conditionTree(condition, questions.setting));
  const { sight, slots, setting } = questions;
  sight.words = new Int32Array(setting.subjects.size());
  return (facts, today) => {
    slots.aim(sight, facts, today);
    answerAll(questions);
    return holds(sight.words, sight);
  };
}
