import { testDatabase } from "@plumbline/store/testing";
import { expect, test } from "vitest";
import { DAY, eventsOf, NOW, newHouse } from "./leads.testing.ts";

const { pool } = await testDatabase();
const house = await newHouse(pool);
for (const [i, name] of ["Ann", "Bob", "bea", "Émil"].entries()) {
  const events = eventsOf(`u${i}`);
  const days = Array.from({ length: i + 1 }, (_, n) => events.pricing(NOW - n * DAY));
  await house.send([events.identify({ name, email: `u${i}@x.example`, title: "CEO" }, NOW - 20 * DAY)]);
  for (const day of days.toReversed()) {
    house.clock.now = day.timestamp;
    await house.send([day]);
  }
  house.clock.now = NOW;
}

type Item = { readonly name: string; readonly [key: string]: unknown };
const items = async (query: string): Promise<Item[]> => (await house.get(`/leads?${query}`)).body.items;
const names = async (query: string) => (await items(query)).map(({ name }) => name);

test("what is not asked for does not come", async () => {
  const [first] = await items("");
  expect(Object.keys(first ?? {})).not.toContain("reasons");
  expect((await house.get("/leads?include=reasons,nothing")).body.issues).toMatchObject([
    { path: "include", code: "not-one-of" },
  ]);
});

test("dimensions, reasons and trend are those of the lead itself", async () => {
  for (const item of await items("include=dimensions,reasons,trend")) {
    const lead = (await house.get(`/leads/${item["id"]}`)).body;
    const [score] = lead.scores;
    expect(item["dimensions"]).toEqual(score.dimensions);
    const reasons = item["reasons"] as { line: { rule: string; evidence: { days?: [string, number][] } } }[];
    expect(reasons.map(({ line: _, ...reason }) => reason)).toEqual(score.reasons.slice(0, 3));
    for (const { line } of reasons) {
      const own = score.lines.find(
        (one: { kind: string; rule: string }) => one.kind === "rule" && one.rule === line.rule,
      );
      const amount = (days: [string, number][] = []) => days.reduce((all, [, one]) => all + one, 0);
      expect(amount(line.evidence.days)).toBe(amount(own.evidence.days));
      expect(line.evidence.days?.at(-1)).toEqual(own.evidence.days?.at(-1));
      expect(line.evidence.days?.length ?? 0).toBeLessThan(3);
    }
    const history = (await house.get(`/leads/${item["id"]}/history`)).body.items;
    const trend = item["trend"] as [string, number][];
    expect(trend.at(-1)).toEqual(["2026-11-22", score.total]);
    const ended = new Map(history.map(({ day, total }: { day: string; total: number }) => [day, total]));
    for (const [day, total] of trend.slice(0, -1)) expect(ended.get(day)).toBe(total);
    expect(trend.length).toBeGreaterThanOrEqual(Math.min(2, history.length));
  }
});

test("sorted by name and by when they were seen last, page by page, with filters too", async () => {
  expect(await names("sort=name")).toEqual(["Ann", "bea", "Bob", "Émil"]);
  expect(await names("sort=name&search=u")).toEqual(["Ann", "bea", "Bob", "Émil"]);
  expect(await names(`sort=name&filter=${encodeURIComponent('{"trait":"title","contains":"ceo"}')}`)).toHaveLength(4);
  for (const sort of ["name", "seen", "total"]) {
    const all = await names(`sort=${sort}`);
    const seen: string[] = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const { body } = await house.get(`/leads?limit=1&sort=${sort}${cursor === "" ? "" : `&cursor=${cursor}`}`);
      seen.push(...body.items.map(({ name }: Item) => name));
      cursor = body.next;
    }
    expect(seen).toEqual(all);
  }
  const lasts = (await items("sort=seen")).map((item) => item["lastAt"] as string);
  expect(lasts).toEqual(lasts.toSorted().toReversed());
});

test("bands with their counts, and the distribution of totals", async () => {
  const { body } = await house.get("/reports/bands");
  expect(body).toMatchObject({ model: "b2b", version: 1, count: 4, isEstimate: false });
  for (const { band, count, mean } of body.bands) {
    if (band === null) continue;
    const own = await items(`band=${band}`);
    expect(count).toBe(own.length);
    const totals = own.map((item) => (item["score"] as { total: number }).total);
    if (count > 0) expect(mean).toBeCloseTo(totals.reduce((all, one) => all + one, 0) / count, 2);
  }
  const { steps, low, high } = body.histogram;
  expect(steps).toHaveLength(50);
  expect(steps.reduce((all: number, { count }: { count: number }) => all + count, 0)).toBe(4);
  expect(steps[0].from).toBe(low);
  expect(high).toBeGreaterThan(low);
});

test("bands of those that a filter lets through, as the list has them", async () => {
  const [first] = await items("");
  const filters = [
    `search=${encodeURIComponent(String(first?.["name"]).slice(0, 3))}`,
    `filter=${encodeURIComponent(JSON.stringify({ signal: "pricing", atLeast: 1 }))}`,
    "totalFrom=15",
    "owner=nobody",
  ];
  for (const filter of filters) {
    const { body } = await house.get(`/reports/bands?${filter}`);
    const own = await items(filter);
    expect(body).toMatchObject({ count: own.length, isEstimate: false, isWhole: true, histogram: null });
    for (const { band, count } of body.bands) expect(count).toBe((await items(`${filter}&band=${band}`)).length);
  }
  expect((await house.get("/reports/bands?filter={")).body.issues).toMatchObject([{ path: "filter" }]);
});
