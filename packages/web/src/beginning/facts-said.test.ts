import { phrasesOf } from "@plumbline/phrases";
import { expect, test } from "vitest";
import { factsSaid } from "./facts-said.ts";

const say = phrasesOf("en").screens.beginning.readiness.facts;

test.each([
  ["enough-leads", { leads: 2907, least: 200 }, "2,907 leads; 200 are enough."],
  ["steady-inflow", { weeks: [56, 50] }, "New leads in the last eight weeks: 56, 50."],
  ["events-arrive", { events: 1 }, "1 event in the last seven days."],
  ["crm-connected", { endpoints: 1, outcomeFiles: 0, outcomes: 0 }, "1 webhook, 0 imports of outcomes."],
  ["long-cycle", { days: 30.5, least: 14 }, "Half of the outcomes came within 30.5 days."],
  ["signed-off", { signatures: 1 }, "1 of 2 signatures under what is live."],
] as const)("%s", (code, facts, words) => {
  expect(factsSaid({ code, facts: facts as Record<string, number | number[]> }, say)).toBe(words);
});

test("says nothing where there are no figures", () => {
  expect(factsSaid({ code: "long-cycle", facts: {} }, say)).toBeUndefined();
  expect(factsSaid({ code: "considered-purchase", facts: {} }, say)).toBeUndefined();
});
