import type { Limit, Model, Rule } from "../model/model-schema.ts";
import type { ModelPath, ModelProblem } from "../model/problem.ts";
import { readDays } from "../model/strict.ts";
import { problemIf } from "./problem-if.ts";

/** What a rule says must be something that can be counted and that does not contradict itself. */
export function checkRules(model: Model): ModelProblem[] {
  return [
    ...model.rules.flatMap((rule, i) => [
      ...checkKind(["rules", i], rule),
      ...checkPoints(["rules", i], rule, model),
      ...checkTime(["rules", i], rule),
      ...checkWindow(["rules", i, "limit", "perWindow"], rule.limit?.perWindow),
      ...checkPrecision(["rules", i], rule.limit, model.precision ?? 0),
      ...checkGroup(["rules", i], rule, model),
    ]),
    ...Object.entries(model.groups ?? {}).flatMap(([name, { limit }]) =>
      checkPrecision(["groups", name], limit, model.precision ?? 0),
    ),
    ...Object.entries(model.dimensions).flatMap(([name, { decay }]) =>
      checkDecay(["dimensions", name, "decay"], decay),
    ),
  ];
}

function checkKind(path: ModelPath, rule: Rule): ModelProblem[] {
  if (rule.when && rule.each !== undefined) return [{ path, code: "when-and-each" }];
  if (rule.each !== undefined) return [];
  const hasTerm = typeof rule.points === "object" && rule.points.of !== undefined;
  const problems: ModelProblem[] = rule.when || hasTerm ? [] : [{ path, code: "neither-when-nor-each" }];
  for (const key of ["window", "decay", "of"] as const) {
    if (rule[key] !== undefined) problems.push({ path: [...path, key], code: "only-with-each", key });
  }
  for (const key of ["perDay", "perWindow"] as const) {
    if (rule.limit?.[key] !== undefined) problems.push({ path: [...path, "limit", key], code: "only-with-each", key });
  }
  return problems;
}

function checkPoints(path: ModelPath, rule: Rule, model: Model): ModelProblem[] {
  const { points, each } = rule;
  if (typeof points === "number") return checkOccurrences(path, each, model);
  const term = points.of;
  if (each === undefined) return problemIf(term === undefined, { path: [...path, "points"], code: "needs-of" });
  return [
    ...checkOccurrences(path, each, model),
    ...problemIf(term !== undefined, { path: [...path, "points", "of"], code: "when-and-each" }),
    ...("table" in points ? checkTable(path, rule, each, model) : []),
    ...("tiers" in points ? checkTiers(path, rule, points.tiers, model) : []),
  ];
}

/** A largest value does not happen so and so often. */
function checkOccurrences(path: ModelPath, each: string | undefined, model: Model): ModelProblem[] {
  if (each === undefined) return [];
  return problemIf(model.signals?.[each]?.max !== undefined, {
    path: [...path, "each"],
    code: "no-occurrences",
    signal: each,
  });
}

function checkTable(path: ModelPath, { limit }: Rule, each: string, model: Model): ModelProblem[] {
  const signal = model.signals?.[each];
  const isKeyed = signal === undefined || signal.count?.by !== undefined;
  const countsInWindow = limit?.perWindow?.count !== undefined;
  return [
    ...problemIf(!isKeyed, { path: [...path, "each"], code: "needs-keyed-signal", signal: each }),
    ...problemIf(countsInWindow, { path: [...path, "limit", "perWindow"], code: "window-count-with-table" }),
  ];
}

type Tiers = Extract<Exclude<Rule["points"], number>, { tiers: unknown }>["tiers"];

/** Tiers look at how many there are altogether: no day has points of its own that could fade or be capped. */
function checkTiers(path: ModelPath, { decay, limit, group }: Rule, tiers: Tiers, model: Model): ModelProblem[] {
  const shared = group === undefined ? undefined : model.groups?.[group]?.limit;
  const fades = decay !== undefined && decay !== "none";
  const capsPoints = typeof limit?.perDay === "object" || limit?.perWindow?.points !== undefined;
  const shares = shared?.perDay !== undefined || shared?.perWindow !== undefined;
  return [
    ...problemIf(fades, { path: [...path, "decay"], code: "fades-tiers" }),
    ...problemIf(capsPoints, { path: [...path, "limit"], code: "fades-tiers" }),
    ...problemIf(shares, { path: [...path, "group"], code: "fades-tiers" }),
    ...tiers.flatMap(({ from, to = from }, i) =>
      problemIf(to < from, { path: [...path, "points", "tiers", i], code: "empty-tier" }),
    ),
  ];
}

function checkWindow(path: ModelPath, perWindow: Limit["perWindow"]): ModelProblem[] {
  const saysHowMuch = perWindow === undefined || (perWindow.count ?? perWindow.points) !== undefined;
  return problemIf(!saysHowMuch, { path: [...path, "count"], code: "missing" });
}

function checkTime(path: ModelPath, { from, until, decay, window }: Rule): ModelProblem[] {
  const problems: ModelProblem[] = [];
  if (window !== undefined && readDays(window) > LONGEST) {
    problems.push({ path: [...path, "window"], code: "too-large", bound: LONGEST });
  }
  if (from !== undefined && until !== undefined && until < from) {
    problems.push({ path: [...path, "until"], code: "ends-before-it-starts", from, until });
  }
  return [...problems, ...checkDecay([...path, "decay"], decay)];
}

/** Weights are kept for every age in days up to the last: ten years are enough, and not too many to keep. */
const LONGEST = 3650;

function checkDecay(path: ModelPath, decay: Rule["decay"]): ModelProblem[] {
  if (typeof decay !== "object") return [];
  const [[key, length] = ["steps", ""]] = Object.entries(decay);
  const longest = typeof length === "string" ? length : (length.at(-1)?.after ?? "");
  if (readDays(longest) > LONGEST) return [{ path: [...path, key], code: "too-large", bound: LONGEST }];
  if (!("steps" in decay)) return [];
  const { steps } = decay;
  const rises = steps.some(({ after, keep }, i) => {
    const before = steps[i - 1];
    return before !== undefined && (readDays(after) <= readDays(before.after) || keep > before.keep);
  });
  return rises ? [{ path: [...path, "steps"], code: "keeps-more-with-age" }] : [];
}

function checkPrecision(path: ModelPath, limit: Pick<Limit, "total"> | undefined, precision: number): ModelProblem[] {
  if (limit?.total === undefined || isPrecise(limit.total, precision)) return [];
  return [{ path: [...path, "limit", "total"], code: "finer-than-precision", found: limit.total, precision }];
}

/** Whether a figure has no more decimals than the model's lines. */
export function isPrecise(points: number, precision: number): boolean {
  const scaled = points * 10 ** precision;
  return Math.abs(scaled - Math.round(scaled)) < 1e-6;
}

function checkGroup(path: ModelPath, rule: Rule, model: Model): ModelProblem[] {
  const group = rule.group === undefined ? undefined : model.groups?.[rule.group];
  if (!group || group.dimension === rule.dimension) return [];
  return [
    {
      path: [...path, "group"],
      code: "group-of-other-dimension",
      group: rule.group as string,
      dimension: group.dimension,
    },
  ];
}
