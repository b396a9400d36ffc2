import { expect, test, vi } from "vitest";
import { parse } from "yaml";
import type { Facts } from "./facts.ts";
import type { Model } from "./model/model-schema.ts";
import { parseModel } from "./model/parse-model.ts";
import { nextSteps } from "./next-step.ts";
import { type CompiledModel, compile } from "./score/compile.ts";
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
      { signal: "product", key: "Suite", times: 2, band: "SQL", total: 6100 },
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
    key: "Suite",
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
  [
    "a table",
    { rules: [{ id: "r", each: "product", points: { table: { Suite: 50, Other: 60 }, otherwise: 1 } }] },
    5000,
  ],
  ["a condition", { rules: [{ id: "r", when: { signal: "product", key: "Suite", atLeast: 1 }, points: 50 }] }, 5000],
  ["a number", { rules: [{ id: "r", points: { of: { signal: "product", key: "Suite" }, times: 50 } }] }, 5000],
  [
    "another market",
    {
      rules: [{ id: "r", when: { all: [] }, points: 1 }],
      markets: [{ name: "east", where: { signal: "product", key: "Suite" }, rules: { r: { points: 41 } } }],
    },
    4100,
  ],
])("a key that the lead has never shown is tried where %s names it", (_, { rules, ...more }, total) => {
  const parsed = parseModel({
    model: "keys",
    signals: { product: { on: "Viewed", count: { by: "product" } } },
    dimensions: { fit: {} },
    rules: rules.map((rule) => ({ dimension: "fit", ...rule })),
    bands: [{ name: "Lead" }, { name: "SQL", from: 40 }],
    ...more,
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const steps = nextSteps(compile(parsed.model), { traits: {}, states: new Map() }, today, null);
  expect(steps?.rises).toEqual([{ signal: "product", key: "Suite", times: 1, band: "SQL", total }]);
});

test("of a signal that only chooses the market one more is tried as well", () => {
  const markets = `
model: market
signals: { demo: { on: Demo Requested } }
dimensions: { fit: {} }
rules: [{ id: r, dimension: fit, when: { all: [] }, points: 10 }]
bands: [{ name: Lead }, { name: SQL, from: 30 }]
markets: [{ name: east, where: { signal: demo }, rules: { r: { points: 30 } } }]
`;
  const steps = nextSteps(compile(read(markets)), { traits: {}, states: new Map() }, today, null);
  expect(steps?.rises).toEqual([{ signal: "demo", times: 1, band: "SQL", total: 3000 }]);
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

/** A lead that viewed products on a day, under each of the keys once; and how often its states were taken up. */
function viewer(asked: CompiledModel, keys: readonly string[], ago = 0) {
  const states = new Map();
  for (const [i, product] of keys.entries()) {
    const timestamp = (today - ago) * 86_400_000;
    const viewed = { type: "track", event: "Viewed", properties: { product } } as const;
    asked.measurer.measure(states, { messageId: `k${i}`, timestamp, ...viewed });
  }
  const taken = vi.spyOn(states, "get");
  return { facts: { traits: {}, states }, taken };
}

const views = (points: unknown, above: number, more: object = {}): CompiledModel =>
  compile(
    read(
      JSON.stringify({
        model: "views",
        signals: { product: { on: "Viewed", count: { by: "product" } } },
        dimensions: { fit: {} },
        rules: [{ id: "r", dimension: "fit", each: "product", points, ...more }],
        bands: [{ name: "Lead" }, { name: "SQL", from: above }],
      }),
    ),
  );
const KEYS = Array.from({ length: 40 }, (_, i) => `key ${i}`);

test("nothing is tried of a lead that is in the highest band", () => {
  const asked = views({ table: { Suite: 8 }, otherwise: 1 }, 40);
  const { facts, taken } = viewer(asked, KEYS);
  expect(nextSteps(asked, facts, today, null)).toMatchObject({ band: "SQL", rises: [] });
  expect(taken).not.toHaveBeenCalled();
});

test("where the model does not tell keys apart, a new one stands for all of them", () => {
  const asked = views(1, 1000);
  const { facts, taken } = viewer(asked, KEYS);
  expect(nextSteps(asked, facts, today, null)?.rises).toEqual([]);
  expect(taken).toHaveBeenCalledTimes(5);
});

test("of many keys a dozen are tried, of keys that are worth the same one", () => {
  const table = Object.fromEntries(KEYS.map((key, i) => [key, i + 1]));
  for (const [points, most] of [
    [{ table, otherwise: 1 }, 13],
    [{ table: Object.fromEntries(KEYS.map((key) => [key, 2])), otherwise: 1 }, 2],
  ] as const) {
    const asked = views(points, 10_000);
    const { facts, taken } = viewer(asked, KEYS, 1);
    expect(nextSteps(asked, facts, today, null)?.rises).toEqual([]);
    expect(taken.mock.calls.length).toBeLessThanOrEqual(5 * most + 1);
  }
});

test("a key of today whose limit is full may lift where a new one does not", () => {
  const asked = compile(
    read(`
model: full
signals: { product: { on: Viewed, count: { by: product } } }
dimensions: { fit: {} }
rules:
  - { id: r, dimension: fit, each: product, points: { table: { Suite: -8 }, otherwise: -5 }, limit: { perDay: 1 } }
  - { id: twice, dimension: fit, when: { signal: product, atLeast: 2 }, points: 50 }
bands: [{ name: Lead }, { name: SQL, from: 45 }]
`),
  );
  expect(nextSteps(asked, viewer(asked, ["Other"]).facts, today, null)?.rises).toEqual([
    { signal: "product", key: "Other", times: 1, band: "SQL", total: 4500 },
  ]);
  expect(nextSteps(asked, viewer(asked, ["Other"], 1).facts, today, null)?.rises).toEqual([]);
});
