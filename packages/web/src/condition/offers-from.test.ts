import { expect, test } from "vitest";
import { offersFrom } from "./offers-from.ts";

const trait = { path: "stage", kinds: ["text" as const], examples: ["won"] };

test("what was seen, what the workspace has and what the model names are offered together", () => {
  const seen = {
    items: [
      { type: "track", name: "Demo Requested", count: 1, lastAt: "2026-01-01T00:00:00Z", properties: [trait] },
      { type: "page", name: null, count: 1, lastAt: "2026-01-01T00:00:00Z", properties: [] },
    ],
    traits: [trait],
    accountTraits: [],
  };
  const words = {
    lists: { rivals: ["Acme"] },
    signals: { pricing: { on: "page", label: "Visited pricing" }, demo: { on: "Demo" } },
    markets: [{ name: "jp", where: { trait: "country", is: "JP" } }],
  };
  const offers = offersFrom(words, seen, [{ name: "rivals" }, { name: "free-mail" }], [{ name: "hot", label: "Hot" }]);
  expect(offers.signals).toEqual([{ name: "pricing", label: "Visited pricing" }, { name: "demo" }]);
  expect(offers.lists).toEqual([{ name: "rivals" }, { name: "free-mail" }]);
  expect(offers.segments).toEqual([{ name: "hot", label: "Hot" }]);
  expect(offers.events.map(({ name }) => name)).toEqual(["Demo Requested", "page"]);
  expect(offers.traits[0]).toEqual({ path: "market", kinds: ["text"], examples: ["jp"] });
  expect(offers.traits.filter(({ path }) => path === "stage")).toEqual([trait]);
});

test("as long as nothing is known, the traits of every lead are offered", () => {
  const { traits, ...rest } = offersFrom({}, undefined, [], []);
  expect(traits.map(({ path }) => path)).toContain("seniority");
  expect(Object.values(rest).flat()).toEqual([]);
});
