import { findPublication, inTransaction } from "@plumbline/store";
import { testDatabase } from "@plumbline/store/testing";
import { expect, test } from "vitest";
import { gather } from "../collect/gather.ts";
import { arrived, newWorkspace } from "../workspace.testing.ts";
import { attemptPublication } from "./attempt-publication.ts";
import { publishModel } from "./publish-model.ts";

const { pool } = await testDatabase();

const NOON = Date.parse("2026-03-01T12:00:00Z");
const model = (points: number) => ({
  model: "b2b",
  signals: { demo: { on: "Demo Requested" } },
  dimensions: { interest: {} },
  rules: [{ id: "demo", dimension: "interest", each: "demo", points }],
  total: { sum: ["interest"] },
  bands: [{ name: "cold" }, { name: "hot", above: 10 }],
});

/** A workspace with a lead, and a second version on its way. */
async function onItsWay() {
  const ids = await newWorkspace(pool, model(1), NOON);
  const { workspaceId } = ids;
  const event = { messageId: "one", type: "track", event: "Demo Requested", userId: "ann", timestamp: NOON } as const;
  await gather({ pool, now: () => NOON }).receive({ ...ids, receivedAt: NOON, items: [arrived(event)] });
  const published = await publishModel(pool, workspaceId, { input: model(2), source: "", author: "test" }, NOON);
  if (!published.ok) throw new Error(published.problem.code);
  const { publicationId } = published;
  const change = (text: string) =>
    inTransaction(pool, workspaceId, (session) => session.rows({ name: "", text }, [workspaceId]));
  const row = () => inTransaction(pool, workspaceId, (session) => findPublication(session, publicationId));
  const attempt = (now: number) => attemptPublication(pool, workspaceId, publicationId, () => now);
  return { change, row, attempt };
}

const breaking = `update identity set traits = '{"title":1}' where workspace_id = $1`;
const mending = "update identity set traits = '{}' where workspace_id = $1";

test("one that fails whenever it is taken up has failed in the end, and says so", async () => {
  const { change, row, attempt } = await onItsWay();
  await change(breaking);
  // Soon after one another they are one attempt, by however many processes.
  for (let i = 0; i < 10; i++) await expect(attempt(NOON + i)).rejects.toThrow(TypeError);
  expect(await row()).toMatchObject({ state: "scoring", attempts: 1 });
  for (let i = 1; i < 5; i++) await expect(attempt(NOON + i * 31_000)).rejects.toThrow(TypeError);
  await attempt(NOON + 5 * 31_000);
  expect(await row()).toMatchObject({ state: "failed", problem: "given-up" });
});

test("one that comes further begins to count anew", async () => {
  const { change, row, attempt } = await onItsWay();
  await change(breaking);
  for (let i = 0; i < 5; i++) await expect(attempt(NOON + i * 31_000)).rejects.toThrow(TypeError);
  await change("update publication set attempts = 4 where workspace_id = $1");
  await change(mending);
  await attempt(NOON + 5 * 31_000);
  expect(await row()).toMatchObject({ state: "live", attempts: 0 });
});
