import { measurerFor, UTC } from "@plumbline/scoring";
import { expect, test } from "vitest";
import { compileFeatures } from "../feature/compile-features.ts";
import { deriveFeatures } from "../feature/derive-features.ts";
import type { FeatureSet } from "../feature/feature-set.ts";
import { addToFeatureSurvey, newFeatureSurvey } from "../feature/feature-survey.ts";
import type { Moment } from "../moment/moment-table.ts";
import { on, planFor, says, tableOf } from "../moment/moments.testing.ts";
import { tableOfMoments } from "../moment/table-of-moments.ts";
import type { ToldLead } from "../moment/told-lead.ts";
import { seeded } from "../numbers/chance.ts";
import { buildTable } from "../table/build-table.ts";
import { readsLeads } from "./artefact.ts";
import { trainOnMoments } from "./train-on-moments.ts";
import { calibrationSince, challengeOf, featureDrift, watchChampion } from "./watch-champion.ts";

test("a challenger is better only where the interval of the paired difference says so", () => {
  // Differences 0.2, 0.4, 0.6, 0.8: mean 0.5, variance 0.2/3, standard error √(0.2/3/4) = 0.12910.
  const found = challengeOf(Float64Array.of(1, 1, 1, 1), Float64Array.of(0.8, 0.6, 0.4, 0.2));
  expect(found).toMatchObject({ leads: 4, champion: 1, verdict: "better" });
  expect(found.challenger).toBeCloseTo(0.5, 12);
  expect(found.gain).toBeCloseTo(0.5, 12);
  expect(found.interval.low).toBeCloseTo(0.5 - 1.959963984540054 * Math.sqrt(0.2 / 3 / 4), 9);
  const turned = challengeOf(Float64Array.of(0.8, 0.6, 0.4, 0.2), Float64Array.of(1, 1, 1, 1));
  expect(turned.verdict).toBe("worse");
  expect(challengeOf(Float64Array.of(1, 0), Float64Array.of(0, 1)).verdict).toBe("level");
});

const chance = seeded(3);
const rows = Array.from({ length: 2000 }, (_, i) => {
  const isLate = i >= 1000;
  return {
    values: {
      moved: chance() + (isLate ? 1 : 0),
      same: chance(),
      lost: isLate && chance() < 0.9 ? null : chance(),
      kind: chance() < (isLate ? 0.2 : 0.8) ? "a" : "b",
    },
    converted: chance() < (isLate ? 0.6 : 0.3),
    time: i,
  };
});
const table = buildTable(rows, [
  { name: "moved", kind: "number" },
  { name: "same", kind: "number" },
  { name: "lost", kind: "number" },
  { name: "kind", kind: "category" },
]);

test("features that moved are told from those that did not, also where values went missing", () => {
  const found = new Map(featureDrift(table, 999).map((one) => [one.feature, one.drift]));
  for (const name of ["moved", "lost", "kind"]) expect(found.get(name), name).toMatchObject({ verdict: "moved" });
  expect(found.get("same")).toMatchObject({ verdict: "stable" });
  expect(featureDrift(table, 999).at(-1)?.feature).toBe("same");
});

test("probabilities that held are told from those that do not any more", () => {
  const said = new Float64Array(2000).fill(0.3);
  const found = calibrationSince(table, said, 999);
  if (!found.enough) throw new Error("Not enough");
  expect(Math.abs(found.before.gap)).toBeLessThan(0.05);
  expect(found.now.gap).toBeGreaterThan(0.25);
  expect(found.p).toBeLessThan(1e-6);
  expect(calibrationSince(table, said, 5000).enough).toBe(false);
});

test("of sixty features that are all as they were hardly ever any is called moved", () => {
  const draw = seeded(11);
  const names = Array.from({ length: 60 }, (_, i) => `f${i}`);
  const sixty = names.map((name, i) => ({ name, kind: i < 40 ? ("number" as const) : ("category" as const) }));
  let alarms = 0;
  for (let round = 0; round < 30; round++) {
    const same = Array.from({ length: 400 }, (_, time) => ({
      values: Object.fromEntries(names.map((name, i) => [name, i < 40 ? draw() : "abcdefgh"[Math.floor(draw() * 8)]])),
      converted: draw() < 0.3,
      time,
    }));
    const found = featureDrift(buildTable(same, sixty), 299);
    if (found.some(({ drift }) => drift.enough && drift.verdict !== "stable")) alarms += 1;
  }
  expect(alarms).toBeLessThanOrEqual(2);
});

test("in a world that stands still nothing has moved, though the newest moments are drawn from fewer days", () => {
  const SPAN = 360;
  const lives = (seed: number): ToldLead[] => {
    const draw = seeded(seed);
    return Array.from({ length: 1500 }, (_, i) => {
      const [id, first] = [`${seed}-${i}`, Math.floor(draw() * (SPAN + 60))];
      const source = { source: draw() < 0.5 ? "web" : "fair" };
      const said = on(first, `${id}-a`, { type: "identify", userId: id, traits: source });
      const visits = Array.from({ length: 3 }, (_v, k) =>
        on(first + Math.floor(draw() * 30), `${id}-${k}`, { type: "page", userId: id }),
      );
      const ends = says(first + 30, `${id}-z`, draw() < 0.3 ? "Deal Won" : "Deal Lost");
      return { id, events: [said, ...visits, { ...ends, userId: id }] };
    });
  };
  const survey = newFeatureSurvey();
  for (const lead of lives(1)) addToFeatureSurvey(survey, [lead]);
  const set = deriveFeatures(survey, []);
  const features = compileFeatures(set, UTC);
  const plan = {
    ...planFor([], { to: SPAN, knownUntil: SPAN + 30, features }),
    measurer: measurerFor([], UTC, [features]),
  };
  let moved = 0;
  for (let seed = 1; seed <= 5; seed++) {
    const { moments } = tableOf(
      plan,
      lives(seed).map((lead) => [lead]),
    );
    for (const days of [7, 30]) {
      const found = featureDrift(tableOfMoments(moments, set).table, SPAN - days);
      expect(found.length).toBeGreaterThan(4);
      moved += found.filter(({ drift }) => drift.enough && drift.verdict !== "stable").length;
    }
  }
  expect(moved).toBeLessThanOrEqual(1);
});

const READS: FeatureSet = {
  format: 1,
  ageSteps: [0, 7],
  signals: {},
  lists: {},
  features: [{ name: "size", kind: "number", reading: { trait: "size", as: "number" } }],
};

/** Leads of whom those of size 1 convert most of the time; each was looked at on a day of its own. */
function looked(days: readonly number[], seed: number): Moment[] {
  const draw = seeded(seed);
  return days.map((day, i): Moment => {
    const size = draw() < 0.5 ? 1 : 0;
    const converted = draw() < (size === 1 ? 0.8 : 0.2) ? 1 : 0;
    const figures = { values: { size }, firstOn: Float64Array.of(day), decidedOn: null };
    return { id: `${seed}-${i}`, day, openDays: 1, converted, wait: { time: 1, ended: false }, stands: [], figures };
  });
}

const learnedFrom = (moments: readonly Moment[]) => {
  const asked = { features: READS, target: "won", horizon: 30, seed: 1, code: "test" } as const;
  const answer = trainOnMoments(moments, { ...asked, settings: { trees: 5 } });
  if (answer.kind !== "trained" || !readsLeads(answer.artefact)) throw new Error(answer.kind);
  return { answer, artefact: answer.artefact };
};

test("leads that the champion has learned from are no judges, on whatever later day they are looked at again", () => {
  const days = Array.from({ length: 1000 }, (_, i) => i);
  const old = looked(days, 1);
  const { artefact: champion } = learnedFrom(old);
  // Of each of them another day was drawn, since its life went on.
  const again = old.map((moment): Moment => ({ ...moment, day: moment.day + 500, openFrom: moment.day }));
  const { answer } = learnedFrom(again);
  expect(watchChampion(champion, again, { answer, moments: again }).challenge).toBeNull();
  const fresh = again.map((moment): Moment => ({ ...moment, openFrom: moment.day }));
  expect(watchChampion(champion, fresh, { answer, moments: fresh }).challenge).toMatchObject({ leads: 150 });
});

test("two predictions are held against one another on leads alone that came after the champion had learned", () => {
  const days = Array.from({ length: 1000 }, (_, i) => i);
  const old = looked(days, 1);
  const { artefact: champion } = learnedFrom(old);
  // A year later all are new; a week later, hardly any.
  const later = [
    ...old,
    ...looked(
      days.map((day) => 1000 + day),
      2,
    ),
  ];
  const { answer } = learnedFrom(later);
  expect(watchChampion(champion, later, { answer, moments: later }).challenge).toMatchObject({ leads: 300 });
  const soon = [
    ...old,
    ...looked(
      days.slice(0, 100).map((day) => 1000 + day),
      3,
    ),
  ];
  const weekly = learnedFrom(soon).answer;
  // The newest slice has 165 of them, the first 65 of which the champion was judged and calibrated on.
  expect(watchChampion(champion, soon, { answer: weekly, moments: soon }).challenge).toMatchObject({ leads: 100 });
  const few = [
    ...old,
    ...looked(
      days.slice(0, 12).map((day) => 1000 + day),
      4,
    ),
  ];
  expect(watchChampion(champion, few, { answer: learnedFrom(few).answer, moments: few }).challenge).toBeNull();
});
