import type { Event } from "@plumbline/scoring";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { modelOf, on, planFor, SMALL, says, tableOf } from "./moments.testing.ts";
import { type Outcome, outcomeEvents, outcomeOf } from "./outcome.ts";
import type { ToldLead } from "./told-lead.ts";

describe("an outcome", () => {
  test("is told by the events of the CRM, however they are written", () => {
    const deal = { value: "1,5", currency: "eur", reason: " price " };
    expect(outcomeOf(says(3, "m", "OPPORTUNITY won", { ...deal, value: 1500.5 }))).toEqual({
      ...{ kind: "won", at: 3 * 86_400_000 + 43_200_000 },
      ...{ value: 1500.5, currency: "EUR", reason: "price" },
    });
    expect(outcomeOf(says(3, "m", "Closed Lost", deal))).toMatchObject({ kind: "lost", value: null });
    expect(outcomeOf(says(3, "m", "Deal Created"))).toMatchObject({ kind: "opportunity", currency: null });
    expect(outcomeOf(says(3, "m", "Lead Disqualified"))?.kind).toBe("disqualified");
    expect(outcomeOf(says(3, "m", "constructor"))).toBeUndefined();
    expect(outcomeOf(on(3, "m", { type: "page", name: "Opportunity Won" }))).toBeUndefined();
  });
  test("has names that lead back to it", () => {
    for (const kind of ["opportunity", "won", "lost", "disqualified"] as const)
      for (const name of outcomeEvents([kind])) expect(outcomeOf(says(0, "m", name))?.kind).toBe(kind);
  });
});

const lead = (id: string, events: readonly Event[], more: Partial<ToldLead> = {}): ToldLead => ({
  id,
  events,
  ...more,
});
const oneDay = (day: number) => ({ from: day, to: day });

describe("a moment", () => {
  test("says what was known until the end of its day, and what became of it within the horizon", () => {
    const told = [
      on(10, "a", { type: "identify", traits: { title: "CEO" } }),
      says(50, "b", "Demo Requested"),
      says(51, "c", "Demo Requested"),
      on(52, "d", { type: "identify", traits: { title: "Clerk" } }),
      says(80, "e", "Opportunity Won"),
    ];
    const at = (day: number) => tableOf(planFor([SMALL], oneDay(day)), [[lead("1", told)]]).moments[0];
    expect(at(49)).toMatchObject({ day: 49, converted: 0, wait: { time: 31, ended: true } });
    expect(at(49)?.stands).toEqual([{ total: 2000, band: "cold", market: null, rules: [0], points: [2000] }]);
    expect(at(50)).toMatchObject({ converted: 1, stands: [{ total: 5000, band: "hot", rules: [0, 1] }] });
    expect(at(79)).toMatchObject({ converted: 1, stands: [{ rules: [1] }] });
    expect(at(80)).toBeUndefined();
    expect(at(9)).toBeUndefined();
  });
  test("is none of whom nobody named, of whom was decided at once, outside of the period, or not to be scored", () => {
    const groups = [
      [lead("1", [{ ...on(5, "a", { type: "page" }), userId: "null" }])],
      [lead("2", [on(5, "b", {}), says(5, "c", "Closed Won")])],
      [lead("3", [on(180, "d", {})])],
      [lead("4", [on(5, "e", {})], { closed: [{ from: 0 }] })],
      [lead("5", [on(5, "f", {})], { closed: [{ from: 0, until: 100 * 86_400_000 }] })],
      // A company's address names none of its people.
      [lead("6", [{ ...on(5, "g", { type: "group", traits: { email: "info@acme.example" } }), userId: "null" }])],
    ];
    const { moments, left, leads } = tableOf(planFor([SMALL]), groups);
    expect(left).toEqual({ unnamed: 2, decided: 1, outside: 1, ineligible: 1 });
    expect(leads).toBe(6);
    expect(moments.map(({ id }) => id)).toEqual(["5"]);
    expect(moments[0]?.day).toBeGreaterThanOrEqual(100);
  });
  test("converts by what sales said where that is to be foretold, and is decided by what they said or by a deal", () => {
    const said = (kind: Outcome["kind"], day: number): Outcome => {
      return { kind, at: (day + 0.5) * 86_400_000, value: null, currency: null, reason: null };
    };
    const someone = (id: string, feedback: readonly Outcome[], ...events: Event[]): ToldLead[] => [
      { id, events: [on(50, `${id}a`, { type: "identify", traits: { title: "CEO" } }), ...events], feedback },
    ];
    const plan = planFor([SMALL], { target: "accepted", from: 100, to: 100 });
    const { moments, left } = tableOf(plan, [
      someone("taken", [said("accepted", 110)]),
      someone("late", [said("accepted", 131)]),
      someone("refused", [said("rejected", 110)]),
      // Put off is neither: it is still to be worked.
      someone("put off", [said("recycled", 90)]),
      // A deal says nothing of whether sales accepted it.
      someone("bought", [], says(110, "w", "Deal Won")),
      // These were decided before.
      ...[someone("refused before", [said("rejected", 90)]), someone("bought before", [], says(90, "v", "Deal Won"))],
    ]);
    const converted = moments.map(({ id, converted: own }) => [id, own] as const);
    expect(new Map(converted)).toEqual(
      new Map([
        ["taken", 1],
        ["late", 0],
        ["refused", 0],
        ["put off", 0],
        ["bought", 0],
      ]),
    );
    expect(Object.values(left).reduce((sum, count) => sum + count, 0)).toBe(2);
  });

  test("asks an account with all that its leads had done until then", () => {
    const model = modelOf({
      model: "team",
      signals: { demo: { on: "Demo Requested" } },
      dimensions: { fit: {} },
      rules: [{ id: "team", dimension: "fit", each: "demo", of: "account", points: 7 }],
    });
    const group = [
      lead("1", [on(5, "a", { userId: "a" })]),
      lead("2", [says(20, "b", "Demo Requested"), says(40, "c", "Demo Requested")]),
    ];
    const total = (day: number) => tableOf(planFor([model], oneDay(day)), [group]).moments[0]?.stands[0]?.total;
    expect([19, 20, 39, 40].map(total)).toEqual([0, 700, 700, 1400]);
    // While the second objects, nothing of it counts for the first.
    const closed = [{ from: 30 * 86_400_000, until: 45 * 86_400_000 }];
    const refusing = [group[0] as ToldLead, { ...(group[1] as ToldLead), closed }];
    const then = (day: number) =>
      tableOf(planFor([model], oneDay(day)), [refusing]).moments.find(({ id }) => id === "1")?.stands[0]?.total;
    expect([20, 29, 30, 40, 44, 45].map(then)).toEqual([700, 700, 0, 0, 0, 1400]);
  });
  test("counts who entered a band in which week", () => {
    // Day 4 is the first Monday of 1970.
    const told = [on(2, "a", {}), says(6, "b", "Demo Requested"), says(70, "c", "Demo Requested")];
    const { entered } = tableOf(planFor([SMALL]), [[lead("1", told)]]);
    expect([...(entered[0] ?? [])].map(([week, counts]) => [week, [...counts]])).toEqual([
      [4, [["hot", 1]]],
      [67, [["hot", 1]]],
    ]);
  });
});

const NAMES = ["Demo Requested", "Other", "Opportunity Created"];
const event = fc.record({
  day: fc.integer({ min: 0, max: 199 }),
  name: fc.constantFrom(...NAMES),
  title: fc.constantFrom("CEO", "Clerk"),
  kind: fc.constantFrom("track", "page", "identify"),
});

function eventsOf(drawn: readonly { day: number; name: string; title: string; kind: string }[], mark: string): Event[] {
  return drawn.map(({ day, name, title, kind }, i) => {
    if (kind === "page") return on(day, `${mark}${i}`, { type: "page" });
    if (kind === "identify") return on(day, `${mark}${i}`, { type: "identify", traits: { title } });
    return says(day, `${mark}${i}`, name);
  });
}

const drawn = fc.array(event, { minLength: 1, maxLength: 15 });

describe("laws", () => {
  test("whatever happens after a moment changes nothing of what was known on it", () => {
    fc.assert(
      fc.property(drawn, drawn, (before, after) => {
        const own = eventsOf(before, "a");
        const [first] = tableOf(planFor([SMALL]), [[lead("1", own)]]).moments;
        fc.pre(first !== undefined);
        const kept = own.filter(({ timestamp }) => timestamp < ((first?.day ?? 0) + 1) * 86_400_000);
        const later = eventsOf(after, "b").filter(({ timestamp }) => timestamp >= ((first?.day ?? 0) + 1) * 86_400_000);
        const plan = planFor([SMALL]);
        const [other] = tableOf(plan, [[lead("1", [...later, ...kept])]]).moments;
        expect(other?.day).toBe(first?.day);
        expect(other?.stands).toEqual(first?.stands);
      }),
      { numRuns: 500 },
    );
  });
  test("the order in which leads and events come does not matter", () => {
    fc.assert(
      fc.property(fc.array(drawn, { minLength: 1, maxLength: 6 }), (leads) => {
        const groups = leads.map((own, i) => [lead(`l${i}`, eventsOf(own, `${i}-`))]);
        const turned = groups.toReversed().map((group) => group.map((one) => lead(one.id, one.events.toReversed())));
        const [one, other] = [tableOf(planFor([SMALL]), groups), tableOf(planFor([SMALL]), turned)];
        expect(new Set(other.moments)).toEqual(new Set(one.moments));
        expect(other.entered).toEqual(one.entered);
      }),
      { numRuns: 300 },
    );
  });
  test("every free day is as likely, and a seed draws others", () => {
    const days = Array.from({ length: 4000 }, (_, i) => {
      const group = [lead(`lead-${i}`, [on(100, `${i}`, {})])];
      return tableOf(planFor([SMALL], { from: 101, to: 110 }), [group]).moments[0]?.day ?? 0;
    });
    const counts = Map.groupBy(days, (day) => day);
    expect([...counts.keys()].sort()).toEqual(Array.from({ length: 10 }, (_, i) => 101 + i));
    const chi = [...counts.values()].reduce((sum, own) => sum + (own.length - 400) ** 2 / 400, 0);
    // The 99.9 % point of chi-square with nine degrees of freedom.
    expect(chi).toBeLessThan(27.9);
    const seeds = Array.from(
      { length: 50 },
      (_, seed) => tableOf(planFor([SMALL], { seed }), [[lead("1", [on(1, "a", {})])]]).moments[0]?.day,
    );
    expect(new Set(seeds).size).toBeGreaterThan(25);
  });
});
