import type { z } from "zod";
import { type Model, model as modelSchema } from "./model-schema.ts";
import type { ModelPath, ModelProblem } from "./problem.ts";
import { suggest } from "./suggest.ts";

export type Parsed =
  | { readonly ok: true; readonly model: Model }
  | { readonly ok: false; readonly problems: readonly ModelProblem[] };

const MAX_DEPTH = 60;
const MAX_PROBLEMS = 100;
const UNSAFE = new Set(["__proto__", "constructor", "prototype"]);

/**
 * Reads a model from what a YAML or JSON file says, checking its shape. Whether its parts fit
 * together is `checkModel`'s question. At most 100 problems are told at once.
 */
export function parseModel(data: unknown): Parsed {
  const unsafe = findUnsafe(data, []);
  if (unsafe) return { ok: false, problems: [unsafe] };
  const result = modelSchema.safeParse(data);
  if (result.success) return { ok: true, model: result.data };
  const problems = result.error.issues.flatMap((issue) => problemsOf(issue as Issue, [], data));
  return { ok: false, problems: withoutMistyped(problems).slice(0, MAX_PROBLEMS) };
}

type Issue = z.core.$ZodIssue;

/** Names of an object's own machinery, and nesting deeper than any model needs, are refused outright. */
function findUnsafe(data: unknown, path: ModelPath): ModelProblem | undefined {
  if (typeof data !== "object" || data === null) return undefined;
  if (path.length > MAX_DEPTH) return { path, code: "too-deep", bound: MAX_DEPTH };
  for (const key of Object.keys(data)) {
    if (UNSAFE.has(key)) return { path: [...path, key], code: "unsafe-key", key };
    const inner = findUnsafe((data as Record<string, unknown>)[key], [
      ...path,
      Array.isArray(data) ? Number(key) : key,
    ]);
    if (inner) return inner;
  }
  return undefined;
}

function problemsOf(issue: Issue, above: ModelPath, data: unknown): ModelProblem[] {
  const path = [...above, ...issue.path.map((part) => (typeof part === "symbol" ? String(part) : part))];
  const found = describe(valueAt(data, path));
  switch (issue.code) {
    case "unrecognized_keys": {
      const { known } = JSON.parse(issue.message) as { known: string[] };
      return issue.keys.map((key) => ({
        path: [...path, key],
        code: "unknown-key",
        key,
        known,
        suggestion: suggest(key, known),
      }));
    }
    case "invalid_type":
      return [typeProblem(path, issue.expected, valueAt(data, path))];
    case "invalid_value":
      return [oneOf(path, issue.values.map(String), valueAt(data, path))];
    case "too_small":
    case "too_big": {
      const isSize = issue.origin === "string" || issue.origin === "array";
      const small = issue.code === "too_small";
      const bound = Number(small ? issue.minimum : issue.maximum);
      return [
        isSize
          ? { path, code: small ? "too-short" : "too-long", bound }
          : { path, code: small ? "too-small" : "too-large", bound },
      ];
    }
    case "invalid_union":
      return unionProblems(issue.errors as Issue[][], path, data);
    case "invalid_key":
      return [{ path, code: "bad-name", found: String(path.at(-1)) }];
    case "invalid_format":
    case "custom":
      return [{ path, code: issue.message as "bad-name", found }];
    default:
      return [{ path, code: "wrong-type", expected: issue.code, found }];
  }
}

function typeProblem(path: ModelPath, expected: string, value: unknown): ModelProblem {
  if (value === undefined) return { path, code: "missing" };
  if (typeof value === "number" && !Number.isFinite(value)) return { path, code: "not-a-number", found: String(value) };
  return { path, code: "wrong-type", expected, found: describe(value) };
}

function oneOf(path: ModelPath, known: readonly string[], value: unknown): ModelProblem {
  if (value === undefined) return { path, code: "missing" };
  const found = describe(value);
  return { path, code: "not-one-of", found, known, suggestion: suggest(String(value), known) };
}

/**
 * Of several forms that a part may have, the one that was most likely meant: the form whose naming
 * key is there; else the one whose errors lie deepest or are fewest.
 */
function unionProblems(forms: readonly Issue[][], path: ModelPath, data: unknown): ModelProblem[] {
  const attempts = forms.map((issues) => withoutMistyped(issues.flatMap((issue) => problemsOf(issue, path, data))));
  const value = valueAt(data, path);
  if (value === undefined) return [{ path, code: "missing" }];
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  const ranked = attempts
    .filter((problems) => !problems.some((one) => IS_OTHER_KIND.has(one.code) && one.path.length === path.length))
    .map((problems) => ({ problems, cost: costOf(problems, path) }))
    .sort((a, b) => a.cost - b.cost);
  const [best, second] = ranked;
  if (best && (!isObject || !second || best.cost < second.cost || best.cost < MISSED_FORM)) return best.problems;
  if (isObject)
    return [{ path, code: "no-form", found: Object.keys(value).join(", ").slice(0, 200), known: namingKeys(forms) }];
  return attempts[0] ?? [];
}

const IS_OTHER_KIND: ReadonlySet<ModelProblem["code"]> = new Set(["wrong-type", "not-one-of"]);

/** A key that is missing because it stands there mistyped is one problem, not two. */
function withoutMistyped(problems: readonly ModelProblem[]): ModelProblem[] {
  const meant = new Set(
    problems.flatMap((one) =>
      one.code === "unknown-key" ? [[...one.path.slice(0, -1), one.suggestion].join("\n")] : [],
    ),
  );
  return problems.filter((one) => one.code !== "missing" || !meant.has(one.path.join("\n")));
}

/** A missing or unknown key right here costs as much as any error deeper down can. */
const MISSED_FORM = 1000;

function costOf(problems: readonly ModelProblem[], path: ModelPath): number {
  return problems.reduce((cost, problem) => {
    const isHere = problem.path.length === path.length + 1;
    if (isHere && (problem.code === "missing" || problem.code === "no-form")) return cost + MISSED_FORM;
    return cost + (isHere && problem.code === "unknown-key" ? 10 : 1);
  }, 0);
}

function namingKeys(forms: readonly Issue[][]): string[] {
  const keys = forms.flatMap((issues) =>
    issues.flatMap((issue) => {
      const known = issue.code === "unrecognized_keys" ? (JSON.parse(issue.message) as { known: string[] }).known : [];
      return issue.path.length === 1 ? [String(issue.path[0])] : known.slice(0, 1);
    }),
  );
  return [...new Set(keys)];
}

function valueAt(data: unknown, path: ModelPath): unknown {
  let here = data;
  for (const part of path) here = (here as Record<string | number, unknown> | undefined | null)?.[part];
  return here;
}

function describe(value: unknown): string {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "a group of keys";
  return JSON.stringify(value)?.slice(0, 100) ?? String(value);
}
