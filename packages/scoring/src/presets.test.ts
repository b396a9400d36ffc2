import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { checkModel } from "./check-model.ts";
import type { Event, JsonObject } from "./event.ts";
import type { Facts } from "./facts.ts";
import type { Filter } from "./model/condition-schema.ts";
import type { Model } from "./model/model-schema.ts";
import { parseModel } from "./model/parse-model.ts";
import { fromPoints, toPoints } from "./points.ts";
import { compile } from "./score/compile.ts";
import type { Score } from "./score/score-shape.ts";
import { score } from "./score.ts";
import type { SignalStates } from "./signal/state.ts";
import { tryExamples } from "./try-examples.ts";
import { parseDay, UTC } from "./zone.ts";

const folder = join(import.meta.dirname, "../presets");
const presets = new Map(
  readdirSync(folder).map((file) => [basename(file, ".yaml"), readFileSync(join(folder, file), "utf8")]),
);

function modelOf(preset: string): Model {
  const parsed = parseModel(parse(presets.get(preset) ?? ""));
  if (!parsed.ok) throw new Error(`${preset}: ${JSON.stringify(parsed.problems)}`);
  return parsed.model;
}

const TODAY = parseDay("2026-03-10") as number;

type Sent = Pick<Event, "event" | "properties" | "context">;
type Lead = { readonly traits?: JsonObject; readonly events?: readonly Sent[]; readonly by?: Facts["adjustments"] };

/** The score of a lead whose events all happened today at noon, a minute apart. */
function scoreOf(preset: string, { traits = {}, events = [], by = [] }: Lead): Score {
  const compiled = compile(modelOf(preset), UTC);
  const states: SignalStates = new Map();
  for (const [i, sent] of events.entries()) {
    const timestamp = UTC.instantOf(TODAY, 43_200_000 + i * 60_000);
    compiled.measurer.measure(states, {
      messageId: `m${i}`,
      type: sent.event === undefined ? "page" : "track",
      timestamp,
      ...sent,
    });
  }
  const verdict = score(compiled, { traits, states, adjustments: by }, TODAY);
  if (!verdict.scored) throw new Error(`${preset} does not score this lead`);
  return verdict;
}

const page = (path: string): Lead => ({ events: [{ properties: { path } }] });
const did = (event: string, properties: JsonObject = {}): Lead => ({ events: [{ event, properties }] });
const has = (traits: JsonObject): Lead => ({ traits });

describe.each([...presets.keys()])("%s", (preset) => {
  test("is a model of that name which fits together", () => {
    const model = modelOf(preset);
    expect(model.model).toBe(preset);
    expect(checkModel(model)).toEqual([]);
  });

  test("has words for people", () => {
    const { label, note, rules, dimensions } = modelOf(preset);
    expect([label, note, ...[...rules, ...Object.values(dimensions)].map((part) => part.label)]).not.toContain(
      undefined,
    );
  });

  test("begins with where it is from", () => {
    expect(presets.get(preset)).toMatch(/^#.*\n(#.*\n)*# Sources?\b/);
  });

  test("proves itself by its examples", () => {
    const tried = tryExamples(modelOf(preset));
    expect(tried.length).toBeGreaterThan(3);
    expect(tried.filter(({ mismatches }) => mismatches.length > 0)).toEqual([]);
  });
});

/** Every figure that the requirements give, each on a lead of whom nothing else is known. */
const FIGURES: [row: string, preset: string, points: number, lead: Lead][] = [
  ["visit pricing page", "behaviour-basics", 10, page("/pricing")],
  ["visit pricing page", "global-b2b", 15, page("/pricing")],
  ["download product manual", "behaviour-basics", 20, did("Content Downloaded", { content_type: "product manual" })],
  ["register for webinar", "behaviour-basics", 30, did("Webinar Registered")],
  ["attend webinar", "global-b2b", 20, did("Webinar Attended")],
  ["senior executive", "behaviour-basics", 20, has({ title: "Chief Financial Officer" })],
  ["CEO", "global-b2b", 20, has({ title: "CEO" })],
  ["VP", "global-b2b", 20, has({ title: "VP Sales" })],
  ["manager", "global-b2b", 10, has({ title: "Product Manager" })],
  ["SMB company", "behaviour-basics", 10, has({ employees: 30 })],
  ["unsubscribe", "behaviour-basics", -30, did("Unsubscribed")],
  ["unsubscribe", "global-b2b", -10, did("Unsubscribed")],
  [
    "several e-mails unopened",
    "behaviour-basics",
    -10,
    { events: Array.from({ length: 5 }, () => ({ event: "Email Delivered" })) },
  ],
  ["landing-page form", "points-guide", 20, did("Form Submitted", { form_type: "landing page" })],
  ["website form", "email-first", 20, did("Form Submitted")],
  ["newsletter interaction", "points-guide", 15, did("Email Opened", { campaign_type: "newsletter" })],
  ["social: follow", "points-guide", 5, did("Social Followed")],
  ["social: continued", "points-guide", 10, { events: [{ event: "Social Followed" }, { event: "Social Commented" }] }],
  ["site visit", "points-guide", 5, page("/")],
  ["blog visit", "points-guide", 5, page("/blog/first")],
  ["e-mail open", "email-first", 5, did("Email Opened")],
  ["specific e-mail open", "global-b2b", 5, did("Email Opened", { campaign_name: "launch" })],
  ["e-mail link click", "email-first", 10, did("Email Link Clicked")],
  [
    "job title in a given industry",
    "global-steps",
    5,
    has({ title: "Director of Marketing", industry: "Manufacturing" }),
  ],
  ["job title alone", "global-steps", 0, has({ title: "Director of Marketing" })],
  ["industry alone", "global-steps", 0, has({ industry: "Manufacturing" })],
  ["white paper", "global-steps", 10, did("Content Downloaded", { content_type: "white paper" })],
  ["demo request", "global-steps", 20, did("Demo Requested")],
  ["technology industry", "global-b2b", 15, has({ industry: "Technology" })],
  ["50 employees", "global-b2b", 10, has({ employees: 50 })],
  ["500 employees", "global-b2b", 10, has({ employees: 500 })],
  ["US", "global-b2b", 5, has({ country: "US" })],
  ["UK", "global-b2b", 5, has({ country: "GB" })],
  ["Canada", "global-b2b", 5, has({ country: "Canada" })],
  ["case study download", "global-b2b", 10, did("Content Downloaded", { content_type: "case study" })],
  ["click on product-demo link", "global-b2b", 25, did("Link Clicked", { link_url: "https://example.com/demo/start" })],
  ["careers page", "global-b2b", -5, page("/careers")],
  ["non-sales support ticket", "global-b2b", -3, did("Support Ticket Opened", { topic: "password" })],
  ["budget", "bant-gates", 15, has({ budget: true })],
  ["authority", "bant-gates", 15, has({ authority: true })],
  ["need", "bant-gates", 15, has({ need: true })],
  ["timeline", "bant-gates", 15, has({ timeline: true })],
  ["best answer", "four-questions", 4, has({ seniority: "c-level" })],
  ["second-best answer", "four-questions", 3, has({ seniority: "director" })],
  ["third-best answer", "four-questions", 2, has({ seniority: "manager" })],
  ["bad answer", "four-questions", -4, has({ seniority: "intern" })],
  ["best answer", "four-questions-literal", 4, has({ seniority: "c-level" })],
  ["second-best answer", "four-questions-literal", 2, has({ seniority: "director" })],
  ["third-best answer", "four-questions-literal", 3, has({ seniority: "manager" })],
];

test.each(FIGURES)("%s in %s: %d", (_row, preset, points, lead) => {
  expect(fromPoints(scoreOf(preset, lead).total)).toBe(points);
});

/** The gates, at their bounds and next to them. */
const GATES: [preset: string, dimension: string, zones: Record<number, string>][] = [
  ["bant-gates", "bant", { 0: "Suspect", 40: "Suspect", 41: "Lead", 60: "Lead", 60.01: "SQL", 60.5: "SQL", 61: "SQL" }],
  ["points-guide", "behaviour", { 24: "Unqualified", 25: "Nurture", 50: "Nurture", 51: "Sales" }],
  ["email-first", "behaviour", { 25: "Unqualified", 26: "Nurture", 49: "Nurture", 50: "Sales" }],
  ["behaviour-basics", "behaviour", { 74: "Nurture", 75: "Invite" }],
];

test.each(
  GATES.flatMap(([preset, dimension, zones]) =>
    Object.entries(zones).map(([points, zone]) => ({ preset, dimension, points: Number(points), zone })),
  ),
)("$points in $preset is $zone", ({ preset, dimension, points, zone }) => {
  const by = [{ id: "a", dimension, points: toPoints(points), reason: "test", by: "ann", on: TODAY }];
  const verdict = scoreOf(preset, { by });
  expect(fromPoints(verdict.total)).toBe(points);
  expect(verdict.zone).toBe(zone);
});

/** What a rule gives, where that is one figure. */
function figuresOf(preset: string): Record<string, number> {
  const { rules } = modelOf(preset);
  return Object.fromEntries(rules.flatMap(({ id, points }) => (typeof points === "number" ? [[id, points]] : [])));
}

test("pardot gives the default points of Account Engagement", () => {
  expect(figuresOf("pardot")).toEqual({
    "custom-redirect": 3,
    "email-open": 0,
    "event-checked-in": 0,
    "event-registered": 0,
    "file-access": 3,
    "form-error": -5,
    "form-submission": 50,
    chat: 10,
    "opportunity-created": 50,
    "opportunity-lost": -100,
    "opportunity-won": 0,
    "page-view": 1,
    "site-search": 3,
    "tracked-link": 3,
    visit: 3,
  });
});

test("marketo gives the points of Marketo's program library", () => {
  expect(figuresOf("marketo")).toEqual({
    "no-activity": -10,
    "undesirable-pages": -5,
    "email-click": 2,
    "contact-form": 30,
    "content-form": 15,
    "default-form": 10,
    "event-form": 15,
    "live-event": 30,
    "tradeshow-influenced": 20,
    "tradeshow-booth": 5,
    pdf: 5,
    ppc: 15,
    "key-pages": 5,
    "many-pages": 5,
    webinar: 20,
    "generic-domain": -2,
    "first-name": -5,
    "last-name": -5,
    employees: 5,
  });
});

describe("docs/events.md", () => {
  const text = readFileSync(join(import.meta.dirname, "../../../docs/events.md"), "utf8");
  const [events = "", traits = ""] = text.split("## Traits");
  const rows = (part: string) =>
    part.split("\n").flatMap((line) => (line.startsWith("|") ? [line.split("|").slice(1, -1)] : []));
  const named = (cell = "") => [...cell.matchAll(/`([\w.]+)`/g)].map(([, name]) => name as string);
  const sorted = (names: Iterable<string>) => [...new Set(names)].toSorted();
  const models = [...presets.keys()].map(modelOf);

  test("lists the events that the presets speak of, and no other", () => {
    const listed = rows(events)
      .slice(2)
      .flatMap(([cell = ""]) =>
        cell
          .replaceAll("**", "")
          .split(",")
          .map((name) => name.trim()),
      );
    const used = models.flatMap(({ signals = {} }) => Object.values(signals).flatMap(({ on = [] }) => on));
    expect(listed.toSorted()).toEqual(sorted(used));
  });

  test("lists the properties that they read", () => {
    const used = models.flatMap(({ signals = {} }) =>
      Object.values(signals).flatMap(({ where, sum, distinct }) =>
        [...fieldsOf(where), sum ?? [], distinct ?? []].flat(),
      ),
    );
    expect(sorted(rows(events).flatMap(([, , cell]) => named(cell?.split(":")[0])))).toEqual(sorted(used));
  });

  test("lists the traits that they read", () => {
    const used = models.flatMap((model) =>
      [...JSON.stringify(model).matchAll(/"trait":"(\w+)"/g)].map(([, name]) => name as string),
    );
    expect(sorted(rows(traits).flatMap(([cell]) => named(cell)))).toEqual(sorted(used));
  });
});

function fieldsOf(filter: Filter | undefined): string[] {
  return Object.entries(filter ?? {}).flatMap(([key, value]) =>
    ["all", "any", "not"].includes(key) ? [value].flat().flatMap((inner) => fieldsOf(inner as Filter)) : [key],
  );
}
