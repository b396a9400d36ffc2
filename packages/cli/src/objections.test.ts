import type { Event, Identity } from "@plumbline/scoring";
import fc from "fast-check";
import { expect, test } from "vitest";
import { addObjection, type Objections, objects } from "./objections.ts";

const said = (event: string, at: number, ids: Pick<Event, "userId" | "anonymousId">): Event => {
  return { type: "track", event, messageId: `m${at}`, timestamp: at, ...ids };
};

function isRefused(events: readonly Event[], identities: readonly Identity[]): boolean {
  const objections: Objections = new Map();
  for (const event of events) addObjection(objections, event);
  return objects(objections, identities);
}

test("an objection holds for the whole lead until the identity that raised it takes it back", () => {
  const raised = said("Objection Raised", 1, { userId: "ann" });
  expect(isRefused([raised], ["user:ann", "anonymous:d1"])).toBe(true);
  expect(isRefused([raised], ["user:bob"])).toBe(false);
  expect(isRefused([raised, said("Objection Withdrawn", 2, { userId: "ann" })], ["user:ann"])).toBe(false);
  const other = said("Objection Withdrawn", 2, { anonymousId: "d1" });
  expect(isRefused([raised, other], ["user:ann", "anonymous:d1"])).toBe(true);
  expect(isRefused([said("Hello", 1, { userId: "ann" })], ["user:ann"])).toBe(false);
  expect(isRefused([said("Objection Raised", 1, { userId: "null" })], ["user:null"])).toBe(false);
});

test("the order in which it was read does not matter", () => {
  const event = fc
    .record({
      name: fc.constantFrom("Objection Raised", "Objection Withdrawn"),
      at: fc.nat(3),
      userId: fc.constantFrom("ann", "bob"),
      anonymousId: fc.constantFrom("d1", "d2"),
    })
    .map(({ name, at, ...ids }) => said(name, at, ids));
  fc.assert(
    fc.property(fc.array(event), (events) => {
      const all: Identity[] = ["user:ann", "user:bob", "anonymous:d1"];
      expect(isRefused(events.toReversed(), all)).toBe(isRefused(events, all));
    }),
  );
});
