import { cellNames } from "../bands/ladder.ts";
import type { Example, Model } from "../model/model-schema.ts";
import type { ModelPath, ModelProblem } from "../model/problem.ts";
import { flatten } from "../score/flatten.ts";
import { type Refer, referrer } from "./check-references.ts";
import { problemIf } from "./problem-if.ts";

/**
 * An example must be able to fail: it expects something, and of parts that are there. In a model with markets, cells
 * and labels may be those of any of them.
 */
export function checkExamples(model: Model): ModelProblem[] {
  const { examples = [], markets = [] } = model;
  if (examples.length === 0) return [];
  const flat = [null, ...markets.map(({ name }) => name)].map((market) => flatten(model, market));
  const labels = Object.keys(model.dimensions).map((dimension) => {
    const all = flat.flatMap(({ dimensions }) => dimensions[dimension]?.labels ?? []);
    return [dimension, all.map(({ name }) => name)] as const;
  });
  const there: There = { cells: flat.flatMap(cellNames), labels: new Map(labels) };
  const problems: ModelProblem[] = [];
  const refer = referrer(model, problems);
  for (const [i, { expect, predictions = {} }] of examples.entries()) {
    const path = ["examples", i, "expect"];
    problems.push(...problemIf(expectsNothing(expect), { path, code: "expects-nothing" }));
    referExpected(path, expect, refer, there);
    for (const name of Object.keys(predictions)) refer(["examples", i, "predictions", name], "prediction", name);
  }
  return problems;
}

/** What markets may change: the cells of the matrix, and the labels of each dimension. */
type There = { readonly cells: readonly string[]; readonly labels: ReadonlyMap<string, readonly string[]> };

function referExpected(path: ModelPath, expect: Example["expect"], refer: Refer, { cells, labels }: There): void {
  refer([...path, "band"], "band", expect.band);
  refer([...path, "cell"], "cell", expect.cell, cells);
  refer([...path, "market"], "market", expect.market ?? undefined);
  for (const name of Object.keys(expect.dimensions ?? {})) refer([...path, "dimensions", name], "dimension", name);
  for (const [name, label] of Object.entries(expect.labels ?? {})) {
    const known = labels.get(name);
    if (known) refer([...path, "labels", name], "label", label, known);
    else refer([...path, "labels", name], "dimension", name);
  }
}

function expectsNothing(expect: Example["expect"]): boolean {
  const isSaid = (one: unknown) =>
    typeof one === "object" && one !== null ? Object.keys(one).length > 0 : one !== undefined;
  return !Object.values(expect).some(isSaid);
}
