import type { Facts } from "../facts.ts";
import type { Day } from "../zone.ts";
import { type CompiledModel, look } from "./compile.ts";
import type { EachRule } from "./compiled-rule.ts";
import type { Ledger } from "./ledger.ts";
import type { Scorer } from "./scorer.ts";
import { tallyDue } from "./tally.ts";

const NEVER = Number.POSITIVE_INFINITY;

/**
 * The first day after `today` on which some figure of the score differs without a new event; null
 * where none ever does. Candidates come from everything in the model that time can move; each is
 * tried, so the answer is exact.
 */
export function dueAfter(compiled: CompiledModel, facts: Facts, today: Day): Day | null {
  const now = figuresOn(compiled, facts, today);
  for (let day = now.next; day !== NEVER; ) {
    const then = figuresOn(compiled, facts, day);
    if (!sameFigures(now.figures, then.figures)) return day;
    day = then.next;
  }
  return null;
}

type Figures = readonly (number | string | null)[];

function figuresOn(compiled: CompiledModel, facts: Facts, day: Day): { figures: Figures; next: Day } {
  const { scorer, ledger } = look(compiled, facts, day);
  const { markets } = compiled;
  const dues = [
    ...markets.where.map(({ due }) => due(markets.questions.sight)),
    scorer.who?.due(scorer.sight) ?? NEVER,
    ...(facts.adjustments ?? []).flatMap(({ on, until }) => [on, until === undefined ? NEVER : until + 1]),
    ...(ledger ? ruleDues(scorer, ledger, day) : []),
  ];
  const next = dues.reduce((soonest, due) => (due > day && due < soonest ? due : soonest), NEVER);
  return { figures: ledger ? figuresOf(scorer, ledger, facts, day) : [scorer.market], next };
}

function ruleDues({ rules, sight, unit }: Scorer, { tallies }: Ledger, day: Day): Day[] {
  return rules.map((rule, i) => {
    const tally = tallies[i];
    if (rule.kind === "when") return rule.due(sight);
    return tally ? tallyDue(rule as EachRule, tally, day, unit) : NEVER;
  });
}

/** Everything that a score shows as a figure, or by a line being there. */
function figuresOf({ market, total }: Scorer, ledger: Ledger, facts: Facts, day: Day): Figures {
  const { dimensions, cuts, stages } = ledger;
  return [
    market,
    ledger.total,
    total.zone(ledger.total, dimensions),
    ...dimensions,
    ...cuts,
    ...stages.flatMap((one) => (one ? [one.base, one.counted, one.decayed, one.given] : [0, 0, 0, 0])),
    ...(facts.adjustments ?? []).map(({ on, until }) => (on <= day && (until === undefined || day <= until) ? 1 : 0)),
  ];
}

function sameFigures(a: Figures, b: Figures): boolean {
  return a.length === b.length && a.every((figure, i) => figure === b[i]);
}
