import { testDatabase } from "@plumbline/store/testing";
import { expect, test } from "vitest";
import { problem, testServer } from "../server.testing.ts";

const { pool } = await testDatabase();
const NOW = Date.parse("2026-06-30T12:00:00Z");
const { newTenant } = await testServer(pool, () => NOW);

const COST = {
  source: " Google ",
  medium: "CPC",
  from: "2026-01-01",
  until: "2026-01-31",
  amount: 310.5,
  currency: "EUR",
};

test("costs are said, said anew, listed by day, and removed; foreign ones are not there", async () => {
  const { client } = await newTenant();
  const made = await client.costs.create({ body: { ...COST, note: "Ads" } });
  expect(made).toMatchObject({
    source: "google",
    medium: "cpc",
    campaign: null,
    amount: 310.5,
    by: expect.anything() as string,
  });
  const february = await client.costs.create({ body: { ...COST, from: "2026-02-01", until: "2026-02-28" } });
  const params = { id: made.id };
  expect(await client.costs.put({ params, body: { ...COST, amount: 0 } })).toMatchObject({
    id: made.id,
    amount: 0,
    note: "",
  });
  const ids = async (query: Record<string, string | number>) =>
    (await client.costs.list({ query })).items.map(({ id }) => id);
  expect(await ids({})).toEqual([february.id, made.id]);
  expect(await ids({ from: "2026-02-01" })).toEqual([february.id]);
  expect(await ids({ until: "2026-01-31" })).toEqual([made.id]);
  const { next } = await client.costs.list({ query: { limit: 1 } });
  expect(await ids({ limit: 1, cursor: next ?? "" })).toEqual([made.id]);
  const stranger = await newTenant();
  const other = stranger.client.costs;
  expect((await other.list()).items).toEqual([]);
  for (const asked of [other.put({ params, body: COST }), other.drop({ params })])
    expect(await problem(asked)).toMatchObject({ code: "not-found", what: "cost" });
  await client.costs.drop({ params });
  expect(await problem(client.costs.drop({ params }))).toMatchObject({ code: "not-found" });
  const { items } = await client.audit.list();
  expect(items.map(({ action, subject }) => [action, subject]).slice(0, 2)).toEqual([
    ["costs.drop", made.id],
    ["costs.put", made.id],
  ]);
});

test("what is no cost is refused", async () => {
  const { client } = await newTenant();
  const refused = (more: object) => problem(client.costs.create({ body: { ...COST, ...more } }));
  expect(await refused({ until: "2025-12-31" })).toEqual(expect.objectContaining({ code: "days-reversed" }));
  expect(await refused({ until: "2036-12-31" })).toMatchObject({ code: "too-many-days", most: 3660 });
  for (const [more, path, code] of [
    [{ amount: -1 }, "amount", "too-small"],
    [{ currency: "euro" }, "currency", "bad-format"],
    [{ source: " " }, "source", "too-short"],
    [{ from: "2026-02-30" }, "from", "bad-format"],
  ] as const)
    expect(await refused(more), path).toMatchObject({ code: "bad-request", issues: [{ path, code }] });
});

test("costs come from a file once; every line that is none is told with its reason", async () => {
  const { client } = await newTenant();
  const file = `\uFEFFSource;Medium;Campaign;From;Until;Amount;Currency;Note
Google;cpc;brand;2026-01-01;2026-01-31;1200,50;eur;"Ads; search"
LinkedIn;;;2026-02-01;2026-02-28;800;USD

;;;2026-02-01;2026-02-28;800;USD
x;;;01/02/2026;2026-02-28;800;USD
x;;;2026-02-01;;800;USD
x;;;2026-02-01;2026-01-31;800;USD
x;;;1926-02-01;2026-01-31;800;USD
x;;;2026-02-01;2026-02-28;1.200,50;USD
x;;;2026-02-01;2026-02-28;-5;USD
x;;;2026-02-01;2026-02-28;5;Dollar
${"x".repeat(201)};;;2026-02-01;2026-02-28;5;USD
x;;;2026-02-01;2026-02-28;1.234;USD
TikTok;;;2026-03-01;2026-03-28;12.5;USD
`;
  const refused = [
    { line: 5, code: "source-missing", column: "source" },
    { line: 6, code: "day-unreadable", column: "from" },
    { line: 7, code: "day-unreadable", column: "until" },
    { line: 8, code: "days-reversed", column: "until" },
    { line: 9, code: "too-many-days", column: "until" },
    { line: 10, code: "amount-unreadable", column: "amount" },
    { line: 11, code: "amount-unreadable", column: "amount" },
    { line: 12, code: "currency-unreadable", column: "currency" },
    { line: 13, code: "too-long", column: "source" },
    // A thousand or so, or one and a bit.
    { line: 14, code: "amount-unreadable", column: "amount" },
  ];
  expect(await client.costs.import({ body: file })).toEqual({ taken: 3, known: 0, refused, refusedCount: 10 });
  expect((await client.costs.list()).items).toMatchObject([
    { source: "tiktok", amount: 12.5 },
    { source: "linkedin", medium: null, campaign: null, amount: 800, currency: "USD", note: "" },
    { source: "google", medium: "cpc", campaign: "brand", amount: 1200.5, currency: "EUR", note: "Ads; search" },
  ]);
  expect(await client.costs.import({ body: file })).toMatchObject({ taken: 0, known: 3 });
  expect(await client.costs.import({ body: "source,from,until,amount\nx,1,2,3" })).toEqual({
    ...{ taken: 0, known: 0, refusedCount: 1 },
    refused: [{ line: 1, code: "column-missing", column: "currency" }],
  });
  expect(await client.costs.import({ body: '"never closed' })).toMatchObject({ taken: 0, refusedCount: 1 });
});

test.each([
  ["a tab says nothing of fractions", "\t", ["1,234", "5.678", "9"], [null, null, 9]],
  ["nor does a semicolon", ";", ["1,234", "1.234", "800"], [null, null, 800]],
  ["a fraction with a point is one of American amounts", "\t", ["1,234", "1234.50", "1.234"], [null, 1234.5, 1.234]],
  ["so are thousands with a comma", "\t", ["1,234,567", "1.234", "2,345"], [null, 1.234, null]],
  ["a fraction with a comma is one of European amounts", "\t", ["1.234", "1234,50", "1,234"], [null, 1234.5, 1.234]],
  ["a part of one is beyond doubt", ";", ["0,123", "1.234", "1,234"], [0.123, null, 1.234]],
  ["both in one file leave a doubt", ";", ["0,5", "0.5", "1,234", "1.234"], [0.5, 0.5, null, null]],
  ["where a comma parts cells, a point does fractions", ",", ['"1,234"', "1.234", "1234.50"], [null, 1.234, 1234.5]],
  ["unless the cells show a comma", ",", ['"1234,50"', "1.234", '"1,234"'], [1234.5, null, 1.234]],
])("no amount is read as what it may not be: %s", async (_, delimiter, said, expected) => {
  const { client } = await newTenant();
  const lines = said.map((amount, i) => [`s${i}`, "2026-01-01", "2026-01-31", amount, "USD"].join(delimiter));
  const head = ["source", "from", "until", "amount", "currency"].join(delimiter);
  await client.costs.import({ body: [head, ...lines].join("\n") });
  const { items } = await client.costs.list();
  const amountOf = (source: string) => items.find((cost) => cost.source === source)?.amount ?? null;
  expect(said.map((_, i) => amountOf(`s${i}`))).toEqual(expected);
});

test("there are not endlessly many costs", async () => {
  const { client } = await newTenant();
  const lines = Array.from({ length: 10_000 }, (_, i) => `x,2026-01-01,2026-01-01,${i},EUR`);
  const file = ["source,from,until,amount,currency", ...lines].join("\n");
  expect(await client.costs.import({ body: file })).toMatchObject({ taken: 10_000 });
  expect(await client.costs.import({ body: file })).toMatchObject({ taken: 0, known: 10_000 });
  expect(await problem(client.costs.create({ body: COST }))).toMatchObject({ code: "too-many-costs", most: 10_000 });
});

test("rates come from a file of either kind, are listed by day, replaced and removed", async () => {
  const { client } = await newTenant();
  const long =
    "date,currency,rate\n2026-06-01,USD,1.08\n2026-06-02,usd,1.09\n2026-06-01,EUR,1\nsoon,USD,1\n2026-06-03,USD,0\n";
  expect(await problem(client.rates.import({ body: long }))).toMatchObject({ code: "currency-missing" });
  await client.workspace.update({ body: { currency: "EUR" } });
  expect(await client.rates.import({ body: long })).toEqual({
    ...{ taken: 2, known: 0, refusedCount: 3 },
    refused: [
      { line: 4, code: "currency-is-base", column: "currency" },
      { line: 5, code: "day-unreadable", column: "date" },
      { line: 6, code: "amount-unreadable", column: "rate" },
    ],
  });
  // As the European Central Bank publishes them: a column for each currency.
  const wide = "Date, USD, JPY, ISK, \n02 June 2026, 1.1, 160.5, N/A, \n2026-06-01, 1.08, , 140\n";
  expect(await client.rates.import({ body: wide })).toMatchObject({ taken: 3, known: 1, refusedCount: 0 });
  const { items } = await client.rates.list();
  expect(items.map(({ day, currency, rate }) => [day, currency, rate])).toEqual([
    ["2026-06-02", "JPY", 160.5],
    ["2026-06-02", "USD", 1.1],
    ["2026-06-01", "ISK", 140],
    ["2026-06-01", "USD", 1.08],
  ]);
  const days: string[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await client.rates.list({ query: { limit: 1, currency: "USD", ...(cursor && { cursor }) } });
    days.push(...page.items.map(({ day }) => day));
    if (page.next === null) break;
    cursor = page.next;
  }
  expect(days).toEqual(["2026-06-02", "2026-06-01"]);
  const usd = { base: "EUR", currency: "USD" };
  expect(await client.rates.put({ body: { rates: [{ ...usd, day: "2026-06-01", rate: 2 }] } })).toEqual({ taken: 1 });
  expect((await client.rates.currencies()).items).toContainEqual({
    ...usd,
    from: "2026-06-01",
    until: "2026-06-02",
    days: 2,
  });
  const same = { base: "EUR", currency: "EUR", day: "2026-06-01", rate: 1 };
  expect(await problem(client.rates.put({ body: { rates: [same] } }))).toMatchObject({
    code: "currency-is-base",
    currency: "EUR",
  });
  const stranger = await newTenant();
  expect((await stranger.client.rates.list()).items).toEqual([]);
  expect(await problem(stranger.client.rates.drop({ query: usd }))).toMatchObject({ code: "not-found", what: "rate" });
  await client.rates.drop({ query: { ...usd, day: "2026-06-01" } });
  await client.rates.drop({ query: usd });
  expect((await client.rates.list({ query: { currency: "USD" } })).items).toEqual([]);
});
