import { inTransaction, keepEndpoint } from "@plumbline/store";
import { testDatabase } from "@plumbline/store/testing";
import { expect, test } from "vitest";
import { gather } from "../collect/gather.ts";
import { arrived, newWorkspace } from "../workspace.testing.ts";
import { advancePublication } from "./advance-publication.ts";
import { announceSwitch } from "./announce-switch.ts";
import { publishModel, publishVersion } from "./publish-model.ts";

const { pool } = await testDatabase();

const NOON = Date.parse("2026-03-01T12:00:00Z");
const LATER = NOON + 60_000;
const model = (points: number) => ({
  model: "b2b",
  signals: { demo: { on: "Demo Requested" } },
  dimensions: { interest: {} },
  rules: [{ id: "demo", dimension: "interest", each: "demo", points }],
  total: { sum: ["interest"] },
  bands: [{ name: "cold" }, { name: "hot", from: 10 }],
});

/** Five who asked for a demo, and an endpoint that wants to be told of some things. */
async function fiveAsked(types: readonly string[]) {
  const ids = await newWorkspace(pool, model(1), NOON);
  const { workspaceId } = ids;
  const items = Array.from({ length: 5 }, (_, i) =>
    arrived({ messageId: `m${i}`, type: "track", event: "Demo Requested", userId: `u${i}`, timestamp: NOON }),
  );
  await gather({ pool, now: () => NOON }).receive({ ...ids, receivedAt: NOON, items });
  const rows = <Row>(text: string) =>
    inTransaction(pool, workspaceId, (session) => session.rows<Row>({ name: "", text }, [workspaceId]));
  await inTransaction(pool, workspaceId, (session) =>
    keepEndpoint(session, { url: "https://x.example", description: "", types, secret: Buffer.alloc(1) }, NOON),
  );
  const publish = async (points: number, announce: boolean): Promise<void> => {
    const request = { input: model(points), source: "", author: "test", announce };
    const published = await publishModel(pool, workspaceId, request, LATER);
    if (!published.ok) throw new Error(published.problem.code);
    while ((await advancePublication(pool, workspaceId, published.publicationId, () => LATER)) !== "live");
  };
  /** Makes a version live that was so before. */
  const publishAgain = async (number: number, announce: boolean, at: number): Promise<void> => {
    const [version] = await rows<{ version_id: number }>(
      `select version_id from model_version where workspace_id = $1 and number = ${number}`,
    );
    const published = await inTransaction(
      pool,
      workspaceId,
      (session) => publishVersion(session, version?.version_id ?? 0, announce, at),
      { configuration: "changing" },
    );
    if (!published.ok) throw new Error(published.problem.code);
    while ((await advancePublication(pool, workspaceId, published.publicationId, () => at)) !== "live");
  };
  const said = async () =>
    (await rows<{ payload: Said }>("select payload from outbox where workspace_id = $1 order by outbox_id")).map(
      ({ payload }) => payload,
    );
  const announce = (step: number) => announceSwitch(pool, workspaceId, LATER, { step });
  return { rows, publish, publishAgain, said, announce };
}

type Said = { readonly type: string; readonly timestamp: string; readonly data: Readonly<Record<string, unknown>> };

test("whom a version puts into another band is told once, in steps, by however many processes", async () => {
  const { rows, publish, said, announce } = await fiveAsked(["lead.band.entered", "lead.band.left"]);
  await publish(10, true);
  await Promise.all([announce(2), announce(2)]);
  while ((await announce(2)) > 0);
  const all = await said();
  expect(all).toHaveLength(10);
  const changes = await rows<{ transition_id: number; subject_id: number; muted: boolean }>(
    "select transition_id, subject_id, muted from transition where workspace_id = $1 and cause = 'publish' order by 1",
  );
  expect(all.filter(({ type }) => type === "lead.band.entered")).toEqual(
    changes.map(({ transition_id, subject_id }) => ({
      type: "lead.band.entered",
      timestamp: new Date(LATER).toISOString(),
      data: {
        ...{ transition: String(transition_id), lead: String(subject_id), model: "b2b", version: 2 },
        ...{ from: "cold", to: "hot", on: "2026-03-01", total: 10, cause: "publish", band: "hot" },
      },
    })),
  );
  expect(changes).toHaveLength(5);
  expect(await rows("select from delivery where workspace_id = $1 and state = 'waiting'")).toHaveLength(10);
  // Nobody hears of it again.
  expect(await announce(2)).toBe(0);
  expect(await said()).toHaveLength(10);
});

test("who is put there silently, or wanted to hear of nothing, is not told of", async () => {
  const silent = await fiveAsked(["lead.band.entered"]);
  await silent.publish(10, false);
  expect(await silent.announce(500)).toBe(0);
  expect(await silent.said()).toEqual([]);
  const others = await fiveAsked(["account.band.entered"]);
  await others.publish(10, true);
  while ((await others.announce(500)) > 0);
  expect(await others.said()).toEqual([]);
});

test("of two switches soon after one another both are told to the end", async () => {
  const { publish, said, announce } = await fiveAsked(["lead.band.entered"]);
  await publish(10, true);
  await announce(2);
  await publish(2, true);
  while ((await announce(2)) > 0);
  const told = (await said()).map(({ data }) => [data["version"], data["band"]]);
  expect(told).toEqual([...Array(5).fill([2, "hot"]), ...Array(5).fill([3, "cold"])]);
});

test("of a version that was switched to twice each switch is told once", async () => {
  const { rows, publish, publishAgain, said, announce } = await fiveAsked(["lead.band.entered"]);
  await publish(10, true);
  await announce(2);
  await publishAgain(1, false, LATER + 1000);
  await publishAgain(2, true, LATER + 2000);
  while ((await announce(2)) > 0);
  const told = (await said()).map(({ data }) => data["transition"]);
  const changes = await rows<{ transition_id: number }>(
    "select transition_id from transition where workspace_id = $1 and cause = 'publish' and not muted order by 1",
  );
  expect(changes).toHaveLength(10);
  expect(told).toEqual(changes.map(({ transition_id }) => String(transition_id)));
});
