import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Event, findZone, UTC, type Zone } from "@plumbline/scoring";
import { expect, test } from "vitest";
import { openInput } from "./input.ts";
import { parseFileMap } from "./map/parse-file-map.ts";
import { file, gathered } from "./pieces.testing.ts";
import { readEvents } from "./read-events.ts";
import { newReport, printedOf, type Reject } from "./report.ts";

async function read(text: string, map?: string, zone: Zone = UTC) {
  const report = newReport();
  const rejects: Reject[] = [];
  const options = { zone, report, onReject: (reject: Reject) => void rejects.push(reject) };
  const given = map === undefined ? {} : { map: parseFileMap(map, "map.yaml") };
  const events: Event[] = await gathered(readEvents(await openInput(file(text)), { ...options, ...given }));
  expect(report.read).toBe(events.length);
  expect(report.rejected).toBe(rejects.length);
  return { events, report, rejects };
}

async function problemOf(text: string, map?: string): Promise<unknown> {
  return read(text, map).then(
    () => undefined,
    (error) => error.problem ?? error,
  );
}

const at = (text: string) => Date.parse(text);

const SHOP = [
  "event_id,customer_id,timestamp,type,order_id,quantity,unit_price,country",
  "1,17850,2010-12-01T08:26:00,item_purchased,536365,6,2.55,United Kingdom",
  "2,,2010-12-01T08:27:00,item_purchased,536366,1,1.00,France",
  "3,17851,2010-12-01T08:28:00,item_cancelled,C536367,-6,,France",
].join("\n");

test("a shop's log needs no map", async () => {
  const { events, rejects, report } = await read(SHOP);
  expect(events).toEqual([
    {
      messageId: "1",
      type: "track",
      timestamp: at("2010-12-01T08:26:00Z"),
      userId: "17850",
      event: "item_purchased",
      properties: { order_id: "536365", quantity: 6, unit_price: 2.55, country: "United Kingdom" },
    },
    {
      messageId: "3",
      type: "track",
      timestamp: at("2010-12-01T08:28:00Z"),
      userId: "17851",
      event: "item_cancelled",
      properties: { order_id: "C536367", quantity: -6, country: "France" },
    },
  ]);
  expect(rejects.map(printedOf)).toEqual([
    { line: 3, reason: { code: "no-identity" }, raw: "2,,2010-12-01T08:27:00,item_purchased,536366,1,1.00,France" },
  ]);
  expect(report.noMessageIds).toBe(false);
});

test("a map says what it says, and what it leaves open is guessed", async () => {
  const map = `
events:
  anonymousId: order_id
  type: track
  event: { column: type, rename: { item_purchased: Order Completed } }
  properties: { value: unit_price, shop: { value: London } }
  ignore: [country]
`;
  const { events } = await read(SHOP, map, findZone("Europe/London"));
  expect(events[1]).toEqual({
    messageId: "2",
    type: "track",
    timestamp: at("2010-12-01T08:27:00Z"),
    anonymousId: "536366",
    event: "Order Completed",
    properties: { value: 1, shop: "London", quantity: 1 },
  });
});

test("clocks without an offset are the workspace's, or those of a zone that the map names", async () => {
  const text = "user_id,event,time\nu,Open,2020-07-01 10:00\n";
  const berlin = findZone("Europe/Berlin");
  expect((await read(text, undefined, berlin)).events[0]?.timestamp).toBe(at("2020-07-01T08:00:00Z"));
  const map = "events: { timestamp: { column: time, zone: Asia/Kolkata } }";
  expect((await read(text, map, berlin)).events[0]?.timestamp).toBe(at("2020-07-01T04:30:00Z"));
});

test("day or month first is told by the whole column", async () => {
  const rows = ["1/12/2010 8:26", "13/12/2010 8:26", "12/31/2010 8:26"];
  const { events, rejects } = await read(
    `user_id,event,time\n${rows
      .map((time) => `u,Open,${time}`)
      .slice(0, 2)
      .join("\n")}\n`,
  );
  expect(events.map(({ timestamp }) => timestamp)).toEqual([at("2010-12-01T08:26:00Z"), at("2010-12-13T08:26:00Z")]);
  expect(rejects).toEqual([]);
  const map = "events: { timestamp: { column: time, dayFirst: true } }";
  const both = await read(`user_id,event,time\n${rows.map((time) => `u,Open,${time}`).join("\n")}\n`, map);
  expect(both.rejects.map(printedOf)).toEqual([
    { line: 4, reason: { code: "bad-timestamp", value: "12/31/2010 8:26" }, raw: "u,Open,12/31/2010 8:26" },
  ]);
});

test("times of any age are read as they are", async () => {
  const { events } = await read("user_id,event,time\nu,a,1901-01-01T00:00:00Z\nu,b,2999-01-01T00:00:00Z\n");
  expect(events.map(({ timestamp }) => new Date(timestamp).getUTCFullYear())).toEqual([1901, 2999]);
});

test("events without ids get them from their lines, in order and by file", async () => {
  const { events, report } = await read('user_id,event,time,note\nu,a,2020-01-01,"x\ny"\nu,b,2020-01-01,\n');
  expect(events.map(({ messageId }) => messageId)).toEqual(["line:000000002:file", "line:000000004:file"]);
  expect(report.noMessageIds).toBe(true);
});

test("events without an id in a log that has ids are counted", async () => {
  const { events, report } = await read(
    "event_id,user_id,event,time,note\nx,u,a,2020-01-01,\n,u,b,2020-01-01\n,,c,2020-01-01,\n",
  );
  expect(events.map(({ messageId }) => messageId)).toEqual(["x", "line:000000003:file"]);
  expect(report).toMatchObject({ noMessageIds: false, withoutMessageId: 1 });
  const none = await read("user_id,event,time\nu,a,2020-01-01\n");
  expect(none.report).toMatchObject({ noMessageIds: true, withoutMessageId: 0 });
});

test("a row that ends before it says who and when is cut off", async () => {
  const { events, rejects } = await read("event,user_id,time,note\na,u,2020-01-01\nb,u\n");
  expect(events.map(({ event }) => event)).toEqual(["a"]);
  expect(rejects.map(({ line, reason }) => [line, reason])).toEqual([
    [3, { code: "cell-count", expected: 4, found: 2 }],
  ]);
});

test("a log of which all was rejected says no more than that", async () => {
  const { events, rejects } = await read(`{"event":"${"x".repeat(1 << 20)}"}\n`);
  expect(events).toEqual([]);
  expect(rejects.map(({ reason }) => reason)).toEqual([{ code: "too-long", limit: 1 << 20 }]);
});

test("people may be known by their address alone", async () => {
  const { events } = await read("Email,Action,Date,Time\nAnn@Example.com,Open,12/31/2020,8:26 PM\n");
  expect(events).toEqual([
    {
      messageId: "line:000000002:file",
      type: "track",
      timestamp: at("2020-12-31T20:26:00Z"),
      userId: "ann@example.com",
      event: "Open",
      context: { traits: { email: "ann@example.com" } },
    },
  ]);
});

test("the six types from a column", async () => {
  const { events, rejects } = await read(
    "id,user_id,type,event,time,plan\n1,u,Track,Signed Up,2020-01-01,pro\n2,u,page,Pricing,2020-01-02,\n3,u,track,,2020-01-03,\n",
  );
  expect(events.map(({ type, event, name }) => [type, event, name])).toEqual([
    ["track", "Signed Up", undefined],
    ["page", undefined, "Pricing"],
  ]);
  expect(rejects.map(({ line, reason }) => [line, reason])).toEqual([[4, { code: "no-event-name" }]]);
});

test("without a column for the type, the event's own word tells", async () => {
  const { events } = await read("user_id,event,time\nu,Page,2020-01-01\nu,Signed Up,2020-01-02\n");
  expect(events.map(({ type, event, name }) => [type, event, name])).toEqual([
    ["page", undefined, undefined],
    ["track", "Signed Up", undefined],
  ]);
});

test("each event that lacks something is rejected with the reason", async () => {
  const map = "events: { type: kind, userId: user, timestamp: time, event: what }";
  const { rejects, report } = await read(
    "user,kind,what,time\n,track,a,2020-01-01\nu,track,a,\nu,track,a,soon\nu,visit,a,2020-01-01\nu,track,,2020-01-01\nu,track\nu,track,a,2020-01-01\n",
    map,
  );
  expect(rejects.map(({ line, reason }) => [line, reason])).toEqual([
    [2, { code: "no-identity" }],
    [3, { code: "no-timestamp" }],
    [4, { code: "bad-timestamp", value: "soon" }],
    [5, { code: "bad-event-type", value: "visit" }],
    [6, { code: "no-event-name" }],
    [7, { code: "cell-count", expected: 4, found: 2 }],
  ]);
  expect(report.read).toBe(1);
});

test.each([
  ["timestamp", "user_id,event\nu,a\n"],
  ["identity", "event,time\na,2020-01-01\n"],
  ["event", "user_id,time,amount\nu,2020-01-01,5\n"],
])("a log that says nothing of the %s", async (target, text) => {
  expect(await problemOf(text)).toMatchObject({ code: "unknown-source", target });
});

const EVENT = {
  messageId: "m1",
  type: "track",
  event: "Signed Up",
  userId: "u1",
  timestamp: "2020-01-01T10:00:00.000Z",
  properties: { plan: "pro", deep: { er: [1, null] } },
  context: { ip: "1.2.3.4" },
};

test("events in Segment's shape need no map, however they are wrapped", async () => {
  const { timestamp, ...rest } = EVENT;
  const expected = [{ ...EVENT, timestamp: at(timestamp) }];
  const texts = [
    JSON.stringify(EVENT),
    JSON.stringify(EVENT, null, 2),
    JSON.stringify([EVENT], null, 2),
    JSON.stringify({ batch: [EVENT], writeKey: "w", sentAt: timestamp }),
    JSON.stringify({ ...rest, originalTimestamp: timestamp, sentAt: "2021-01-01T00:00:00Z" }),
  ];
  for (const text of texts) expect((await read(text)).events).toEqual(expected);
  expect(
    (await read(`${JSON.stringify(EVENT)}\n{"broken\n${JSON.stringify({ ...EVENT, messageId: "m2" })}\n`)).events,
  ).toHaveLength(2);
});

test("what lacks something in Segment's shape is rejected, and the rest is read", async () => {
  const without = (key: string, instead: object = {}) => {
    const { [key as "type"]: _, ...rest } = EVENT;
    return { ...rest, ...instead };
  };
  const records = [
    EVENT,
    without("userId"),
    without("timestamp"),
    without("event"),
    { ...EVENT, type: "visit" },
    { ...EVENT, timestamp: "yesterday" },
    { ...EVENT, properties: "none" },
    without("messageId", { userId: 7, anonymousId: null }),
  ];
  const { events, rejects, report } = await read(records.map((record) => JSON.stringify(record)).join("\n"));
  expect(rejects.map(({ line, reason }) => [line, reason.code])).toEqual([
    [2, "no-identity"],
    [3, "no-timestamp"],
    [4, "no-event-name"],
    [5, "bad-event-type"],
    [6, "bad-timestamp"],
  ]);
  expect(events.map(({ messageId, userId }) => [messageId, userId])).toEqual([
    ["m1", "u1"],
    ["m1", "u1"],
    ["line:000000008:file", "7"],
  ]);
  expect(report).toMatchObject({ noMessageIds: false, withoutMessageId: 1 });
  expect(report.misread).toEqual(new Map([["properties", { count: 1, line: 7, value: "none" }]]));
});

test("__proto__ in an event's properties is data", async () => {
  const { events } = await read(
    `{"type":"track","event":"x","userId":"u","timestamp":1577872800000,"properties":{"__proto__":{"admin":true}}}`,
  );
  expect(Object.keys(events[0]?.properties ?? {})).toEqual(["__proto__"]);
  expect((events[0]?.properties as { admin?: boolean } | undefined)?.admin).toBeUndefined();
});

test("flat objects are read by their columns", async () => {
  const { events } = await read('[{"user":"u","action":"Open","ts":1577872800,"subject":"Hi","n":null}]');
  expect(events).toEqual([
    {
      messageId: "line:000000001:file",
      type: "track",
      timestamp: 1577872800000,
      userId: "u",
      event: "Open",
      properties: { subject: "Hi", n: null },
    },
  ]);
});

test("events come in pieces, and none is lost between them", async () => {
  const rows = Array.from({ length: 20_000 }, (_, row) => `${row},u${row % 7},a,2020-01-01T00:00:00Z,"x\n${row}"`);
  const report = newReport();
  const input = await openInput(file(`id,user_id,event,time,note\n${rows.join("\n")}`));
  const sizes: number[] = [];
  let next = 0;
  for await (const events of readEvents(input, { zone: UTC, report })) {
    sizes.push(events.length);
    for (const { messageId } of events) expect(messageId).toBe(String(next++));
  }
  expect(next).toBe(20_000);
});

test("whoever stops early, or cannot begin, lets go of the file", async () => {
  let isOpen = false;
  const source = (header: string) => ({
    name: "file",
    bytes: (async function* () {
      isOpen = true;
      try {
        yield Buffer.from(`${header}\n`);
        for (;;) yield Buffer.from("u,a,2020-01-01\n".repeat(1000));
      } finally {
        isOpen = false;
      }
    })(),
  });
  const options = { zone: UTC, report: newReport() };
  for await (const _ of readEvents(await openInput(source("user_id,event,time")), options)) {
    expect(isOpen).toBe(true);
    break;
  }
  expect(isOpen).toBe(false);
  const unknown = readEvents(await openInput(source("hat,shoe,glove")), options);
  await expect(unknown.next()).rejects.toMatchObject({ problem: { code: "unknown-source" } });
  expect(isOpen).toBe(false);
  await expect(openInput(source("PK\x03\x04"))).rejects.toMatchObject({ problem: { code: "zip-archive" } });
  expect(isOpen).toBe(false);
});

const RETAIL = join(import.meta.dirname, "../../../../../shared/data/online-retail/events.csv.gz");
const hasRetail = existsSync(RETAIL);
if (!hasRetail) console.warn(`LEFT OUT: ${RETAIL} is not there, so the log of a real shop is not read.`);

test.skipIf(!hasRetail)("the log of a real shop is read whole", async () => {
  const report = newReport();
  const users = new Set<string | undefined>();
  let quantity = 0;
  for await (const events of readEvents(await openInput(RETAIL), { zone: UTC, report })) {
    for (const { userId, properties } of events) {
      users.add(userId);
      quantity += Number(properties?.["quantity"]);
    }
  }
  expect([report.read, report.rejected, users.size]).toEqual([406_829, 135_080, 4372]);
  expect(report.reasons).toEqual(new Map([["no-identity", 135_080]]));
  expect(quantity).toBe(4_906_888);
});
