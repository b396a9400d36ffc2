import type { Model } from "@plumbline/scoring";
import fc from "fast-check";
import { expect, test } from "vitest";
import { autoTune, type TuneBounds } from "./auto-tune.ts";
import type { PointsProposal, Proposal } from "./proposal.ts";

const proposal = (rule: string, was: number, to: number, converted = 100, unit: "points" | "times" = "points") =>
  ({
    ...{ id: `points:${rule}`, kind: "points", rule, market: null, edits: [] },
    points: { was, to, unit },
    evidence: { converted } as PointsProposal["evidence"],
  }) as const satisfies PointsProposal;

const BOUNDS: TuneBounds = { mostPoints: 5, excluded: ["demo"], leastOutcomes: 50 };

test("only small changes of points that rest on enough go through", () => {
  const { apply, held } = autoTune(
    [
      proposal("page", 10, 15),
      proposal("mail", 10, 4),
      proposal("demo", 30, 31),
      proposal("form", 10, 11, 49),
      { id: "rule:1", kind: "rule" } as Proposal,
    ],
    BOUNDS,
  );
  expect(apply.map(({ id }) => id)).toEqual(["points:page"]);
  expect(held).toEqual([
    { id: "points:mail", because: "beyond-bounds" },
    { id: "points:demo", because: "excluded" },
    { id: "points:form", because: "too-few-outcomes" },
    { id: "rule:1", because: "kind" },
  ]);
});

/** As `proposal`, with the change that it would make. */
const changing = (rule: string, was: number, to: number) => ({
  ...proposal(rule, was, to),
  edits: [{ at: ["rules", rule, "points"], was, to }],
});

test("steps are held against what people agreed on, so that many small ones do not come to a large one", () => {
  const agreed = {
    model: "m",
    dimensions: { d: {} },
    rules: [{ id: "page", dimension: "d", points: 20 }],
  } as unknown as Model;
  const quarter: TuneBounds = { mostPercent: 25, excluded: [], leastOutcomes: 0 };
  const [first, second] = [changing("page", 20, 25), changing("page", 25, 31)];
  expect(autoTune([first], quarter, agreed).apply).toEqual([first]);
  expect(autoTune([second], quarter).apply).toEqual([second]);
  expect(autoTune([second], quarter, agreed).held).toEqual([{ id: "points:page", because: "beyond-bounds" }]);
  // Back is no further away.
  const back = changing("page", 25, 17);
  expect(autoTune([back], quarter, agreed).apply).toEqual([back]);
  // A rule that nobody agreed on yet changes from what it is.
  const fresh = changing("form", 25, 31);
  expect(autoTune([fresh], quarter, agreed).apply).toEqual([fresh]);
});

test("so are the figures of a table, all of them by one factor", () => {
  const table = (a: number, b: number) => ({ of: { trait: "size" }, table: { a, b } });
  const agreed = { rules: [{ id: "size", dimension: "d", points: table(10, 20) }] } as unknown as Model;
  const step = (was: readonly [number, number], to: readonly [number, number], factor: number) => ({
    ...proposal("size", 1, factor, 100, "times"),
    edits: [{ at: ["rules", "size", "points"], was: table(...was), to: table(...to) }],
  });
  const fifth: TuneBounds = { mostPercent: 20, excluded: [], leastOutcomes: 0 };
  expect(autoTune([step([10, 20], [12, 24], 1.2)], fifth, agreed).apply).toHaveLength(1);
  expect(autoTune([step([12, 24], [14, 28], 1.17)], fifth, agreed).apply).toHaveLength(0);
});

test("bounds in per cent hold for factors, too; those in points do not let one through", () => {
  const factor = proposal("size", 1, 1.2, 100, "times");
  expect(autoTune([factor], { mostPercent: 20, excluded: [], leastOutcomes: 0 }).apply).toEqual([factor]);
  expect(autoTune([factor], { mostPercent: 19, excluded: [], leastOutcomes: 0 }).apply).toEqual([]);
  expect(autoTune([factor], { mostPoints: 50, excluded: [], leastOutcomes: 0 }).apply).toEqual([]);
});

test("whatever the bounds, what is applied lies within them, and everything is either applied or held", () => {
  const points = fc.integer({ min: -100, max: 100 }).filter((own) => own !== 0);
  fc.assert(
    fc.property(
      fc.array(fc.tuple(points, fc.integer({ min: -100, max: 100 }), fc.nat(200)), { maxLength: 20 }),
      fc.record({
        mostPoints: fc.option(fc.nat(50), { nil: undefined }),
        mostPercent: fc.option(fc.nat(100), { nil: undefined }),
        leastOutcomes: fc.nat(100),
      }),
      (changes, { mostPoints, mostPercent, leastOutcomes }) => {
        const all = changes.map(([was, to, converted], i) => proposal(`r${i}`, was, to, converted));
        const bounds: TuneBounds = {
          ...(mostPoints !== undefined && { mostPoints }),
          ...(mostPercent !== undefined && { mostPercent }),
          ...{ excluded: ["r0"], leastOutcomes },
        };
        const { apply, held } = autoTune(all, bounds);
        expect([...apply, ...held].map(({ id }) => id).sort()).toEqual(all.map(({ id }) => id).sort());
        if (mostPoints === undefined && mostPercent === undefined) expect(apply).toEqual([]);
        for (const { rule, points: own, evidence } of apply) {
          expect(rule).not.toBe("r0");
          expect(evidence.converted).toBeGreaterThanOrEqual(leastOutcomes);
          expect(Math.abs(own.to - own.was)).toBeLessThanOrEqual(mostPoints ?? Number.POSITIVE_INFINITY);
          expect(Math.abs(own.to - own.was)).toBeLessThanOrEqual(
            ((mostPercent ?? 1e9) / 100) * Math.abs(own.was) + 1e-9,
          );
        }
      },
    ),
  );
});
