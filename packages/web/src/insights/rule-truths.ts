import type { RuleTruth } from "./study.ts";

export const COLUMNS = ["fires", "with", "without", "difference", "worth", "q"] as const;
export type Column = (typeof COLUMNS)[number];

/** False discoveries among what is called proven: at most so many of a hundred. */
const PROVEN = 0.05;

/** What is known of a rule: that it raises or lowers the odds, neither, or that it fires too seldom to tell. */
export function findingOf({ adjusted }: RuleTruth): "raises" | "lowers" | "unclear" | "rare" {
  if (!adjusted) return "rare";
  if (adjusted.q >= PROVEN) return "unclear";
  return adjusted.oddsRatio > 1 ? "raises" : "lowers";
}

/** The most first, but of q the surest; what is not known comes last. */
export function sorted(rules: readonly RuleTruth[], by: Column): readonly RuleTruth[] {
  const sign = by === "q" ? -1 : 1;
  const value = (rule: RuleTruth) => {
    const own = figureOf(rule, by);
    return own === null ? Number.NEGATIVE_INFINITY : sign * own;
  };
  return rules.toSorted((a, b) => {
    const [first, second] = [value(a), value(b)];
    return first === second ? 0 : second - first;
  });
}

function figureOf(rule: RuleTruth, column: Column): number | null {
  switch (column) {
    case "fires":
      return rule.fires;
    case "with":
      return rule.with.conversion?.rate ?? null;
    case "without":
      return rule.without.conversion?.rate ?? null;
    case "difference":
      return rule.difference?.difference ?? null;
    case "worth":
      return rule.adjusted?.oddsRatio ?? null;
    case "q":
      return rule.adjusted?.q ?? null;
  }
}
