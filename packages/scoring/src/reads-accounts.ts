import { everyCondition } from "./check/parts.ts";
import type { Model } from "./model/model-schema.ts";
import { flatten } from "./score/flatten.ts";

/**
 * Whether a model asks anything of a lead's account, in any market, so that it has to be put together. What a prediction
 * asks that it pins is in its artefact: `compile` knows both.
 */
export function readsAccounts(model: Model): boolean {
  const inMarkets = (model.markets ?? []).map(({ name }) => flatten(model, name));
  return [model, ...inMarkets].some(asksAccounts);
}

function asksAccounts(model: Model): boolean {
  const isAsked = (part: object): boolean => "account" in part || ("of" in part && part.of === "account");
  const inConditions = everyCondition(model).some(({ atoms }) => atoms.some(({ atom }) => isAsked(atom)));
  const inRules = model.rules.some(
    ({ of, points }) => of === "account" || (typeof points === "object" && points.of && isAsked(points.of)),
  );
  return inConditions || inRules;
}
