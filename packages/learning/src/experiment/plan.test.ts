import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { found } from "../found.testing.ts";
import { drawBinomial, seeded } from "../numbers/chance.ts";
import { normalCdf } from "../numbers/normal.ts";
import { assignArm } from "./assign-arm.ts";
import { sampleRatio } from "./sample-ratio.ts";
import { sampleSizeForMeans, sampleSizeForRates } from "./sample-size.ts";

describe("assignment", () => {
  const two = [
    { name: "live", weight: 1 },
    { name: "draft", weight: 1 },
  ];
  const units = Array.from({ length: 20_000 }, (_, i) => `account-${i}`);

  test("is the same every time, by weight, and independent between experiments", () => {
    const counts = new Map<string, number>();
    for (const unit of units) {
      const arm = `${assignArm("points", unit, two)} ${assignArm("decay", unit, [...two].reverse())}`;
      expect(assignArm("points", unit, [...two].reverse())).toBe(arm.split(" ")[0]);
      counts.set(arm, (counts.get(arm) ?? 0) + 1);
    }
    const arms = [...counts.values()].map((leads) => ({ weight: 1, leads }));
    expect(arms).toHaveLength(4);
    expect(found(sampleRatio(arms)).p).toBeGreaterThan(0.001);
    const three = [...two, { name: "bold", weight: 0.5 }];
    const own = three.map(({ name, weight }) => ({
      weight,
      leads: units.filter((unit) => assignArm("points", unit, three) === name).length,
    }));
    expect(found(sampleRatio(own)).p).toBeGreaterThan(0.001);
  });
  test("a new arm takes units and moves none between the others", () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.string(),
        fc.double({ min: 0.01, max: 9, noNaN: true }),
        (experiment, unit, weight) => {
          const before = assignArm(experiment, unit, two);
          const after = assignArm(experiment, unit, [...two, { name: "new", weight }]);
          expect([before, "new"]).toContain(after);
          // A heavier arm keeps whom it had.
          if (after === "new") {
            expect(assignArm(experiment, unit, [...two, { name: "new", weight: 2 * weight }])).toBe("new");
          }
        },
      ),
    );
  });
  test("an arm without weight gets nobody", () => {
    expect(assignArm("e", "u", [{ name: "off", weight: 0 }])).toBeNull();
    expect(assignArm("e", "u", [])).toBeNull();
  });
});

describe("the sample ratio", () => {
  const half = (leads: number) => ({ weight: 1, leads });
  test("alarms on a planted loss, rarely on chance", () => {
    const chance = seeded(12);
    let alarms = 0;
    for (let round = 0; round < 5000; round++) {
      const first = drawBinomial(chance, 1000, 0.5);
      if (
        found(
          sampleRatio([
            { weight: 1, leads: first },
            { weight: 1, leads: 1000 - first },
          ]),
        ).isBroken
      )
        alarms++;
    }
    expect(alarms).toBeLessThanOrEqual(13);
    expect(
      found(
        sampleRatio([
          { weight: 1, leads: 5000 },
          { weight: 1, leads: 4600 },
        ]),
      ).isBroken,
    ).toBe(true);
    expect(
      found(
        sampleRatio([
          { weight: 2, leads: 200 },
          { weight: 1, leads: 100 },
        ]),
      ).chiSquare,
    ).toBe(0);
  });
  test("holds over fifty looks where a plain one does not, and still finds a loss", () => {
    const chance = seeded(3);
    let [plain, anytime] = [0, 0];
    for (let round = 0; round < 2000; round++) {
      let [first, leads, isPlain, isAnytime] = [0, 0, false, false];
      for (let peek = 0; peek < 50; peek++) {
        leads += 50;
        first += drawBinomial(chance, 50, 0.5);
        const seen = found(sampleRatio([half(first), half(leads - first)]));
        isPlain ||= seen.isBroken;
        isAnytime ||= seen.alwaysValid.isBroken;
      }
      if (isPlain) plain++;
      if (isAnytime) anytime++;
    }
    expect(anytime).toBeLessThanOrEqual(6);
    expect(plain).toBeGreaterThan(10);
    expect(found(sampleRatio([half(2000), half(1700)])).alwaysValid.isBroken).toBe(true);
    expect(found(sampleRatio([half(20), half(20)])).alwaysValid.p).toBe(1);
  });
  test("says how many leads it needs", () => {
    expect(
      sampleRatio([
        { weight: 9, leads: 20 },
        { weight: 1, leads: 1 },
      ]),
    ).toEqual({
      enough: false,
      missing: [{ what: "leads", needed: 50, found: 21 }],
    });
    expect(sampleRatio([{ weight: 1, leads: 100 }]).enough).toBe(false);
  });
});

describe("the sample size", () => {
  test("equals published examples", () => {
    // The usual textbook pairs at 5 % and 80 %.
    expect(sampleSizeForRates(0.6, 0.1)).toMatchObject({ control: 356, treatment: 356 });
    expect(sampleSizeForRates(0.1, 0.02)).toMatchObject({ control: 3841, treatment: 3841 });
    // Cohen (1988): d = 0.5 at 80 % needs 64 a group.
    expect(sampleSizeForMeans(1, 0.5)).toEqual({ control: 64, treatment: 64 });
    expect(sampleSizeForRates(0.1, 0)).toBeNull();
    expect(sampleSizeForRates(0.99, 0.02)).toBeNull();
    expect(sampleSizeForMeans(0, 1)).toBeNull();
  });
  test("gives the power it promises, and grows as the difference shrinks; looking at any time costs more", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.02, max: 0.5, noNaN: true }),
        fc.double({ min: 0.01, max: 0.2, noNaN: true }),
        fc.double({ min: 0.2, max: 0.8, noNaN: true }),
        (base, difference, share) => {
          const size = sampleSizeForRates(base, difference, { share });
          const finer = sampleSizeForRates(base, difference / 2, { share });
          if (!size || !finer) throw new Error("Both rates are between 0 and 1.");
          expect(finer.control).toBeGreaterThan(2 * size.control);
          expect(size.sequential.control).toBeGreaterThanOrEqual(size.control);
          const other = base + difference;
          const all = size.control + size.treatment;
          const middle = (size.control * base + size.treatment * other) / all;
          const ifNone = Math.sqrt(middle * (1 - middle) * (1 / size.control + 1 / size.treatment));
          const ifThere = Math.sqrt((base * (1 - base)) / size.control + (other * (1 - other)) / size.treatment);
          const power = normalCdf((difference - 1.959963984540054 * ifNone) / ifThere);
          expect(power).toBeGreaterThan(0.795);
          if (all > 400) expect(power).toBeLessThan(0.81);
        },
      ),
    );
  });
});
