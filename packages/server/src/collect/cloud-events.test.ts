import { expect, test } from "vitest";
import { readCloudEvents } from "./cloud-events.ts";
import { FRAME } from "./collect.testing.ts";
import { readItems } from "./read-items.ts";

const ATTRIBUTES = { specversion: "1.0", id: "A234-1234", source: "/shop/orders", type: "order.placed" };
const EVENT = {
  ...ATTRIBUTES,
  subject: "u1",
  time: "2026-11-21T12:00:00Z",
  tenant: "acme",
  data: { value: 12.5 },
};

function readAll(text: string, headers = {}) {
  const reading = readCloudEvents(text, headers);
  if ("status" in reading) throw new Error(reading.code);
  return readItems(reading, FRAME);
}

const eventsIn = (text: string, headers = {}) =>
  readAll(text, headers).map((item) => (item.refused ? item.refused : item.event));

const BINARY = {
  "ce-specversion": "1.0",
  "ce-id": "A234-1234",
  "ce-source": "/shop/orders",
  "ce-type": "order.placed",
  "ce-subject": "u1",
  "ce-time": "2026-11-21T12:00:00Z",
  "ce-tenant": "acme",
};

test("binary, structured and in a batch it is the same event", () => {
  const [event] = eventsIn(JSON.stringify(EVENT));
  expect(event).toEqual({
    messageId: expect.stringMatching(/^ce-[\w-]{43}$/),
    type: "track",
    event: "order.placed",
    userId: "u1",
    timestamp: Date.parse("2026-11-21T12:00:00Z"),
    properties: { value: 12.5 },
    context: { cloudEvent: { id: "A234-1234", source: "/shop/orders", tenant: "acme" } },
  });
  expect(eventsIn(JSON.stringify(EVENT.data), BINARY)).toEqual([event]);
  expect(eventsIn(JSON.stringify([EVENT, EVENT]))).toEqual([event, event]);
});

test("source and id together say which event it is", () => {
  const ids = [
    { source: "a", id: "bc" },
    { source: "ab", id: "c" },
    { source: 'a","b', id: "c" },
    { source: "a", id: 'b","c' },
  ].map((own) => (eventsIn(JSON.stringify({ ...EVENT, ...own }))[0] as { messageId: string }).messageId);
  expect(new Set(ids).size).toBe(4);
  // What else it says does not matter.
  expect(eventsIn(JSON.stringify({ ...EVENT, data: 1 }))[0]).toMatchObject({
    messageId: (eventsIn(JSON.stringify(EVENT))[0] as { messageId: string }).messageId,
  });
});

test.each([
  ["an object", '{"plan":"pro"}', { plan: "pro" }],
  ["a list", "[1,2]", { data: [1, 2] }],
  ["a text in JSON", '"pro"', { data: "pro" }],
  ["no JSON at all", "plan=pro", { data: "plan=pro" }],
  ["nothing", "", {}],
])("data that is %s", (_, text, properties) => {
  expect(eventsIn(text, BINARY)).toMatchObject([{ properties }]);
});

test("headers are percent-encoded", () => {
  expect(eventsIn("{}", { ...BINARY, "ce-subject": "%D0%90%D0%BD%D0%BD%D0%B0%20%25" })).toMatchObject([
    { userId: "Анна %" },
  ]);
  expect(eventsIn("{}", { ...BINARY, "ce-subject": "100%" })).toMatchObject([{ userId: "100%" }]);
});

test.each([
  ["no CloudEvent", 5, { code: "not-an-object" }],
  ["without an id", { ...EVENT, id: undefined }, { code: "no-attribute", path: "id" }],
  ["with an empty source", { ...EVENT, source: "" }, { code: "no-attribute", path: "source" }],
  ["of a type that is no text", { ...EVENT, type: 5 }, { code: "no-attribute", path: "type" }],
  ["of another version", { ...EVENT, specversion: "0.3" }, { code: "bad-spec-version", value: "0.3" }],
  ["of nobody", { ...EVENT, subject: undefined }, { code: "no-identity" }],
])("refused: %s", (_, item, because) => {
  const [good, bad] = readAll(`[${JSON.stringify(EVENT)}, ${JSON.stringify(item)}]`);
  expect(good?.refused).toBeUndefined();
  expect(bad?.refused).toEqual(because);
  expect(bad?.refused && JSON.parse(Buffer.from(bad.raw).toString())).toEqual(JSON.parse(JSON.stringify(item)));
});

test("what is refused of a binary one can be sent again, however deep", () => {
  const deep = "[".repeat(50_000) + "]".repeat(50_000);
  const [bad] = readAll(deep, BINARY);
  const raw = bad?.refused ? Buffer.from(bad.raw).toString() : "";
  expect(bad?.refused).toMatchObject({ code: "too-deep" });
  expect(raw.endsWith(`"data":${deep}}`)).toBe(true);
  expect(JSON.parse(raw)).toMatchObject(ATTRIBUTES);
});
