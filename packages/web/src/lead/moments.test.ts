import fc from "fast-check";
import { expect, test } from "vitest";
import { keyOf, type Moment, mergedWith, nameOfEvent } from "./moments.ts";

const event = (messageId: string, body: Record<string, unknown> = {}, name: string | null = null) => ({
  kind: "event" as const,
  at: "2026-03-01T10:00:00.000Z",
  receivedAt: "2026-03-01T10:00:00.000Z",
  messageId,
  type: "page",
  name,
  source: "1",
  traffic: null,
  flags: [],
  consent: null,
  body,
});
const note = (id: string, text: string): Moment => ({
  kind: "note",
  at: "2026-03-01T10:00:00.000Z",
  note: { id, text, by: "user:1", at: "2026-03-01T10:00:00.000Z", changedAt: null },
});

test("nothing is shown twice and nothing is lost, whatever comes", () => {
  const ids = fc.uniqueArray(fc.integer({ min: 0, max: 30 }).map(String));
  fc.assert(
    fc.property(ids, ids, (before, newest) => {
      const { known, fresh } = mergedWith(
        before.map((id) => event(id)),
        newest.map((id) => event(id)),
      );
      const keys = [...fresh, ...known].map(keyOf);
      expect(new Set(keys).size).toBe(keys.length);
      expect(new Set(keys)).toEqual(new Set([...before, ...newest].map((id) => `event ${id}`)));
      expect(known.map(keyOf)).toEqual(before.map((id) => `event ${id}`));
    }),
  );
});

test("what was written anew stands where it stood, and a gap is seen", () => {
  const { known, fresh, hasGap } = mergedWith([note("1", "old"), event("a")], [event("b"), note("1", "new")]);
  expect(known[0]).toEqual(note("1", "new"));
  expect(fresh).toEqual([event("b")]);
  expect(hasGap).toBe(false);
  expect(mergedWith([event("a")], [event("c"), event("b")]).hasGap).toBe(true);
  expect(mergedWith([], [event("a")]).hasGap).toBe(false);
});

test("an event is called by its name, a page by where it was", () => {
  expect(nameOfEvent(event("1", {}, "Demo Requested"))).toBe("Demo Requested");
  expect(nameOfEvent(event("1", { properties: { path: "", title: "Pricing" } }))).toBe("Pricing");
  expect(nameOfEvent(event("1", { properties: { path: 5 } }))).toBe("page");
});
