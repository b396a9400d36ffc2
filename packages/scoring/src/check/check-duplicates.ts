import { fold } from "../fold.ts";
import type { Model, RulePoints } from "../model/model-schema.ts";
import type { ModelPath, ModelProblem } from "../model/problem.ts";

/** Names in lists must be unique; keys of groups are so already, but those of tables must differ as texts do. */
export function checkDuplicates(model: Model): ModelProblem[] {
  return [
    ...duplicates(
      "rule",
      ["rules"],
      "id",
      model.rules.map(({ id }) => id),
    ),
    ...duplicates(
      "band",
      ["bands"],
      "name",
      (model.bands ?? []).map(({ name }) => name),
    ),
    ...duplicates(
      "market",
      ["markets"],
      "name",
      (model.markets ?? []).map(({ name }) => name),
    ),
    ...duplicates(
      "example",
      ["examples"],
      "name",
      (model.examples ?? []).map(({ name }) => name),
    ),
    ...Object.entries(model.dimensions).flatMap(([name, { labels }]) =>
      duplicates(
        "label",
        ["dimensions", name, "labels"],
        "name",
        (labels ?? []).map((label) => label.name),
      ),
    ),
    ...model.rules.flatMap(({ points }, i) => keysAlike(["rules", i], points)),
    ...(model.markets ?? []).flatMap(({ rules = {} }, i) =>
      Object.entries(rules).flatMap(([id, { points }]) => keysAlike(["markets", i, "rules", id], points)),
    ),
  ];
}

/** Of two keys that count as one text, nobody could say which gives the points. */
function keysAlike(path: ModelPath, points: RulePoints | undefined): ModelProblem[] {
  if (typeof points !== "object" || !("table" in points)) return [];
  const seen = new Map<string, string>();
  return Object.keys(points.table).flatMap((key): ModelProblem[] => {
    const other = seen.get(fold(key));
    if (other !== undefined) return [{ path: [...path, "points", "table", key], code: "keys-alike", key, other }];
    seen.set(fold(key), key);
    return [];
  });
}

type Kind = Extract<ModelProblem, { code: "duplicate" }>["kind"];

function duplicates(kind: Kind, path: ModelPath, key: string, names: readonly string[]): ModelProblem[] {
  const seen = new Set<string>();
  return names.flatMap((name, i): ModelProblem[] => {
    if (seen.has(name)) return [{ path: [...path, i, key], code: "duplicate", kind, name }];
    seen.add(name);
    return [];
  });
}
