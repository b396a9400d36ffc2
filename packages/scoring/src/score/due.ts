import type { Facts } from "../facts.ts";
import type { Day } from "../zone.ts";
import { type CompiledModel, look, type Seen } from "./compile.ts";
import type { CompiledRule } from "./compiled-rule.ts";
import { isGivenOn } from "./fill-ledger.ts";
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
  const seen = look(compiled, facts, day);
  const { scorer, ledger } = seen;
  return {
    figures: ledger ? figuresOf(scorer, ledger, facts, day) : [scorer.market],
    next: nextCandidate(compiled, facts, day, seen),
  };
}

/**
 * A day after `today` before which no figure of the score can differ without a new event: sooner than `dueAfter`
 * now and then, but found without trying days. Infinity where nothing ever differs. `seen` is the look of today.
 */
export function nextCandidate({ markets }: CompiledModel, facts: Facts, today: Day, seen: Seen): Day {
  const { scorer, ledger } = seen;
  let next = NEVER;
  const consider = (day: Day): void => {
    if (day > today && day < next) next = day;
  };
  for (const { due } of markets.where) consider(due(markets.questions.sight));
  if (scorer.who) consider(scorer.who.due(scorer.sight));
  for (const { on, until = NEVER } of facts.adjustments ?? []) {
    consider(on);
    consider(until + 1);
  }
  if (ledger) considerRules(scorer, ledger, today, consider);
  return next;
}

function considerRules({ rules, sight, unit }: Scorer, { tallies }: Ledger, day: Day, consider: (due: Day) => void) {
  for (let i = 0; i < rules.length; i++) {
    const rule = rules[i] as CompiledRule;
    const tally = tallies[i];
    if (rule.kind === "when") consider(rule.due(sight));
    else if (tally) consider(tallyDue(rule, tally, day, unit));
  }
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
    ...stages.flatMap((one, at) => (one?.isUnknown ? [at] : [])),
    ...(facts.adjustments ?? []).map((one) => (isGivenOn(one, day) ? 1 : 0)),
  ];
}

function sameFigures(a: Figures, b: Figures): boolean {
  return a.length === b.length && a.every((figure, i) => figure === b[i]);
}
