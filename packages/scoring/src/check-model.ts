import { RE2JS } from "re2js";
import { checkDuplicates } from "./check/check-duplicates.ts";
import { checkExamples } from "./check/check-examples.ts";
import { checkKeys } from "./check/check-keys.ts";
import { checkReferences } from "./check/check-references.ts";
import { checkRules } from "./check/check-rules.ts";
import { checkSignals } from "./check/check-signals.ts";
import { checkBands, checkTotal } from "./check/check-total.ts";
import { everyCondition, everyFilter } from "./check/parts.ts";
import { problemIf } from "./check/problem-if.ts";
import type { Model } from "./model/model-schema.ts";
import type { ModelPath, ModelProblem } from "./model/problem.ts";
import { suggest } from "./model/suggest.ts";
import { flatten } from "./score/flatten.ts";

/**
 * Whether the parts of a model fit together: every name is known, nothing is there twice, nothing
 * contradicts itself. An empty list means that `compile` takes it. Each market is checked as the
 * model that it makes; its problems are told at the market.
 */
export function checkModel(model: Model): ModelProblem[] {
  const { markets } = model;
  const own = checkFlat({ ...flatten(model, null), ...(markets ? { markets } : {}) });
  const known = new Set(own.map(fingerprint));
  const ofMarkets = (markets ?? []).flatMap((market, index) =>
    checkFlat(flatten(model, market.name))
      .filter((problem) => !known.has(fingerprint(problem)))
      .map((problem): ModelProblem => ({ ...problem, path: ["markets", index, ...inMarket(problem.path, model)] })),
  );
  return [...checkDuplicates(model), ...own, ...ofMarkets, ...checkMarketNames(model), ...checkExamples(model)];
}

function checkFlat(model: Model): ModelProblem[] {
  return [
    ...checkReferences(model),
    ...checkKeys(model),
    ...checkSignals(model),
    ...checkRules(model),
    ...checkTotal(model),
    ...checkBands(model),
    ...checkOperators(model),
  ];
}

function fingerprint({ path, code }: ModelProblem): string {
  return JSON.stringify([path, code]);
}

/** Markets name rules and bands; the flat model counts them. */
function inMarket(path: ModelPath, model: Model): ModelPath {
  const [part, index, ...rest] = path;
  if (part === "rules" && typeof index === "number") return ["rules", model.rules[index]?.id ?? index, ...rest];
  if (part === "bands" && typeof index === "number") return ["bands", model.bands?.[index]?.name ?? index, ...rest];
  return path;
}

type Asked = { readonly path: ModelPath; readonly operators: Readonly<Record<string, unknown>> };

function checkOperators(model: Model): ModelProblem[] {
  const problems: ModelProblem[] = [];
  const asked: readonly { readonly atoms: readonly Asked[] }[] = [...everyCondition(model), ...everyFilter(model)];
  for (const { path, operators } of asked.flatMap(({ atoms }) => atoms)) {
    if (asksNothing(operators)) problems.push({ path, code: "asks-nothing" });
    for (const key of ["daysSince", "daysSinceFirst"]) {
      const age = operators[key] as object | undefined;
      if (age && asksNothing(age)) problems.push({ path: [...path, key], code: "asks-nothing" });
    }
    const { regex, between } = operators as { regex?: string; between?: readonly [number, number] };
    problems.push(...checkRegex([...path, "regex"], regex));
    if (between && between[0] > between[1]) {
      problems.push({ path: [...path, "between"], code: "reversed-range", low: between[0], high: between[1] });
    }
  }
  return problems;
}

function asksNothing(operators: object): boolean {
  return Object.values(operators).every((operand) => operand === undefined);
}

/**
 * Each character of a value may meet each step: of many more, a long text takes seconds. A pattern may have 1,000
 * characters, and comes to about as many steps where it does not multiply them with counts in braces.
 */
const MOST_REGEX_STEPS = 1200;

function checkRegex(path: ModelPath, pattern: string | undefined): ModelProblem[] {
  if (pattern === undefined) return [];
  try {
    const steps = RE2JS.compile(pattern).programSize();
    return problemIf(steps > MOST_REGEX_STEPS, { path, code: "large-regex", pattern, steps, bound: MOST_REGEX_STEPS });
  } catch {
    return [{ path, code: "bad-regex", pattern }];
  }
}

/** What a market changes must be there to be changed. */
function checkMarketNames(model: Model): ModelProblem[] {
  const known = {
    rule: model.rules.map(({ id }) => id),
    band: (model.bands ?? []).map(({ name }) => name),
    signal: Object.keys(model.signals ?? {}),
    profile: Object.keys(model.profiles ?? {}),
    dimension: Object.keys(model.dimensions),
    group: Object.keys(model.groups ?? {}),
  };
  return (model.markets ?? []).flatMap((market, index) =>
    (Object.keys(known) as (keyof typeof known)[]).flatMap((kind) => {
      const changes = Object.keys(market[`${kind}s`] ?? {});
      return changes
        .filter((name) => !known[kind].includes(name))
        .map((name): ModelProblem => {
          const path = ["markets", index, `${kind}s`, name];
          return { path, code: "unknown-reference", kind, name, suggestion: suggest(name, known[kind]) };
        });
    }),
  );
}
