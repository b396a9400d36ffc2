import type { Model } from "@plumbline/scoring";
import type { Answered } from "../api.ts";

export type RulesReport = NonNullable<Answered<"models", "rules">["report"]>;
type Counted = RulesReport["rules"][number];
type Attainable = Answered<"models", "attainable">["items"][number];

/** A rule of a model with what it may give and what it gives; null where that is not counted yet. */
export type RuleRow = {
  readonly rule: Model["rules"][number];
  readonly dimension: string;
  /** Null where the total is a matrix. */
  readonly share: number | null;
  readonly most: number | null;
  readonly counted: Counted | null;
};

export const COLUMNS = ["share", "leads", "mean", "sum", "lastOn", "taken"] as const;
export type Column = (typeof COLUMNS)[number];

/** The rules of a model in its order; those that are switched off have no share. */
export function ruleRows(
  model: Model,
  attainable: readonly Attainable[],
  report: Pick<RulesReport, "rules"> | null,
): RuleRow[] {
  const most = new Map(attainable.map((one) => [one.rule, one]));
  const counted = new Map(report?.rules.map((one) => [one.rule, one]));
  return model.rules.map((rule) => {
    const known = counted.get(rule.id) ?? null;
    const { share = 0, most: atMost = 0 } = most.get(rule.id) ?? known ?? {};
    return { rule, dimension: rule.dimension, share, most: atMost, counted: known };
  });
}

/** By a column, the largest first; what has no figure comes last. */
export function sorted(rows: readonly RuleRow[], by: Column): RuleRow[] {
  return rows.toSorted((a, b) => compare(figureOf(b, by), figureOf(a, by)));
}

function figureOf({ share, counted }: RuleRow, by: Column): number | string | null {
  return by === "share" ? share : (counted?.[by] ?? null);
}

function compare(a: number | string | null, b: number | string | null): number {
  if (a === null || b === null) return Number(a !== null) - Number(b !== null);
  if (typeof a === "number" && typeof b === "number") return a - b;
  return String(a) < String(b) ? -1 : Number(a !== b);
}

/**
 * A condition for the leads that a rule is about: its own, or that its signal happened in the days that it counts.
 * Points may have faded, or a limit may have taken them, so it can find more than the rule gives to.
 */
export function leadsOfRule({ when, each, of, window }: RuleRow["rule"]): string | undefined {
  if (each === undefined) return when && JSON.stringify(when);
  const happened = { signal: each, ...(of && { of }), ...(window !== undefined && { in: window }), atLeast: 1 };
  return JSON.stringify(when ? { all: [happened, when] } : happened);
}
