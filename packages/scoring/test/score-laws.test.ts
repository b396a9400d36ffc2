import fc from "fast-check";
import { expect, test } from "vitest";
import { checkModel } from "../src/check-model.ts";
import { parseModel } from "../src/model/parse-model.ts";
import { look } from "../src/score/compile.ts";
import { flatten } from "../src/score/flatten.ts";
import type { Score } from "../src/score/score-shape.ts";
import { score } from "../src/score.ts";
import type { Day } from "../src/zone.ts";
import { aCase, model } from "./arbitrary-model.testing.ts";
import { compiledOf, factsOf, shownBy, verdictOf } from "./verdict.testing.ts";

const RUNS = { numRuns: 1000 };
const sum = (lines: readonly { readonly points: number }[]): number =>
  lines.reduce((all, { points }) => all + points, 0);

test("every random model is accepted, and stays the same through JSON", () => {
  fc.assert(
    fc.property(model, (one) => {
      const parsed = parseModel(one);
      expect(parsed).toMatchObject({ ok: true });
      if (!parsed.ok) return;
      expect(checkModel(parsed.model)).toEqual([]);
      expect(parseModel(JSON.parse(JSON.stringify(parsed.model)))).toEqual(parsed);
    }),
    RUNS,
  );
});

test("the lines add up to every dimension and to the total, each rounded to the model's precision", () => {
  fc.assert(
    fc.property(aCase, (given) => {
      const verdict = verdictOf(given);
      if (!verdict.scored) return;
      const { lines, totalLines, dimensions, total } = verdict;
      const byDimension = dimensions.map(({ name }) => sum(lines.filter(({ dimension }) => dimension === name)));
      expect(byDimension).toEqual(dimensions.map(({ points }) => points));
      expect(sum(byDimension.map((points) => ({ points })))).toBe(sum(lines));
      expect(sum(totalLines)).toBe(total);
      const unit = 10 ** (2 - (given.model.precision ?? 0));
      expect([...lines, ...dimensions, { points: total }].filter(({ points }) => points % unit !== 0)).toEqual([]);
    }),
    RUNS,
  );
});

test("nothing differs before the day on which a score is due, and something on it", () => {
  fc.assert(
    fc.property(aCase, (given) => {
      const compiled = compiledOf(given);
      const facts = factsOf(compiled, given);
      const shownOn = (day: Day) => JSON.stringify(shownBy(score(compiled, facts, day)));
      // Every figure that a verdict shows, at a tenth of its price.
      const figuresOn = (day: Day) => {
        const { scorer, ledger } = look(compiled, facts, day);
        const stages = ledger?.stages.map((one) => [
          one?.base ?? 0,
          one?.counted ?? 0,
          one?.decayed ?? 0,
          one?.given ?? 0,
        ]);
        return JSON.stringify([scorer.market, stages, ledger?.cuts, ledger?.dimensions, ledger?.total]);
      };
      const { today } = given;
      const { dueOn } = score(compiled, facts, today);
      const last = Math.min(dueOn ?? Number.POSITIVE_INFINITY, today + 400);
      const [shown, figures] = [shownOn(today), figuresOn(today)];
      for (let day = today + 1; day <= last; day++) {
        if (day === dueOn) expect(shownOn(day), `due on day ${day}`).not.toBe(shown);
        else if (day <= today + 20 || day + 1 >= last) expect(shownOn(day), `not due on day ${day}`).toBe(shown);
        else expect(figuresOn(day), `not due on day ${day}`).toBe(figures);
      }
    }),
    RUNS,
  );
});

test("a lead scored through markets equals the lead scored by the flattened model", () => {
  fc.assert(
    fc.property(aCase, (given) => {
      const verdict = verdictOf(given);
      const flat = verdictOf({ ...given, model: flatten(given.model, verdict.market) });
      const withoutMarket = (one: Score): object => ({
        ...one,
        lines: one.lines.map((line) => ({ ...line, market: undefined })),
        totalLines: one.totalLines.filter(({ kind }) => kind !== "market"),
      });
      // Tomorrow another market may apply, or none: when a lead is due is the model's own affair.
      const same = { market: null, dueOn: null };
      expect(flat.market).toBeNull();
      if (verdict.scored && flat.scored)
        expect({ ...withoutMarket(flat), ...same }).toEqual({ ...withoutMarket(verdict), ...same });
      else expect({ ...flat, ...same }).toEqual({ ...verdict, ...same });
    }),
    RUNS,
  );
});

test("the order in which events come changes nothing of a score, its evidence or its day", () => {
  fc.assert(
    fc.property(aCase, fc.infiniteStream(fc.nat()), (given, chance) => {
      const drawn = given.events.map((event) => ({ event, at: chance.next().value as number }));
      const events = drawn.sort((a, b) => a.at - b.at).map(({ event }) => event);
      expect(verdictOf({ ...given, events })).toEqual(verdictOf(given));
    }),
    RUNS,
  );
});

test("what a prediction is asked for besides changes no figure, and an unknown one gives nothing and says why", () => {
  fc.assert(
    fc.property(aCase, (given) => {
      const compiled = compiledOf(given);
      const facts = factsOf(compiled, given);
      const verdict = score(compiled, facts, given.today, { factors: 2 });
      expect(shownBy(verdict)).toEqual(shownBy(score(compiled, facts, given.today)));
      if (!verdict.scored) return;
      for (const { points, told } of predictionsIn(verdict)) {
        const { name, probability, unknown, factors } = told;
        if (probability === null) expect([points, unknown]).toEqual([0, name === "none" ? "not-pinned" : "not-loaded"]);
        else if (facts.predictions?.[name] === undefined) expect(factors).toHaveLength(2);
      }
    }),
    RUNS,
  );
});

/** The lines whose points come from a prediction, with what it said. */
function predictionsIn({ lines }: Score) {
  return lines.flatMap((line) => {
    const told = line.kind === "rule" && line.evidence.kind === "when" ? line.evidence.prediction : undefined;
    return told ? [{ points: line.points, told }] : [];
  });
}
