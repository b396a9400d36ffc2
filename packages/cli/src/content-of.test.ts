import type { Event, JsonObject } from "@plumbline/scoring";
import fc from "fast-check";
import { expect, test } from "vitest";
import { contentOf } from "./content-of.ts";

const event = (properties: JsonObject, rest: Partial<Event> = {}): Event => {
  return { messageId: "m", type: "track", event: "Order", userId: "ann", timestamp: 1.7e12, properties, ...rest };
};
const json = fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)));

test("the same content is the same, in whatever order its keys are", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), json), (properties) => {
      const turned = Object.fromEntries(Object.entries(properties).toReversed());
      expect(contentOf(event(turned))).toBe(contentOf(event(properties)));
    }),
  );
});

test("other content is other", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), json), fc.dictionary(fc.string(), json), (a, b) => {
      const isSame = canonical(a) === canonical(b);
      expect(contentOf(event(a)) === contentOf(event(b))).toBe(isSame);
    }),
    { numRuns: 2000 },
  );
  const all = [
    event({}),
    event({ value: 10 }),
    event({ value: "10" }),
    event({ value: [10] }),
    event({ value: true }),
    event({ value: null }),
    event({ other: 10 }),
    event({ value: 10, other: 10 }),
    event({ value: { value: 10 } }),
    event({}, { traits: { value: 10 } }),
    event({}, { traits: {} }),
    event({}, { event: "order" }),
    event({}, { timestamp: 1.7e12 + 1 }),
    event({}, { userId: "bob" }),
    event({}, { groupId: "acme" }),
    event({}, { type: "page" }),
  ];
  expect(new Set(all.map(contentOf)).size).toBe(all.length);
  expect(contentOf(event({}, { context: { ip: "1.2.3.4" } }))).toBe(contentOf(event({})));
});

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== "object" || value === null) return Object.is(value, -0) ? "-0" : JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`).join()}}`;
}
