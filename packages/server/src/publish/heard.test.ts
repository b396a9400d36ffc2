import {
  EVENT_TYPES,
  type Event,
  type Model,
  measurerFor,
  parseModel,
  type SignalStates,
  UTC,
} from "@plumbline/scoring";
import fc from "fast-check";
import { expect, test } from "vitest";
import { heardBy } from "./heard.ts";

const NAMES = ["page", "Page", "track", "identify", "Demo Requested", "DEMO requested", "Démo", "group"];
const names = fc.constantFrom(...NAMES);
const on = fc.oneof(names, fc.array(names, { minLength: 1, maxLength: 2 }));
const signal = fc.oneof(
  fc.record({ on }),
  fc.constant({ any: true }),
  fc.record({ on, confirmedBy: fc.record({ on }), within: fc.constant("2h") }),
  fc.record({ steps: fc.tuple(fc.record({ on }), fc.record({ on })), within: fc.constant("2h") }),
);

function modelOf(signals: Record<string, unknown>): Model {
  const rules = Object.keys(signals).map((name) => ({ id: `each-${name}`, dimension: "all", each: name, points: 1 }));
  const parsed = parseModel({ model: "heard", signals, dimensions: { all: {} }, rules, total: { sum: ["all"] } });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.model;
}

test("no event that a signal measures is passed over", () => {
  fc.assert(
    fc.property(signal, signal, fc.constantFrom(...EVENT_TYPES), names, (one, other, type, name) => {
      const model = modelOf({ one, other });
      const measurer = measurerFor([model], UTC);
      const [key] = measurerFor([modelOf({ one })], UTC).keys as [string];
      const { types, hears } = heardBy(model, new Set([key]), UTC);
      const event: Event = {
        messageId: "m",
        type,
        timestamp: 0,
        userId: "u",
        ...(type === "track" && { event: name }),
      };
      const states: SignalStates = new Map();
      measurer.measure(states, event);
      if (!states.has(key)) return;
      expect(types?.includes(type) ?? true).toBe(true);
      expect(hears(type, event.event ?? null)).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

test("what no signal listens to need not be read", () => {
  const model = modelOf({ demo: { on: "Demo Requested" }, seen: { on: "page" } });
  const [demo] = measurerFor([modelOf({ demo: { on: "Demo Requested" } })], UTC).keys as [string];
  const { types, hears } = heardBy(model, new Set([demo]), UTC);
  expect(types).toEqual(["track"]);
  expect(hears("track", "demo requested")).toBe(true);
  expect(hears("track", "Email Opened")).toBe(false);
});
