import type { First } from "./en/first.ts";
import type { Value } from "./figures.ts";
import type { Names } from "./names.ts";
import { sayPrediction, type ToldPrediction } from "./say-prediction.ts";
import { type Reason, sayReason } from "./say-reason.ts";

/** A line of a dimension's ledger. Points are integers of hundredths, days count from 1970-01-01. */
export type Line = { readonly points: number } & (
  | { readonly kind: "rule"; readonly rule: string; readonly market?: string; readonly evidence: Evidence }
  | { readonly kind: "limit"; readonly rule: string; readonly limit: "rate" | "total"; readonly group?: string }
  | { readonly kind: "decay"; readonly rule: string }
  | { readonly kind: "group"; readonly group: string; readonly cap: number }
  | { readonly kind: "adjustment"; readonly reason: string; readonly by: string; readonly on: number }
  | { readonly kind: "clip"; readonly dimension: string; readonly bound: number }
);

/** A line of the total's ledger. */
export type TotalLine = { readonly points: number } & (
  | { readonly kind: "market"; readonly market: string }
  | { readonly kind: "lost-adjustment"; readonly dimension: string; readonly reason: string }
  /** The weight is in 10⁻⁴. */
  | { readonly kind: "dimension"; readonly dimension: string; readonly weight: number }
  | { readonly kind: "cell"; readonly cell: string; readonly rows: Axis; readonly columns: Axis }
  | { readonly kind: "rounding" }
  | { readonly kind: "scale"; readonly from: readonly [number, number]; readonly to: readonly [number, number] }
  | { readonly kind: "clip"; readonly bound: number }
);

type Axis = { readonly name: string; readonly label: string | null };

export type Evidence = EachEvidence | WhenEvidence;

type EachEvidence = {
  readonly kind: "each";
  readonly of: "lead" | "account";
  readonly days: readonly (readonly [day: number, amount: number])[];
  readonly unit: keyof typeof SCALE;
  readonly each: number | null;
  /** In 10⁻⁶. */
  readonly kept: number;
  readonly overflow: boolean;
};

type WhenEvidence = {
  readonly kind: "when";
  readonly reasons: readonly Reason[];
  readonly value: Value;
  readonly prediction?: ToldPrediction;
};

/** Units of an amount in what people count; points stay the hundredths that they are. */
const SCALE = { count: 1, sum: 100, seconds: 1000, points: 1 };
const WEIGHT = 10_000;
const ONE = 1_000_000;

/** A line as people read it: the figure, for a column of its own, and what it is for. */
export type SaidLine = { readonly figure: string; readonly words: string };

/** Says the lines of a score. What decay left of a rule stands in the rule's own line, so they are said together. */
export function sayLines(phrases: First, lines: readonly Line[], names: Names): SaidLine[] {
  const { figures } = phrases;
  return lines.map((line) => ({
    figure: figures.signed(line.points),
    words: wordsOf(phrases, line, lines, names),
  }));
}

function wordsOf(phrases: First, line: Line, lines: readonly Line[], names: Names): string {
  const { lines: say, said } = phrases.explanation;
  switch (line.kind) {
    case "rule":
      return ruleWords(phrases, names.rule(line.rule), line, names);
    case "limit": {
      const rate = line.group === undefined ? say.overRate() : say.overShared(names.group(line.group));
      return said(names.rule(line.rule), line.limit === "rate" ? rate : say.overTotal());
    }
    case "decay": {
      const left = keptOf(line.rule, lines);
      return said(names.rule(line.rule), left === undefined ? say.faded() : say.fadedTo(left));
    }
    case "group":
      return said(names.group(line.group), line.points < 0 ? say.atMost(line.cap) : say.atLeast(-line.cap));
    case "adjustment":
      return say.adjusted(line.reason, line.by, line.on);
    case "clip":
      return said(names.dimension(line.dimension), line.points < 0 ? say.atMost(line.bound) : say.atLeast(line.bound));
  }
}

function ruleWords(
  phrases: First,
  label: string,
  { evidence, market }: Extract<Line, { kind: "rule" }>,
  names: Names,
): string {
  const { explanation, figures } = phrases;
  const say = explanation.evidence;
  const changed = market === undefined ? [] : [say.changedBy(names.market(market))];
  if (evidence.kind === "each") {
    const asides = [...asidesOf(phrases, evidence), ...changed];
    return (
      explanation.said(label, amountWords(phrases, evidence)) + (asides.length > 0 ? explanation.aside(asides) : "")
    );
  }
  const why = [
    ...evidence.reasons.map((reason) => sayReason(phrases, reason, names)),
    ...(evidence.prediction ? [sayPrediction(phrases, evidence.prediction)] : []),
    ...(evidence.value === null || evidence.prediction ? [] : [say.value(figures.value(evidence.value))]),
  ];
  const words = why.length > 0 ? explanation.said(label, explanation.together(why)) : label;
  return words + (changed.length > 0 ? explanation.aside(changed) : "");
}

function amountWords(phrases: First, { days, unit, each }: EachEvidence): string {
  const { explanation, figures } = phrases;
  const sum = days.reduce((total, [, amount]) => total + amount, 0);
  const amount = explanation.amounts[unit](sum / SCALE[unit]);
  return each === null ? amount : `${amount} × ${figures.points(each)}`;
}

function asidesOf(phrases: First, { days, of, overflow }: EachEvidence): string[] {
  const say = phrases.explanation.evidence;
  const last = days.at(-1);
  return [
    ...(of === "account" ? [say.ofAccount()] : []),
    ...(last ? [days.length === 1 ? say.on(last[0]) : say.lastOn(last[0])] : []),
    ...(overflow ? [say.overflow()] : []),
  ];
}

/** What happened day by day; nothing for a rule that asks a condition. */
export function sayDays(phrases: First, evidence: Evidence): string[] {
  if (evidence.kind === "when") return [];
  const { explanation, figures } = phrases;
  return evidence.days.map(([day, amount]) =>
    explanation.said(figures.day(day), explanation.amounts[evidence.unit](amount / SCALE[evidence.unit])),
  );
}

/** The fraction that age left of a rule. Where gains and losses mix it is no fraction, and is not told. */
function keptOf(id: string, lines: readonly Line[]): number | undefined {
  const line = lines.find((one) => one.kind === "rule" && one.rule === id);
  if (line?.kind !== "rule" || line.evidence.kind !== "each") return undefined;
  const { kept } = line.evidence;
  return kept >= 0 && kept <= ONE ? kept / ONE : undefined;
}

export function sayTotalLines(phrases: First, lines: readonly TotalLine[], names: Names): SaidLine[] {
  const { figures } = phrases;
  return lines.map((line) => ({
    // A market adds nothing: it says by which rules all this was counted.
    figure: line.kind === "market" ? "" : figures.signed(line.points),
    words: totalWords(phrases, line, names),
  }));
}

function totalWords(phrases: First, line: TotalLine, names: Names): string {
  const { lines: say, said, total } = phrases.explanation;
  const axis = ({ name, label }: Axis) => `${names.dimension(name)} ${label ?? ""}`.trimEnd();
  switch (line.kind) {
    case "market":
      return total.market(names.market(line.market));
    case "lost-adjustment":
      return total.lost(line.reason, line.dimension);
    case "dimension": {
      const dimension = names.dimension(line.dimension);
      return line.weight === WEIGHT ? dimension : total.weighed(dimension, line.weight / WEIGHT);
    }
    case "cell":
      return `${axis(line.rows)} × ${axis(line.columns)} → ${line.cell}`;
    case "rounding":
      return total.rounding();
    case "scale":
      return total.scale(line.from, line.to);
    case "clip":
      return said(total.name(), line.points < 0 ? say.atMost(line.bound) : say.atLeast(line.bound));
  }
}
