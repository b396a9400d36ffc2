import { expect, test } from "vitest";
import type { FeatureSet } from "../feature/feature-set.ts";
import type { Moment } from "../moment/moment-table.ts";
import { seeded } from "../numbers/chance.ts";
import { readsLeads } from "../predict/artefact.ts";
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
  if (answer.kind !== "trained" || !readsLeads(answer.artefact)) throw new Error(answer.kind);
  expect(
    answer.artefact.leftOut
      .filter(({ why }) => why === "protected")
      .map(({ feature }) => feature)
      .sort(),
  ).toEqual(["trait.age", "trait.gender"]);
  const found = fairnessByField(answer.artefact, moments, set);
  expect(found.map(({ label }) => label)).toEqual(["gender", "age"]);
  const [gender, age] = found;
  if (!gender?.fairness.enough || !age?.fairness.enough) throw new Error("Not enough");
  expect(gender.fairness.disadvantaged).toEqual(["f"]);
  expect(age.fairness.disadvantaged).toEqual([]);
  expect(age.fairness.groups).toHaveLength(4);
  expect(age.fairness.groups.map(({ leads }) => leads).reduce((a, b) => a + b)).toBe(1500);
});
