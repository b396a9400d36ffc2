import { everyCondition } from "./check/parts.ts";
import type { Model } from "./model/model-schema.ts";

/** The traits of a lead that a model asks for, each with the ids of the rules that do. */
export function traitsRead(model: Model): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  const note = (trait: string, rule: string | undefined): void => {
    const rules = found.get(trait) ?? new Set<string>();
    if (rule !== undefined) rules.add(rule);
    found.set(trait, rules);
  };
  for (const { path, atoms } of everyCondition(model)) {
    const rule = path[0] === "rules" ? model.rules[path[1] as number]?.id : undefined;
    for (const { atom } of atoms) if ("trait" in atom) note(atom.trait, rule);
  }
  for (const { id, points } of model.rules) {
    if (typeof points === "object" && points.of && "trait" in points.of) note(points.of.trait, id);
  }
  if (model.markets?.length) found.delete("market");
  return found;
}
