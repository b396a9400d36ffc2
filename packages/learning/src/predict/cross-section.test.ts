import { compile, type Event, measurerFor, parseDay, toPoints, UTC } from "@plumbline/scoring";
import { expect, test } from "vitest";
import { compileFeatures } from "../feature/compile-features.ts";
import { deriveFeatures } from "../feature/derive-features.ts";
import { addToFeatureSurvey, newFeatureSurvey } from "../feature/feature-survey.ts";
import { found } from "../found.testing.ts";
import { addToCrowd, groupsOf, newCrowd } from "../moment/crowd.ts";
import { liveThrough } from "../moment/live-through.ts";
import { type Moment, newMomentTable } from "../moment/moment-table.ts";
import { planFor, SMALL } from "../moment/moments.testing.ts";
import { type Chance, seeded } from "../numbers/chance.ts";
import { mean } from "../numbers/sum.ts";
import { truthOf } from "../study/truth-of.ts";
import { predictorOf } from "./predict.ts";
import { trainOnMoments } from "./train-on-moments.ts";

const START = parseDay("2025-01-01") as number;
const DAY = 86_400_000;
const HORIZON = 60;
const KNOWN_UNTIL = START + 300;
const GROUPING = { joinByEmail: true, readsAccounts: false };

/** Leads of whom nearly half is never decided, the others twelve to fifty days after they came. */
function history(seed: number, leads: number): Event[] {
  const chance = seeded(seed);
  return Array.from({ length: leads }, (_, i) => life(`lead-${i}`, chance)).flat();
}

function life(userId: string, chance: Chance): Event[] {
  const first = START + Math.floor(chance() * 230);
  const visits = Math.floor(chance() * 6);
  const wins = chance() < 1 / (1 + Math.exp(2.5 - 0.7 * visits));
  const says = (day: number, what: object, name: string) =>
    ({ messageId: `${userId}-${name}`, userId, timestamp: day * DAY, ...what }) as unknown as Event;
  const end = first + 12 + Math.floor(chance() * 40);
  const isDecided = wins || chance() < 0.4;
  return [
    says(first, { type: "identify", traits: { source: chance() < 0.5 ? "web" : "fair" } }, "here"),
    ...Array.from({ length: visits }, (_, k) => says(first + chance() * 9, { type: "page" }, `page-${k}`)),
    ...(isDecided ? [says(end, { type: "track", event: wins ? "Deal Won" : "Deal Lost" }, "end")] : []),
  ];
}

const crowdOf = (events: readonly Event[]) => {
  const crowd = newCrowd();
  for (const event of events) addToCrowd(crowd, event);
  return crowd;
};

test("a probability means what it says of the leads that are open on a morning, because rows count by their open days", () => {
  const past = crowdOf(history(3, 4000));
  const survey = newFeatureSurvey();
  for (const group of groupsOf(past, GROUPING)) addToFeatureSurvey(survey, group);
  const set = deriveFeatures(survey, []);
  const features = compileFeatures(set, UTC);
  const momentsOf = (crowd: typeof past, from: number, to: number): readonly Moment[] => {
    const draw = { zone: UTC, target: "won", horizon: HORIZON, seed: 1, from, to, knownUntil: KNOWN_UNTIL } as const;
    const plan = { ...draw, models: [], measurer: measurerFor([], UTC, [features]), readsAccounts: false, features };
    const table = newMomentTable(plan);
    for (const group of groupsOf(crowd, GROUPING)) liveThrough(table, plan, group);
    return table.moments;
  };
  const drawn = momentsOf(past, START, KNOWN_UNTIL - HORIZON);
  const others = crowdOf(history(4, 6000));
  const mornings = [100, 140, 180].flatMap((day) => momentsOf(others, START + day, START + day));
  const rate = mean(mornings.map(({ converted }) => converted));
  const said = (moments: readonly Moment[]) => {
    const answer = trainOnMoments(moments, { features: set, target: "won", horizon: HORIZON, seed: 1, code: "test" });
    if (answer.kind !== "trained") throw new Error(answer.kind);
    const { row } = predictorOf(answer.artefact);
    return mean(mornings.map(({ figures }) => row(figures?.values ?? {})));
  };
  expect(Math.abs(said(drawn) / rate - 1)).toBeLessThan(0.1);
  expect(said(drawn.map((moment) => ({ ...moment, openDays: 1 }))) / rate).toBeGreaterThan(1.1);

  // The truth of a score that is this probability says so, too: it is held against the same leads, weighed alike.
  const answer = trainOnMoments(drawn, { features: set, target: "won", horizon: HORIZON, seed: 1, code: "test" });
  if (answer.kind !== "trained") throw new Error(answer.kind);
  const { row } = predictorOf(answer.artefact);
  const scored = momentsOf(others, START, KNOWN_UNTIL - HORIZON).map((moment): Moment => {
    const total = toPoints(100 * row(moment.figures?.values ?? {}));
    return { ...moment, stands: [{ total, band: null, market: null, rules: [], points: [] }] };
  });
  const table = { ...newMomentTable(planFor([SMALL])), moments: scored };
  const asked = { at: 0, compiled: compile(SMALL, UTC), isProbability: true };
  const { error } = found(truthOf(table, asked).calibration ?? { enough: false, missing: [] });
  expect(error).toBeLessThan(0.02);
}, 300_000);
