import { testDatabase } from "@plumbline/store/testing";
import fc from "fast-check";
import { expect, test } from "vitest";
import { DAY, eventsOf, MODEL, NOW, newHouse } from "./leads.testing.ts";

const { pool } = await testDatabase();

const PEOPLE = [
  {
    id: "ann",
    traits: { name: "Ann Lee", email: "ann@acme.example", company: "Acme", country: "DE", title: "CEO" },
    pages: 2,
  },
  { id: "bob", traits: { name: "Bob O'Neil", email: "bob@acme.example", country: "de", employees: 57 }, pages: 1 },
  {
    id: "wang",
    traits: { name: "王小明", email: "wang@beijing.example", company: "北京科技有限公司", country: "CN" },
    pages: 0,
  },
  {
    id: "olga",
    traits: { name: "Ольга Ёлкина", email: "olga@rusfirma.example", country: "RU", employees: 57 },
    pages: 1,
  },
  { id: "eva", traits: { name: "=Éva", email: "eva@gmail.com", country: "HU", customer: true }, pages: 0 },
];

async function houseWithPeople() {
  const house = await newHouse(pool);
  for (const { id, traits, pages } of PEOPLE) {
    const events = eventsOf(id);
    await house.send([events.identify(traits), ...Array.from({ length: pages }, () => events.pricing())]);
  }
  return house;
}

const house = await houseWithPeople();

const emails = (answer: { body: { items: { email: string }[] } }) =>
  answer.body.items.map(({ email }) => email.slice(0, email.indexOf("@")));
const found = async (query: Record<string, string>) => emails(await house.get(`/leads?${new URLSearchParams(query)}`));
const where = (filter: unknown) => found({ filter: JSON.stringify(filter) });

test("leads are ranked, the highest first, then by id", async () => {
  const { status, body } = await house.get("/leads");
  expect(status).toBe(200);
  expect(emails({ body })).toEqual(["ann", "bob", "olga", "wang", "eva"]);
  expect(body.count).toEqual({ value: 5, isEstimate: false });
  expect(body.items[0].score).toMatchObject({ model: "b2b", version: 1, total: 40, band: "warm", since: "2026-11-22" });
});

test("pages follow one another without gap or repetition, among leads of the same total too", async () => {
  const seen: string[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const { body } = await house.get(`/leads?limit=1${cursor === "" ? "" : `&cursor=${cursor}`}`);
    seen.push(...emails({ body }));
    cursor = body.next;
  }
  expect(seen).toEqual(["ann", "bob", "olga", "wang", "eva"]);
  expect((await house.get("/leads?cursor=bm9uc2Vuc2U")).body.code).toBe("bad-cursor");
});

test("search finds beginnings of words, in any script, without regard to case and accents", async () => {
  expect(await found({ search: "ann" })).toEqual(["ann"]);
  expect(await found({ search: "ACME ann" })).toEqual(["ann"]);
  expect(await found({ search: "acme" })).toEqual(["ann", "bob"]);
  expect(await found({ search: "小明" })).toEqual(["wang"]);
  expect(await found({ search: "科技" })).toEqual(["wang"]);
  expect(await found({ search: "елк" })).toEqual(["olga"]);
  expect(await found({ search: "eva" })).toEqual(["eva"]);
  expect(await found({ search: "country" })).toEqual([]);
  expect(await found({ search: "nobody" })).toEqual([]);
  // Signs and pictures are in no word: nobody is called so.
  for (const search of ["++", "🎉"]) {
    const { status, body } = await house.get(`/leads?${new URLSearchParams({ search })}`);
    expect({ status, body }).toEqual({
      status: 200,
      body: { items: [], next: null, count: { value: 0, isEstimate: false }, progress: null },
    });
  }
});

test("filters: traits exactly so, band, totals, when seen last", async () => {
  expect(await found({ traits: '{"country":"DE"}' })).toEqual(["ann"]);
  expect(await found({ band: "cold" })).toEqual(["bob", "olga", "wang", "eva"]);
  expect(await found({ band: "warm" })).toEqual(["ann"]);
  expect(await found({ totalFrom: "10", totalTo: "39" })).toEqual(["bob", "olga"]);
  expect(await found({ seenFrom: new Date(NOW - 1).toISOString() })).toEqual(["ann", "bob", "olga"]);
  expect(await found({ seenTo: new Date(NOW - 1).toISOString() })).toEqual(["wang", "eva"]);
  expect((await house.get("/leads?traits=[1]")).body.issues).toMatchObject([{ path: "traits", code: "wrong-type" }]);
  expect((await house.get("/leads?model=other")).body).toMatchObject({ code: "model-not-live", model: "other" });
});

test("any condition of the model language filters", async () => {
  expect(await where({ trait: "country", is: "de" })).toEqual(["ann", "bob"]);
  expect(await where({ trait: "country", in: ["cn", "RU"] })).toEqual(["olga", "wang"]);
  expect(await where({ trait: "employees", is: 57 })).toEqual(["bob", "olga"]);
  expect(await where({ trait: "employees", is: "57" })).toEqual(["bob", "olga"]);
  expect(await where({ trait: "customer", is: true })).toEqual(["eva"]);
  expect(await where({ trait: "email", endsWith: "@acme.example" })).toEqual(["ann", "bob"]);
  expect(await where({ trait: "seniority", is: "c-level" })).toEqual(["ann"]);
  expect(await where({ signal: "pricing", atLeast: 2 })).toEqual(["ann"]);
  expect(await where({ all: [{ signal: "pricing", atLeast: 1 }, { not: { trait: "country", is: "DE" } }] })).toEqual([
    "olga",
  ]);
  expect(
    await where({
      any: [
        { trait: "country", is: "hu" },
        { trait: "title", contains: "ceo" },
      ],
    }),
  ).toEqual(["ann", "eva"]);
  const wrong = await house.get(`/leads?filter=${encodeURIComponent('{"signal":"nothing"}')}`);
  expect(wrong.body).toMatchObject({ code: "model-invalid", problems: [{ problem: { code: "unknown-reference" } }] });
  expect((await house.get("/leads?filter={")).body.issues).toMatchObject([{ path: "filter", code: "unreadable" }]);
});

test("what narrows a filter never loses a lead", async () => {
  const value = fc.constantFrom<string | number | boolean>(
    "de",
    "DE",
    "57",
    57,
    " 57",
    true,
    "true",
    "Ünïcode",
    "unicode",
    "a b",
  );
  const trait = fc.constantFrom("country", "size", "flag");
  const person = fc.dictionary(trait, fc.oneof(value, fc.array(value, { maxLength: 3 })), { maxKeys: 3 });
  const atom = fc.oneof(
    fc.record({ trait, is: value }),
    fc.record({ trait, in: fc.array(value, { minLength: 1, maxLength: 2 }) }),
    fc.record({ trait, exists: fc.boolean() }),
  );
  const condition = fc.oneof(
    atom,
    fc.record({ any: fc.array(atom, { minLength: 1, maxLength: 3 }) }),
    fc.record({
      all: fc.array(fc.oneof(atom, fc.record({ any: fc.array(atom, { minLength: 1, maxLength: 2 }) })), {
        minLength: 1,
        maxLength: 3,
      }),
    }),
    fc.record({ not: atom }),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(person, { minLength: 1, maxLength: 6 }),
      fc.array(condition, { minLength: 5, maxLength: 12 }),
      async (people, asked) => {
        const own = await newHouse(pool);
        for (const [i, traits] of people.entries()) await own.send([eventsOf(`p${i}`).identify(traits as never)]);
        for (const filter of asked) {
          const ids = async (one: unknown) =>
            (await own.get(`/leads?filter=${encodeURIComponent(JSON.stringify(one))}`)).body.items.map(
              ({ id }: { id: string }) => id,
            );
          // Said twice with `not`, nothing narrows.
          expect(await ids(filter)).toEqual(await ids({ not: { not: filter } }));
        }
      },
    ),
    { numRuns: 30, endOnFailure: true },
  );
});

test("an export has all leads, as CSV that no spreadsheet runs, and as NDJSON", async () => {
  const csv = await house.get("/leads/export?format=csv");
  expect(csv.status).toBe(200);
  const lines = csv.text.split("\r\n");
  expect(lines).toHaveLength(7);
  expect(lines[0]).toContain("id,name,email");
  expect(lines.at(-2)).toContain(",'=Éva,eva@gmail.com,");
  const json = await house.get("/leads/export?format=ndjson&search=acme");
  const leads = json.text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { email: string });
  expect(leads.map(({ email }) => email)).toEqual(["ann@acme.example", "bob@acme.example"]);
  expect((await house.get("/leads/export?filter={")).status).toBe(400);
});

test("a lead whose words change is found by the new ones alone, and one that is gone by none", async () => {
  const own = await newHouse(pool);
  await own.send([eventsOf("u").identify({ name: "Alpha", city: "Bonn" }, NOW - 2 * DAY)]);
  await own.send([eventsOf("u").identify({ name: "Beta", city: "Köln" }, NOW - DAY)]);
  expect((await own.get("/leads?search=alpha")).body.items).toEqual([]);
  expect((await own.get("/leads?search=beta")).body.items).toHaveLength(1);
  const keys = await own.rows<{ key: string }>("select key from lead_key where workspace_id = $1 order by key", [
    own.workspaceId,
  ]);
  expect(keys.map(({ key }) => key)).toEqual(["=city=koln", "beta", "u"]);
  await own.rows("delete from lead where workspace_id = $1", [own.workspaceId]);
  expect(await own.rows("select from lead_key where workspace_id = $1", [own.workspaceId])).toEqual([]);
});

test("another workspace's leads are not there", async () => {
  const { body } = await house.get("/leads");
  const id = body.items[0].id;
  const other = await newHouse(pool);
  expect((await other.get("/leads")).body.items).toEqual([]);
  for (const path of ["", "/history", "/timeline", "/score"]) {
    expect(await other.get(`/leads/${id}${path}`)).toMatchObject({ status: 404, body: { code: "not-found" } });
  }
  expect((await other.get("/leads/lookup?email=ann@acme.example")).status).toBe(404);
  expect((await other.post(`/leads/${id}/what-if`, {})).status).toBe(404);
  const adjustment = { dimension: "fit", points: 5, reason: "x" };
  expect((await other.post(`/leads/${id}/adjustments`, adjustment)).status).toBe(404);
  expect((await other.ask("DELETE", `/leads/${id}/adjustments/1`)).status).toBe(404);
  expect((await other.post("/leads/merge", { one: id, other: body.items[1].id, reason: "x" })).status).toBe(404);
  expect((await other.post(`/leads/${id}/unmerge`, { decision: "x", reason: "x" })).status).toBe(404);
  expect((await other.post(`/leads/${id}/standing`, { says: "objection-raised", reason: "x" })).status).toBe(404);
  expect((await other.ask("DELETE", `/leads/${id}?erase=true`)).status).toBe(404);
  expect((await house.get("/leads")).body.items).toHaveLength(5);
});

test("ranked by another model", async () => {
  const fits = { ...MODEL, model: "fit", rules: MODEL.rules.filter(({ id }) => id === "boss"), signals: {} };
  const own = await newHouse(pool, [MODEL, fits]);
  await own.send([eventsOf("a").identify({ title: "CEO" }), eventsOf("b").demo()]);
  const totals = async (query: string) =>
    (await own.get(`/leads${query}`)).body.items.map((item: { score: { total: number } }) => item.score.total);
  expect(await totals(`?model=${MODEL.model}`)).toEqual([30, 20]);
  expect(await totals("?model=fit")).toEqual([20, 0]);
  // Where nothing is said, by the one that was published last.
  expect(await totals("")).toEqual([20, 0]);
});

test("owners in use, the one with the most leads first, of one's own workspace", async () => {
  const own = await newHouse(pool);
  const owners = { a: "Kim", b: "Lee", c: "Kim", d: "", e: 7, f: undefined };
  for (const [id, owner] of Object.entries(owners)) {
    await own.send([eventsOf(id).identify({ name: id, ...(owner !== undefined && { owner }) })]);
  }
  expect((await own.get("/leads/owners")).body).toEqual({
    items: [
      { owner: "Kim", count: 2 },
      { owner: "Lee", count: 1 },
    ],
    isWhole: true,
  });
  expect((await house.get("/leads/owners")).body).toEqual({ items: [], isWhole: true });
});
