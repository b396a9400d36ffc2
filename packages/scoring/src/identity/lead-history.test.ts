import { expect, test } from "vitest";
import type { Event } from "../event.ts";
import { compile } from "../score/compile.ts";
import { addEvent, newLead, traitsOf } from "./lead-history.ts";

test("a trait called __proto__ is left out: a lead never inherits what is in it", () => {
  const lead = newLead();
  const traits = JSON.parse('{ "__proto__": { "customer": true }, "constructor": "x", "country": "DE" }');
  const event: Event = { type: "identify", userId: "u", messageId: "m", timestamp: 0, traits };
  addEvent(lead, event, compile({ model: "m", dimensions: { fit: {} }, rules: [] }).measurer);
  const said = traitsOf(lead.traits);
  expect(Object.keys(said).toSorted()).toEqual(["constructor", "country"]);
  expect(said["customer"]).toBeUndefined();
});
