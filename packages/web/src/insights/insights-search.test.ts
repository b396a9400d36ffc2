import fc from "fast-check";
import { expect, test } from "vitest";
import { insightsSearch, kpisAsked } from "./insights-search.ts";

test("an address says the tab, the question and the period, and nothing else gets through", () => {
  expect(insightsSearch({ tab: "kpis", study: 7, span: "30d", basis: "period", by: "source", touch: "last" })).toEqual({
    tab: "kpis",
    study: "7",
    span: "30d",
    basis: "period",
    by: "source",
    touch: "last",
  });
  expect(insightsSearch({ tab: "x", span: "2d", basis: 1, by: "constructor", from: "soon", other: 1 })).toEqual({});
  expect(insightsSearch({ from: "2026-01-01", until: "2026-01-31" })).toEqual({
    from: "2026-01-01",
    until: "2026-01-31",
  });
});

test("whatever an address says, what is understood of it is understood again as the same", () => {
  const anything = fc.dictionary(
    fc.constantFrom("tab", "study", "span", "from", "until", "basis", "by", "touch", "figure", "__proto__"),
    fc.oneof(fc.constantFrom("kpis", "30d", "2026-01-01", "cohort", "source", "last"), fc.anything()),
  );
  fc.assert(
    fc.property(anything, (given) => {
      const understood = insightsSearch(given);
      expect(insightsSearch(understood)).toEqual(understood);
    }),
  );
});

test("a span ends today and has as many days as it says; own days count before it", () => {
  expect(kpisAsked({ span: "30d" }, "2026-03-01")).toEqual({
    from: "2026-01-31",
    until: "2026-03-01",
    basis: "cohort",
  });
  expect(kpisAsked({}, "2026-03-31")).toMatchObject({ from: "2026-01-01", until: "2026-03-31" });
  expect(kpisAsked({ span: "30d", from: "2025-01-01", by: "band", basis: "period" }, "2026-03-01")).toEqual({
    from: "2025-01-01",
    basis: "period",
    by: "band",
  });
});
