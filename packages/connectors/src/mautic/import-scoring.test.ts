import { checkModel, type Model, parseModel, tryExamples } from "@plumbline/scoring";
import { expect, test } from "vitest";
import { importMauticScoring } from "./import-scoring.ts";

/** The answer in docs/rest_api/point_actions.rst of mautic/developer-documentation-new. */
const opensEmail = {
  id: 1,
  name: "Opens Email",
  description: null,
  category: null,
  type: "email.open",
  isPublished: true,
  publishUp: null,
  publishDown: null,
  dateAdded: "2015-07-19T00:34:11-05:00",
  createdBy: 1,
  createdByUser: "Joe Smith",
  dateModified: "2015-07-19T00:41:44-05:00",
  modifiedBy: 1,
  modifiedByUser: "Joe Smith",
  delta: 10,
  properties: { emails: [35] },
};

/** The answer in docs/rest_api/point_triggers.rst there. */
const triggerTest = {
  id: 1,
  name: "Trigger test",
  description: null,
  category: null,
  isPublished: true,
  points: 10,
  color: "ab5959",
  events: {
    "1": { id: 1, type: "email.send", name: "Send email", description: null, order: 1, properties: { email: 21 } },
  },
};

/** The fields of the "Visits specific URL" form in PageBundle/Form/Type/PointActionUrlHitType.php. */
const visit = {
  page_url: "https://example.com/pricing*",
  page_hits: null,
  first_time: null,
  accumulative_time: 0,
  returns_within: 0,
  returns_after: 0,
};

function importOf(points: object[], triggers?: object[]) {
  const imported = importMauticScoring({
    points: { total: points.length, points },
    ...(triggers ? { triggers: { total: triggers.length, triggers } } : {}),
  });
  if (!imported.ok) throw new Error(imported.path.join("."));
  const [model] = imported.models as [Model];
  expect(parseModel(model)).toEqual({ ok: true, model });
  expect(checkModel(model)).toEqual([]);
  return { model, leftOut: imported.leftOut };
}

type Events = NonNullable<NonNullable<Model["examples"]>[number]["events"]>;

function totalOf(model: Model, events: Events): number {
  const [tried] = tryExamples({ ...model, examples: [{ name: "one", events, expect: {} }] });
  return tried?.verdict.scored ? tried.verdict.total / 100 : Number.NaN;
}

test("an action becomes a rule that gives its points once", () => {
  const { model, leftOut } = importOf([opensEmail]);
  expect(leftOut).toEqual([]);
  expect(model.rules).toEqual([
    { id: "point-1", label: "Opens Email", dimension: "points", each: "point-1", points: 10, limit: { total: 10 } },
  ]);
  expect(totalOf(model, [{ event: "Email Opened", properties: { email_id: "35" }, times: 3 }])).toBe(10);
  expect(totalOf(model, [{ event: "Email Opened", properties: { email_id: 35 } }])).toBe(10);
  expect(totalOf(model, [{ event: "Email Opened", properties: { email_id: 36 } }])).toBe(0);
});

test("a repeatable action gives every time, and no ids mean any", () => {
  const { model } = importOf([{ ...opensEmail, type: "form.submit", repeatable: true, delta: -5, properties: [] }]);
  expect(totalOf(model, [{ event: "Form Submitted", properties: { form_id: 9 }, times: 3 }])).toBe(-15);
});

test.each([
  ["asset.download", { assets: [4] }, { event: "Content Downloaded", properties: { asset_id: 4 } }],
  ["email.send", { emails: [4] }, { event: "Email Sent", properties: { email_id: 4 } }],
  ["form.submit", { forms: { "0": 4 } }, { event: "Form Submitted", properties: { form_id: 4 } }],
  ["page.hit", { pages: [4] }, { type: "page" as const, properties: { page_id: 4 } }],
  ["page.hit", {}, { type: "page" as const, properties: { page_id: 7 } }],
  ["url.hit", visit, { type: "page" as const, properties: { url: "https://example.com/pricing?from=a" } }],
  [
    "url.hit",
    { ...visit, page_url: "*?a=1&amp;b=2" },
    { type: "page" as const, properties: { url: "https://x.test/?a=1&b=2" } },
  ],
])("%s counts what Mautic counts", (type, properties, event) => {
  const { model, leftOut } = importOf([{ ...opensEmail, type, properties }]);
  expect(leftOut).toEqual([]);
  expect(totalOf(model, [event])).toBe(10);
  expect(totalOf(model, [{ event: "Something Else", properties: {} }])).toBe(0);
});

test("a page outside of Mautic is no landing page", () => {
  const { model } = importOf([{ ...opensEmail, type: "page.hit", properties: {} }]);
  expect(totalOf(model, [{ type: "page", properties: { url: "https://example.com/" } }])).toBe(0);
});

test("visits count from the n-th on, or when they come soon after one another", () => {
  const url = "https://example.com/pricing";
  const page = { type: "page" as const, properties: { url } };
  const third = importOf([{ ...opensEmail, type: "url.hit", properties: { ...visit, page_hits: 3 } }]).model;
  expect(totalOf(third, [{ ...page, times: 2 }])).toBe(0);
  expect(totalOf(third, [{ ...page, times: 9 }])).toBe(10);
  const soon = importOf([{ ...opensEmail, type: "url.hit", properties: { ...visit, returns_within: 3600 } }]).model;
  expect(totalOf(soon, [page, { ...page, time: "12:59" }])).toBe(10);
  expect(totalOf(soon, [page, { ...page, time: "13:01" }])).toBe(0);
});

test("publication dates bound what counts; an hour of the day is told to be lost", () => {
  const dated = { publishUp: "2026-01-05T00:00:00+00:00", publishDown: "2026-01-10T15:30:00+00:00" };
  const { model, leftOut } = importOf([{ ...opensEmail, ...dated, repeatable: true }]);
  expect(model.rules[0]).toMatchObject({ from: "2026-01-05", until: "2026-01-10" });
  expect(leftOut).toEqual([{ what: "Opens Email", why: "time-of-day" }]);
  const midnight = importOf([{ ...opensEmail, publishDown: "2026-01-10T00:00:00+00:00" }]);
  expect(midnight.model.rules[0]).toMatchObject({ until: "2026-01-09" });
  expect(midnight.leftOut).toEqual([]);
});

test("what is not published is switched off", () => {
  const { model } = importOf([{ ...opensEmail, isPublished: false }]);
  expect(model.rules[0]).toMatchObject({ enabled: false });
});

test("points of a group stand beside the total", () => {
  const { model } = importOf([
    opensEmail,
    { ...opensEmail, id: 2, properties: {}, group: { id: 7, name: "Umbrellas" } },
  ]);
  expect(model.dimensions).toEqual({ points: { label: "Points" }, "group-7": { label: "Umbrellas" } });
  const events = [{ event: "Email Opened", properties: { email_id: 1 } }];
  const expected = { total: 0, dimensions: { points: 0, "group-7": 10 } };
  const [tried] = tryExamples({ ...model, examples: [{ name: "beside", events, expect: expected }] });
  expect(tried?.mismatches).toEqual([]);
});

test.each([
  ["unknown-kind", { type: "plugin.something" }],
  ["unknown-kind", { type: "url.hit", properties: { ...visit, page_url: "" } }],
  ["time-on-page", { type: "url.hit", properties: { ...visit, accumulative_time: 90 } }],
  ["time-away", { type: "url.hit", properties: { ...visit, returns_after: 86_400 } }],
  ["pattern", { type: "url.hit", properties: { ...visit, page_url: "https://x.test/[ab]" } }],
  ["too-long-a-time", { type: "url.hit", properties: { ...visit, returns_within: 40 * 86_400 } }],
  ["repeats-after-count", { type: "url.hit", repeatable: true, properties: { ...visit, page_hits: 3 } }],
])("is left out and said so: %s", (why, change) => {
  const { model, leftOut } = importOf([{ ...opensEmail, ...change }]);
  expect(leftOut).toEqual([{ what: "Opens Email", why }]);
  expect(model.rules).toEqual([]);
});

test("triggers become bands, and what they do is left to playbooks", () => {
  const { model, leftOut } = importOf(
    [opensEmail],
    [
      { ...triggerTest, name: "Hot!", points: 100, events: [] },
      triggerTest,
      { ...triggerTest, name: "Also", events: [] },
      { ...triggerTest, name: "Off", points: 50, isPublished: false, events: [] },
      { ...triggerTest, name: "Group", points: 60, group: { id: 7, name: "Umbrellas" }, events: [] },
    ],
  );
  expect(model.bands).toEqual([
    { name: "New" },
    { name: "Trigger test", label: "Trigger test", from: 10 },
    { name: "Hot", label: "Hot!", from: 100 },
  ]);
  expect(leftOut).toEqual([
    { what: "Trigger test: Send email", why: "action" },
    { what: "Also", why: "same-threshold" },
    { what: "Off", why: "switched-off" },
    { what: "Group", why: "threshold-of-part" },
  ]);
});

test("lists keyed by id are lists too", () => {
  const imported = importMauticScoring({ points: { total: 1, points: { "1": opensEmail } } });
  expect(imported).toMatchObject({ ok: true, models: [{ rules: [{ id: "point-1" }] }] });
});

test.each([
  [null, "points"],
  [{ error: { message: "Not allowed" } }, "points.points"],
  [{ points: [{ ...opensEmail, delta: "many" }] }, "points.points"],
])("what is no answer of Mautic is refused: %#", (points, path) => {
  const imported = importMauticScoring({ points });
  expect(imported).toMatchObject({ ok: false, code: "not-this-format" });
  expect(imported.ok || imported.path.join(".")).toBe(path);
});
