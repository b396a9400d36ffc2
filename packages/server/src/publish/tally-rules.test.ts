import { compile, type Event, type Facts, fromPoints, type Model, parseModel, score } from "@plumbline/scoring";
import fc from "fast-check";
import { expect, test } from "vitest";
import { addToTally, openTally } from "./tally-rules.ts";

const parsed = parseModel({
  model: "m",
  signals: {
    page: { on: "page" },
    amount: { on: "Bought", sum: "value" },
    product: { on: "Bought", distinct: "product" },
    click: { on: "Clicked", confirmedBy: { on: "Confirmed" }, within: "10m" },
  },
  dimensions: { fit: {}, engagement: {} },
  groups: { web: { dimension: "engagement", limit: { total: 30 } } },
  rules: [
    { id: "boss", dimension: "fit", when: { trait: "title", is: "CEO" }, points: 20 },
    { id: "constructor", dimension: "fit", when: { trait: "title", is: "Intern" }, points: -15 },
    { id: "page", dimension: "engagement", each: "page", points: 4, group: "web", limit: { total: 16 } },
    { id: "bought", dimension: "engagement", each: "product", points: 9, group: "web" },
  ],
  total: { sum: ["fit", "engagement"] },
});
if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
const model: Model = parsed.model;
const compiled = compile(model);
const TODAY = 20_000;
const DAY = 86_400_000;
const NOBODY = { leads: 0, days: {} };

const someone = fc
  .record({
    title: fc.constantFrom("CEO", "Intern", "Clerk"),
    events: fc.array(
      fc.record({ ago: fc.integer({ min: 0, max: 60 }), bought: fc.boolean(), product: fc.constantFrom("a", "b") }),
      { maxLength: 15 },
    ),
  })
  .map(({ title, events }): Facts => {
    const states = new Map();
    for (const [i, { ago, bought, product }] of events.entries()) {
      const what = bought ? { type: "track", event: "Bought", properties: { product, value: 5 } } : { type: "page" };
      const event = { messageId: `m${i}`, timestamp: (TODAY - ago) * DAY, userId: "u", ...what } as Event;
      compiled.measurer.measure(states, event);
    }
    return { traits: { title }, states };
  });

test("what is added up is what the ledgers say, wherever the walk pauses", () => {
  fc.assert(
    fc.property(fc.array(someone, { maxLength: 12 }), fc.nat(12), (people, pause) => {
      let tally = openTally();
      for (const [i, facts] of people.entries()) {
        if (i === pause) tally = openTally(JSON.stringify(tally));
        addToTally(tally, compiled, facts, TODAY);
      }
      const verdicts = people.map((facts) => score(compiled, facts, TODAY));
      expect(tally.scored).toBe(people.length);
      for (const { id } of model.rules) {
        const nets = verdicts.map((one) =>
          one.scored
            ? one.lines.reduce((sum, line) => ("rule" in line && line.rule === id ? sum + line.points : sum), 0)
            : 0,
        );
        expect(tally.rules[id]?.sum ?? 0).toBe(nets.reduce((sum, net) => sum + net, 0));
        expect(tally.rules[id]?.leads ?? 0).toBe(nets.filter((net) => net !== 0).length);
      }
      const lines = verdicts.flatMap((one) => (one.scored ? one.lines : []));
      const limited = lines.filter((line) => line.kind === "limit" && line.rule === "page");
      expect(tally.rules["page"]?.taken ?? 0).toBe(limited.reduce((sum, { points }) => sum - points, 0));
      expect(tally.rules["page"]?.limited ?? 0).toBe(limited.length);
      const taken = lines.filter(({ kind }) => kind === "group").reduce((sum, { points }) => sum - points, 0);
      expect(tally.groups["web"]?.taken ?? 0).toBe(taken);
    }),
    { numRuns: 60 },
  );
});

test("signals are counted by how often, in the last thirty days", () => {
  const tally = openTally();
  const states = new Map();
  const at = (ago: number) => ({ messageId: `p${ago}`, type: "page", timestamp: (TODAY - ago) * DAY, userId: "u" });
  for (const ago of [0, 0, 29, 30]) compiled.measurer.measure(states, at(ago) as Event);
  addToTally(tally, compiled, { traits: {}, states }, TODAY);
  const [signal, ...others] = Object.values(tally.signals);
  expect(signal).toEqual({ leads: 1, days: { [TODAY]: 2, [TODAY - 29]: 1 } });
  // Those that nobody has are counted as well.
  expect(others).toEqual([NOBODY, NOBODY, NOBODY]);
  expect(fromPoints(tally.rules["page"]?.sum ?? 0)).toBe(16);
});

test("a step of a pattern that was never completed has not happened", () => {
  const tally = openTally();
  const tell = (event: string, minutes: number) => ({
    ...{ messageId: `${event}${minutes}`, type: "track", event, userId: "u" },
    timestamp: TODAY * DAY + minutes * 60_000,
  });
  const facts = (...events: object[]): Facts => {
    const states = new Map();
    for (const event of events) compiled.measurer.measure(states, event as Event);
    return { traits: {}, states };
  };
  addToTally(tally, compiled, facts(tell("Clicked", 0), tell("Clicked", 1)), TODAY);
  expect(Object.values(tally.signals)).toEqual([NOBODY, NOBODY, NOBODY, NOBODY]);
  addToTally(tally, compiled, facts(tell("Clicked", 0), tell("Clicked", 30), tell("Confirmed", 31)), TODAY);
  expect(Object.values(tally.signals)).toEqual([NOBODY, NOBODY, NOBODY, { leads: 1, days: { [TODAY]: 1 } }]);
});
