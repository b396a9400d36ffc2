import type { Model } from "../model/model-schema.ts";
import type { ModelPath, ModelProblem } from "../model/problem.ts";

/** Names in lists must be unique; keys of groups are so already. */
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
  ];
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
