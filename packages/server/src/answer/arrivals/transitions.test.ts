import type { Event } from "@plumbline/scoring";
import { testDatabase } from "@plumbline/store/testing";
import { expect, test } from "vitest";
import { addUp } from "../../identify/add-up.ts";
import { arrived } from "../../workspace.testing.ts";
import { publishAll, type Tenant, testServer } from "../server.testing.ts";

const { pool } = await testDatabase();
const NOON = Date.parse("2026-11-22T12:00:00Z");
let clock = NOON;
const now = () => clock;
const { receive, newTenant } = await testServer(pool, now);

const model = (points: number) => `model: companies
of: account
signals: { visit: { on: page } }
dimensions: { fit: {}, interest: {} }
rules:
  - { id: large, dimension: fit, when: { trait: size, is: large }, points: 7 }
  - { id: visit, dimension: interest, each: visit, points: ${points} }
bands: [{ name: cold }, { name: hot, from: 20 }]
`;

let messages = 0;
async function send({ workspaceId, sourceId }: Tenant, ...events: readonly Partial<Event>[]): Promise<void> {
  const items = events.map((event) =>
    arrived({ messageId: `m${messages++}`, type: "page", timestamp: now(), ...event } as Event),
  );
  await receive({ workspaceId, sourceId, receivedAt: now(), items });
  while ((await addUp(pool, workspaceId, now)).accounts > 0);
}

test("an account that a publication put into another band says by which lines, also when it has gone on since", async () => {
  const tenant = await newTenant();
  const { client, workspaceId } = tenant;
  const publish = async (points: number): Promise<void> => {
    await client.models.putDraft({ params: { name: "companies" }, body: model(points) });
    const { publication } = await client.models.publish({ params: { name: "companies" } });
    await publishAll(pool, workspaceId, publication, now);
  };
  await publish(1);
  const joins = (userId: string, groupId: string, size = "large"): Partial<Event> => {
    return { type: "group", userId, groupId, traits: { size }, timestamp: NOON - 1000 };
  };
  await send(tenant, joins("ann", "acme"), joins("bob", "acme"), joins("carl", "bolt", "small"), joins("eve", "acme"));
  await send(tenant, { userId: "ann" }, { userId: "bob" }, { userId: "carl" }, { userId: "eve" });
  // What he did who objects counts for no account.
  await send(tenant, { type: "track", event: "Objection Raised", userId: "eve" });
  await publish(10);
  clock += 60_000;
  await send(tenant, { userId: "bob" }, joins("bob", "bolt"));
  const { items } = await client.transitions.list({ query: { to: "hot", model: "companies" } });
  const moved = items.filter(({ cause }) => cause === "publish");
  expect(moved).toMatchObject([{ cause: "publish", name: "acme", total: 27 }]);
  const { lines } = await client.transitions.get({ params: { id: moved[0]?.id ?? "" } });
  expect(lines).toMatchObject([
    { rule: "large", points: 7 },
    { rule: "visit", points: 20 },
  ]);
});
