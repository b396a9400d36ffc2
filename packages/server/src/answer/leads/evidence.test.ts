import { readFileSync } from "node:fs";
import { testDatabase } from "@plumbline/store/testing";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { knownSources } from "../../collect/known-sources.ts";
import { loadSample } from "../../sample/load-sample.ts";
import { DAY, eventsOf, type House, NOW, newHouse } from "./leads.testing.ts";

const { pool } = await testDatabase();

type Line = { readonly kind: string; readonly rule?: string; readonly limit?: string; readonly points: number };
type Share = { readonly day: string; readonly amount: number; readonly points: number };
type DayShare = Share & { readonly limited: number; readonly decayed: number; readonly left: number };

const sum = (numbers: readonly number[]): number => Math.round(numbers.reduce((all, one) => all + one, 0) * 100) / 100;

type Evidence = {
  readonly signal: string | null;
  readonly traits: readonly unknown[];
  readonly days: readonly DayShare[];
  readonly events: readonly Share[];
};

async function allEvidence(house: House, lead: string, query: string): Promise<Evidence> {
  const url = `/leads/${lead}/evidence?limit=50&${query}`;
  const first = (await house.get(url)).body;
  const events: Share[] = [...first.events];
  for (let next = first.next; next !== null; ) {
    const page = (await house.get(`${url}&cursor=${next}`)).body;
    events.push(...page.events);
    next = page.next;
  }
  return { ...first, events };
}

/** What does not add up of a rule's evidence. */
function wrongIn(evidence: Evidence, lines: readonly Line[], rule: string): string[] {
  const { days, events } = evidence;
  const of = (wanted: (line: Line) => boolean) =>
    sum(lines.filter((line) => line.rule === rule && wanted(line)).map(({ points }) => points));
  const wrong: string[] = [];
  const hold = (what: string, a: number, b: number) => {
    if (a !== b) wrong.push(`${rule}, ${what}: ${a}, not ${b}`);
  };
  hold(
    "points",
    sum(days.map(({ points }) => points)),
    of(({ kind }) => kind === "rule"),
  );
  hold(
    "limited",
    sum(days.map(({ limited }) => limited)),
    of(({ kind, limit }) => kind === "limit" && limit === "rate"),
  );
  hold(
    "decayed",
    sum(days.map(({ decayed }) => decayed)),
    of(({ kind }) => kind === "decay"),
  );
  for (const { day, points, amount } of days) {
    const own = events.filter((one) => one.day === day);
    hold(`events of ${day}`, sum(own.map((one) => one.points)), points);
    hold(`amounts of ${day}`, sum(own.map((one) => one.amount)), sum([amount]));
  }
  return wrong;
}

test("of every rule of the sample’s model, days and events add up to the line, for everyone, today and then", async () => {
  const model = parse(readFileSync(new URL("../../sample/model.yaml", import.meta.url), "utf8"));
  const house = await newHouse(pool, [model]);
  const source = await knownSources(
    pool,
    () => NOW,
    () => undefined,
  )(`key-${house.workspaceId}`);
  if (!source) throw new Error("There is no source");
  const lastDay = Math.floor(NOW / DAY);
  const stopping = new AbortController().signal;
  await loadSample({ pool, source, seed: 5, leads: 70, lastDay, onProgress: () => {}, stopping });
  const seen = new Set<string>();
  const wrong: string[] = [];
  const { items } = (await house.get("/leads?limit=30")).body;
  for (const { id } of items) {
    const { scores } = (await house.get(`/leads/${id}`)).body;
    const lines: Line[] = scores[0].lines;
    for (const rule of new Set(lines.flatMap((line) => line.rule ?? []))) {
      const evidence = await allEvidence(house, id, `rule=${encodeURIComponent(rule)}`);
      if (evidence.signal === null) {
        const line = lines.find((one) => one.rule === rule) as unknown as {
          evidence: { reasons: { subject: object }[] };
        };
        const subjects = line.evidence.reasons.map(({ subject }) => subject as { kind: string });
        const asked = subjects.filter(({ kind }) => kind === "trait" || kind === "account");
        if (asked.length > 0) expect(evidence.traits.length, rule).toBeGreaterThan(0);
        continue;
      }
      seen.add(rule);
      wrong.push(...wrongIn(evidence, lines, rule));
    }
  }
  expect(wrong).toEqual([]);
  expect(seen.size).toBeGreaterThan(8);
  // And on a day that has passed.
  const [{ id }] = items;
  const on = "2026-11-01";
  const then = (await house.get(`/leads/${id}/score?on=${on}`)).body;
  for (const rule of new Set((then.lines as Line[]).flatMap((line) => line.rule ?? []))) {
    const evidence = await allEvidence(house, id, `on=${on}&rule=${encodeURIComponent(rule)}`);
    if (evidence.signal !== null) expect(wrongIn(evidence, then.lines, rule)).toEqual([]);
  }
}, 120_000);

test("each event with what it adds, page by page, and what limits and age took of its day", async () => {
  const house = await newHouse(pool);
  const ann = eventsOf("ann");
  await house.send([
    ann.identify({ title: "Assistant", email: "ann@x.example" }, NOW - 9 * DAY),
    ann.identify({ title: "CEO" }, NOW - 8 * DAY),
    ...[1, 2, 3].map((n) => ann.pricing(NOW - 5 * DAY + n)),
    ann.pricing(NOW),
  ]);
  const [{ id }] = (await house.get("/leads")).body.items;
  const pricing = (await house.get(`/leads/${id}/evidence?rule=pricing&limit=3`)).body;
  expect(pricing).toMatchObject({
    line: { dimension: "engagement", points: 40, limited: -10, decayed: -10, capped: 0, given: 20 },
    signal: "pricing",
    unit: "count",
    days: [
      { day: "2026-11-17", amount: 3, counted: 2, kept: 0.5, points: 30, limited: -10, decayed: -10, left: 10 },
      { day: "2026-11-22", amount: 1, counted: 1, kept: 1, points: 10, left: 10 },
    ],
  });
  expect(pricing.events).toHaveLength(3);
  expect(pricing.events[0]).toMatchObject({ points: 10, amount: 1, properties: { path: "/pricing" } });
  const rest = (await house.get(`/leads/${id}/evidence?rule=pricing&limit=3&cursor=${pricing.next}`)).body;
  expect(rest.events).toHaveLength(1);
  const boss = (await house.get(`/leads/${id}/evidence?rule=boss`)).body;
  expect(boss).toMatchObject({ line: { points: 20, given: 20 }, days: [], events: [] });
  expect(boss.traits).toMatchObject([{ trait: "title", entries: [{ value: "CEO" }, { value: "Assistant" }] }]);
  expect((await house.get(`/leads/${id}/evidence?rule=nothing`)).body).toMatchObject({
    code: "not-found",
    what: "rule",
  });
  expect((await house.get(`/leads/${id}/evidence?rule=demo`)).body).toMatchObject({ line: null, days: [] });
});
