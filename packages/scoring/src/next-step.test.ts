import { expect, test } from "vitest";
import { parse } from "yaml";
import type { Facts } from "./facts.ts";
import type { Model } from "./model/model-schema.ts";
import { parseModel } from "./model/parse-model.ts";
import { nextSteps } from "./next-step.ts";
import { compile } from "./score/compile.ts";
import { parseDay } from "./zone.ts";

const today = parseDay("2026-03-01") as number;

function read(yaml: string): Model {
  const parsed = parseModel(parse(yaml));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.model;
}

const model = read(`
model: steps
signals:
  demo: { on: Demo Requested }
  visit: { on: page }
  product: { on: Viewed, count: { by: product } }
dimensions: { fit: {}, engagement: {} }
rules:
  - { id: demo, dimension: engagement, each: demo, points: 20 }
  - { id: visit, dimension: engagement, each: visit, points: 5, decay: { expires: 10d } }
  - { id: product, dimension: engagement, each: product, points: { table: { Suite: 8 }, otherwise: 3 } }
  - { id: ceo, dimension: fit, when: { trait: title, is: CEO }, points: 30 }
bands: [{ name: Suspect }, { name: Lead, above: 40 }, { name: SQL, above: 60 }]
`);
const compiled = compile(model);

/** A lead with visits on a day. */
function facts(visits: number, daysAgo: number): Facts {
  const states = new Map();
  for (let i = 0; i < visits; i++) {
    compiled.measurer.measure(states, { messageId: `v${i}`, type: "page", timestamp: (today - daysAgo) * 86_400_000 });
  }
  return { traits: { title: "CEO" }, states };
}

test("the fewest times come first, then the smallest rise", () => {
  const steps = nextSteps(compiled, facts(3, 2), today, null);
  expect(steps).toEqual({
    band: "Lead",
    byItself: { on: today + 8, band: "Suspect" },
    rises: [
      { signal: "demo", times: 1, band: "SQL", total: 6500 },
      { signal: "visit", times: 4, band: "SQL", total: 6500 },
    ],
  });
});

test("what was seen under a key that gives more is tried under that key", () => {
  const lead = facts(2, 0);
  compiled.measurer.measure(lead.states, {
    messageId: "p",
    type: "track",
    event: "Viewed",
    timestamp: today * 86_400_000,
    properties: { product: "Suite" },
  });
  expect(nextSteps(compiled, lead, today, null)?.rises).toContainEqual({
    signal: "product",
    times: 2,
    band: "SQL",
    total: 6400,
  });
});

test("nothing rises above the highest band, and nothing changes that does not fade", () => {
  const steps = nextSteps(compiled, { ...facts(0, 0), traits: { title: "CEO" } }, today, {
    band: "SQL",
    since: today,
    left: [],
  });
  expect(steps?.byItself).toBeNull();
  const top = nextSteps(compiled, facts(7, 0), today, null);
  expect([top?.band, top?.rises]).toEqual(["SQL", []]);
});

test.each([
  ["a condition", "{ id: r, dimension: fit, when: { signal: demo, atLeast: 1 }, points: 50 }"],
  ["a rate", "{ id: r, dimension: fit, when: { rate: { of: demo, to: visit }, atLeast: 0.1 }, points: 50 }"],
  ["points by how much there is", "{ id: r, dimension: fit, points: { of: { signal: demo }, times: 50 } }"],
  ["a profile", "{ id: r, dimension: fit, points: { of: { profile: ideal }, times: 0.5 } }"],
  ["the account", "{ id: r, dimension: fit, when: { signal: demo, of: account, atLeast: 1 }, points: 50 }"],
])("a signal that %s asks for is tried as well", (_, rule) => {
  const asking = compile(
    read(`
model: asks
signals: { demo: { on: Demo Requested }, visit: { on: page } }
profiles: { ideal: { conditions: [{ when: { signal: demo } }] } }
dimensions: { fit: {} }
rules: [${rule}]
bands: [{ name: Lead }, { name: SQL, from: 40 }]
`),
  );
  const account = { traits: {}, states: new Map() };
  expect(nextSteps(asking, { ...facts(1, 2), account }, today, null)?.rises).toEqual([
    { signal: "demo", times: 1, band: "SQL", total: 5000 },
  ]);
});
