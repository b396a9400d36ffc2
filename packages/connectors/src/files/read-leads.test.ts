import { UTC } from "@plumbline/scoring";
import { expect, test } from "vitest";
import { openInput } from "./input.ts";
import { parseFileMap } from "./map/parse-file-map.ts";
import { file, gathered } from "./pieces.testing.ts";
import { type Lead, readLeads } from "./read-leads.ts";
import { newReport, printedOf, type Reject } from "./report.ts";

async function read(text: string | Buffer, map?: string) {
  const report = newReport();
  const rejects: Reject[] = [];
  const options = { zone: UTC, report, onReject: (reject: Reject) => void rejects.push(reject) };
  const given = map === undefined ? {} : { map: parseFileMap(map, "map.yaml") };
  const leads: Lead[] = await gathered(readLeads(await openInput(file(text)), { ...options, ...given }));
  expect(report.read).toBe(leads.length);
  expect(report.rejected).toBe(rejects.length);
  return { leads, report, rejects, traits: leads.map((lead) => lead.traits) };
}

async function problemOf(text: string, map?: string): Promise<unknown> {
  return read(text, map).then(
    () => undefined,
    (error) => error.problem ?? error,
  );
}

test("a CRM's export needs no map", async () => {
  const { leads, report } = await read(
    [
      "Record ID,First Name,Email,Job Title,Company Name,Number of Employees,Annual Revenue,Country/Region,Create Date,Shoe size,Postal Code",
      '101,Zoë,Zoe@Example.com ,"CEO, Founder",Müller & Söhne,51–200,1.2 Mio. €,United Kingdom,2024-03-01 09:30,38,01067',
      "102,,,,,,,Deutschland,,,",
    ].join("\r\n"),
  );
  expect(leads).toEqual([
    {
      identity: "user:101",
      email: "zoe@example.com",
      traits: {
        firstName: "Zoë",
        email: "Zoe@Example.com",
        title: "CEO, Founder",
        company: "Müller & Söhne",
        employees: 51,
        annualRevenue: 1_200_000,
        annualRevenueCurrency: "EUR",
        country: "GB",
        createdAt: "2024-03-01T09:30:00.000Z",
        "Shoe size": 38,
        "Postal Code": "01067",
      },
      line: 2,
    },
    { identity: "user:102", traits: { country: "DE" }, line: 3 },
  ]);
  expect(report.unmapped).toEqual(["Shoe size", "Postal Code"]);
  expect(report.format).toBe("csv");
});

test("a Chinese, a Russian and an Arabic list", async () => {
  expect((await read("客户编号;姓名;国家;员工人数;年营业额\n1;李小龍;中国;51-200人;¥1.2亿\n")).traits).toEqual([
    { name: "李小龍", country: "CN", employees: 51, annualRevenue: 120_000_000, annualRevenueCurrency: "CNY" },
  ]);
  expect(
    (await read("ID\tИмя\tСтрана\tДата создания\tГодовая выручка\n1\tЖанна 🙂\tРоссия\t1 дек. 2010\t3 млн руб.\n"))
      .traits,
  ).toEqual([
    {
      firstName: "Жанна 🙂",
      country: "RU",
      createdAt: "2010-12-01",
      annualRevenue: 3_000_000,
      annualRevenueCurrency: "RUB",
    },
  ]);
  expect((await read("ID,Name,Age\n1,محمد,٤٢\n")).traits).toEqual([{ name: "محمد", age: 42 }]);
});

test("how numbers and dates are written is told by the whole column", async () => {
  const { traits } = await read("ID;Umsatz;Create Date\n1;1.234;1/2/2020\n2;1,5;13/2/2020\n");
  expect(traits).toEqual([
    { annualRevenue: 1234, createdAt: "2020-02-01" },
    { annualRevenue: 1.5, createdAt: "2020-02-13" },
  ]);
});

test("columns of which nothing is known are what they look like", async () => {
  const { traits } = await read(
    "ID,Score,Flag,Yes,Code,Mixed,Visited,Since\n1,7,true,yes,007,1,2020-01-02,1.2.2020\n2,-2.5,FALSE,no,12,x,2020-01-03,3.2.2020\n",
  );
  expect(traits).toEqual([
    { Score: 7, Flag: true, Yes: "yes", Code: "007", Mixed: "1", Visited: "2020-01-02", Since: "2020-02-01" },
    { Score: -2.5, Flag: false, Yes: "no", Code: "12", Mixed: "x", Visited: "2020-01-03", Since: "2020-02-03" },
  ]);
});

test("who has no id is known by the address, else by the device, and who has none is rejected", async () => {
  const { leads, rejects, report } = await read(
    'ID,Email,Anonymous ID,Company\n,a@b.co,d1,A\n,n/a,,"B, Ltd"\n3,,,C\n,,d1,D\n0,c@d.co,null,E\nnull,,d2,F\n,Ann <a@b.co>,,G\n',
  );
  expect(leads.map(({ identity, email }) => [identity, email])).toEqual([
    ["email:a@b.co", "a@b.co"],
    ["user:3", undefined],
    ["anonymous:d1", undefined],
    ["email:c@d.co", "c@d.co"],
    ["anonymous:d2", undefined],
    ["user:ann <a@b.co>", "ann <a@b.co>"],
  ]);
  expect(rejects.map(printedOf)).toEqual([{ line: 3, reason: { code: "no-identity" }, raw: ',n/a,,"B, Ltd"' }]);
  expect(report.reasons).toEqual(new Map([["no-identity", 1]]));
});

test("cells left out at the end of a row are empty, unless they say who it is", async () => {
  const { leads, rejects } = await read("ID,Name,Email,A,B\n1,x,a@b.co\n2,x,,y\n3,x\n4\n");
  expect(leads.map(({ identity, traits }) => [identity, traits])).toEqual([
    ["user:1", { name: "x", email: "a@b.co" }],
    ["user:2", { name: "x", A: "y" }],
  ]);
  expect(rejects.map(printedOf)).toEqual([
    { line: 4, reason: { code: "cell-count", expected: 5, found: 2 }, raw: "3,x" },
    { line: 5, reason: { code: "cell-count", expected: 5, found: 1 }, raw: "4" },
  ]);
});

test("rows with more than their columns are rejected, unless the rest is empty", async () => {
  const { leads, rejects } = await read("ID,A,B\n2,x,y,z\n3,x,y,,\n4,x,y\n");
  expect(leads.map(({ identity }) => identity)).toEqual(["user:3", "user:4"]);
  expect(rejects.map(printedOf)).toEqual([
    { line: 2, reason: { code: "cell-count", expected: 3, found: 4 }, raw: "2,x,y,z" },
  ]);
});

test("rejects come in the order of their lines, whatever is wrong and however long the file", async () => {
  const rows = Array.from({ length: 20_000 }, (_, at) => [`${at + 1},a`, ",b", `${at + 1},c,d`][at % 3]);
  const { rejects } = await read(`ID,A\n${rows.join("\n")}`);
  expect(rejects.map(({ line }) => line)).toEqual(rows.flatMap((_, at) => (at % 3 === 0 ? [] : [at + 2])));
  const lines = Array.from({ length: 5000 }, (_, at) => ['{"name":"x"}', '{"id":1}', "nothing"][at % 3]);
  const json = await read(lines.join("\n"));
  expect(json.rejects.map(({ line }) => line)).toEqual(lines.flatMap((_, at) => (at % 3 === 1 ? [] : [at + 1])));
});

test("a list of which all was rejected says no more than that", async () => {
  const { leads, rejects, report } = await read(`{"id":"${"x".repeat(1 << 20)}"}\n{"id":\n`);
  expect(leads).toEqual([]);
  expect(rejects.map(({ line, reason }) => [line, reason.code])).toEqual([
    [1, "too-long"],
    [2, "not-json"],
  ]);
  expect(report.noLeadIds).toBe(false);
});

test("headcounts are whole numbers, however their thousands are set off", async () => {
  const cells = ["75", "~75", "1.200", "10.000+", "ca. 1.200", "51–200", "-75", "12.5"];
  const { traits, report } = await read(`ID;Employees\n${cells.map((cell, at) => `${at + 1};${cell}`).join("\n")}`);
  expect(traits.map(({ employees }) => employees)).toEqual([75, 75, 1200, 10_000, 1200, 51, "-75", "12.5"]);
  expect(report.misread).toEqual(new Map([["Employees", { count: 2, line: 8, value: "-75" }]]));
  const json = await read('[{"id":1,"employees":-75},{"id":2,"employees":1.2},{"id":3,"employees":75}]');
  expect(json.report.misread).toEqual(new Map([["employees", { count: 2, line: 1, value: "-75" }]]));
});

test("industries are told in words", async () => {
  const { traits } = await read("ID,Industry\n1,COMPUTER_SOFTWARE\n2,Retail\n");
  expect(traits).toEqual([{ industry: "Computer Software" }, { industry: "Retail" }]);
});

test("columns without a name or with another's get their own", async () => {
  const { traits } = await read("ID,X,,X,X_2,\n1,a,b,c,d\n2,a,b,c,d,e\n");
  expect(traits).toEqual([
    { X: "a", column_3: "b", X_2: "c", X_2_2: "d" },
    { X: "a", column_3: "b", X_2: "c", X_2_2: "d", column_6: "e" },
  ]);
});

test("a column called like a trait that another became keeps its values", async () => {
  const { traits } = await read("ID,Position,Salutation,Title\n1,CEO,Mr,Sir\n");
  expect(traits).toEqual([{ title: "CEO", salutation: "Mr", Title: "Sir" }]);
  const clash = await read("ID,Company Size,employees\n1,5,seven\n");
  expect(clash.traits).toEqual([{ employees: 5, employees_2: "seven" }]);
});

test("what does not read as its kind stays as it stands, and is told", async () => {
  const { traits, report } = await read("ID,Employees,Country\n1,50,DE\n2,many,Atlantis\n3,60,Nowhere\n");
  expect(traits[1]).toEqual({ employees: "many", country: "Atlantis" });
  expect(report.misread).toEqual(
    new Map([
      ["Employees", { count: 1, line: 3, value: "many" }],
      ["Country", { count: 2, line: 3, value: "Atlantis" }],
    ]),
  );
});

test("a byte order mark, sep= and spaces around names are no part of the columns", async () => {
  const { leads } = await read("\ufeffsep=;\r\nID ; Email\r\n1; a@b.co \r\n");
  expect(leads).toEqual([{ identity: "user:1", email: "a@b.co", traits: { email: "a@b.co" }, line: 3 }]);
});

test("names from the machinery of objects are data", async () => {
  for (const text of ["ID,__proto__,constructor\n1,x,y\n", '[{"ID":1,"__proto__":"x","constructor":"y"}]']) {
    const { traits } = await read(text);
    expect(Object.entries(traits[0] ?? {})).toEqual([
      ["__proto__", "x"],
      ["constructor", "y"],
    ]);
    expect(Object.getPrototypeOf(traits[0])).toBe(Object.prototype);
  }
  const { traits } = await read("ID,A\n1,x\n", "leads: { traits: { __proto__: A } }");
  expect(Object.entries(traits[0] ?? {})).toEqual([["__proto__", "x"]]);
});

const MAP = `
leads:
  id: Nr
  email: { column: Mail, default: nobody@example.com }
  traits:
    title: { column: Role, rename: { Chef: CEO } }
    name: { columns: [First, Last], join: " " }
    employees: { column: Staff, as: number, decimal: "," }
    tags: { column: Tags, as: list }
    tier: { value: 2 }
    since: { column: Since, as: date, format: DD.MM.YYYY }
    active: { column: Active, as: boolean }
  ignore: [Secret]
`;

test("a map says what it says", async () => {
  const { leads, report } = await read(
    "Nr,Mail,Role,First,Last,Staff,Tags,Since,Active,Secret,Other\n1,,Chef,Ann,Lee,1.500,a; b;,01.02.2020,да,x,y\n2,c@d.co,Cook,,Lee,,,,,x,\n",
    MAP,
  );
  expect(leads).toEqual([
    {
      identity: "user:1",
      email: "nobody@example.com",
      traits: {
        title: "CEO",
        name: "Ann Lee",
        employees: 1500,
        tags: ["a", "b"],
        tier: 2,
        since: "2020-02-01",
        active: true,
        email: "nobody@example.com",
        Other: "y",
      },
      line: 2,
    },
    {
      identity: "user:2",
      email: "c@d.co",
      traits: { title: "Cook", name: "Lee", tier: 2, email: "c@d.co" },
      line: 3,
    },
  ]);
  expect(report.unmapped).toEqual(["Other"]);
});

test("the report's map, given back, reads the same", async () => {
  const text = "ID;Umsatz;Create Date;Score\n1;1.234 €;1/2/2020;5\n2;1,5 €;13/2/2020;6\n";
  const first = await read(text);
  const again = await read(text, JSON.stringify(first.report.map));
  expect(again.leads).toEqual(first.leads);
  expect(again.report.guesses).toEqual([]);
});

test("everything else may be ignored", async () => {
  const { traits } = await read(
    "Nr,Country,Other\n1,DE,x\n",
    'leads: { id: Nr, traits: { land: Country }, ignore: "*" }',
  );
  expect(traits).toEqual([{ land: "DE" }]);
  const json = await read(
    '[{"Nr":1,"Country":"DE","Other":"x"}]',
    'leads: { id: Nr, traits: { land: Country }, ignore: "*" }',
  );
  expect(json.traits).toEqual([{ land: "DE" }]);
});

test("a map that names a column which is not there", async () => {
  expect(await problemOf("Nr,Country\n1,DE\n", "leads: { id: Nr, traits: { land: Contry } }")).toEqual({
    code: "no-such-column",
    file: "file",
    column: "Contry",
    suggestion: "Country",
    columns: ["Nr", "Country"],
  });
});

test("leads of a list that says nowhere who somebody is are called by their lines", async () => {
  const { leads, report } = await read("Shoe size,Hat\n38,x\n39,y\n");
  expect(leads.map(({ identity, line }) => [identity, line])).toEqual([
    ["user:line:2", 2],
    ["user:line:3", 3],
  ]);
  expect(report.noLeadIds).toBe(true);
});

test("a file with a mark and nothing else is empty", async () => {
  expect(await problemOf("\ufeff \n")).toEqual({ code: "empty-file", file: "file" });
});

test("objects, in a list, in an answer of an API, or line by line", async () => {
  const records = [
    {
      id: 7,
      email: "a@b.co",
      title: "CEO",
      employees: "51-200",
      address: { city: "Oslo", zip: "0150" },
      tags: ["a"],
      none: null,
    },
    { id: "8", country: "Россия", score: 4 },
  ];
  const expected = [
    {
      identity: "user:7",
      email: "a@b.co",
      traits: {
        email: "a@b.co",
        title: "CEO",
        employees: 51,
        address: { city: "Oslo", zip: "0150" },
        tags: ["a"],
        none: null,
      },
    },
    { identity: "user:8", traits: { country: "RU", score: 4 } },
  ];
  const lines = records.map((record) => JSON.stringify(record)).join("\n");
  for (const text of [JSON.stringify(records), JSON.stringify({ total: 2, results: records }, null, 2), lines]) {
    const { leads } = await read(text);
    expect(leads.map(({ line, ...lead }) => lead)).toEqual(expected);
  }
});

test("what wraps the traits is taken off", async () => {
  const { leads } = await read(
    '{"results":[{"id":"1","properties":{"email":"a@b.co","jobtitle":"CEO","hs_object_id":"1","shoe":"38"}}]}',
  );
  expect(leads[0]).toMatchObject({
    identity: "user:1",
    traits: { id: "1", email: "a@b.co", title: "CEO", shoe: "38" },
  });
  const segment = await read('{"userId":"1","traits":{"email":"a@b.co","country":"Deutschland"}}');
  expect(segment.traits).toEqual([{ email: "a@b.co", country: "DE" }]);
});
