import { setTimeout as sleep } from "node:timers/promises";
import type { Event } from "@plumbline/scoring";
import { inTransaction, keepDirty } from "@plumbline/store";
import { testDatabase } from "@plumbline/store/testing";
import { expect, test } from "vitest";
import type { Arrived } from "../collect/arrival.ts";
import { gather } from "../collect/gather.ts";
import { advancePublication } from "../publish/advance-publication.ts";
import { publishModel } from "../publish/publish-model.ts";
import { advanceSegment } from "../segment/advance-segment.ts";
import { beginSegment } from "../segment/segment.testing.ts";
import { createWorkspace } from "../workspace/create-workspace.ts";
import { addUp } from "./add-up.ts";

const { pool } = await testDatabase();
const NOW = Date.parse("2026-11-22T12:00:00Z");
const now = () => NOW;

const MODEL = {
  model: "b2b",
  signals: { team: { any: true } },
  dimensions: { fit: {} },
  rules: [
    { id: "team", dimension: "fit", each: "team", of: "account", points: 1 },
    { id: "large", dimension: "fit", when: { account: "size", is: "large" }, points: 50 },
  ],
  total: { sum: ["fit"] },
  bands: [{ name: "all" }],
};

let messages = 0;

async function newWorkspace() {
  const { workspaceId, sourceId } = await createWorkspace(pool, { name: "Test", timeZone: "UTC" }, NOW);
  const published = await publishModel(pool, workspaceId, { input: MODEL, source: "", author: "test" }, NOW);
  if (!published.ok) throw new Error(JSON.stringify(published));
  while ((await advancePublication(pool, workspaceId, published.publicationId, now)) !== "live");
  const { receive } = gather({ pool, now });
  const send = async (...events: readonly Omit<Event, "messageId">[]): Promise<void> => {
    const items = events.map((event): Arrived => {
      return {
        event: { messageId: `m${messages++}`, ...event },
        rest: {},
        flags: [],
        traffic: "person",
        consent: { kept: "full", because: "not-needed", policy: 1, shared: true },
      };
    });
    await receive({ workspaceId, sourceId, receivedAt: NOW, items });
  };
  const totalOf = async (key: string): Promise<number | undefined> => {
    const text = `select score.total from identity join model on model.workspace_id = $1
      join score on score.workspace_id = $1 and subject_id = lead_id and score.version_id = model.live_version_id
      where identity.workspace_id = $1 and key = $2`;
    const rows = await inTransaction(pool, workspaceId, (session) =>
      session.rows<{ total: number }>({ name: "test-total", text }, [workspaceId, key]),
    );
    return rows[0]?.total;
  };
  return { workspaceId, send, totalOf, settle: () => addUp(pool, workspaceId, now) };
}

const member = (userId: string, groupId: string, at: number, size?: string): Omit<Event, "messageId"> => ({
  type: "group",
  timestamp: NOW - 1000 + at,
  userId,
  groupId,
  ...(size !== undefined && { traits: { size } }),
});

test("what was said late of an account reaches its members, whoever said it", async () => {
  const { send, totalOf, settle } = await newWorkspace();
  await send(member("ann", "acme", 1), member("bob", "acme", 1));
  await send(member("bob", "bolt", 3));
  while ((await settle()).accounts > 0);
  expect(await totalOf("user:ann")).toBe(100);
  // Bob is with another company, but not when he said this.
  await send(member("bob", "acme", 2, "large"));
  while ((await settle()).accounts > 0);
  expect(await totalOf("user:ann")).toBe(5100);
});

test("what somebody did who objects counts for no account, until the objection is taken back", async () => {
  const { workspaceId, send, totalOf, settle } = await newWorkspace();
  const said = (event: string, at: number): Omit<Event, "messageId"> => {
    return { type: "track", event, timestamp: NOW - 1000 + at, userId: "bob" };
  };
  await send(member("ann", "acme", 1), member("bob", "acme", 2));
  while ((await settle()).accounts > 0);
  expect(await totalOf("user:ann")).toBe(200);
  await send(said("Objection Raised", 3));
  while ((await settle()).accounts > 0);
  expect([await totalOf("user:ann"), await totalOf("user:bob")]).toEqual([100, null]);

  // A signal that nothing has measured yet is counted from the events.
  const team = { any: true, where: { type: { not: "alias" } } };
  const input = { ...MODEL, signals: { team } };
  const published = await publishModel(pool, workspaceId, { input, source: "", author: "test" }, NOW);
  if (!published.ok) throw new Error(JSON.stringify(published));
  while ((await advancePublication(pool, workspaceId, published.publicationId, now)) !== "live");
  expect(await totalOf("user:ann")).toBe(100);

  await send(said("Objection Withdrawn", 4));
  while ((await settle()).accounts > 0);
  expect(await totalOf("user:ann")).toBe(400);
});

test("whoever is interrupted between accounts and their members has forgotten nothing", async () => {
  const { workspaceId, send, totalOf, settle } = await newWorkspace();
  await send(member("ann", "acme", 1), member("bob", "acme", 2));
  let asked = 0;
  const dying = () => {
    asked += 1;
    // The last time it is asked, the accounts are added up and kept.
    if (asked > 3) throw new Error("killed");
    return NOW;
  };
  await expect(addUp(pool, workspaceId, dying)).rejects.toThrow("killed");
  expect(await totalOf("user:ann")).not.toBe(200);
  while ((await settle()).accounts > 0);
  expect(await totalOf("user:ann")).toBe(200);
});

test("of whom what is kept is at fault keeps neither colleagues nor other accounts from being added up", async () => {
  const { workspaceId, send, totalOf } = await newWorkspace();
  await send(member("ann", "acme", 1), member("bob", "acme", 1), member("bob", "acme", 2), member("carl", "bolt", 1));
  await send(member("dora", "cold", 1), member("eve", "cold", 1));
  await inTransaction(pool, workspaceId, async (session) => {
    const traits = `update identity set traits = '{"title":1}' where workspace_id = $1 and key = 'user:bob'`;
    const states = `update identity set states = '\\x0105' where workspace_id = $1 and key = 'user:dora'`;
    for (const text of [traits, states]) await session.rows({ name: "", text }, [workspaceId]);
  });
  const told: unknown[] = [];
  const onPoison = (error: unknown) => void told.push(error);
  while ((await addUp(pool, workspaceId, now, { onPoison })).accounts > 0);
  expect([await totalOf("user:ann"), await totalOf("user:carl")]).toEqual([300, 100]);
  // One member who cannot be scored, and an account of which the sum cannot be made.
  expect(told).toHaveLength(2);
});

test("where nobody is to be told of it, an account that cannot be added up is forgotten by nobody", async () => {
  const { workspaceId, send, settle } = await newWorkspace();
  await send(member("dora", "cold", 1));
  const states = `update identity set states = '\\x0105' where workspace_id = $1 and key = 'user:dora'`;
  await inTransaction(pool, workspaceId, (session) => session.rows({ name: "", text: states }, [workspaceId]));
  await expect(settle()).rejects.toThrow();
  await expect(settle()).rejects.toThrow();
});

test("an account that cannot be added up keeps no segment from being filled, and is told of", async () => {
  const { workspaceId, send } = await newWorkspace();
  await send(member("ann", "acme", 1));
  const large = { name: "large", body: { where: { account: "size", is: "large" } as const } };
  const id = await beginSegment(pool, workspaceId, large, NOW);
  // She came after the segment, and is not filled for it.
  await send(member("dora", "cold", 1));
  const states = `update identity set states = '\\x0105' where workspace_id = $1 and key = 'user:dora'`;
  await inTransaction(pool, workspaceId, (session) => session.rows({ name: "", text: states }, [workspaceId]));
  const told: unknown[] = [];
  expect(await advanceSegment(pool, workspaceId, id, now, (error) => void told.push(error))).toBe("building");
  expect(told).toHaveLength(1);
});

test("what changes while an account is being added up makes it wait again", async () => {
  const { workspaceId, send, settle } = await newWorkspace();
  await send(member("ann", "acme", 1));
  let adding: ReturnType<typeof settle> | undefined;
  await inTransaction(pool, workspaceId, async (session) => {
    const [account] = await session.rows<{ account_id: number }>(
      { name: "test-dirty", text: "select account_id from dirty_account where workspace_id = $1" },
      [workspaceId],
    );
    await keepDirty(session, [account?.account_id ?? 0], NOW);
    // Not yet to be seen by who adds up.
    adding = settle();
    await sleep(300);
  });
  expect((await adding)?.accounts).toBe(1);
  expect((await settle()).accounts).toBe(1);
  expect((await settle()).accounts).toBe(0);
});
