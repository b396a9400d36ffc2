import { createHash } from "node:crypto";
import { createWriteStream, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { newReport, openInput, readEvents } from "@plumbline/connectors";
import {
  accountOf,
  accountsOf,
  addToBook,
  bandOn,
  type CompiledModel,
  compile,
  type Event,
  type Facts,
  type JsonObject,
  leadsOf,
  type Model,
  measurerFor,
  newBook,
  parseModel,
  totalOf,
  traitsOf,
  tryExamples,
  UTC,
} from "@plumbline/scoring";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { castOf } from "./cast.ts";
import { generateSample, type SampleOptions, sampleLaw } from "./sample.ts";

const LAST_DAY = 20_600;
const FULL: SampleOptions = { seed: 1, leads: 5000, lastDay: LAST_DAY };
const SMALL: SampleOptions = { seed: 1, leads: 120, lastDay: LAST_DAY };
const MS_PER_DAY = 86_400_000;

type Truth = {
  readonly userIds: readonly string[];
  readonly anonymousIds: readonly string[];
  readonly kind: string;
  readonly outcome: string;
  readonly probability: number;
  readonly yearProbability: number;
};
type Law = {
  readonly perLead: readonly Truth[];
  readonly outcomes: { readonly won: number; readonly opportunities: number; readonly known: number };
};

const folder = mkdtempSync(join(tmpdir(), "sample-"));
afterAll(() => rmSync(folder, { recursive: true }));

function hashOf(options: SampleOptions): string {
  const hash = createHash("sha256");
  for (const item of generateSample(options)) hash.update(`${JSON.stringify(item)}\n`);
  return hash.digest("hex");
}

function modelAt(path: string): Model {
  const parsed = parseModel(parse(readFileSync(join(import.meta.dirname, path), "utf8")));
  if (!parsed.ok) throw new Error(`${path}: ${JSON.stringify(parsed.problems)}`);
  return parsed.model;
}

const ownModel = modelAt("model.yaml");
const globalModel = modelAt("../../../scoring/presets/global-b2b.yaml");

describe("a small sample", () => {
  test("is the same for the same options", () => {
    expect(hashOf(SMALL)).toBe(hashOf({ ...SMALL }));
  });

  test("is another for another seed, number of leads or last day", () => {
    const others = [SMALL, { ...SMALL, seed: 2 }, { ...SMALL, leads: 121 }, { ...SMALL, lastDay: LAST_DAY + 1 }];
    expect(new Set(others.map(hashOf)).size).toBe(others.length);
  });

  test("the first leads are who they are, however many follow", () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 60 }), (seed, few, more) => {
        const people = (leads: number) =>
          [...castOf(seed, leads, 365)].map(({ person, userId }) => ({ person, userId }));
        const first = people(few);
        expect(people(few + more).slice(0, few)).toEqual(first);
        expect(first).toHaveLength(few);
      }),
      { numRuns: 50 },
    );
  });

  test("everything lies in the year before the last day and comes in the order of arrival", () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 10_000, max: 25_000 }), (seed, lastDay) => {
        let before = "";
        for (const { timestamp, receivedAt } of generateSample({ seed, leads: 12, lastDay })) {
          const happened = Date.parse(String(timestamp));
          const arrived = Date.parse(String(receivedAt));
          expect(happened).toBeGreaterThanOrEqual((lastDay - 365) * MS_PER_DAY);
          expect(happened).toBeLessThanOrEqual(arrived);
          expect(arrived).toBeLessThan(lastDay * MS_PER_DAY);
          expect(String(receivedAt) >= before).toBe(true);
          before = String(receivedAt);
        }
      }),
      { numRuns: 12 },
    );
  });

  test("the sample's model leaves out the competitors, employees and customers of the sample", () => {
    const compiled = compile(ownModel, UTC);
    const kinds = new Set<string>();
    for (const { kind, person, company } of castOf(3, 1500, 365)) {
      const traits = { company: company.name, email: person.email, ...(kind === "customer" ? { customer: true } : {}) };
      const isScored = totalOf(compiled, { traits, states: new Map() }, LAST_DAY) !== undefined;
      expect([kind, isScored]).toEqual([kind, !["competitor", "employee", "customer"].includes(kind)]);
      kinds.add(kind);
    }
    expect(kinds.size).toBe(6);
  });

  test("what the generator returns is the law", () => {
    const items = generateSample(SMALL);
    let step = items.next();
    while (!step.done) step = items.next();
    expect(sampleLaw(SMALL)).toEqual(step.value);
  });
});

describe("the sample of 5,000 leads", () => {
  const file = join(folder, "sample.ndjson");
  const tally = newTally();
  const report = newReport();
  const book = newBook();
  let sha = "";
  let law: Law;

  beforeAll(async () => {
    const hash = createHash("sha256");
    await pipeline(Readable.from(linesOf(hash, (end) => (law = end as unknown as Law))), createWriteStream(file));
    sha = hash.digest("hex");
    const measurer = measurerFor([ownModel, globalModel], UTC);
    const seen = new Set<string>();
    for await (const events of readEvents(await openInput(file), { zone: UTC, report })) {
      for (const event of events) {
        if (count(tally, seen, event)) addToBook(book, event, measurer);
      }
    }
  }, 300_000);

  /** In large pieces: a piece a line costs more than the sample itself. */
  function* linesOf(hash: ReturnType<typeof createHash>, end: (law: JsonObject) => void): Generator<string> {
    const items = generateSample(FULL);
    let lines = "";
    for (let step = items.next(); ; step = items.next()) {
      if (step.done) end(step.value);
      else lines += `${JSON.stringify(step.value)}\n`;
      if (step.done || lines.length > 1 << 18) {
        hash.update(lines);
        yield lines;
        lines = "";
      }
      if (step.done) return;
    }
  }

  test("comes out the same again", () => {
    expect(hashOf(FULL)).toBe(sha);
  });

  test("is read without a single reject", () => {
    expect(report.rejected).toBe(0);
    expect([...report.misread]).toEqual([]);
    expect(report.withoutMessageId).toBe(0);
    expect(book.nobody).toBe(0);
  });

  test("has about 5,000 leads and 300,000 events", () => {
    const leads = leadsOf(book, [], { joinByEmail: true }).length;
    expect(leads).toBeGreaterThan(4750);
    expect(leads).toBeLessThan(5250);
    expect(report.read).toBeGreaterThan(270_000);
    expect(report.read).toBeLessThan(330_000);
    expect(law.perLead).toHaveLength(5000);
  });

  test("repeats some ids and has some events late", () => {
    expect(share(tally.duplicates, report.read)).toBeCloseTo(0.006, 2);
    expect(tally.duplicates).toBeGreaterThan(1000);
    expect(share(tally.late, report.read)).toBeGreaterThan(0.01);
    expect(share(tally.late, report.read)).toBeLessThan(0.6);
    expect(share(tally.muchLater, report.read)).toBeGreaterThan(0.002);
    expect(share(tally.muchLater, report.read)).toBeLessThan(0.05);
  });

  test("speaks many scripts", () => {
    const people = tally.names.size;
    const written = (script: RegExp) =>
      share([...tally.names.values()].filter((name) => script.test(name)).length, people);
    for (const script of [/\p{sc=Cyrl}/u, /\p{sc=Hang}/u, /\p{sc=Arab}/u])
      expect(written(script)).toBeGreaterThan(0.02);
    for (const script of [/\p{sc=Grek}/u, /\p{sc=Deva}/u]) expect(written(script)).toBeGreaterThan(0.005);
    expect(written(/\p{sc=Han}/u)).toBeGreaterThan(0.12);
    expect(written(/[陳黃張劉楊鄭]/)).toBeGreaterThan(0.01);
    expect(written(/[張陈刘赵孙马]/)).toBeGreaterThan(0.02);
    expect(written(/[À-ɏ]/)).toBeGreaterThan(0.1);
  });

  test("has bots, mail gates and every way in which identities join", () => {
    expect(share(tally.crawled, report.read)).toBeGreaterThan(0.01);
    expect(share(tally.crawled, report.read)).toBeLessThan(0.08);
    expect(share(tally.scanned, tally.clicks)).toBeGreaterThan(0.3);
    expect(tally.aliases).toBeGreaterThan(20);
    const owners = [...tally.owners.values()];
    expect(owners.filter((users) => users.size > 1).length).toBeGreaterThan(10);
    expect([...tally.devices.values()].filter((devices) => devices.size > 1).length).toBeGreaterThan(50);
    expect([...tally.idsOfMail.values()].filter((ids) => ids.size > 1).length).toBeGreaterThan(20);
    expect([...tally.owners.keys()].filter((device) => tally.unnamed.has(device)).length).toBeGreaterThan(500);
  });

  test("tells of campaigns, sales, second thoughts and new jobs", () => {
    for (const status of ["invited", "registered", "attended", "no-show"])
      expect(tally.statuses.get(status)).toBeGreaterThan(50);
    const events = ["Opportunity Created", "Opportunity Won", "Opportunity Lost", "Sales Contacted", "Unsubscribed"];
    for (const event of events) expect(tally.events.get(event)).toBeGreaterThan(100);
    for (const event of ["Segment Consent Preference Updated", "Objection Raised"])
      expect(tally.events.get(event)).toBeGreaterThan(2);
    expect(tally.movedToRivals.size).toBeGreaterThan(3);
    expect(tally.lostWithoutReason).toBe(0);
  });

  test("names nobody who exists", () => {
    expect([...tally.hosts].filter((host) => !host.endsWith(".example"))).toEqual([]);
    const kept =
      /^\+(1 (212|416) 555 01\d\d|44 20 7946 0\d{3}|61 2 5550 \d{4}|33 1 99 00 \d\d \d\d|46 8 465 004 \d\d)$/;
    expect([...tally.phones].filter((phone) => !kept.test(phone))).toEqual([]);
    expect(tally.phones.size).toBeGreaterThan(100);
    expect([...tally.networks].sort()).toEqual(["192.0.2", "198.51.100", "203.0.113"]);
  });

  test("the law has won about as often as it says", () => {
    const { won, opportunities, known } = law.outcomes;
    const expected = law.perLead.reduce((sum, { yearProbability }) => sum + yearProbability, 0);
    // Four times the spread of a sum of independent chances; those still open are not won yet.
    expect(won).toBeLessThan(expected + 4 * Math.sqrt(expected));
    expect(won).toBeGreaterThan(0.6 * expected);
    expect(share(opportunities, known)).toBeGreaterThan(0.08);
    expect(share(tally.events.get("Opportunity Won") ?? 0, won)).toBeCloseTo(1, 1);
    // Those of the last Monday may open after the last day.
    expect(share(tally.events.get("Opportunity Created") ?? 0, opportunities)).toBeGreaterThan(0.95);
    expect(tally.events.get("Opportunity Created")).toBeLessThanOrEqual(opportunities);
    for (const { probability } of law.perLead) expect(probability >= 0 && probability <= 1).toBe(true);
  });

  test("scores tell buyers from others, and not perfectly", () => {
    const compiled = compile(globalModel, UTC);
    const outcomes = outcomesOf(law.perLead);
    const won: number[] = [];
    const others: number[] = [];
    for (const { chief, facts } of factsOf()) {
      const outcome = outcomes.get(chief);
      if (outcome !== undefined) (outcome === "won" ? won : others).push(totalOf(compiled, facts, LAST_DAY) ?? 0);
    }
    expect(won.length).toBeGreaterThan(100);
    expect(areaUnderCurve(won, others)).toBeGreaterThan(0.7);
    expect(areaUnderCurve(won, others)).toBeLessThan(0.9);
  });

  test("the sample's model fills its bands", () => {
    const bands = bandsOf(compile(ownModel, UTC));
    const scored = [...bands.values()].reduce((sum, many) => sum + many, 0);
    const part = (band: string) => share(bands.get(band) ?? 0, scored);
    expect(part("Suspect")).toBeGreaterThan(0.5);
    expect(part("Lead")).toBeGreaterThan(0.1);
    expect(part("MQL")).toBeGreaterThan(0.03);
    expect(part("SQL")).toBeGreaterThan(0.025);
    expect(part("SQL")).toBeLessThan(0.08);
  });

  function bandsOf(compiled: CompiledModel): Map<string, number> {
    const bands = new Map<string, number>();
    // Each band is found by playing the year day by day: a part of the leads says enough.
    for (const { facts } of factsOf().filter((_, at) => at % 4 === 0)) {
      const band = bandOn(compiled, facts, LAST_DAY)?.band;
      if (band) bands.set(band, (bands.get(band) ?? 0) + 1);
    }
    return bands;
  }

  function factsOf(): { readonly chief: string; readonly facts: Facts }[] {
    const leads = leadsOf(book, [], { joinByEmail: true });
    const accounts = accountsOf(book, leads);
    return leads.map(({ chief, history }) => {
      const account = accounts.get(accountOf(history) ?? "");
      const facts = { traits: traitsOf(history.traits), states: history.states };
      return { chief, facts: account ? { ...facts, account } : facts };
    });
  }
});

test("the examples of the sample's model hold", () => {
  for (const { name, mismatches } of tryExamples(ownModel)) expect([name, mismatches]).toEqual([name, []]);
});

const share = (part: number, whole: number): number => part / whole;

/** What became of each prospect, by identity. */
function outcomesOf(truths: readonly Truth[]): Map<string, string> {
  const outcomes = new Map<string, string>();
  for (const { kind, userIds, anonymousIds, outcome } of truths) {
    if (kind !== "prospect") continue;
    for (const id of anonymousIds) outcomes.set(`anonymous:${id}`, outcome);
    for (const id of userIds) outcomes.set(`user:${id}`, outcome);
  }
  return outcomes;
}

/** How often one of the first lies above one of the second; ties count half. */
function areaUnderCurve(above: readonly number[], below: readonly number[]): number {
  let wins = 0;
  for (const high of above) for (const low of below) wins += high > low ? 1 : high === low ? 0.5 : 0;
  return wins / (above.length * below.length);
}

/** What is counted while the file is read once. */
function newTally() {
  return {
    ...{
      duplicates: 0,
      late: 0,
      muchLater: 0,
      crawled: 0,
      clicks: 0,
      scanned: 0,
      aliases: 0,
      lostWithoutReason: 0,
      latest: 0,
    },
    events: new Map<string, number>(),
    statuses: new Map<string, number>(),
    names: new Map<string, string>(),
    owners: new Map<string, Set<string>>(),
    devices: new Map<string, Set<string>>(),
    idsOfMail: new Map<string, Set<string>>(),
    unnamed: new Set<string>(),
    hosts: new Set<string>(),
    phones: new Set<string>(),
    networks: new Set<string>(),
    movedToRivals: new Set<string>(),
    companies: new Map<string, string>(),
  };
}

const RIVALS = /Rivalex|Kontrapol|ライバルクス/;

/** Counts one event; false where its id has been seen. */
function count(tally: ReturnType<typeof newTally>, seen: Set<string>, event: Event): boolean {
  if (seen.has(event.messageId)) {
    tally.duplicates += 1;
    return false;
  }
  seen.add(event.messageId);
  if (event.timestamp < tally.latest) tally.late += 1;
  if (event.timestamp < tally.latest - 600_000) tally.muchLater += 1;
  tally.latest = Math.max(tally.latest, event.timestamp);
  countWho(tally, event);
  countWhat(tally, event);
  if (event.type === "identify") countTraits(tally, event);
  return true;
}

function countWho(tally: ReturnType<typeof newTally>, { userId, anonymousId, context }: Event): void {
  if (anonymousId !== undefined && userId === undefined) tally.unnamed.add(anonymousId);
  if (anonymousId !== undefined && userId !== undefined) {
    add(tally.owners, anonymousId, userId);
    add(tally.devices, userId, anonymousId);
  }
  const { ip } = context ?? {};
  if (typeof ip === "string") tally.networks.add(ip.split(".").slice(0, 3).join("."));
}

function countWhat(tally: ReturnType<typeof newTally>, { type, event, properties, context }: Event): void {
  const agent = String(context?.["userAgent"]);
  if (type === "page" && /bot\/|Headless/i.test(agent)) tally.crawled += 1;
  if (type === "alias") tally.aliases += 1;
  if (event === "Email Link Clicked") {
    tally.clicks += 1;
    if (/Chrome\/(65|79)|Barracuda|Mimecast/.test(agent)) tally.scanned += 1;
  }
  if (event === "Opportunity Lost" && typeof properties?.["reason"] !== "string") tally.lostWithoutReason += 1;
  for (const name of ["url", "link_url"]) {
    const url = properties?.[name];
    if (typeof url === "string") tally.hosts.add(new URL(url).host);
  }
  if (event !== undefined) tally.events.set(event, (tally.events.get(event) ?? 0) + 1);
  const status = properties?.["status"];
  if (typeof status === "string") tally.statuses.set(status, (tally.statuses.get(status) ?? 0) + 1);
}

function countTraits(tally: ReturnType<typeof newTally>, { userId, traits }: Event): void {
  if (userId === undefined) return;
  const { firstName, lastName, email, phone, company } = traits ?? {};
  if (typeof lastName === "string") tally.names.set(userId, `${firstName} ${lastName}`);
  if (typeof phone === "string") tally.phones.add(phone);
  if (typeof email === "string") {
    add(tally.idsOfMail, email, userId);
    tally.hosts.add(email.slice(email.indexOf("@") + 1));
  }
  if (typeof company !== "string") return;
  const former = tally.companies.get(userId);
  if (former !== undefined && !RIVALS.test(former) && RIVALS.test(company)) tally.movedToRivals.add(userId);
  tally.companies.set(userId, company);
}

function add(map: Map<string, Set<string>>, key: string, value: string): void {
  const known = map.get(key);
  if (known) known.add(value);
  else map.set(key, new Set([value]));
}
