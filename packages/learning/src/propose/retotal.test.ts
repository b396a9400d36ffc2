import { compile, fromPoints, type Model, UTC } from "@plumbline/scoring";
import { describe, expect, test } from "vitest";
import type { Stand } from "../moment/moment-table.ts";
import { modelOf, on, planFor, says, tableOf } from "../moment/moments.testing.ts";
import { drawIndex, seeded } from "../numbers/chance.ts";
import { applyProposals } from "./apply-proposals.ts";
import { pointsEdits } from "./propose-points.ts";
import { retotal } from "./retotal.ts";
import { ruleTerms, termPlaces } from "./rule-terms.ts";

/** Limits, decay, a group, bounds, weights, a market with points of its own, points by a table. */
const WHOLE = modelOf({
  model: "whole",
  signals: { demo: { on: "Demo" }, page: { on: "page" }, mail: { on: "Mail" } },
  dimensions: { fit: { clip: [-10, 40] }, interest: { clip: [-20, 60], decay: { halfLife: "20d" } }, other: {} },
  groups: { reading: { dimension: "interest", limit: { total: 5 } } },
  rules: [
    { id: "boss", dimension: "fit", when: { trait: "title", is: "CEO" }, points: 20 },
    { id: "field", dimension: "fit", points: { of: { trait: "field" }, table: { a: 8, b: -6 }, otherwise: 1 } },
    { id: "demo", dimension: "interest", each: "demo", points: 15, limit: { perDay: 1, total: 40 } },
    { id: "page", dimension: "interest", group: "reading", each: "page", points: 3 },
    { id: "mail", dimension: "interest", group: "reading", each: "mail", points: 4, window: "30d" },
    { id: "unused", dimension: "other", when: { trait: "title", is: "CEO" }, points: 9 },
    { id: "off", dimension: "fit", enabled: false, when: { trait: "title", is: "CEO" }, points: 9 },
  ],
  total: { sum: { fit: 1, interest: 0.5 }, clip: [0, 60] },
  markets: [{ name: "jp", where: { trait: "country", is: "JP" }, rules: { demo: { points: 25 } } }],
});

function standsOf(models: readonly Model[]): readonly (readonly Stand[])[] {
  const chance = seeded(9);
  const pick = <One>(all: readonly One[]): One => all[drawIndex(chance, all.length)] as One;
  const leads = Array.from({ length: 300 }, (_, i) => {
    const traits = { title: pick(["CEO", "Clerk"]), field: pick(["a", "b", "c"]), country: pick(["JP", "DE"]) };
    const events = Array.from({ length: drawIndex(chance, 12) }, (__, n) => {
      const day = 11 + drawIndex(chance, 60);
      const what = pick(["Demo", "page", "Mail"]);
      return what === "page" ? on(day, `${i}-${n}`, { type: "page" }) : says(day, `${i}-${n}`, what);
    });
    return { id: `u${i}`, events: [on(10, `${i}`, { type: "identify", traits }), ...events] };
  });
  const table = tableOf(
    planFor(models, { from: 80, to: 90 }),
    leads.map((lead) => [lead]),
  );
  return models.map((_, at) => table.moments.map(({ stands }) => stands[at] as Stand));
}

const totals = (stands: readonly Stand[]) => stands.map(({ total }) => fromPoints(total));

describe("totals from what rules gave", () => {
  test("are the totals that scoring gives, where nothing changes", () => {
    const [stands] = standsOf([WHOLE]) as [readonly Stand[]];
    expect([...retotal(compile(WHOLE, UTC), stands, { times: () => 1, added: [] })]).toEqual(totals(stands));
    expect(new Set(totals(stands)).size).toBeGreaterThan(20);
  });

  test("are within what rounding leaves those of the model in which points have been changed", () => {
    for (const [at, place] of termPlaces(WHOLE).entries()) {
      const to = place.unit === "times" ? 2 : place.points + 7;
      const { model } = applyProposals(WHOLE, [{ id: "x", edits: pointsEdits(WHOLE, place, to) }]);
      const [stands, changed] = standsOf([WHOLE, model]) as [readonly Stand[], readonly Stand[]];
      const terms = ruleTerms(compile(WHOLE, UTC), stands);
      expect(terms[at]?.rule).toBe(place.rule);
      const isOwn = (market: string | null) => (place.rule === 2 && market === "jp" ? "jp" : null);
      const times = (rule: number, market: string | null) =>
        rule === place.rule && isOwn(market) === place.market ? to / place.points : 1;
      const found = retotal(compile(WHOLE, UTC), stands, { times, added: [] });
      // The limit of a rule moves with its points: of a market with other points it is another one, or stays behind.
      const isLimited = ({ points }: Stand) => points.some((given) => given > 3000);
      const own = [...changed.keys()].filter((i) => {
        const stand = stands[i] as Stand;
        return place.rule !== 2 || (stand.market === place.market && !(place.market === "jp" && isLimited(stand)));
      });
      expect(own.length).toBeGreaterThan(20);
      for (const i of own)
        expect(Math.abs((found[i] as number) - (totals(changed)[i] as number))).toBeLessThanOrEqual(2);
      expect(totals(changed)).not.toEqual(totals(stands));
    }
  });

  test("rest on terms of what counts alone, in units of what a rule gives", () => {
    expect(termPlaces(WHOLE).map(({ rule, market }) => [WHOLE.rules[rule]?.id, market])).toEqual([
      ["boss", null],
      ["field", null],
      ["demo", null],
      ["page", null],
      ["mail", null],
      ["demo", "jp"],
    ]);
    const [stands] = standsOf([WHOLE]) as [readonly Stand[]];
    const [boss, field, demo, , , japan] = ruleTerms(compile(WHOLE, UTC), stands);
    expect(new Set(boss?.column.values)).toEqual(new Set([1]));
    expect(new Set(field?.column.values)).toEqual(new Set([8, -6, 1]));
    expect(demo?.weight).toBe(0.5);
    const markets = (rows: Int32Array | undefined) => new Set([...(rows ?? [])].map((row) => stands[row]?.market));
    expect(markets(demo?.column.rows)).toEqual(new Set([null]));
    expect(markets(japan?.column.rows)).toEqual(new Set(["jp"]));
    for (const units of demo?.column.values ?? []) expect(units).toBeLessThanOrEqual(40 / 15 + 1e-9);
  });
});
