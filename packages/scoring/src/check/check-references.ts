import type { Atom, Term } from "../model/condition-schema.ts";
import type { Model } from "../model/model-schema.ts";
import type { ModelPath, ModelProblem } from "../model/problem.ts";
import { suggest } from "../model/suggest.ts";
import { everyCondition, everyFilter } from "./parts.ts";
import { problemIf } from "./problem-if.ts";

type Kind = Extract<ModelProblem, { code: "unknown-reference" }>["kind"];

/** Every name that is mentioned must be there. */
export function checkReferences(model: Model): ModelProblem[] {
  const problems: ModelProblem[] = [];
  const refer = referrer(model, problems);
  referConditions(model, refer);
  referRules(model, refer);
  referTotal(model.total ?? {}, refer);
  return [...problems, ...checkCycles(model)];
}

/** Notes a name that is mentioned and not known: by default, that the model does not have. */
export type Refer = (path: ModelPath, kind: Kind, name: string | undefined, known?: readonly string[]) => void;

export function referrer(model: Model, problems: ModelProblem[]): Refer {
  const names: Readonly<Partial<Record<Kind, readonly string[]>>> = {
    signal: Object.keys(model.signals ?? {}),
    dimension: Object.keys(model.dimensions),
    group: Object.keys(model.groups ?? {}),
    profile: Object.keys(model.profiles ?? {}),
    prediction: Object.keys(model.predictions ?? {}),
    list: Object.keys(model.lists ?? {}),
    band: (model.bands ?? []).map(({ name }) => name),
    market: (model.markets ?? []).map(({ name }) => name),
  };
  return (path, kind, name, known = names[kind] ?? []) => {
    if (name === undefined || known.includes(name)) return;
    problems.push({ path, code: "unknown-reference", kind, name, suggestion: suggest(name, known) });
  };
}

/** Nothing may be asked about itself: no profile about a profile, no market about the market. */
function checkCycles(model: Model): ModelProblem[] {
  return everyCondition(model).flatMap(({ path: [part], atoms }) =>
    atoms.flatMap(({ path, atom }) => [
      ...problemIf(part === "profiles" && "profile" in atom, { path, code: "profile-in-profile" }),
      ...problemIf(part === "markets" && "trait" in atom && atom.trait === "market", {
        path,
        code: "market-in-market",
      }),
    ]),
  );
}

function referConditions(model: Model, refer: Refer): void {
  for (const { path, atom, operators } of everyCondition(model).flatMap(({ atoms }) => atoms)) {
    referAtom(path, atom, refer);
    refer([...path, "inList"], "list", operators["inList"] as string | undefined);
  }
  for (const { path, operators } of everyFilter(model).flatMap(({ atoms }) => atoms)) {
    refer([...path, "inList"], "list", operators["inList"] as string | undefined);
  }
}

function referRules({ rules, groups }: Model, refer: Refer): void {
  for (const [i, { dimension, group, each, points }] of rules.entries()) {
    refer(["rules", i, "dimension"], "dimension", dimension);
    refer(["rules", i, "group"], "group", group);
    refer(["rules", i, "each"], "signal", each);
    if (typeof points === "object" && points.of) referTerm(["rules", i, "points", "of"], points.of, refer);
  }
  for (const [name, { dimension }] of Object.entries(groups ?? {}))
    refer(["groups", name, "dimension"], "dimension", dimension);
}

function referTotal({ sum, matrix }: NonNullable<Model["total"]>, refer: Refer): void {
  const summed = Array.isArray(sum) ? [...sum.entries()] : Object.keys(sum ?? {}).map((name) => [name, name] as const);
  for (const [key, name] of summed) refer(["total", "sum", key], "dimension", name);
  refer(["total", "matrix", "rows"], "dimension", matrix?.rows);
  refer(["total", "matrix", "columns"], "dimension", matrix?.columns);
}

function referAtom(path: ModelPath, atom: Atom, refer: Refer): void {
  if ("signal" in atom) refer([...path, "signal"], "signal", atom.signal);
  if ("profile" in atom) refer([...path, "profile"], "profile", atom.profile);
  if ("prediction" in atom) refer([...path, "prediction"], "prediction", atom.prediction);
  // A model has none of its own: the workspace's were written in its place before (see `pin-model.ts`).
  if ("segment" in atom) refer([...path, "segment"], "segment", atom.segment);
  if ("rate" in atom) {
    refer([...path, "rate", "of"], "signal", atom.rate.of);
    refer([...path, "rate", "to"], "signal", atom.rate.to);
  }
}

function referTerm(path: ModelPath, term: Term, refer: Refer): void {
  if ("signal" in term) refer([...path, "signal"], "signal", term.signal);
  if ("profile" in term) refer([...path, "profile"], "profile", term.profile);
  if ("prediction" in term) refer([...path, "prediction"], "prediction", term.prediction);
}
