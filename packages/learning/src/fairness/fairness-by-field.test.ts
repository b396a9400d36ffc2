import { toPoints } from "@plumbline/scoring";
import { expect, test } from "vitest";
import type { FeatureSet } from "../feature/feature-set.ts";
import type { Moment } from "../moment/moment-table.ts";
import { seeded } from "../numbers/chance.ts";
import { trainOnMoments } from "../predict/train-on-moments.ts";
import { fairnessByField } from "./fairness-by-field.ts";

const set: FeatureSet = {
  format: 1,
  ageSteps: [0, 1],
  signals: {},
  lists: {},
  features: [
    { name: "trait.gender", kind: "category", reading: { trait: "gender", as: "category" } },
    { name: "trait.age", kind: "number", reading: { trait: "age", as: "number" } },
    { name: "trait.size", kind: "number", reading: { trait: "size", as: "number" } },
  ],
};

/** Size decides, and the men here happen to have the larger companies, though not so much that it names them. */
const chance = seeded(11);
const moments = Array.from({ length: 1500 }, (_, i): Moment => {
  const gender = chance() < 0.5 ? "m" : "f";
  const size = chance() * 100 + (gender === "m" ? 20 : 0);
  const values = { "trait.gender": gender, "trait.age": 20 + Math.floor(chance() * 40), "trait.size": size };
  const firstOn = new Float64Array(3);
  const converted = chance() < (size > 70 ? 0.7 : 0.1) ? 1 : 0;
  return {
    ...{ id: String(i), day: i, converted, wait: { time: 5, ended: converted === 1 }, stands: [] },
    figures: { values, firstOn, decidedOn: null },
  };
});

test("whom a prediction selects is shown by protected fields, although it has not learned from them", () => {
  const answer = trainOnMoments(moments, { features: set, target: "won", horizon: 30, seed: 1, code: "test" });
  if (answer.kind !== "trained") throw new Error(answer.kind);
  expect(
    answer.artefact.leftOut
      .filter(({ why }) => why === "protected")
      .map(({ feature }) => feature)
      .sort(),
  ).toEqual(["trait.age", "trait.gender"]);
  const found = fairnessByField(answer.newest, moments, set);
  expect(found.map(({ label }) => label)).toEqual(["gender", "age"]);
  const [gender, age] = found;
  if (!gender?.fairness.enough || !age?.fairness.enough) throw new Error("Not enough");
  expect(gender.fairness.disadvantaged).toEqual(["f"]);
  expect(age.fairness.disadvantaged).toEqual([]);
  expect(age.fairness.groups).toHaveLength(4);
  // Only of those that judge, by what was said of them before they were learned from.
  expect(age.fairness.groups.map(({ leads }) => leads).reduce((a, b) => a + b)).toBe(225);
  expect(gender.fairness.groups.map(({ bands }) => bands)).toEqual([[], []]);
});

const learned = () => {
  const answer = trainOnMoments(moments, { features: set, target: "won", horizon: 30, seed: 1, code: "test" });
  if (answer.kind !== "trained") throw new Error(answer.kind);
  return answer.newest;
};
const byGender = (found: ReturnType<typeof fairnessByField>) => {
  const [gender] = found;
  if (!gender?.fairness.enough) throw new Error("Not enough");
  return gender.fairness;
};

test("who is picked goes by the share that converts of those who are open on a morning", () => {
  // Who converts is decided soon, and so is hardly ever among them; who does not stays open for a year.
  const lived = moments.map((moment): Moment => ({ ...moment, openDays: moment.converted ? 1 : 365 }));
  const [drawn, open] = [moments, lived].map((own) => byGender(fairnessByField(learned(), own, set)));
  for (const [i, { selected }] of (open?.groups ?? []).entries())
    expect(selected.rate).toBeGreaterThan(drawn?.groups[i]?.selected.rate ?? 1);
});

test("how many of each group are in each band of the model", () => {
  const stood = moments.map((moment): Moment => {
    const isMan = moment.figures?.values["trait.gender"] === "m";
    const stand = { total: toPoints(1), market: null, rules: [], points: [] };
    return { ...moment, openDays: isMan ? 2 : 1, stands: [{ ...stand, band: isMan ? "hot" : "cold" }] };
  });
  const sharesIn = (own: readonly Moment[]) =>
    new Map(
      byGender(fairnessByField(learned(), own, set, ["cold", "hot"])).groups.map(({ group, bands }) => [
        group,
        bands.map(({ band, share }) => [band, share.rate]),
      ]),
    );
  expect(sharesIn(stood)).toEqual(
    new Map([
      [
        "m",
        [
          ["cold", 0],
          ["hot", 1],
        ],
      ],
      [
        "f",
        [
          ["cold", 1],
          ["hot", 0],
        ],
      ],
    ]),
  );
  // Whom the model does not score is in no band.
  const unscored = stood.map(
    (moment): Moment => (moment.stands[0]?.band === "hot" ? moment : { ...moment, stands: [null] }),
  );
  expect(sharesIn(unscored).get("f")).toEqual([
    ["cold", 0],
    ["hot", 0],
    [null, 1],
  ]);
});
