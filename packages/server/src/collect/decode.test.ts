import { Readable } from "node:stream";
import { newReport, openInput, readEvents } from "@plumbline/connectors";
import { EVENT_TYPES, type Event, findZone, type Json, type JsonObject, UTC } from "@plumbline/scoring";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Arrived, RefusedBecause } from "./arrival.ts";
import { FRAME, NOW, sourceOfKind } from "./collect.testing.ts";
import { decode, type Frame, isRefusal } from "./decode.ts";

const AT = "2026-11-21T12:00:00.000Z";
const DEMO = { messageId: "m1", type: "track", event: "Demo Requested", userId: "u1", timestamp: AT };

function taken(item: unknown, frame: Partial<Frame> = {}): Arrived {
  const read = decode(item, { ...FRAME, ...frame });
  if (isRefusal(read)) throw new Error(JSON.stringify(read));
  return read;
}

function refused(item: unknown, frame: Partial<Frame> = {}): RefusedBecause | undefined {
  const read = decode(item, { ...FRAME, ...frame });
  return isRefusal(read) ? read : undefined;
}

describe("an event as a file has it", () => {
  const id = fc.oneof(
    fc.string({ minLength: 0, maxLength: 20 }),
    fc.integer(),
    fc.constantFrom(null, "", " u1 ", "null", "0000"),
  );
  const body = fc.oneof(
    fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 })),
    fc.constantFrom<Json>(null, [], "text", 5, { plan: "pro" }),
  );
  const time = fc.oneof(
    fc.date({ min: new Date("1971-01-01"), max: new Date(NOW), noInvalidDate: true }).map((date) => date.toISOString()),
    fc.integer({ min: 1_000_000_000, max: 1_700_000_000 }),
    fc.constantFrom("2026-11-20", "2026-11-20 10:00", "2026-11-20T10:00:00+02:00"),
  );
  const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 4 });
  const item = fc.record(
    {
      messageId: fc.string({ minLength: 1, maxLength: 100 }).filter((text) => !text.includes("\0")),
      type: maybe(fc.constantFrom(...EVENT_TYPES, "TRACK", "Page", "nonsense")),
      event: maybe(fc.oneof(fc.string(), fc.constantFrom("page", "identify", "Demo"))),
      name: maybe(id),
      userId: maybe(id),
      anonymousId: maybe(id),
      groupId: maybe(id),
      previousId: maybe(id),
      timestamp: maybe(time),
      originalTimestamp: time,
      properties: maybe(body),
      traits: maybe(body),
      context: maybe(body),
    },
    { requiredKeys: ["messageId", "originalTimestamp"] },
  );

  async function fromFile(json: string, zone = UTC): Promise<Event | undefined> {
    // A first line that leaves no doubt of the format.
    const lines = `${JSON.stringify({ ...DEMO, properties: {} })}\n${json}\n`;
    const input = await openInput({ name: "events.ndjson", bytes: Readable.from([Buffer.from(lines)]) });
    const events: Event[] = [];
    for await (const some of readEvents(input, { zone, report: newReport() })) events.push(...some);
    return events[1];
  }

  test("comes out the same", async () => {
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(item, async (given) => {
        const json = JSON.stringify(given);
        const expected = await fromFile(json);
        const read = decode(JSON.parse(json), FRAME);
        if (isRefusal(read)) {
          // A character that the database cannot keep is no matter to a file.
          if (expected !== undefined) expect(read.code).toBe("bad-character");
          return;
        }
        compared++;
        expect(read.event).toEqual(expected);
      }),
      { numRuns: 2000, seed: 3 },
    );
    expect(compared).toBeGreaterThan(500);
  });

  test("reads clocks without an offset in the workspace's zone", async () => {
    const tokyo = findZone("Asia/Tokyo") ?? UTC;
    const local = { ...DEMO, timestamp: "2026-11-20 10:00", properties: {} };
    const { event } = taken(local, { source: { ...sourceOfKind("server"), zone: tokyo } });
    expect(event).toEqual(await fromFile(JSON.stringify(local), tokyo));
    expect(event.timestamp).toBe(Date.parse("2026-11-20T01:00:00Z"));
  });
});

describe("time", () => {
  const at = (ms: number) => new Date(ms).toISOString();
  const ms = fc.integer({ min: Date.parse("1990-01-01"), max: Date.parse("2050-01-01") });

  test("is receivedAt − (sentAt − originalTimestamp), and never after receivedAt", () => {
    fc.assert(
      fc.property(ms, ms, fc.constantFrom("timestamp", "originalTimestamp"), (original, sent, member) => {
        const { event, flags } = taken({
          ...DEMO,
          timestamp: undefined,
          [member]: at(original),
          sentAt: at(sent),
        });
        const corrected = NOW - (sent - original);
        expect(event.timestamp).toBe(Math.min(NOW, corrected));
        expect(flags.includes("future")).toBe(corrected > NOW + 1000);
      }),
    );
  });

  test("does not depend on the sender's clock", () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e11, max: 1e11 }), fc.nat(1e9), (wrong, ago) => {
        const { event } = taken({ ...DEMO, timestamp: at(NOW - ago + wrong) }, { sentAt: at(NOW + wrong) });
        expect(event.timestamp).toBe(NOW - ago);
      }),
    );
  });

  test.each([
    ["the event's own sentAt counts more than the batch's", { sentAt: at(NOW) }, at(NOW + 5000), AT, []],
    ["without sentAt the time stands", {}, undefined, AT, []],
    ["a sentAt that cannot be read corrects nothing", {}, "yesterday-ish", AT, ["bad-sent-at"]],
    ["whoever gives both has corrected it", { originalTimestamp: "2020-01-01T00:00:00Z" }, at(NOW + 5000), AT, []],
    ["no time is now", { timestamp: undefined }, at(NOW), at(NOW), ["no-timestamp"]],
    ["a time that cannot be read is now", { timestamp: "soon" }, at(NOW), at(NOW), ["bad-timestamp"]],
    ["so is one that is no text", { timestamp: { a: 1 } }, undefined, at(NOW), ["bad-timestamp"]],
    ["a little ahead is no flaw", { timestamp: at(NOW + 900) }, undefined, at(NOW), []],
    ["a future one is now", { timestamp: at(NOW + 90_000) }, undefined, at(NOW), ["future"]],
    ["when another server received it is a time", { timestamp: undefined, receivedAt: AT }, at(NOW + 9), AT, []],
  ])("%s", (_, members, sentAt, expected, flags) => {
    const read = taken({ ...DEMO, ...members }, { sentAt });
    expect(at(read.event.timestamp)).toBe(expected);
    expect(read.flags).toEqual(flags);
  });

  test("before the year 1 there is none", () => {
    const early = { ...DEMO, timestamp: "1000-01-01T00:00:00Z", sentAt: "9999-01-01T00:00:00Z" };
    expect(refused(early)).toEqual({ code: "timestamp-out-of-range", value: "1000-01-01T00:00:00Z" });
  });
});

describe("refusals", () => {
  const deep = (levels: number): Json => (levels === 0 ? 1 : { a: deep(levels - 1) });
  const long = "x".repeat(501);

  test.each<[string, unknown, RefusedBecause]>([
    ["a number", 5, { code: "not-an-object" }],
    ["null", null, { code: "not-an-object" }],
    ["a list", [], { code: "not-an-object" }],
    ["nobody at all", { ...DEMO, userId: null }, { code: "no-identity" }],
    ["empty ids", { ...DEMO, userId: "", anonymousId: "" }, { code: "no-identity" }],
    ["a track without a name", { ...DEMO, event: undefined }, { code: "no-event-name", path: "event" }],
    ["an unknown type", { ...DEMO, type: "delete\0" }, { code: "bad-event-type", path: "type", value: "delete\uFFFD" }],
    [
      "a long message id",
      { ...DEMO, messageId: "x".repeat(101) },
      { code: "too-long", path: "messageId", value: "100" },
    ],
    ["a long id", { ...DEMO, anonymousId: long }, { code: "too-long", path: "anonymousId", value: "500" }],
    ["a long address", { ...DEMO, traits: { email: long } }, { code: "too-long", path: "traits.email", value: "500" }],
    ["NUL in an id", { ...DEMO, userId: "a\0" }, { code: "bad-character", path: "userId" }],
    ["half a character in a name", { ...DEMO, event: "\ud83d" }, { code: "bad-character", path: "event" }],
    ["NUL in a trait's name", { ...DEMO, traits: { a: [{ "b\0": 1 }] } }, { code: "bad-character", path: "traits" }],
    [
      "NUL in a trait of the context",
      { ...DEMO, context: { traits: { a: "\0" } } },
      { code: "bad-character", path: "context.traits" },
    ],
    ["too deep", { ...DEMO, properties: deep(64) }, { code: "too-deep", value: "64" }],
    ["too large", { ...DEMO, properties: { a: "é".repeat(500) } }, { code: "too-large", value: "1000" }],
  ])("%s", (_, item, because) => {
    expect(refused(item, { bytes: 2000 })).toEqual(because);
  });

  test("go to the limit and no further", () => {
    expect(
      taken({ ...DEMO, messageId: "x".repeat(100), userId: "x".repeat(500), properties: deep(63) as JsonObject }).flags,
    ).toEqual([]);
    // Half an emoji in a title is common, and nobody searches for it.
    expect(taken({ ...DEMO, properties: { title: "\ud83d", nul: "\0" } }).flags).toEqual([]);
  });

  test("no depth is too much", () => {
    const bottomless = JSON.parse(`${'{"a":['.repeat(50_000)}1${"]}".repeat(50_000)}`);
    expect(refused({ ...DEMO, properties: bottomless })?.code).toBe("too-deep");
  });
});

describe("what is kept", () => {
  test("ids as they are, numbers as text", () => {
    const { event } = taken({ ...DEMO, userId: " U 1 ", anonymousId: 42 });
    expect([event.userId, event.anonymousId]).toEqual([" U 1 ", "42"]);
  });

  test("an id for what has none", () => {
    const { event, flags } = taken({ ...DEMO, messageId: undefined });
    expect([event.messageId, flags]).toEqual(["new-id", ["no-message-id"]]);
  });

  test.each(["null", "-1", "anonymous", "00000000-0000-0000-0000-000000000000"])("%s is nobody", (userId) => {
    expect(taken({ ...DEMO, userId }).flags).toEqual(["nobody"]);
    expect(taken({ ...DEMO, userId, anonymousId: "a1" }).flags).toEqual([]);
  });

  test("what the client said of time and more, but no key", () => {
    const { event, rest } = taken(
      { ...DEMO, channel: "server", integrations: { b: false }, writeKey: "SECRET", _metadata: {} },
      { sentAt: AT, integrations: { a: true, b: true } },
    );
    expect(rest).toEqual({ timestamp: AT, sentAt: AT, channel: "server", integrations: { a: true, b: false } });
    expect(JSON.stringify({ event, rest })).not.toContain("SECRET");
  });

  test("what cannot be read stays beside the event", () => {
    const { event, rest, flags } = taken({ ...DEMO, properties: "plan=pro", traits: 5, context: [] });
    expect(event).not.toHaveProperty("properties");
    expect([rest["properties"], rest["traits"], rest["context"]]).toEqual(["plan=pro", 5, undefined]);
    expect(flags).toEqual(["misread"]);
  });

  test("the batch's context, where the event does not say otherwise", () => {
    const { event } = taken({ ...DEMO, context: { locale: "ru" } }, { context: { locale: "en", app: { name: "x" } } });
    expect(event.context).toEqual({ locale: "ru", app: { name: "x" } });
  });

  test("the device's address and agent, where the event does not say otherwise", () => {
    const device = { ip: "192.0.2.1", userAgent: "Firefox" };
    expect(taken(DEMO, device).event.context).toEqual(device);
    expect(taken({ ...DEMO, context: { ip: "198.51.100.7" } }, device).event.context).toEqual({
      ip: "198.51.100.7",
      userAgent: "Firefox",
    });
  });

  test("the type that the address says", () => {
    expect(taken({ ...DEMO, type: "track", name: "Pricing" }, { type: "page" }).event).toMatchObject({
      type: "page",
      name: "Pricing",
    });
    expect(refused(DEMO, { type: "merge" })?.code).toBe("bad-event-type");
  });

  test("names of an object's prototype are names", () => {
    const hostile = JSON.parse(
      '{"messageId":"m","type":"track","event":"__proto__","userId":"constructor","__proto__":{"userId":"x"},"traits":{"__proto__":{"admin":true},"toString":1},"context":{"__proto__":{"ip":"1"}},"timestamp":"2026-11-21"}',
    );
    const { event } = taken(hostile, { context: { a: 1 }, ip: "192.0.2.1" });
    expect(Object.getPrototypeOf(event.context)).toBe(Object.prototype);
    expect(Object.keys(event.traits ?? {})).toEqual(["__proto__", "toString"]);
    expect(event.context?.["ip"]).toBe("192.0.2.1");
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  });
});

test("the judge decides of the event as it is stored, and is told of the request", () => {
  const asked: unknown[] = [];
  const consent = { kept: "minimal", because: "gpc", policy: 3, shared: false } as const;
  const read = taken(DEMO, {
    gpc: true,
    judge: (event, frame) => {
      asked.push(event, frame.gpc);
      return { traffic: "bot", consent };
    },
  });
  expect(asked).toEqual([read.event, true]);
  expect([read.traffic, read.consent]).toEqual(["bot", consent]);
});
