import { type Fetch, safeFetch } from "@plumbline/connectors";
import {
  findAudit,
  findConfigVersion,
  findEndpoint,
  planLostDeliveries,
  renewDelivery,
  replaceSecret,
} from "@plumbline/store";
import { testDatabase } from "@plumbline/store/testing";
import { expect, test } from "vitest";
import { type Announcer, KEYS, newAnnouncer, SECRET, TYPE, testTask } from "./announced.testing.ts";
import type { DeliverOptions } from "./deliver.ts";
import { type Behaviour, newReceiver, verified } from "./receiver.testing.ts";
import { endpointPlace, seal } from "./seal.ts";
import { pruneAnnouncements } from "./tend.ts";

const { pool } = await testDatabase();
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Makes one attempt of every delivery, without the queue. */
async function attemptAll({ workspaceId, deliveries }: Announcer, options: Partial<DeliverOptions> = {}) {
  const task = testTask(pool, options);
  for (const { delivery_id } of await deliveries()) {
    await task({ workspaceId, deliveryId: delivery_id }, new AbortController().signal);
  }
  return deliveries();
}

/** The runs that are planned of a delivery: how far ahead, in ms. */
async function planned(workspaceId: number, deliveryId: number): Promise<number[]> {
  const { rows } = await pool.query(
    `select extract(epoch from run_at - now()) * 1000 as ms from graphile_worker.jobs where key = $1`,
    [`deliver:${workspaceId}:${deliveryId}`],
  );
  return rows.map(({ ms }) => Number(ms));
}

const endpointOf = ({ within }: Announcer, id: number) => within((session) => findEndpoint(session, id));

test("a message arrives once, signed, as it was written, and is not told again", async () => {
  const receiver = await newReceiver();
  const house = await newAnnouncer(pool);
  await house.addEndpoint(receiver.url);
  await house.announce(2);
  for (let i = 0; i < 3; i++) await attemptAll(house);
  expect(receiver.received.map((one) => verified(SECRET, one).data)).toEqual([{ i: 0 }, { i: 1 }]);
  expect(new Set(receiver.received.map(({ id }) => id)).size).toBe(2);
  expect(receiver.received[0]?.body).toMatch(/^\{"type":"lead\.band\.entered","timestamp":"[^"]*","data":\{"i":0\}\}$/);
  expect(await house.deliveries()).toMatchObject(
    [0, 1].map(() => ({ state: "delivered", attempts: 1, last_status: 204, last_problem: null, next_at: null })),
  );
});

const BIG = Buffer.alloc(100_000, "x");

const FAULTS: Readonly<Record<string, { readonly does: Behaviour; readonly is: object }>> = {
  "500": {
    does: (response) => response.writeHead(500).end("secret-of-theirs"),
    is: { last_status: 500, last_problem: "server-error" },
  },
  "404": { does: (response) => response.writeHead(404).end(), is: { last_status: 404, last_problem: "client-error" } },
  "301": {
    does: (response, { path }) => response.writeHead(path === "/hook" ? 301 : 204, { location: "/elsewhere" }).end(),
    is: { last_status: 301, last_problem: "redirected" },
  },
  reset: {
    does: (response) => response.socket?.resetAndDestroy(),
    is: { last_status: null, last_problem: "connection-lost" },
  },
  shut: { does: (response) => response.socket?.end(), is: { last_status: null, last_problem: "connection-lost" } },
  silence: { does: () => {}, is: { last_status: null, last_problem: "timeout" } },
  "no HTTP": {
    does: (response) => response.socket?.end("220 mail.example ESMTP\r\n"),
    is: { last_status: null, last_problem: "answer-malformed" },
  },
};

test.each(Object.entries(FAULTS))("%s is tried again later, as the same message", async (_, { does, is }) => {
  const receiver = await newReceiver(does);
  const house = await newAnnouncer(pool);
  const endpointId = await house.addEndpoint(receiver.url);
  await house.announce();
  const patient = safeFetch({ allow: ["127.0.0.0/8"] });
  const fetch: Fetch = (request) => patient({ ...request, timeout: 150 });
  const [row] = await attemptAll(house, { fetch });
  expect(row).toMatchObject({ state: "waiting", attempts: 1, ...is });
  expect(JSON.stringify(row)).not.toContain("secret-of-theirs");
  expect(row?.next_at).toBe((row?.last_at ?? 0) + 5000);
  expect((await planned(house.workspaceId, row?.delivery_id ?? 0))[0]).toBeGreaterThan(3000);
  expect((await endpointOf(house, endpointId))?.failing_since).toBe(row?.last_at);
  receiver.behave((response) => response.writeHead(204).end());
  // Too early, nothing happens.
  expect(await attemptAll(house)).toEqual([row]);
  const later = { now: () => Date.now() + 5000 };
  expect(await attemptAll(house, later)).toMatchObject([{ state: "delivered", attempts: 2, last_problem: null }]);
  expect(new Set(receiver.received.map(({ id }) => id)).size).toBe(1);
  expect(receiver.received).toHaveLength(2);
  expect((await endpointOf(house, endpointId))?.failing_since).toBeNull();
});

const TAKEN: Readonly<Record<string, Behaviour>> = {
  "a huge body": (response) => void response.writeHead(200).write(BIG),
  "a slow body": (response) => void response.writeHead(200).write("x"),
  "a torn body": (response) => void response.writeHead(200).write("x", () => response.socket?.resetAndDestroy()),
};

test.each(Object.entries(TAKEN))("%s does not undo a 200", async (_, does) => {
  const receiver = await newReceiver(does);
  const house = await newAnnouncer(pool);
  await house.addEndpoint(receiver.url);
  await house.announce();
  const patient = safeFetch({ allow: ["127.0.0.0/8"] });
  const rows = await attemptAll(house, { fetch: (request) => patient({ ...request, timeout: 150 }) });
  expect(rows).toMatchObject([{ state: "delivered", last_status: 200 }]);
});

test("who asks for patience gets it", async () => {
  const receiver = await newReceiver((response) => response.writeHead(429, { "retry-after": "3600" }).end());
  const house = await newAnnouncer(pool);
  await house.addEndpoint(receiver.url);
  await house.announce();
  const [row] = await attemptAll(house);
  expect(row).toMatchObject({ state: "waiting", last_problem: "too-many-requests" });
  expect(row?.next_at).toBe((row?.last_at ?? 0) + HOUR);
});

test("ten attempts over three days, then it has failed; redelivered, it is the same message", async () => {
  const receiver = await newReceiver((response) => response.writeHead(503).end());
  const house = await newAnnouncer(pool);
  await house.addEndpoint(receiver.url);
  const start = Date.now();
  await house.announce(1, start);
  let now = start;
  const pauses: number[] = [];
  for (
    let [row] = await house.deliveries();
    row?.state === "waiting";
    [row] = await attemptAll(house, { now: () => now })
  ) {
    pauses.push((row.next_at ?? 0) - now);
    now = row.next_at ?? 0;
  }
  const [row] = await house.deliveries();
  expect(pauses.map((pause) => pause / 1000)).toEqual([0, 5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400]);
  expect(row).toMatchObject({ state: "failed", attempts: 10, next_at: null, last_status: 503 });
  expect(receiver.received).toHaveLength(10);
  receiver.behave((response) => response.writeHead(204).end());
  await house.within((session) => renewDelivery(session, row?.delivery_id ?? 0, now));
  expect(await attemptAll(house, { now: () => now })).toMatchObject([{ state: "delivered", attempts: 1 }]);
  expect(new Set(receiver.received.map(({ id }) => id)).size).toBe(1);
});

test("410 disables the endpoint: what waits is dropped, and nothing more is announced", async () => {
  const receiver = await newReceiver((response) => response.writeHead(410).end());
  const house = await newAnnouncer(pool);
  const endpointId = await house.addEndpoint(receiver.url);
  await house.announce(3);
  const before = await house.within(findConfigVersion);
  expect((await attemptAll(house)).map(({ state, last_status }) => [state, last_status])).toEqual([
    ["dropped", 410],
    ["dropped", null],
    ["dropped", null],
  ]);
  expect(receiver.received).toHaveLength(1);
  expect(await endpointOf(house, endpointId)).toMatchObject({ disabled_because: "gone" });
  expect(await house.within(findConfigVersion)).toBe((before ?? 0) + 1);
  expect(await house.within((session) => findAudit(session, Number.MAX_SAFE_INTEGER, 10))).toMatchObject([
    { by: "plumbline", action: "endpoints.disable", subject: String(endpointId), details: { because: "gone" } },
  ]);
  await house.announce();
  expect(await house.deliveries()).toHaveLength(3);
});

test("five days of nothing but failures disable an endpoint, and one success among them does not", async () => {
  const receiver = await newReceiver((response) => response.writeHead(500).end());
  const house = await newAnnouncer(pool);
  const endpointId = await house.addEndpoint(receiver.url);
  const start = Date.now();
  const on = async (days: number) => {
    await house.announce(1, start + days * DAY);
    const last = (await house.deliveries()).at(-1);
    await testTask(pool, { now: () => start + days * DAY })(
      { workspaceId: house.workspaceId, deliveryId: last?.delivery_id },
      new AbortController().signal,
    );
    return (await endpointOf(house, endpointId))?.disabled_because;
  };
  expect([await on(0), await on(4.9)]).toEqual([null, null]);
  receiver.behave((response) => response.writeHead(204).end());
  expect(await on(4.95)).toBeNull();
  receiver.behave((response) => response.writeHead(500).end());
  expect([await on(5), await on(9.9), await on(10)]).toEqual([null, null, "failing"]);
});

test("what may not be called, and what cannot be signed, fails at once; only the first says something of the endpoint", async () => {
  const house = await newAnnouncer(pool);
  const endpointId = await house.addEndpoint("http://10.0.0.1/");
  await house.announce();
  expect(await attemptAll(house)).toMatchObject([{ state: "failed", attempts: 1, last_problem: "address-forbidden" }]);
  const receiver = await newReceiver();
  const other = await newAnnouncer(pool);
  const otherId = await other.addEndpoint(receiver.url);
  await other.announce();
  expect(await attemptAll(other, { keys: [Buffer.alloc(32, 9)] })).toMatchObject([
    { state: "failed", last_problem: "no-secret" },
  ]);
  expect(receiver.received).toEqual([]);
  expect((await endpointOf(house, endpointId))?.failing_since).not.toBeNull();
  expect((await endpointOf(other, otherId))?.failing_since).toBeNull();
});

test("while a secret is replaced, both sign; then only the new one does", async () => {
  const receiver = await newReceiver();
  const house = await newAnnouncer(pool);
  const endpointId = await house.addEndpoint(receiver.url);
  const next = `whsec_${Buffer.alloc(32, 5).toString("base64")}`;
  const until = Date.now() + HOUR;
  const sealed = seal(next, KEYS, endpointPlace(house.workspaceId));
  await house.within((session) => replaceSecret(session, endpointId, sealed, until));
  await house.announce();
  await attemptAll(house);
  await house.announce();
  await attemptAll(house, { now: () => until });
  const [during, after] = receiver.received;
  if (!during || !after) throw new Error("nothing came");
  expect([verified(SECRET, during).type, verified(next, during).type]).toEqual([TYPE, TYPE]);
  expect(after.headers["webhook-signature"]).not.toContain(" ");
  expect(() => verified(SECRET, after)).toThrow();
});

test("whoever lost a claim writes nothing, and a claimed delivery is left alone", async () => {
  const receiver = await newReceiver();
  const house = await newAnnouncer(pool);
  await house.addEndpoint(receiver.url);
  await house.announce();
  const [row] = await house.deliveries();
  const deliveryId = row?.delivery_id ?? 0;
  let asleep: (() => void) | undefined;
  const called = new Promise<void>((isCalled) => {
    const fetch: Fetch = async () => {
      isCalled();
      await new Promise<void>((wake) => (asleep = wake));
      return { kind: "failed", because: "timeout" };
    };
    void testTask(pool, { fetch })({ workspaceId: house.workspaceId, deliveryId }, new AbortController().signal).then(
      () => slept(),
    );
  });
  let slept = () => {};
  const overslept = new Promise<void>((done) => (slept = done));
  await called;
  await attemptAll(house);
  expect(receiver.received).toEqual([]);
  expect((await planned(house.workspaceId, deliveryId))[0]).toBeGreaterThan(50_000);
  expect(await house.within((session) => renewDelivery(session, deliveryId, Date.now()))).toBe(false);
  expect(await house.within((session) => planLostDeliveries(session, Date.now() + DAY, 0))).toBe(0);
  await runOut(house, deliveryId);
  expect(await attemptAll(house)).toMatchObject([{ state: "delivered", attempts: 1 }]);
  asleep?.();
  await overslept;
  expect(await house.deliveries()).toMatchObject([{ state: "delivered", attempts: 1, last_problem: null }]);
});

/** As after a minute in which nobody wrote what became of it. */
async function runOut({ within, workspaceId }: Announcer, deliveryId: number): Promise<void> {
  const text = "update delivery set claimed_until = 1 where workspace_id = $1 and delivery_id = $2";
  await within((session) => session.rows({ name: "test-run-out", text }, [workspaceId, deliveryId]));
}

/** Two deliveries are being made and hang; what becomes of three more? */
async function withTwoHanging(
  house: Announcer,
  now: () => number,
  look: (later: () => Promise<void>) => Promise<void>,
) {
  const hanging = await newReceiver(() => {});
  const endpointId = await house.addEndpoint(hanging.url);
  await house.announce(5, now());
  const stop = new AbortController();
  const task = testTask(pool, { perEndpoint: 2, now });
  const [one, two, ...rest] = (await house.deliveries()).filter(({ endpoint_id }) => endpoint_id === endpointId);
  const run = (row: { readonly delivery_id: number } | undefined) =>
    task({ workspaceId: house.workspaceId, deliveryId: row?.delivery_id }, stop.signal);
  const running = [one, two].map(run);
  while (hanging.received.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
  await look(async () => {
    for (const row of rest) running.push(run(row));
    await Promise.all(running.slice(2));
  });
  stop.abort();
  await Promise.all(running);
  return { received: hanging.received.length, one, endpointId };
}

test("two slow calls are the share of an endpoint, here; who is told to stop leaves it to others at once", async () => {
  const house = await newAnnouncer(pool);
  let now = Date.now();
  const look = async (later: () => Promise<void>) => {
    now += 2001;
    await later();
  };
  const { received, one } = await withTwoHanging(house, () => now, look);
  expect(received).toBe(2);
  expect(await house.deliveries()).toMatchObject(Array.from({ length: 5 }, () => ({ state: "waiting", attempts: 0 })));
  expect((await house.deliveries())[0]).toMatchObject({ last_problem: "interrupted" });
  expect((await planned(house.workspaceId, one?.delivery_id ?? 0))[0]).toBeLessThanOrEqual(0);
});

test("an endpoint where nothing arrives gets two calls at a time", async () => {
  const house = await newAnnouncer(pool);
  const { received } = await withTwoHanging(house, Date.now, async (later) => {
    await house.within((session) =>
      session.rows({ name: "test-failing", text: "update endpoint set failing_since = 1 where workspace_id = $1" }, [
        house.workspaceId,
      ]),
    );
    await later();
  });
  expect(received).toBe(2);
});

test("jobs of things that are gone, of other workspaces, or of no sense come to nothing", async () => {
  const receiver = await newReceiver();
  const [house, other] = [await newAnnouncer(pool), await newAnnouncer(pool)];
  await house.addEndpoint(receiver.url);
  await house.announce();
  const [row] = await house.deliveries();
  const { signal } = new AbortController();
  await testTask(pool)({ workspaceId: other.workspaceId, deliveryId: row?.delivery_id }, signal);
  await testTask(pool)({ workspaceId: house.workspaceId, deliveryId: 2 ** 40 }, signal);
  await expect(testTask(pool)({ workspaceId: "1; drop table", deliveryId: 1 }, signal)).rejects.toThrow();
  expect(receiver.received).toEqual([]);
});

test("announcements are cleared away after their days, with their deliveries and no others", async () => {
  const houses = [
    await newAnnouncer(pool),
    await newAnnouncer(pool),
    await newAnnouncer(pool, { announcementDays: 7 }),
  ];
  const now = Date.now();
  for (const one of houses) {
    await one.addEndpoint("https://receiver.example/");
    await one.announce(1500, now - 31 * DAY);
    await one.announce(2, now - 8 * DAY);
    await one.announce(1, now);
  }
  const prune = async (stopping?: AbortSignal) => {
    const pruned: number[] = [];
    for (const { workspaceId } of houses) pruned.push(await pruneAnnouncements(pool, workspaceId, now, stopping));
    return pruned;
  };
  expect(await prune(AbortSignal.abort())).toEqual([0, 0, 0]);
  expect(await prune()).toEqual([1500, 1500, 1502]);
  expect(await prune()).toEqual([0, 0, 0]);
  const left = await Promise.all(houses.map(async (one) => (await one.deliveries()).length));
  expect(left).toEqual([3, 3, 1]);
});
