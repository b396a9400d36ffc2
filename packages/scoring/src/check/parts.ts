import { type Atom, type Condition, type FieldTest, type Filter, isNegation } from "../model/condition-schema.ts";
import type { Model, SignalDefinition } from "../model/model-schema.ts";
import type { ModelPath } from "../model/problem.ts";

/** One question of a condition or filter: where it stands and what it asks. */
type FoundAtom<Part> = {
  readonly path: ModelPath;
  readonly atom: Part;
  readonly operators: Readonly<Record<string, unknown>>;
};
export type Found<Part> = { readonly path: ModelPath; readonly atoms: readonly FoundAtom<Part>[] };

/** Every condition of a model with its atoms. */
export function everyCondition(model: Model): Found<Atom>[] {
  const found = (path: ModelPath, condition: Condition): Found<Atom> => ({ path, atoms: atomsOf(path, condition) });
  return [
    ...(model.who ? [found(["who"], model.who)] : []),
    ...Object.entries(model.profiles ?? {}).flatMap(([name, { conditions }]) =>
      conditions.map(({ when }, i) => found(["profiles", name, "conditions", i, "when"], when)),
    ),
    ...model.rules.flatMap(({ when }, i) => (when ? [found(["rules", i, "when"], when)] : [])),
    ...(model.markets ?? []).map(({ where }, i) => found(["markets", i, "where"], where)),
  ];
}

function atomsOf(path: ModelPath, condition: Condition): FoundAtom<Atom>[] {
  if ("all" in condition) return condition.all.flatMap((one, i) => atomsOf([...path, "all", i], one));
  if ("any" in condition) return condition.any.flatMap((one, i) => atomsOf([...path, "any", i], one));
  if (isNegation(condition)) {
    return atomsOf([...path, "not"], condition.not);
  }
  const atom = condition as Atom;
  // A signal alone asks whether it happened at all.
  if ("signal" in atom) return [{ path, atom, operators: { happened: true, ...atom } }];
  if ("segment" in atom) return [{ path, atom, operators: { isIn: true } }];
  const { trait, account, rate, profile, prediction, ...operators } = atom as Record<string, unknown>;
  return [{ path, atom, operators }];
}

/** Every filter over events, with its field tests. */
export function everyFilter(model: Model): Found<FieldTest>[] {
  return Object.entries(model.signals ?? {}).flatMap(([name, signal]) =>
    filtersOf(signal).map(([path, filter]) => {
      const at = ["signals", name, ...path];
      return { path: at, atoms: fieldsOf(at, filter) };
    }),
  );
}

function filtersOf({ where, steps, confirmedBy }: SignalDefinition): [ModelPath, Filter][] {
  return [
    ...(where ? [[["where"], where] as [ModelPath, Filter]] : []),
    ...(steps ?? []).flatMap((step, i): [ModelPath, Filter][] =>
      step.where ? [[["steps", i, "where"], step.where]] : [],
    ),
    ...(confirmedBy?.where ? [[["confirmedBy", "where"], confirmedBy.where] as [ModelPath, Filter]] : []),
  ];
}

function fieldsOf(path: ModelPath, filter: Filter): FoundAtom<FieldTest>[] {
  if ("all" in filter && Array.isArray(filter.all))
    return filter.all.flatMap((one, i) => fieldsOf([...path, "all", i], one));
  if ("any" in filter && Array.isArray(filter.any))
    return filter.any.flatMap((one, i) => fieldsOf([...path, "any", i], one));
  if ("not" in filter && typeof filter.not === "object") return fieldsOf([...path, "not"], filter.not as Filter);
  return Object.entries(filter as Record<string, FieldTest>).map(([field, atom]) => ({
    path: [...path, field],
    atom,
    operators: typeof atom === "object" ? atom : { is: atom },
  }));
}
