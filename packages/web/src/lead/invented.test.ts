import fc from "fast-check";
import { expect, test } from "vitest";
import { bodyOf, eventNamesIn, NOTHING_INVENTED } from "./invented.ts";

function meantBy(value: string): unknown {
  return bodyOf({ events: [], traits: [{ name: "trait", value }] }, "b2b")?.traits?.["trait"];
}

test("nothing is asked until something is whole", () => {
  expect(bodyOf(NOTHING_INVENTED, "b2b")).toBeUndefined();
  const half = { events: [{ type: "track" as const, name: " ", times: 1 }], traits: [{ name: "", value: "x" }] };
  expect(bodyOf(half, "b2b")).toBeUndefined();
});

test("events and traits are asked as they were meant", () => {
  const events = [
    { type: "track" as const, name: "Demo Requested ", times: 2 },
    { type: "page" as const, name: "/pricing", times: 1 },
  ];
  expect(bodyOf({ events, traits: [{ name: "employees", value: "250" }] }, "b2b")).toEqual({
    model: "b2b",
    events: [
      { type: "track", event: "Demo Requested", times: 2 },
      { type: "page", times: 1, properties: { path: "/pricing", url: "https://site.example/pricing" } },
    ],
    traits: { employees: 250 },
  });
});

test("a number is one only where it reads the same again", () => {
  expect([meantBy("007"), meantBy("1e3"), meantBy(" 12.5 "), meantBy("-3"), meantBy(""), meantBy("Infinity")]).toEqual([
    "007",
    "1e3",
    12.5,
    -3,
    "",
    "Infinity",
  ]);
  expect([meantBy("true"), meantBy("null"), meantBy("True")]).toEqual([true, null, "True"]);
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(String(meantBy(text))).toBe(text.trim());
    }),
  );
});

test("names of events are offered once, types of events are not", () => {
  expect(eventNamesIn({ a: { on: "Demo" }, b: { on: ["page", "Demo", "Call"] }, c: {} })).toEqual(["Call", "Demo"]);
  expect(eventNamesIn(undefined)).toEqual([]);
});
