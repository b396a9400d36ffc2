import {
  addEvent,
  compile,
  type Facts,
  hashOf,
  type Model,
  measurerFor,
  newLead,
  parseModel,
  pinModel,
  score,
  traitsOf,
  UTC,
} from "@plumbline/scoring";
import { describe, expect, test } from "vitest";
import { momentsOf, PRICING, planWith, sampleFeatures, sampleLeads } from "../feature/features.testing.ts";
import type { ToldLead } from "../moment/told-lead.ts";
import { artefactHash, type LeadArtefact, readArtefact, readsLeads, writeArtefact } from "./artefact.ts";
import { compilePrediction } from "./compile-prediction.ts";
import { trainOnMoments } from "./train-on-moments.ts";

const leads = sampleLeads(2000, 5);
const set = sampleFeatures(leads);
const { moments } = momentsOf(planWith(set), leads);
const asked = { features: set, target: "won", horizon: 60, seed: 1, code: "test" } as const;

function trained(more: Partial<Parameters<typeof trainOnMoments>[1]> = {}): LeadArtefact {
  const answer = trainOnMoments(moments, { ...asked, ...more });
  if (answer.kind !== "trained" || !readsLeads(answer.artefact)) throw new Error(JSON.stringify(answer));
  return answer.artefact;
}

const artefact = trained();
const reader = compilePrediction(artefact, UTC);

function modelOf(more: object): Model {
  const parsed = parseModel({
    model: "mixed",
    precision: 1,
    ...PRICING,
    dimensions: { win: {}, interest: { decay: { halfLife: "30d" } } },
    rules: [
      { id: "win", dimension: "win", points: { of: { prediction: "win" }, times: 80 } },
      { id: "likely", dimension: "win", when: { prediction: "win", atLeast: 0.3 }, points: 5 },
      { id: "pricing", dimension: "interest", each: "pricing", points: 3 },
    ],
    ...more,
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.model;
}

const mixed = modelOf({ predictions: { win: { artefact: reader.artefact } } });
const compiled = compile(mixed, UTC, { predictions: new Map([[reader.artefact, reader]]) });

function factsOf({ events }: ToldLead): Facts {
  const lead = newLead();
  for (const event of events) addEvent(lead, event, compiled.measurer);
  return { traits: traitsOf(lead.traits), states: lead.states };
}

const some = leads.slice(0, 60).map(factsOf);

describe("an artefact of moments", () => {
  test("says what it predicts and how it is read, and comes back from JSON with the same hash", () => {
    expect(artefact.asked).toEqual({ target: "won", horizon: 60 });
    expect(artefact.reads.features.map(({ name }) => name).sort()).toEqual(
      artefact.features.map(({ name }) => name).sort(),
    );
    const read = readArtefact(writeArtefact(artefact));
    expect(read).toEqual({ kind: "read", artefact });
    const turned = Object.fromEntries(Object.entries(artefact).reverse()) as LeadArtefact;
    expect(artefactHash(turned)).toBe(artefactHash(artefact));
    expect(artefactHash(artefact)).toBe(hashOf(artefact));
    expect(trained()).toEqual(artefact);
  });
  test("is refused where its features cannot be read", () => {
    const broken = { ...artefact, reads: { ...artefact.reads, ageSteps: [1, 0] } };
    expect(readArtefact(JSON.stringify(broken))).toEqual({ kind: "unreadable", why: "broken" });
  });
  test("leaves out what is named as protected or as set by staff, by trait", () => {
    const other = trained({ protectedFields: ["department"], staffTraits: ["employees"] });
    expect(other.leftOut).toContainEqual({ feature: "trait.department", why: "protected" });
    expect(other.reads.features.map(({ name }) => name)).not.toContain("trait.department");
    expect(trained({ allowed: ["employees"] }).features.map(({ name }) => name)).toContain("trait.employees");
  });
  test("tells how long it takes, or that it cannot", () => {
    const timing = reader.timing(some[0] as Facts, 210);
    expect(timing === null).toBe(artefact.timing === undefined);
    if (timing) expect(timing.expected).toBeGreaterThan(0);
  });
});

describe("a prediction in a score", () => {
  test("gives what the artefact says of the lead on that day, and its lines add up", () => {
    for (const facts of some) {
      for (const day of [40, 100, 210]) {
        const probability = reader.probability(facts, day);
        const verdict = score(compiled, facts, day, { factors: 3 });
        if (!verdict.scored) throw new Error("Everybody is scored");
        const line = verdict.lines.find((one) => one.kind === "rule" && one.rule === "win");
        const worth = Math.round(Math.round(probability * 1e6) * 0.0008) * 10;
        if (line?.kind !== "rule" || line.evidence.kind !== "when") {
          expect(worth).toBe(0);
          continue;
        }
        expect(line.points).toBe(worth);
        expect(line.evidence.prediction).toMatchObject({ name: "win", probability, horizon: 60 });
        const effects = line.evidence.prediction?.factors?.map(({ effect }) => Math.abs(effect)) ?? [];
        expect(effects).toEqual(effects.toSorted((a, b) => b - a));
        const sum = verdict.lines.reduce((all, { points }) => all + points, 0);
        expect(verdict.dimensions.reduce((all, { points }) => all + points, 0)).toBe(sum);
      }
    }
  });
  test("names all that moves it: with what is expected they make its log-odds", () => {
    for (const facts of some.slice(0, 20)) {
      const { expected, logOdds } = reader.explain(facts, 100);
      const all = reader.factors(facts, 100, 1000).reduce((sum, { effect }) => sum + effect, expected);
      expect(all).toBeCloseTo(logOdds, 6);
    }
  });
  test("is due on the first day on which a figure differs, and not before", () => {
    let dues = 0;
    for (const facts of some.slice(0, 25)) {
      const { dueOn } = score(compiled, facts, 60);
      const shown = (day: number) => {
        const verdict = score(compiled, facts, day);
        return verdict.scored ? [verdict.total, verdict.lines.map(({ kind, points }) => [kind, points])] : [];
      };
      const now = JSON.stringify(shown(60));
      for (let day = 61; day < Math.min(dueOn ?? 200, 200); day++) expect(JSON.stringify(shown(day))).toBe(now);
      if (dueOn === null) continue;
      dues += 1;
      expect(JSON.stringify(shown(dueOn))).not.toBe(now);
    }
    expect(dues).toBeGreaterThan(10);
  });
  test("is unknown without its reader, and says why; never an exception", () => {
    const told = (one: Model) => {
      const verdict = score(compile(one, UTC), some[0] as Facts, 60);
      const line = verdict.scored ? verdict.lines.find((own) => own.kind === "rule" && own.rule === "win") : undefined;
      return line?.kind === "rule" && line.evidence.kind === "when"
        ? [line.points, line.evidence.prediction?.unknown]
        : [];
    };
    expect(told(mixed)).toEqual([0, "not-loaded"]);
    expect(told(modelOf({ predictions: { win: {} } }))).toEqual([0, "not-pinned"]);
  });
  test("is pinned by publishing, where the model does not say which", () => {
    const library = { lists: {}, segments: {}, predictions: { win: reader.artefact, other: "0".repeat(32) } };
    const pinned = pinModel(modelOf({}), library);
    expect(pinned.model.predictions).toEqual({ win: { artefact: reader.artefact } });
    expect(pinned.predictions).toEqual(["win"]);
    const own = pinModel(modelOf({ predictions: { win: { artefact: "1".repeat(32) } } }), library);
    expect([own.model.predictions, own.predictions]).toEqual([{ win: { artefact: "1".repeat(32) } }, []]);
  });
  test("is of leads of whom nobody knows yet how it ended", () => {
    const decided = leads
      .slice(0, 60)
      .map(({ events }) => events.some(({ event }) => event?.startsWith("Opportunity")));
    expect(some.map((facts) => reader.isDecided(facts, 400))).toEqual(decided);
    expect(some.map((facts) => reader.isDecided(facts, -1))).toEqual(some.map(() => false));
  });
  test("is read in the zone that it was made for alone", () => {
    const elsewhere = { ...UTC, name: "Europe/Berlin" };
    expect(() => compile(mixed, elsewhere, { predictions: new Map([[reader.artefact, reader]]) })).toThrow(/Berlin/);
    expect(measurerFor([mixed], UTC, [reader]).keys).toEqual(compiled.measurer.keys);
  });
});
