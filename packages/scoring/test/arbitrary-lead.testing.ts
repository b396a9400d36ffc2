import fc, { type Arbitrary } from "fast-check";
import type { Event, Json, JsonObject } from "../src/event.ts";
import type { Adjustment } from "../src/facts.ts";
import { dayFromCivil, findZone, formatDay, UTC, type Zone } from "../src/zone.ts";

/**
 * Random leads and what they do. Everything comes from small pools, so that events and models
 * match: names and keys that differ only in case or accents, times exactly as far apart as patterns
 * and silences are long, days that cluster, values that are not what they should be.
 */
export const pick = fc.constantFrom;

export const often = <T>(usual: Arbitrary<T>, rare: Arbitrary<T>): Arbitrary<T> =>
  fc.oneof({ weight: 5, arbitrary: usual }, { weight: 1, arbitrary: rare });

/** Present in one of so many. */
export const oneIn = <T>(many: number, one: Arbitrary<T>): Arbitrary<T | undefined> =>
  fc.oneof({ weight: many - 1, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: one });

/** An object in which every key may be absent. */
export const some = <T>(shape: { readonly [key: string]: Arbitrary<T> }) =>
  fc.record(shape, { requiredKeys: [] }) as Arbitrary<{ readonly [key: string]: T }>;

const NEW_YEAR = dayFromCivil(2026, 1, 1);
const today = fc.integer({ min: 0, max: 60 }).map((offset) => NEW_YEAR + offset);
export const date = fc.integer({ min: -150, max: 150 }).map((offset) => formatDay(NEW_YEAR + offset));
export const days = pick("1d", "2d", "7d", "10d", "30d", "60d", "90d", "2w");

const zone: Arbitrary<Zone> = pick(
  ...["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Apia"].map((name) => findZone(name) ?? UTC),
);

/* What is known of a lead */

export const word = pick(
  "Software",
  "software",
  "Finance",
  "Ёлки-палки",
  "елки-палки",
  "Äpfel",
  "ＳＯＦＴ",
  "软件",
  "café",
  "CAFE",
  "Straße",
  "strasse",
);
export const number = pick(0, 1, 2, 3, 5, 49, 50, 51, 120, 500, -3, 0.5, 12.34, 1e7);
const numeric: Arbitrary<Json> = fc.oneof(number, number.map(String), pick(" 50 ", "1e2", "50.0", "+5", "007"));
const instant: Arbitrary<Json> = fc
  .tuple(date, pick("", "T00:30:00Z", "T23:30:00Z", "T12:00:00+13:00", "T10:00:00", " 10:00", "T23:59:59.999-11:00"))
  .map(([day, time]) => `${day}${time}`);
const epoch: Arbitrary<Json> = today.chain((day) => pick(day * 86_400, day * 86_400_000));
const malformed: Arbitrary<Json> = pick<Json[]>(
  null,
  "",
  "abc",
  true,
  false,
  "true",
  [],
  {},
  "2026-02-30",
  "12,5",
  [null],
  { a: 1 },
);

export const TRAITS = [
  "industry",
  "employees",
  "tags",
  "since",
  "vip",
  "title",
  "seniority",
  "department",
  "country",
  "market",
  "address",
  "address.city",
  "address.zip",
  "none",
];

const traits = fc.record<JsonObject>(
  {
    industry: often(word, malformed),
    employees: often(numeric, malformed),
    tags: often(fc.array(fc.oneof(word, numeric), { maxLength: 3 }), malformed),
    since: fc.oneof({ weight: 5, arbitrary: instant }, epoch, malformed),
    vip: fc.oneof(fc.boolean(), malformed),
    title: pick("CEO", "VP Sales", "Инженер", "总经理", "junior developer", "", "abc"),
    seniority: pick<Json[]>("c-level", "manager", null, ""),
    country: pick("JP", "DE", "US", "jp"),
    market: pick("west", "north"),
    address: some<Json>({ city: word, zip: numeric }),
    "address.city": word,
  },
  { requiredKeys: ["industry", "employees", "since"] },
);

const adjustment: Arbitrary<Adjustment> = fc
  .record({
    dimension: pick("fit", "engagement"),
    points: fc.integer({ min: -2000, max: 2000 }),
    on: fc.integer({ min: -20, max: 60 }),
    lasts: oneIn(2, fc.integer({ min: 0, max: 60 })),
  })
  .map(({ on, lasts, ...rest }) => ({
    ...rest,
    id: "a1",
    reason: "met at a fair",
    by: "ann",
    on: NEW_YEAR + on,
    ...(lasts !== undefined && { until: NEW_YEAR + on + lasts }),
  }));

/* What a lead does */

export const PATHS = ["/pricing", "/Pricing", "/careers", "/docs/a"];
export const PRODUCTS = ["Analytics", "analytics", "Suite", "Сюита"];
export const EVENTS = ["Demo Requested", "demo requested", "Email Opened", "Заявка"];

const amount: Arbitrary<Json> = often(
  pick<Json[]>(1, 2.5, -3, 0, 12.345, 0.005, 1.005, 1e9, "7", "2.5", 40),
  fc.oneof(malformed, pick<Json[]>("1e3", 1e12, [3])),
);
const properties = fc.record<JsonObject>(
  {
    path: often(pick<Json[]>(...PATHS), malformed),
    product: often(pick<Json[]>(...PRODUCTS), fc.oneof(malformed, pick<Json[]>(["Suite"], 5))),
    value: amount,
    until: often(instant, malformed),
  },
  { requiredKeys: ["path", "product", "value"] },
);
const context = some<Json>({ page: fc.record({ path: pick(...PATHS) }), campaign: fc.record({ name: word }) });

const HOUR = 3_600_000;
const MINUTE = 60_000;
/** Near one another, near midnight, and exactly as far apart as silences and patterns are long. */
const timeOfDay = fc
  .tuple(
    pick(0, 9 * HOUR, 12 * HOUR, 23 * HOUR + 40 * MINUTE),
    pick(0, 10_000, MINUTE, MINUTE + 1, 5 * MINUTE, 19 * MINUTE, 30 * MINUTE, 30 * MINUTE + 1, HOUR, 2 * HOUR),
  )
  .map(([start, later]) => Math.min(start + later, 24 * HOUR - 1));
const daysAgo = fc.oneof(
  { weight: 8, arbitrary: pick(0, 1, 2, 3, 6, 7, 29, 30) },
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 120 }) },
  { weight: 1, arbitrary: fc.integer({ min: -20, max: 500 }) },
);
const what = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record(
      { type: fc.constant("page" as const), name: pick("Pricing", "Home") },
      { requiredKeys: ["type"] },
    ),
  },
  { weight: 4, arbitrary: fc.record({ type: fc.constant("track" as const), event: pick(...EVENTS) }) },
  { weight: 1, arbitrary: fc.record({ type: pick("identify" as const, "screen" as const, "group" as const) }) },
);

type Deed = { readonly daysAgo: number; readonly time: number; readonly what: Pick<Event, "type"> } & Pick<
  Event,
  "properties" | "context"
>;
const deed: Arbitrary<Deed> = fc.record(
  { daysAgo, time: timeOfDay, what, properties, context },
  { requiredKeys: ["daysAgo", "time", "what"] },
);

function eventsOf(deeds: readonly Deed[], on: number, { instantOf }: Zone, id: string): Event[] {
  return deeds.map(({ daysAgo: ago, time, what: own, ...rest }, i) => ({
    messageId: `${id}${i}`,
    timestamp: instantOf(on - ago, time),
    ...own,
    ...rest,
  }));
}

/** More on one day than a state keeps: the bounds of its cells must not depend on order either. */
const crowd: Arbitrary<Deed[]> = fc
  .array(fc.record({ time: fc.integer({ min: 0, max: 24 * HOUR - 1 }), product: fc.integer({ min: 0, max: 99 }) }), {
    minLength: 66,
    maxLength: 150,
  })
  .map((all) =>
    all.map(({ time, product }) => ({
      daysAgo: 1,
      time,
      what: { type: "page" },
      properties: { product: `p${product}`, path: `/${product}`, value: product },
    })),
  );

/** A lead's events, each once. */
export const events: Arbitrary<{ readonly events: readonly Event[]; readonly zone: Zone }> = fc
  .record({
    deeds: fc.oneof(
      { weight: 15, arbitrary: fc.array(deed, { maxLength: 25, size: "max" }) },
      { weight: 1, arbitrary: crowd },
    ),
    zone,
    today,
  })
  .map(({ deeds, today: on, zone: of }) => ({ events: eventsOf(deeds, on, of, "m"), zone: of }));

/** A lead on a day in a zone, with everything besides the model that a score depends on. */
export const lead = fc
  .record({
    zone,
    today,
    deeds: fc.array(deed, { maxLength: 25, size: "max" }),
    traits,
    company: oneIn(2, fc.record({ traits, deeds: fc.array(deed, { maxLength: 8 }) })),
    adjustments: fc.array(adjustment, { maxLength: 2 }),
    predictions: oneIn(2, fc.record({ win: pick(0, 0.25, 0.4567, 1) })),
  })
  .map(({ deeds, company, predictions, ...rest }) => ({
    ...rest,
    events: eventsOf(deeds, rest.today, rest.zone, "m"),
    ...(company && {
      account: { traits: company.traits, events: eventsOf(company.deeds, rest.today, rest.zone, "a") },
    }),
    ...(predictions && { predictions }),
  }));
