import { expect, test } from "vitest";
import { modelOf } from "../moment/moments.testing.ts";
import { pointsEdits, roundedPoints } from "./propose-points.ts";
import { termPlaces } from "./rule-terms.ts";

const MODEL = modelOf({
  model: "m",
  signals: { demo: { on: "Demo" } },
  dimensions: { fit: { clip: [-10, 25] }, interest: {} },
  rules: [
    { id: "boss", dimension: "fit", when: { trait: "title", is: "CEO" }, points: 20 },
    { id: "demo", dimension: "interest", each: "demo", points: 10, limit: { perDay: { points: 20 }, total: 30 } },
    {
      id: "size",
      dimension: "fit",
      points: {
        of: { trait: "size" },
        tiers: [
          { from: 1, points: 5 },
          { from: 9, points: 12 },
        ],
      },
    },
  ],
  markets: [{ name: "jp", where: { trait: "country", is: "JP" }, rules: { demo: { points: 14 } } }],
});
const [boss, demo, size, japan] = termPlaces(MODEL) as [Place, Place, Place, Place];
type Place = ReturnType<typeof termPlaces>[number];

const surely = (estimate: number) => ({ estimate, interval: { low: estimate - 1, high: estimate + 1 } });
const hardly = (estimate: number) => ({ estimate, interval: { low: estimate - 30, high: estimate + 30 } });

test("points are whole, within what the dimension can give, and no more than twice the largest of the model", () => {
  expect(roundedPoints(MODEL, boss, surely(12.4))).toBe(12);
  expect(roundedPoints(MODEL, boss, surely(90))).toBe(25);
  expect(roundedPoints(MODEL, boss, surely(-90))).toBe(-10);
  expect(roundedPoints(MODEL, demo, surely(90))).toBe(40);
  expect(roundedPoints(MODEL, demo, surely(-90))).toBe(-40);
  // A market's points are of no use above a limit that is not its own.
  expect(roundedPoints(MODEL, japan, surely(90))).toBe(30);
});

test("what gives does not become what takes, unless that is sure", () => {
  expect(roundedPoints(MODEL, boss, hardly(-4))).toBe(0);
  expect(roundedPoints(MODEL, boss, surely(-4))).toBe(-4);
  expect(roundedPoints(MODEL, size, surely(-4))).toBe(0);
});

test("limits in points move with the points, and tiers are multiplied", () => {
  expect(pointsEdits(MODEL, demo, 15)).toEqual([
    { at: ["rules", "demo", "points"], was: 10, to: 15 },
    { at: ["rules", "demo", "limit", "total"], was: 30, to: 45 },
    { at: ["rules", "demo", "limit", "perDay", "points"], was: 20, to: 30 },
  ]);
  expect(pointsEdits(MODEL, demo, 0)).toEqual([{ at: ["rules", "demo", "points"], was: 10, to: 0 }]);
  expect(pointsEdits(MODEL, japan, 7)).toEqual([{ at: ["markets", "jp", "rules", "demo", "points"], was: 14, to: 7 }]);
  expect(pointsEdits(MODEL, size, 1.5)[0]?.to).toMatchObject({ tiers: [{ points: 8 }, { points: 18 }] });
});
