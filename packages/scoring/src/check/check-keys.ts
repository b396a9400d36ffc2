import type { Atom, Term } from "../model/condition-schema.ts";
import type { Model } from "../model/model-schema.ts";
import type { ModelPath, ModelProblem } from "../model/problem.ts";
import { everyCondition } from "./parts.ts";

/** Only a signal that tells values of a property apart can be asked about one of them. */
export function checkKeys(model: Model): ModelProblem[] {
  const asked: { readonly path: ModelPath; readonly part: Atom | Term }[] = [
    ...everyCondition(model).flatMap(({ atoms }) => atoms.map(({ path, atom }) => ({ path, part: atom }))),
    ...model.rules.flatMap(({ points }, i) =>
      typeof points === "object" && points.of ? [{ path: ["rules", i, "points", "of"], part: points.of }] : [],
    ),
  ];
  return asked.flatMap(({ path, part }): ModelProblem[] => {
    if (!("signal" in part) || part.key === undefined) return [];
    const signal = model.signals?.[part.signal];
    const hasKeys = signal?.count?.by !== undefined || signal?.engaged?.by !== undefined;
    return signal && !hasKeys ? [{ path: [...path, "key"], code: "needs-keyed-signal", signal: part.signal }] : [];
  });
}
