import { existsSync } from "node:fs";
import { readdir, readFile, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { files, plumbline } from "./run.testing.ts";
import { COMMANDS } from "./run.ts";

const MODEL = `
model: small
signals:
  visit: { label: Visit, on: page }
  demo: { label: Demo, on: Demo Requested }
dimensions: { fit: { label: Fit }, engagement: { label: Engagement } }
rules:
  - { id: boss, label: Boss, dimension: fit, when: { trait: seniority, is: c-level }, points: 20 }
  - { id: visits, label: Visits, dimension: engagement, each: visit, points: 5, limit: { perDay: 1 }, decay: { halfLife: 30d } }
  - { id: demo, label: Demo request, dimension: engagement, each: demo, points: 40 }
who: { trait: customer, not: true }
bands: [{ name: Suspect }, { name: Lead, above: 40 }, { name: SQL, above: 60 }]
`;
const LEADS =
  "id,email,title,customer\n1,ann@example.com,CEO,false\n2,bob@example.com,Analyst,false\n3,eve@example.com,CEO,true\n";
const EVENTS =
  "messageId,userId,timestamp,type,event\na,1,2026-02-27T10:00:00Z,track,Demo Requested\nb,1,2026-02-28T10:00:00Z,page,\nb,1,2026-02-28T10:00:00Z,page,\nc,2,2026-03-05T10:00:00Z,page,\nd,,2026-02-28T10:00:00Z,page,\n";

async function workspace() {
  return files({ "model.yaml": MODEL, "leads.csv": LEADS, "events.csv": EVENTS });
}

async function inputs(): Promise<string[]> {
  const given = await workspace();
  return ["--model", given["model.yaml"], "--leads", given["leads.csv"], "--events", given["events.csv"]];
}

describe("score", () => {
  test("ranks the list, leaves out whom the model leaves out, and says what it came to", async () => {
    const { code, out, err } = await plumbline(["score", ...(await inputs())]);
    expect(code).toBe(0);
    expect(out.split("\n").slice(0, 4)).toEqual([
      "rank,lead,total,band,cell,market,fit,engagement,reasons,due_on,unscored_because",
      '1,1,65,SQL,,,20,45,"Demo request; Boss; Visits",2026-03-05,',
      "2,2,0,Suspect,,,0,0,,,",
      ',3,,,,,,,,,"has no score: the model leaves it out, because customer is true"',
    ]);
    expect(err).toContain("3 leads read · 4 events read · 1 duplicate · 1 after the day asked for · 1 rejected");
    expect(err).toContain("2 leads scored, 1 without a score");
  });

  test("is a table on a terminal, JSON where asked, and only the top where asked", async () => {
    const given = await inputs();
    const { out } = await plumbline(["score", ...given, "--top", "1"], { isTerminal: true });
    expect(out).toBe(
      "#  Lead  Total  Band  Fit  Engagement  Because\n1  1        65  SQL    20          45  Demo request, Boss, Visits\n",
    );
    const lines = (await plumbline(["score", ...given, "--json"])).out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(lines[0]).toMatchObject({
      rank: 1,
      lead: "1",
      total: 65,
      zone: "SQL",
      dueOn: "2026-03-05",
      day: "2026-03-01",
    });
    expect(lines[2]).toMatchObject({ rank: null, lead: "3", scored: false, reason: { kind: "who" } });
    for (const form of ["csv", "ndjson"]) {
      const top = await plumbline(["score", ...given, "--top", "1", "--out", form]);
      expect(top.out.trim().split("\n")).toHaveLength(form === "csv" ? 2 : 1);
      expect(top.err).toContain("2 leads scored, 1 without a score");
    }
  });

  test("the lines of the JSON add up to every dimension and the total", async () => {
    const { out } = await plumbline(["score", ...(await inputs()), "--json"]);
    const [first] = out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    for (const { name, points } of first.dimensions) {
      const sum = first.lines
        .filter((line: { dimension: string }) => line.dimension === name)
        .reduce((total: number, line: { points: number }) => total + line.points, 0);
      expect(sum).toBe(points);
    }
    expect(first.totalLines.reduce((total: number, { points }: { points: number }) => total + points, 0)).toBe(
      first.total,
    );
  });

  test("another event under a known id is told, and the first one stands", async () => {
    const order = (value: number) =>
      JSON.stringify({
        ...{ messageId: "o1", type: "track", event: "Order", userId: "1", timestamp: "2026-02-27T10:00:00Z" },
        properties: { value },
      });
    const given = await files({
      "model.yaml":
        "model: a\nsignals: { spent: { on: Order, sum: properties.value } }\ndimensions: { all: {} }\nrules: [{ id: spent, dimension: all, each: spent, points: 1 }]\n",
      "events.ndjson": [order(10), order(9999), order(10)].join("\n"),
    });
    const { out, err } = await plumbline(["score", "--model", given["model.yaml"], "--events", given["events.ndjson"]]);
    expect(out.split("\n")[1]).toMatch(/^1,1,10,/);
    expect(err).toContain("3 events read · 1 duplicate · 1 with an id that another event has");
    expect(err).toContain("events.ndjson:2: another event has the id “o1” already; that one stands");
    const rejects = given["model.yaml"].replace("model.yaml", "rejects.ndjson");
    for (const command of ["score", "train"]) {
      const argv = ["--events", given["events.ndjson"], "--rejects", rejects];
      await plumbline([command, ...argv, ...(command === "score" ? ["--model", given["model.yaml"]] : [])]);
      const [row, ...more] = (await readFile(rejects, "utf8")).trim().split("\n");
      expect([command, JSON.parse(row ?? ""), more]).toEqual([
        command,
        {
          file: given["events.ndjson"],
          line: 2,
          reason: { code: "conflicting-id", messageId: "o1" },
          raw: expect.stringContaining("9999"),
        },
        [],
      ]);
    }
  });

  test("what somebody did who objects counts for no account", async () => {
    const given = await files({
      "model.yaml":
        "model: a\nof: account\nsignals: { any: { any: true } }\ndimensions: { all: {} }\nrules: [{ id: any, dimension: all, each: any, points: 1 }]\n",
      "events.ndjson": [
        { type: "identify", messageId: "a", userId: "ann", traits: { email: "ann@acme.io" } },
        { type: "identify", messageId: "b", userId: "bob", traits: { email: "bob@acme.io" } },
        { type: "track", messageId: "c", userId: "bob", event: "Objection Raised" },
      ]
        .map((event) => JSON.stringify({ ...event, timestamp: "2026-02-27T10:00:00Z" }))
        .join("\n"),
    });
    const { out } = await plumbline(["score", "--model", given["model.yaml"], "--events", given["events.ndjson"]]);
    expect(out.split("\n")[1]).toMatch(/^1,acme\.io,1,/);
  });

  test("an objection stands for the whole lead until the identity that raised it takes it back", async () => {
    const given = await files({ "m.yaml": MODEL });
    const asked = async (...said: readonly (readonly [event: string, ids: object])[]) => {
      const events = [
        { type: "identify", userId: "ann", anonymousId: "d1" },
        ...said.map(([event, ids]) => ({ type: "track", event, ...ids })),
      ].map((event, i) => JSON.stringify({ ...event, messageId: `m${i}`, timestamp: `2026-02-0${i + 1}T10:00:00Z` }));
      const { events: file } = await files({ events: events.join("\n") });
      const { out } = await plumbline(["score", "--model", given["m.yaml"], "--events", file, "--json"]);
      return (JSON.parse(out) as { scored: boolean }).scored;
    };
    const [ann, device, both] = [{ userId: "ann" }, { anonymousId: "d1" }, { userId: "ann", anonymousId: "d1" }];
    const [raised, withdrawn] = ["Objection Raised", "Objection Withdrawn"] as const;
    expect(await asked(["Hello", ann])).toBe(true);
    // Files have no policy that would say which consent is needed.
    const refused = { context: { consent: { categoryPreferences: { analytics: false } } } };
    expect(await asked(["Consent Updated", { ...ann, ...refused }])).toBe(true);
    expect(await asked([raised, device])).toBe(false);
    expect(await asked([raised, device], [withdrawn, ann])).toBe(false);
    expect(await asked([raised, device], [withdrawn, both])).toBe(true);
    expect(await asked([raised, ann], [withdrawn, ann])).toBe(true);
    expect(await asked([raised, ann], [withdrawn, ann], [raised, ann])).toBe(false);
  });

  test("a list that knows its leads by their devices is met by what the devices did", async () => {
    const given = await files({
      "m.yaml": MODEL,
      "leads.csv": "anonymousId,title\na1,CEO\n",
      "events.csv": "messageId,anonymousId,timestamp,type,event\na,a1,2026-02-27T10:00:00Z,track,Demo Requested\n",
    });
    const [model, leads, events] = [given["m.yaml"], given["leads.csv"], given["events.csv"]];
    const { out } = await plumbline(["score", "--model", model, "--leads", leads, "--events", events]);
    expect(out.trim().split("\n").slice(1)).toEqual([expect.stringMatching(/^1,a1,60,/)]);
  });

  test("a day of another time zone is another day", async () => {
    const given = await inputs();
    const { err } = await plumbline(["score", ...given, "--as-of", "2026-03-05", "--time-zone", "Pacific/Kiritimati"]);
    expect(err).toContain("after the day asked for");
    const { err: later } = await plumbline([
      "score",
      ...given,
      "--as-of",
      "2026-03-05",
      "--time-zone",
      "America/New_York",
    ]);
    expect(later).not.toContain("after the day asked for");
  });

  test("what could not be read is written to a file, whole", async () => {
    const given = await workspace();
    const rejects = given["model.yaml"].replace("model.yaml", "rejects.ndjson");
    const { code, err } = await plumbline([
      "score",
      "--model",
      given["model.yaml"],
      "--events",
      given["events.csv"],
      "--rejects",
      rejects,
    ]);
    expect(code).toBe(0);
    expect(err).toContain(`1 rejected (see ${rejects})`);
    expect(JSON.parse(await readFile(rejects, "utf8"))).toMatchObject({
      line: 6,
      reason: { code: "no-identity" },
      raw: expect.stringContaining("d,,2026"),
    });
  });

  test("gzip, NDJSON and standard names of columns are read as they come", async () => {
    const ndjson =
      '{"messageId":"a","type":"track","event":"Demo Requested","userId":"1","timestamp":"2026-02-27T10:00:00Z"}\n{"broken\n';
    const given = await files({ "model.yaml": MODEL, "events.ndjson.gz": gzipSync(ndjson) });
    const { out, err } = await plumbline([
      "score",
      "--model",
      given["model.yaml"],
      "--events",
      given["events.ndjson.gz"],
    ]);
    expect(out).toContain("1,1,40,Suspect");
    expect(err).toContain("1 event read · 1 rejected");
  });

  test("accounts are scored by a model of accounts", async () => {
    const given = await files({
      "model.yaml":
        "model: a\nof: account\nsignals: { visit: { on: page } }\ndimensions: { all: {} }\nrules: [{ id: v, dimension: all, each: visit, points: 1 }]\n",
      "leads.csv": "id,company\n1,Acme\n2,ACME\n3,Globex\n",
      "events.csv": "userId,timestamp,type\n1,2026-02-27,page\n2,2026-02-27,page\n3,2026-02-27,page\n",
    });
    const { out } = await plumbline([
      "score",
      "--model",
      given["model.yaml"],
      "--leads",
      given["leads.csv"],
      "--events",
      given["events.csv"],
    ]);
    expect(out).toContain("1,acme,2,");
    expect(out).toContain("2,globex,1,");
  });

  test("names in every script, and texts that would be formulas or commands, arrive safe", async () => {
    const given = await files({
      "model.yaml": MODEL,
      "leads.csv": 'id,name\n=cmd(),x\n李雷,"مريم 🚀"\n"a\u001b[31m",y\n',
    });
    const { out } = await plumbline(["score", "--model", given["model.yaml"], "--leads", given["leads.csv"]]);
    expect(out).toContain(",'=cmd(),");
    expect(out).toContain(",李雷,");
    const { out: shown } = await plumbline([
      "score",
      "--model",
      given["model.yaml"],
      "--leads",
      given["leads.csv"],
      "--out",
      "table",
    ]);
    expect(shown).not.toContain("\u001b");
  });
});

describe("nothing is left out in silence", () => {
  test("a trait that a rule asks for and no lead has is told, with what was probably meant", async () => {
    const given = await files({
      "m.yaml":
        "model: m\ndimensions: { fit: {} }\nrules: [{ id: rich, label: Rich, dimension: fit, when: { trait: revenue, gte: 5 }, points: 1 }]\n",
      "leads.csv": "id,annualRevenue\n1,10\n",
    });
    const { err } = await plumbline(["score", "--model", given["m.yaml"], "--leads", given["leads.csv"]]);
    expect(err).toContain("No lead has the trait `revenue`, for which “Rich” asks; did you mean `annualRevenue`?");
  });

  test("rows that name a lead twice, and ids that are one lead, are counted", async () => {
    const given = await files({
      "m.yaml": MODEL,
      "leads.csv": "id,email\n1,a@example.com\n1,a@example.com\n2,A@example.com\n",
    });
    const argv = ["score", "--model", given["m.yaml"], "--leads", given["leads.csv"]];
    expect((await plumbline(argv)).err).toContain(
      "3 leads read · 1 row of a lead that an earlier row names (the last one stands) · 1 id joined",
    );
    expect((await plumbline([...argv, "--no-join-by-email"])).out.split("\n")).toHaveLength(4);
  });

  test("files of which nothing could be read are no success", async () => {
    const given = await files({ "m.yaml": MODEL, "events.csv": "userId,timestamp,event\n,2026-02-01,x\n" });
    const { code, err } = await plumbline(["score", "--model", given["m.yaml"], "--events", given["events.csv"]]);
    expect([code, err]).toEqual([1, expect.stringContaining("1 rejected")]);
  });

  test("columns prints the map it would use, and takes it back", async () => {
    const given = await files({ "leads.csv": "Record ID,Job Title,Shoe size\n1,CEO,38\n" });
    const { out } = await plumbline(["columns", "--leads", given["leads.csv"]]);
    expect(out).toContain("Job Title");
    const map = await files({ "map.yaml": out });
    expect((await plumbline(["columns", "--leads", given["leads.csv"], "--map", map["map.yaml"]])).out).toBe(out);
  });

  test("whoever is between two thresholds is where the way there led", async () => {
    const model = MODEL.replace("{ name: SQL, above: 60 }", "{ name: SQL, above: 60, leaveBelow: 30 }").replace(
      "points: 40",
      "points: 40, decay: { linear: 40d }",
    );
    const given = await files({ "m.yaml": model, "leads.csv": LEADS, "events.csv": EVENTS });
    const bandOn = async (day: string) => {
      const { out } = await plumbline([
        "score",
        "--model",
        given["m.yaml"],
        "--leads",
        given["leads.csv"],
        "--events",
        given["events.csv"],
        "--as-of",
        day,
        "--json",
      ]);
      return JSON.parse(out.split("\n")[0] ?? "").band;
    };
    expect(await Promise.all(["2026-02-26", "2026-02-28", "2026-03-15"].map(bandOn))).toEqual([
      "Suspect",
      "SQL",
      "SQL",
    ]);
  });
});

describe("explain", () => {
  test("says every line, what comes next, and finds a lead by e-mail", async () => {
    const { code, out } = await plumbline(["explain", "ANN@example.com", ...(await inputs())]);
    expect(code).toBe(0);
    expect(out).toMatchInlineSnapshot(`
      "ann@example.com (1) · small · 1 Mar 2026

      65 points → SQL

      Fit  20
           +20  Boss: seniority is “c-level”

      Engagement  45
            +5  Visits: 1 time × 5 (on 28 Feb 2026)
           +40  Demo request: 1 time × 40 (on 27 Feb 2026)

      Total  65
           +20  Fit
           +45  Engagement

      What comes next
                falls to Lead on 8 Jun 2026 unless something happens
      "
    `);
  });

  test("speaks four languages", async () => {
    const given = await inputs();
    for (const [language, word] of [
      ["zh-CN", "分"],
      ["zh-TW", "分"],
      ["ru", "балл"],
    ] as const) {
      expect((await plumbline(["explain", "1", ...given, "--lang", language])).out).toContain(word);
    }
    expect((await plumbline(["explain", "1", ...given], { env: { LANG: "ru_RU.UTF-8" } })).out).toContain("балл");
  });

  test("hears of the language wherever and however it is said", async () => {
    const { out } = await plumbline(["presets", "--help", "--lang", "ru"]);
    expect(out).toContain("Параметры");
    for (const argv of [
      ["presets", "--lang=ru", "--help"],
      ["--lang=ru", "presets", "--help"],
      ["--lang", "ru", "presets", "--help"],
      ["--lang", "ru", "presets", "--help", "--lang", "ru"],
    ]) {
      expect(await plumbline(argv), argv.join(" ")).toMatchObject({ code: 0, out });
    }
  });

  test("says why there is no score, and JSON says all of it", async () => {
    const given = await inputs();
    expect((await plumbline(["explain", "3", ...given])).out).toContain("customer is true");
    const { out } = await plumbline(["explain", "2", ...given, "--json"]);
    expect(JSON.parse(out)).toMatchObject({
      lead: "2",
      total: 0,
      next: { band: "Suspect", byItself: null, rises: [{ signal: "demo", times: 2 }] },
    });
  });

  test("an unknown lead is a plain refusal", async () => {
    const { code, err } = await plumbline(["explain", "nobody", ...(await inputs())]);
    expect([code, err]).toEqual([2, expect.stringContaining("there is no lead “nobody”")]);
  });
});

describe("models", () => {
  test("validate tells every problem with its place", async () => {
    const given = await files({
      "bad.yaml":
        "model: a\ndimensions: { fit: {} }\nrules:\n  - { id: a, dimension: fti, each: x, points: 1, limits: {} }\n",
    });
    const { code, out } = await plumbline(["validate", given["bad.yaml"]]);
    expect(code).toBe(1);
    expect(out).toContain("bad.yaml:4:50: `limits` is not known here; did you mean `limit`?");
    const { out: json } = await plumbline(["validate", given["bad.yaml"], "--json"]);
    expect(JSON.parse(json)[0]).toMatchObject({
      valid: false,
      problems: [{ line: 4, column: 50, problem: { code: "unknown-key" } }],
    });
  });

  test.each([
    ["a: [1,\nb: 2", "closed|bracket|indent|YAML"],
    ["model: a\nmodel: b\n", "twice"],
    ["a:\n\t- b\n", "tab|YAML"],
    ["model: a\n---\nmodel: b\n", "second model"],
    ["", "nothing in this file"],
    ["just text", "must be"],
    ["a: &x [*x, *x]\nb: *y\n", "YAML|known"],
  ])("malformed YAML is one clear sentence: %j", async (text, words) => {
    const given = await files({ "bad.yaml": text });
    const { code, out } = await plumbline(["validate", given["bad.yaml"]]);
    expect(code).toBe(1);
    expect(out).toMatch(new RegExp(`bad\\.yaml:\\d+:\\d+: .*(${words})`));
    expect(out).not.toMatch(/\bat .*\.ts:\d+/);
  });

  test("a billion laughs are not laughed at", async () => {
    const lines = Array.from(
      { length: 30 },
      (_, i) => `a${i}: &a${i} [${i === 0 ? "lol" : `*a${i - 1},*a${i - 1},*a${i - 1}`}]`,
    ).join("\n");
    const given = await files({ "bad.yaml": lines });
    const { code, out } = await plumbline(["validate", given["bad.yaml"]]);
    expect([code, out]).toEqual([1, expect.stringContaining("too large")]);
  });

  test("test runs a model's own examples, and fails with what differs", async () => {
    const given = await files({
      "m.yaml": `${MODEL}examples: [{ name: boss, traits: { title: CEO }, expect: { total: 21 } }]\n`,
    });
    const { code, out } = await plumbline(["test", given["m.yaml"]]);
    expect(code).toBe(1);
    expect(out).toContain("✗");
    expect(out).toContain("`total`: expected 21, found 20");
  });

  test("all presets are listed, initialised and green", async () => {
    const { out } = await plumbline(["presets", "--json"]);
    expect(JSON.parse(out).map(({ name }: { name: string }) => name)).toEqual(
      expect.arrayContaining(["global-b2b", "pain-fit", "hubspot", "predictive"]),
    );
    const all = await plumbline(["test"]);
    expect(all.code).toBe(0);
    const given = await workspace();
    const target = given["model.yaml"].replace("model.yaml", "mine.yaml");
    expect((await plumbline(["init", "pain-fit", target])).code).toBe(0);
    expect(existsSync(target)).toBe(true);
    expect((await plumbline(["init", "pain-fit", target])).err).toContain("is there already");
    expect((await plumbline(["init", "painfit"])).err).toContain("did you mean `pain-fit`?");
  });

  test("schema is JSON Schema of the grammar", async () => {
    const { out } = await plumbline(["schema"]);
    expect(JSON.parse(out)).toMatchObject({
      $schema: expect.stringContaining("json-schema.org"),
      properties: { rules: { type: "array" } },
      additionalProperties: false,
    });
  });

  test("rules tells what each can give", async () => {
    const given = await workspace();
    const { out } = await plumbline(["rules", given["model.yaml"], "--json"]);
    expect(JSON.parse(out)).toContainEqual({ rule: "boss", dimension: "fit", most: 20, share: expect.any(Number) });
  });
});

describe("diff", () => {
  test("says what a change means and whom it moves", async () => {
    const given = await files({
      "a.yaml": MODEL,
      "b.yaml": MODEL.replace("points: 40", "points: 15"),
      "leads.csv": LEADS,
      "events.csv": EVENTS,
    });
    const { out } = await plumbline([
      "diff",
      given["a.yaml"],
      given["b.yaml"],
      "--leads",
      given["leads.csv"],
      "--events",
      given["events.csv"],
    ]);
    expect(out).toContain("Demo request: +40 → +15 points");
    expect(out).toContain("1: SQL → Suspect");
    const { out: json } = await plumbline([
      "diff",
      given["a.yaml"],
      given["b.yaml"],
      "--leads",
      given["leads.csv"],
      "--events",
      given["events.csv"],
      "--json",
    ]);
    expect(JSON.parse(json)).toMatchObject({
      changes: [{ name: "demo", field: "points", from: 40, to: 15 }],
      moved: [{ lead: "1", from: "SQL", to: "Suspect" }],
    });
    const { bands, distribution } = JSON.parse(json);
    expect(bands).toEqual([
      { band: "Suspect", before: 1, after: 2, enter: 1, leave: 0 },
      { band: "Lead", before: 0, after: 0, enter: 0, leave: 0 },
      { band: "SQL", before: 1, after: 0, enter: 0, leave: 1 },
      // Whom the model leaves out.
      { band: null, before: 1, after: 1, enter: 0, leave: 0 },
    ]);
    const told = distribution.map(({ from, to, before, after }: Record<string, number>) => [from, to, before, after]);
    const tens = [0, 10, 20, 30, 40, 50, 60];
    expect(told).toEqual(
      tens.map((from) => [from, from + 10, Number([0, 60].includes(from)), Number([0, 40].includes(from))]),
    );
    expect((await plumbline(["diff", given["a.yaml"], given["a.yaml"]])).out).toContain("say the same");
  });

  test("calls what has changed as people call it, in their language", async () => {
    const given = await files({
      "a.yaml": MODEL,
      "b.yaml": MODEL.replace("limit: { perDay: 1 }", "limit: { perDay: 1, total: 5 }")
        .replace("fit: { label: Fit }", "fit: { label: Who they are, clip: [0, 50] }")
        .replace("visit: { label: Visit, on: page }", "visit: { label: Visit, on: screen }")
        .replace("{ name: SQL, above: 60 }", "{ name: SQL, label: Ready for sales, above: 60, coolDown: 7d }")
        .replace("bands:", "total: { clip: [0, 90] }\nbands:"),
    });
    const told = async (...more: string[]) =>
      (await plumbline(["diff", given["a.yaml"], given["b.yaml"], ...more])).out.trim().split("\n");
    expect(await told()).toEqual(
      expect.arrayContaining([
        "rule “Visits”, `limit.total`: – → 5",
        "dimension “Who they are”, `clip`: – → [0,50]",
        'signal “Visit”, `on`: "page" → "screen"',
        'band “Ready for sales”, `coolDown`: – → "7d"',
        "total, `clip`: – → [0,90]",
      ]),
    );
    expect(await told("--lang", "ru")).toContain("правило «Visits», `limit.total`: – → 5");
    expect(await told("--lang", "zh-CN")).toContain("规则“Visits”，`limit.total`：– → 5");
  });
});

describe("import", () => {
  test("writes a model that is one, and says what it left out", async () => {
    const points = {
      total: 1,
      points: [
        { id: 1, name: "Opens", type: "email.open", isPublished: true, delta: 10, properties: { emails: [3] } },
        { id: 2, name: "Odd", type: "plugin.odd", isPublished: true, delta: 1 },
      ],
    };
    const given = await files({ "points.json": JSON.stringify(points) });
    const { code, out, err } = await plumbline(["import", "mautic", given["points.json"]]);
    expect(code).toBe(0);
    expect(err).toContain("not taken over: “Odd”");
    const model = await files({ "m.yaml": out });
    expect((await plumbline(["validate", model["m.yaml"]])).code).toBe(0);
    expect((await plumbline(["import", "mautik", given["points.json"]])).err).toContain("`mautic`");
  });

  test("of several models each is a file of its own, none of them in another's place", async () => {
    const rule = (id: number, name: string) => ({
      ...{ id, name, module: { api_name: "Leads" } },
      field_rules: [{ score: 5, criteria: { comparator: "equal", field: { api_name: "Country" }, value: "JP" } }],
    });
    const scores = { scoring_rules: [rule(1, "Fit"), rule(2, "Interest / EMEA"), rule(3, "fit")] };
    const given = await files({ "zoho.json": JSON.stringify(scores) });
    const argv = ["import", "zoho-crm", given["zoho.json"]];
    const refused = await plumbline(argv);
    expect(refused).toMatchObject({ code: 2, out: "" });
    expect(refused.err).toContain("holds 3 models; add `--out FOLDER`");
    const folder = join(dirname(given["zoho.json"]), "models");
    expect(await plumbline([...argv, "--out", folder])).toMatchObject({ code: 0, out: "" });
    const written = await readdir(folder);
    expect(written.sort()).toEqual(["Fit.yaml", "Interest EMEA.yaml", "fit 2.yaml"]);
    expect((await plumbline(["validate", ...written.map((name) => join(folder, name))])).code).toBe(0);
    expect((await plumbline([...argv, "--out", folder])).err).toContain("is there already");
    expect((await plumbline([...argv, "--out", join(given["zoho.json"], "models")])).err).toContain("`ENOTDIR`");
    await rm(join(folder, "Fit.yaml"));
    expect(await plumbline([...argv, "--out", folder])).toMatchObject({ code: 2, out: "" });
    expect((await readdir(folder)).sort()).toEqual(["Interest EMEA.yaml", "fit 2.yaml"]);
  });

  test("a model that is called as another one's number would be has a file of its own", async () => {
    const rule = (id: number, name: string) => ({
      ...{ id, name, module: { api_name: "Leads" } },
      field_rules: [{ score: 5, criteria: { comparator: "equal", field: { api_name: "Country" }, value: "JP" } }],
    });
    const scores = { scoring_rules: [rule(1, "A"), rule(2, "a"), rule(3, "A 2"), rule(4, "A")] };
    const given = await files({ "zoho.json": JSON.stringify(scores) });
    const folder = join(dirname(given["zoho.json"]), "models");
    const { code } = await plumbline(["import", "zoho-crm", given["zoho.json"], "--out", folder]);
    expect(code).toBe(0);
    expect((await readdir(folder)).sort()).toEqual(["A 2 2.yaml", "A 3.yaml", "A.yaml", "a 2.yaml"]);
  });
});

describe("a question that cannot be answered is refused in one plain sentence", () => {
  test.each([
    [["scoer"], "did you mean `score`"],
    [["score", "--modle", "x"], "did you mean `--model`"],
    [["score"], "--model"],
    [["score", "--model", "no-such.yaml", "--leads", "x.csv"], "no-such.yaml"],
    [["score", "--model", "global-b2b"], "--leads"],
    [["score", "--model", "global-b2b", "--leads", "no-such.csv"], "no-such.csv"],
    [["score", "--model", "global-b2b", "--leads", "."], "folder"],
    [["score", "--model", "global-b2b", "--leads", "-", "--events", "-"], "standard input"],
    [["score", "--model", "global-b2b", "--leads", "x", "--as-of", "yesterday"], "2026-03-31"],
    [["score", "--model", "global-b2b", "--leads", "x", "--as-of", "2026-02-30"], "is not a date"],
    [["score", "--model", "global-b2b", "--leads", "x", "--time-zone", "Mars/Olympus"], "Mars/Olympus"],
    [["score", "--model", "global-b2b", "--leads", "x", "--out", "xls"], "ndjson"],
    [["score", "--model", "global-b2b", "--leads", "x", "--top", "0"], "above zero"],
    [["score", "--model"], "needs a value"],
    [["score", "--lang", "de", "--model", "global-b2b", "--leads", "x"], "`--lang`"],
    [["presets", "--lang=xx"], "`--lang`"],
    [["--lang=xx", "presets"], "`--lang`"],
    [["score", "--model", "global-b2b", "--leads", "a.csv", "b.csv"], "“b.csv” is one too many"],
    [["score", "--model", "global-b2b", "--leads", "a.csv", "--leads", "b.csv"], "`--leads` stands here twice"],
    [["rules", "global-b2b", "pain-fit"], "“pain-fit” is one too many"],
    [["presets", "b2b"], "“b2b” is one too many"],
    [["experiment", "plan", "leads.csv"], "“leads.csv” is one too many"],
    [["presets", "--json=no"], "`--json` takes no value"],
    [["explain"], "LEAD"],
    [["diff", "global-b2b"], "AFTER.yaml"],
    [["validate", "."], "“.” is a folder"],
    [["score", "--model", ".", "--leads", "x.csv"], "“.” is a folder"],
    [["score", "--model", "global-b2b", "--leads", "x.csv", "--artefact", "."], "“.” is a folder"],
    [["import", "mautic", "."], "“.” is a folder"],
    [["score", "--model", "-", "--leads", "-"], "standard input"],
    [["validate", "-", "-"], "standard input"],
  ])("%j", async (argv, words) => {
    const { code, out, err } = await plumbline(argv);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain(words);
    expect(err.trim().split("\n")).toHaveLength(1);
    expect(err).not.toContain("please report");
  });

  test("0 bytes, wrong encoding and broken gzip name the way out", async () => {
    const given = await files({
      "model.yaml": MODEL,
      "empty.csv": "",
      "win.csv": new Uint8Array([0x69, 0x64, 0x0a, 0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2, 0x0a]),
      "cut.gz": gzipSync("id\n1\n".repeat(1000)).subarray(0, 30),
    });
    const run = (name: "empty.csv" | "win.csv" | "cut.gz", ...rest: string[]) =>
      plumbline(["score", "--model", given["model.yaml"], "--leads", given[name], ...rest]);
    expect((await run("empty.csv")).err).toContain("is empty");
    expect((await run("win.csv")).err).toContain("--encoding");
    expect((await run("win.csv", "--encoding", "windows-1251")).out).toContain("Привет");
    expect((await run("cut.gz")).err).toContain("damaged");
  });

  test("a model, a map or a configuration in another encoding is refused with its line, or read by its mark", async () => {
    const model =
      "model: m\ndimensions: { fit: {} }\nrules: [{ id: a, dimension: fit, when: { trait: title, is: Директор }, points: 1 }]\n";
    const windows = Buffer.from(
      [...model].map((char) => (char < "\u0400" ? char.charCodeAt(0) : char.charCodeAt(0) - 0x350)),
    );
    const unmarked = Buffer.from(model, "utf16le");
    const given = await files({
      "windows.yaml": windows,
      "unmarked.yaml": unmarked,
      "marked.yaml": Buffer.concat([Buffer.from([0xff, 0xfe]), unmarked]),
      "map.yaml": Buffer.from("columns: \xcf\n", "latin1"),
      "points.json": Buffer.from('{ "points": [{ "name": "\xcf" }] }', "latin1"),
      "leads.csv": "id,title\n1,директор\n",
    });
    const leads = ["--leads", given["leads.csv"]];
    for (const argv of [["validate"], ["rules"], ["score", ...leads, "--model"]]) {
      const { code, out, err } = await plumbline([...argv, given["windows.yaml"]]);
      expect([code, out]).toEqual([2, ""]);
      expect(err).toMatch(/windows\.yaml:3: “.*” is not UTF-8; save the file as UTF-8\.\n$/);
    }
    expect((await plumbline(["validate", given["unmarked.yaml"]])).err).toMatch(/unmarked\.yaml:1: .*not UTF-8/);
    expect((await plumbline(["score", ...leads, "--model", given["marked.yaml"]])).out).toContain("1,1,1,");
    expect((await plumbline(["columns", ...leads, "--map", given["map.yaml"]])).err).toMatch(
      /map\.yaml:1: .*not UTF-8/,
    );
    expect((await plumbline(["import", "mautic", given["points.json"]])).err).toMatch(/points\.json:1: .*not UTF-8/);
  });
});

describe("with --json, other programs can read all of it", () => {
  const parsed = (lines: string) =>
    lines
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, unknown>);

  test.each(Object.keys(COMMANDS).filter((name) => name !== "serve"))("a refusal of %s", async (name) => {
    const { code, out, err } = await plumbline([name, "--json", "--no-such-option"]);
    expect([code, out, parsed(err)]).toEqual([2, "", [{ error: expect.stringContaining("--no-such-option") }]]);
  });

  test.each([["score"], ["explain", "1"], ["diff", "global-b2b", "email-first"]])(
    "%s: what reading came to, and what was rejected",
    async (...command) => {
      const { code, out, err } = await plumbline([
        ...command,
        ...(await inputs()).slice(command[0] === "diff" ? 2 : 0),
        "--json",
      ]);
      expect(code).toBe(0);
      expect(parsed(out)).not.toHaveLength(0);
      const told = parsed(err);
      const read = {
        leads: 3,
        events: 4,
        duplicates: 1,
        conflicts: 0,
        later: 1,
        nobody: 0,
        repeated: 0,
        joined: 0,
        rejected: 1,
      };
      expect(told.filter((line) => "read" in line)).toEqual([{ read }]);
      expect(told[0]).toEqual({ message: expect.stringMatching(/events\.csv:6: /) });
    },
  );

  test("what reading a past came to", async () => {
    const given = await workspace();
    const argv = ["train", "--leads", given["leads.csv"], "--events", given["events.csv"], "--json"];
    const told = parsed((await plumbline(argv)).err);
    expect(told).toContainEqual({ read: { file: given["leads.csv"], leads: 3, rejected: 0 } });
    expect(told).toContainEqual({ read: { file: given["events.csv"], events: 4, rejected: 1 } });
  });

  test("a server has no such option, and no two forms are printed at once", async () => {
    expect((await plumbline(["serve", "--json"])).err).toContain("--json");
    const given = await inputs();
    const both = await plumbline(["score", ...given, "--json", "--out", "csv"]);
    expect([both.code, both.out, parsed(both.err)]).toEqual([2, "", [{ error: expect.stringContaining("--out csv") }]]);
    expect((await plumbline(["score", ...given, "--json", "--out", "ndjson"])).code).toBe(0);
  });
});

test("every command has help in every language", async () => {
  for (const name of Object.keys(COMMANDS)) {
    for (const language of ["en", "zh-CN", "zh-TW", "ru"]) {
      const { code, out } = await plumbline([name, "--help", "--lang", language]);
      expect(code).toBe(0);
      expect(out).toContain(`plumbline ${name}`);
      // A server prints for people alone.
      expect(out.includes("--json"), name).toBe(name !== "serve");
    }
  }
  expect((await plumbline(["--help"])).out).toContain("score");
  expect(await plumbline(["help", "score"])).toEqual(await plumbline(["score", "--help"]));
  expect(await plumbline(["-h"])).toEqual(await plumbline(["--help"]));
  expect(await plumbline(["score", "-h"])).toEqual(await plumbline(["score", "--help"]));
  expect((await plumbline(["help", "scoer"])).err).toContain("did you mean `score`");
  const general = await plumbline(["--help", "--lang", "ru"]);
  const ofScore = await plumbline(["score", "--help", "--lang", "ru"]);
  expect([general.code, ofScore.code]).toEqual([0, 0]);
  for (const [argv, told] of [
    [["help", "--lang", "ru"], general],
    [["help", "--json", "--lang=ru"], general],
    [["help", "--lang", "ru", "score"], ofScore],
    [["help", "score", "--lang", "ru"], ofScore],
  ] as const) {
    expect(await plumbline(argv), argv.join(" ")).toEqual(told);
  }
  expect((await plumbline(["--version"])).out).toMatch(/^\d+\.\d+\.\d+\n$/);
});
