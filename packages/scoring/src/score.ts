import type { Facts } from "./facts.ts";
import type { Points } from "./points.ts";
import { type CompiledModel, look } from "./score/compile.ts";
import { dueAfter } from "./score/due.ts";
import type { Ledger } from "./score/ledger.ts";
import { linesOf, lostLines } from "./score/lines.ts";
import { reasonsOf } from "./score/reasons.ts";
import type { DimensionScore, Score, TotalLine, Unscored, Verdict } from "./score/score-shape.ts";
import type { Scorer } from "./score/scorer.ts";
import type { Day } from "./zone.ts";

/** What a verdict is to say besides. */
export type Asked = {
  /** How many factors each prediction names; none by default, for they cost more than all the rest. */
  readonly factors?: number;
};

/**
 * The score of one lead: `score(model, facts, today)`. Pure: the same arguments give the same
 * verdict on every machine, for ever.
 */
export function score(compiled: CompiledModel, facts: Facts, today: Day, asked: Asked = {}): Verdict {
  const found = verdictOn(compiled, facts, today, asked);
  return { ...found, dueOn: dueAfter(compiled, facts, today) };
}

/** The same without the day on which it is due, which costs as much again: for showing many leads. */
export function scoreNow(compiled: CompiledModel, facts: Facts, today: Day, asked: Asked = {}): Verdict {
  return verdictOn(compiled, facts, today, asked);
}

/** The total alone, for ranking many leads; undefined where the model does not score this one. */
export function totalOf(compiled: CompiledModel, facts: Facts, today: Day): Points | undefined {
  const seen = look(compiled, facts, today);
  return seen.ledger?.total;
}

function verdictOn(compiled: CompiledModel, facts: Facts, today: Day, { factors = 0 }: Asked): Verdict {
  const { scorer, ledger } = look(compiled, facts, today);
  const frame = { model: scorer.model.model, day: today, market: scorer.market, dueOn: null };
  return ledger ? scoreOf(scorer, ledger, frame, factors) : unscored(scorer, facts, frame, factors);
}

type Frame = Pick<Score, "model" | "day" | "market" | "dueOn">;

function scoreOf(scorer: Scorer, ledger: Ledger, frame: Frame, factors: number): Score {
  const { total, sight, dimensions, market } = scorer;
  const points = ledger.dimensions;
  const applied: TotalLine[] = market === null ? [] : [{ kind: "market", market, points: 0 }];
  return {
    scored: true,
    ...frame,
    total: ledger.total,
    dimensions: dimensions.map(({ name }, i): DimensionScore => {
      const own = points[i] as Points;
      return { name, points: own, label: total.label(i, own) };
    }),
    zone: total.zone(ledger.total, points),
    cell: total.cell(points),
    lines: linesOf(scorer, ledger, sight, factors),
    totalLines: [...applied, ...lostLines(scorer, sight), ...total.lines(points)],
  };
}

function unscored(scorer: Scorer, facts: Facts, frame: Frame, factors: number): Unscored {
  if (facts.ineligible !== undefined) {
    return { scored: false, ...frame, reason: { kind: "ineligible", because: facts.ineligible } };
  }
  const condition = scorer.who?.condition ?? { all: [] };
  return {
    scored: false,
    ...frame,
    reason: { kind: "who", reasons: reasonsOf(condition, scorer, scorer.sight, factors) },
  };
}
