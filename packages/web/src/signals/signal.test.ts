import { parseModel } from "@plumbline/scoring";
import fc from "fast-check";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { calledSignal, everyDay, lastDay, type Signal, signalsFound } from "./signal.ts";
import { signalSnippet } from "./signal-snippet.ts";

const signal: Signal = {
  key: "6d88e2826b29acb8",
  definition: { on: "Demo Requested", label: "Asked for a demo" },
  state: "current",
  done: 0,
  total: null,
  since: null,
  uses: [{ model: "b2b", version: 1, state: "live", signal: "asked", rules: ["demo"] }],
  isUsed: true,
  leads: 3,
  days: [
    { day: "2026-03-01", count: 2 },
    { day: "2026-02-27", count: 1 },
  ],
  countedAt: "2026-03-02T10:00:00Z",
};
const other: Signal = { ...signal, key: "x", definition: { on: "page" }, uses: [], isUsed: false, state: "filling" };

test("a signal is called by its label, else as models call it, else by its key", () => {
  expect(calledSignal(signal)).toBe("Asked for a demo");
  expect(calledSignal({ ...signal, definition: { on: "page" } })).toBe("asked");
  expect(calledSignal(other)).toBe("x");
});

test("signals are found by label, name and events, and by what they lack", () => {
  const all = [signal, other];
  expect(signalsFound(all, "all", " DEMO req")).toEqual([signal]);
  expect(signalsFound(all, "all", "asked")).toEqual([signal]);
  expect(signalsFound(all, "unused", "")).toEqual([other]);
  expect(signalsFound(all, "filling", "")).toEqual([other]);
  expect(signalsFound(all, "all", "")).toEqual(all);
});

test("days without any are there too", () => {
  const days = everyDay(signal.days, lastDay(signal));
  expect(days).toHaveLength(30);
  expect(days[0]?.day).toBe("2026-02-01");
  expect(days.slice(-4)).toEqual([
    { day: "2026-02-27", count: 1 },
    { day: "2026-02-28", count: 0 },
    { day: "2026-03-01", count: 2 },
    { day: "2026-03-02", count: 0 },
  ]);
});

test("an event becomes a signal that a model takes, whatever it is called", () => {
  const name = fc.option(fc.string({ unit: "grapheme", minLength: 1, maxLength: 80 }), { nil: null });
  fc.assert(
    fc.property(fc.constantFrom("track", "page", "screen"), name, (type, called) => {
      fc.pre(called !== null || type !== "track");
      const { signals } = parse(signalSnippet({ type, name: called })) as {
        readonly signals: Record<string, object>;
      };
      const parsed = parseModel({
        model: "test",
        signals,
        dimensions: { in: {} },
        rules: Object.keys(signals).map((each) => ({ id: "it", each, points: 5, dimension: "in" })),
      });
      expect(parsed).toMatchObject({ ok: true });
    }),
    {
      examples: [
        ["track", "constructor"],
        ["page", "prototype"],
      ],
    },
  );
});

test("a page is told apart by its name", () => {
  expect(parse(signalSnippet({ type: "page", name: "Pricing" }))).toEqual({
    signals: { pricing: { label: "Pricing", on: "page", where: { name: "Pricing" } } },
  });
  expect(parse(signalSnippet({ type: "track", name: "Demo Requested" }))).toEqual({
    signals: { "demo-requested": { label: "Demo Requested", on: "Demo Requested" } },
  });
});
