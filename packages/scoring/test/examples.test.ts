import fc from "fast-check";
import { expect, test } from "vitest";
import { checkModel } from "../src/check-model.ts";
import type { Example, Model } from "../src/model/model-schema.ts";
import { parseModel } from "../src/model/parse-model.ts";
import { fromPoints } from "../src/points.ts";
import type { Verdict } from "../src/score/score-shape.ts";
import { type Tried, tryExamples } from "../src/try-examples.ts";
import { formatDay } from "../src/zone.ts";
import { aCase } from "./arbitrary-model.testing.ts";
import type { Case } from "./reference-lead.testing.ts";

/** A lead of a case as an example of the model would tell it. */
function exampleOf({ today, zone, traits, events, account, predictions }: Case): Omit<Example, "expect"> {
  return {
    name: "one",
    today: formatDay(today),
    traits: traits as NonNullable<Example["traits"]>,
    ...(account && { account: account.traits as NonNullable<Example["account"]> }),
    ...(predictions && { predictions }),
    events: events.map(({ type, event, name, properties, context, timestamp }) => ({
      ...{ type, daysAgo: Math.max(0, today - zone.dayOf(timestamp)) },
      ...(event !== undefined && { event }),
      ...(name !== undefined && { name }),
      ...(properties && { properties: properties as Record<string, never> }),
      ...(context && { context: context as Record<string, never> }),
    })),
  };
}

/** Everything that can be expected of a verdict, but the band. */
function expectedBy(verdict: Verdict): Example["expect"] {
  const { market, scored } = verdict;
  if (!scored) return { market, scored };
  const { total, cell, dimensions } = verdict;
  return {
    ...{ market, scored, total: fromPoints(total) },
    ...(cell !== null && { cell }),
    dimensions: Object.fromEntries(dimensions.map(({ name, points }) => [name, fromPoints(points)])),
    labels: Object.fromEntries(dimensions.map(({ name, label }) => [name, label ?? ""])),
  };
}

/** Every expectation that differs from this one in one place. */
function othersThan(expected: Example["expect"]): Example["expect"][] {
  const other = (value: unknown) =>
    typeof value === "number" ? value + 1 : typeof value === "boolean" ? !value : `${value}?`;
  const within = (part: object) => Object.entries(part).map(([key, value]) => ({ ...part, [key]: other(value) }));
  return Object.entries(expected).flatMap(([key, value]) =>
    typeof value === "object" && value !== null
      ? within(value).map((changed) => ({ ...expected, [key]: changed }))
      : [{ ...expected, [key]: other(value) }],
  ) as Example["expect"][];
}

test("an example passes with what comes out, and fails with anything else", () => {
  fc.assert(
    fc.property(aCase, (given) => {
      const example = exampleOf(given);
      const trying = (expected: Example["expect"]): Tried =>
        tryExamples({ ...given.model, examples: [{ ...example, expect: expected }] }, given.zone)[0] as Tried;
      const expected = expectedBy(trying({ scored: true }).verdict);
      expect(trying(expected).mismatches).toEqual([]);
      for (const wrong of othersThan(expected)) expect(trying(wrong).mismatches, JSON.stringify(wrong)).toHaveLength(1);
    }),
    { numRuns: 300 },
  );
});

const model: Model = {
  model: "m",
  who: { trait: "country", is: "JP" },
  dimensions: { fit: {} },
  rules: [{ id: "r", dimension: "fit", when: { trait: "country", is: "JP" }, points: 5 }],
};

test("figures that nobody has are not those that were expected", () => {
  const tried = (traits: Record<string, string>, expected: Example["expect"]) =>
    tryExamples({ ...model, examples: [{ name: "one", traits, expect: expected }] })[0]?.mismatches;
  expect(tried({ country: "JP" }, { dimensions: { fitt: 999 }, labels: { fit: "A" } })).toEqual([
    { what: "dimensions.fitt", expected: 999, found: null },
    { what: "labels.fit", expected: "A", found: null },
  ]);
  expect(tried({ country: "DE" }, { scored: false, total: 5 })).toEqual([{ what: "total", expected: 5, found: null }]);
  expect(tried({ country: "DE" }, { band: "SQL" })).toEqual([
    { what: "scored", expected: true, found: false },
    { what: "band", expected: "SQL", found: null },
  ]);
});

test("of a table either the order of its keys means nothing, or it is refused", () => {
  const keys = fc.uniqueArray(fc.constantFrom("JP", "jp", "Café", "CAFE", "ё", "Е", "ＪＰ", "de"), { minLength: 1 });
  const tableOf = (entries: readonly string[]) => {
    const table = Object.fromEntries(entries.map((key) => [key, key.codePointAt(0) as number]));
    const rules = [{ id: "r", dimension: "fit", points: { of: { trait: "country" }, table } }];
    const parsed = parseModel({ model: "m", dimensions: { fit: {} }, rules });
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
    return parsed.model;
  };
  const total = (of: Model, country: string) => {
    const verdict = tryExamples({ ...of, examples: [{ name: "one", traits: { country }, expect: {} }] })[0]?.verdict;
    return verdict?.scored ? verdict.total : undefined;
  };
  fc.assert(
    fc.property(keys, (entries) => {
      const [one, turned] = [tableOf(entries), tableOf(entries.toReversed())];
      if (checkModel(one).length > 0) {
        expect(checkModel(one).map(({ code }) => code)).toContain("keys-alike");
        return;
      }
      for (const key of entries) expect(total(turned, key)).toBe(total(one, key));
    }),
  );
});
