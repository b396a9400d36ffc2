import type { Event } from "@plumbline/scoring";
import fc from "fast-check";
import { expect, test } from "vitest";
import { screenFeatures } from "../guard/screen-features.ts";
import { tableOfMoments } from "../moment/table-of-moments.ts";
import type { ToldLead } from "../moment/told-lead.ts";
import { deriveFeatures } from "./derive-features.ts";
import { isFeatureSet, labelOf, someFeatures } from "./feature-set.ts";
import { addToFeatureSurvey, newFeatureSurvey } from "./feature-survey.ts";
import { momentsOf, type Planted, PRICING, planWith, sampleFeatures, sampleLeads } from "./features.testing.ts";

const DAY = 86_400_000;
const leads = sampleLeads(1500, 1);

test("features are proposed from signals, events and traits, the same for the same leads in any order", () => {
  const set = sampleFeatures(leads);
  expect(isFeatureSet(JSON.parse(JSON.stringify(set)))).toBe(true);
  expect(sampleFeatures(leads.toReversed())).toEqual(set);
  const names = set.features.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(["trait.department", "trait.employees", "signal.pricing.30d"]));
  expect(names).toEqual(expect.arrayContaining(["signal.Newsletter Read.last", "signal.page.ever"]));
  // Nobody is worth more for an address; outcomes are what is to be told.
  expect(names.filter((name) => /email|Opportunity/.test(name))).toEqual([]);
  const pricing = set.features.find(({ name }) => name === "signal.pricing.30d");
  expect(pricing && labelOf(set, pricing)).toBe("Visited pricing");
});

test("the number of features has a bound, of which traits take half where there is more", () => {
  const survey = newFeatureSurvey();
  const traits = Object.fromEntries(Array.from({ length: 80 }, (_, i) => [`t${i}`, i]));
  for (let i = 0; i < 100; i++) {
    const events = Array.from({ length: 40 }, (_, k): Event => {
      return { messageId: `${i}-${k}`, type: "track", event: `Event ${k}: done!`, timestamp: 0, userId: `${i}` };
    });
    const said: Event = { messageId: `${i}`, type: "identify", timestamp: 0, userId: `${i}`, traits };
    addToFeatureSurvey(survey, [{ id: `${i}`, events: [said, ...events] }]);
  }
  const set = deriveFeatures(survey, []);
  expect(set.features).toHaveLength(60);
  expect(set.features.filter(({ reading }) => "trait" in reading)).toHaveLength(30);
  expect(isFeatureSet(set)).toBe(true);
  expect(deriveFeatures(survey, [], { most: 7 }).features).toHaveLength(7);
});

test("a set that was tampered with is none", () => {
  const set = sampleFeatures(leads);
  const [first] = set.features;
  const broken: readonly unknown[] = [
    null,
    { ...set, format: 2 },
    { ...set, ageSteps: [3, 1] },
    { ...set, features: [first, first] },
    { ...set, features: [{ ...first, reading: { signal: "nobody" } }] },
    { ...set, features: [{ ...first, reading: { trait: "x", as: "code" } }] },
    { ...set, signals: { ...set.signals, bad: { on: "page", where: { path: { regex: "(" } } } } },
  ];
  expect(broken.map(isFeatureSet)).toEqual(broken.map(() => false));
});

test("some features read only the signals that they need", () => {
  const some = someFeatures(sampleFeatures(leads), (name) => name === "signal.pricing.ever");
  expect(some.signals).toEqual(PRICING.signals);
});

const drawn = fc.array(
  fc.record({
    day: fc.integer({ min: 0, max: 300 }),
    what: fc.constantFrom("page", "Newsletter Read", "identify", "Opportunity Lost", "Opportunity Won"),
    employees: fc.constantFrom<(number | null)[]>(null, 5, 900),
  }),
  { minLength: 1, maxLength: 12 },
);

function eventsOf(all: readonly { day: number; what: string; employees: number | null }[], mark: string): Event[] {
  return all.map(({ day, what, employees }, i): Event => {
    const common = { messageId: `${mark}${i}`, userId: "u", timestamp: day * DAY + i };
    if (what === "page") return { ...common, type: "page", properties: { path: "/pricing" } };
    if (what === "identify") return { ...common, type: "identify", traits: { employees, department: "IT" } };
    return { ...common, type: "track", event: what };
  });
}

test("no event after a moment's day changes any of its values", () => {
  const plan = planWith(sampleFeatures(leads));
  const moment = (events: readonly Event[]) => momentsOf(plan, [{ id: "u", events }]).moments[0];
  let held = 0;
  fc.assert(
    fc.property(drawn, drawn, (before, after) => {
      const own = eventsOf(before, "a");
      const first = moment(own);
      if (!first) return;
      const end = (first.day + 1) * DAY;
      const later = eventsOf(after, "b").filter(({ timestamp }) => timestamp >= end);
      const kept = own.filter(({ timestamp }) => timestamp < end);
      const other = moment([...later, ...kept]);
      // An outcome may move the day on which the lead is looked at.
      if (other?.day !== first.day) return;
      held += 1;
      expect(other.figures?.values).toEqual(first.figures?.values);
    }),
    { numRuns: 1000 },
  );
  expect(held).toBeGreaterThan(100);
});

const from = ({ id, day }: { readonly id: string; readonly day: number }, what: Partial<Event>): Event => ({
  ...{ messageId: `${id}-planted`, type: "track", userId: id, timestamp: day * DAY + 80_000_000 },
  ...what,
});

function leftOutWith(planted: Planted, change: (lead: ToldLead) => ToldLead = (lead) => lead) {
  const own = sampleLeads(1500, 2, planted).map(change);
  const set = sampleFeatures(own);
  const { table, facts } = tableOfMoments(momentsOf(planWith(set), own).moments, set);
  const screened = screenFeatures(table, { ...facts, seed: 1 });
  const kept = screened.table.features.map(({ name }) => name);
  expect(kept).toEqual(expect.arrayContaining(["trait.department", "trait.employees", "signal.pricing.30d"]));
  return screened.leftOut.filter(({ why }) => why !== "constant" && why !== "same-as");
}

test("nothing honest is taken for a leak", () => {
  expect(leftOutWith(() => [])).toEqual([]);
});

test("a reason that is set after the deal was lost is found by when it comes", () => {
  const found = leftOutWith(({ won, ...lead }) => {
    if (won) return [];
    return [from({ ...lead, day: lead.day + 1 }, { type: "identify", traits: { loss_reason: "too dear" } })];
  });
  expect(found).toEqual([{ feature: "trait.loss_reason", why: "after-outcome", leads: expect.any(Number), share: 1 }]);
});

test("an owner who is named when the lead converts is found by when it comes", () => {
  const found = leftOutWith(({ won, ...lead }) => {
    return won ? [from(lead, { type: "identify", traits: { owner: `${lead.id}`.length % 2 ? "Ann" : "Bob" } })] : [];
  });
  expect(found).toMatchObject([{ feature: "trait.owner", why: "after-outcome", share: 1 }]);
});

test("an event that is only sent on winning is found in all that is read of it", () => {
  const found = leftOutWith(({ won, ...lead }) => (won ? [from(lead, { event: "Contract Signed" })] : []));
  expect(found.length).toBeGreaterThanOrEqual(3);
  for (const one of found) {
    expect(one).toMatchObject({ why: "after-outcome", share: 1 });
    expect(one.feature).toMatch(/^signal\.Contract Signed\./);
  }
});

test("a reason that a list brought without a date is found by whom it parts, or by who sets it", () => {
  const isLost = ({ events }: ToldLead) => events.some(({ event }) => event === "Opportunity Lost");
  const found = leftOutWith(
    () => [],
    (lead) => ({ ...lead, undated: isLost(lead) ? { lossReason: "dear", why: "dear" } : { why: "good" } }),
  );
  expect(found.map(({ feature, why }) => [feature, why])).toEqual([
    ["trait.lossReason", "set-by-staff"],
    ["trait.why", expect.stringMatching(/^(separates|triumph)$/)],
  ]);
});

test("what a list says of a lead, and an event only after its day, was known late", () => {
  const found = leftOutWith(
    ({ ...lead }) => [from({ ...lead, day: lead.day - 1 }, { type: "identify", traits: { budget: lead.id.length } })],
    (lead) => ({ ...lead, undated: { budget: lead.id.length } }),
  );
  expect(found).toMatchObject([{ feature: "trait.budget", why: "known-late" }]);
});
