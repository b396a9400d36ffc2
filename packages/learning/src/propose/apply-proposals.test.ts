import { readdirSync, readFileSync } from "node:fs";
import { checkModel, type Json, type Model, parseModel } from "@plumbline/scoring";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { modelOf, SMALL } from "../moment/moments.testing.ts";
import { applyProposals, pathOf } from "./apply-proposals.ts";
import { pointsEdits } from "./propose-points.ts";
import { termPlaces } from "./rule-terms.ts";

const PRESETS = new URL("../../../scoring/presets/", import.meta.url);
const presets = readdirSync(PRESETS)
  .filter((name) => name.endsWith(".yaml"))
  .map((name): Model => modelOf(parse(readFileSync(new URL(name, PRESETS), "utf8")) as unknown));

describe("edits", () => {
  test("of points make a usable model of every preset, whichever points become what", () => {
    const terms = presets.flatMap((model) => termPlaces(model).map((term) => ({ model, term })));
    expect(terms.length).toBeGreaterThan(100);
    fc.assert(
      fc.property(fc.constantFrom(...terms), fc.integer({ min: -80, max: 80 }), ({ model, term }, to) => {
        const edits = pointsEdits(model, term, term.unit === "times" ? Math.abs(to) / 20 : to);
        const { model: changed, left } = applyProposals(model, [{ id: "x", edits }]);
        expect(left).toEqual([]);
        expect(checkModel(changed)).toEqual([]);
        expect(edits.length).toBeGreaterThan(0);
      }),
      { numRuns: 300 },
    );
  });

  test("are not made where the model says something else by now, or the rule is gone", () => {
    const edits = [{ at: ["rules", "boss", "points"], was: 20, to: 25 }];
    const at = (points: number | null): Model =>
      points === null
        ? { ...SMALL, rules: SMALL.rules.filter(({ id }) => id !== "boss") }
        : { ...SMALL, rules: SMALL.rules.map((rule) => (rule.id === "boss" ? { ...rule, points } : rule)) };
    expect(applyProposals(at(20), [{ id: "a", edits }])).toEqual({ model: at(25), left: [] });
    expect(applyProposals(at(25), [{ id: "a", edits }])).toEqual({ model: at(25), left: [] });
    expect(applyProposals(at(30), [{ id: "a", edits }])).toEqual({
      model: at(30),
      left: [{ id: "a", because: "changed" }],
    });
    expect(applyProposals(at(null), [{ id: "a", edits }])).toEqual({
      model: at(null),
      left: [{ id: "a", because: "gone" }],
    });
  });

  test("of one proposal are all made or none", () => {
    const edits = [
      { at: ["rules", "boss", "points"], was: 20, to: 25 },
      { at: ["rules", "demo", "points"], was: 99, to: 5 },
    ];
    expect(applyProposals(SMALL, [{ id: "a", edits }])).toEqual({
      model: SMALL,
      left: [{ id: "a", because: "changed" }],
    });
  });

  test("find rules by their ids wherever they stand, and may take something away", () => {
    const model = { ...SMALL, rules: SMALL.rules.toReversed() };
    expect(pathOf(model as Json, ["rules", "boss", "points"])).toEqual(["rules", 2, "points"]);
    expect(pathOf(model as Json, ["rules", "new"])).toEqual(["rules", 3]);
    expect(pathOf(model as Json, ["rules", "new", "points"])).toBeUndefined();
    expect(pathOf(model as Json, ["profiles", "ideal"])).toEqual(["profiles", "ideal"]);
    const without = applyProposals(model, [
      { id: "a", edits: [{ at: ["total"], was: model.total as Json, to: null }] },
    ]);
    expect(without.left).toEqual([]);
    expect("total" in without.model).toBe(false);
  });

  test("cannot reach what belongs to every object", () => {
    const edits = [{ at: ["__proto__", "polluted"], was: null, to: true }];
    const { left } = applyProposals(SMALL, [{ id: "a", edits }]);
    expect(left).toEqual([{ id: "a", because: "gone" }]);
    expect(parseModel({})).not.toHaveProperty("polluted");
  });
});
