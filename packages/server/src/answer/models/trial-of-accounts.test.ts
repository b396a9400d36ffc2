import { inTransaction } from "@plumbline/store";
import { testDatabase } from "@plumbline/store/testing";
import { expect, test } from "vitest";
import { arrived } from "../../workspace.testing.ts";
import { type Tenant, testServer } from "../server.testing.ts";

const { pool } = await testDatabase();
const now = () => Date.parse("2026-11-22T12:00:00Z");
const { receive, newTenant } = await testServer(pool, now);

const OF_LEADS = `model: companies
dimensions: { fit: {} }
rules: [{ id: software, dimension: fit, when: { trait: industry, is: software }, points: 20 }]
total: { sum: [fit] }
bands: [{ name: cold }, { name: hot, above: 15 }]
`;
const OF_ACCOUNTS = `of: account\n${OF_LEADS}`;
const params = { name: "companies" };

/** A lead who fits, and an account that does not, of one and the same id. */
async function twoOfOneId({ workspaceId, sourceId }: Tenant): Promise<string> {
  const traits = { email: "ann@free.example", name: "Ann", industry: "software" };
  const event = { messageId: "m1", type: "identify" as const, userId: "ann", traits, timestamp: now() };
  await receive({ workspaceId, sourceId, receivedAt: now(), items: [arrived(event)] });
  return inTransaction(pool, workspaceId, async (session) => {
    const [lead] = await session.rows<{ lead_id: number }>(
      { name: "", text: "select lead_id from lead where workspace_id = $1" },
      [workspaceId],
    );
    await session.rows({ name: "", text: "delete from account where workspace_id = $1" }, [workspaceId]);
    await session.rows(
      {
        name: "",
        text: `insert into account (workspace_id, account_id, key, name, traits)
               values ($1, $2, 'bank.example', 'Bank', '{"industry": "banking"}')`,
      },
      [workspaceId, lead?.lead_id],
    );
    return String(lead?.lead_id);
  });
}

test("a model of accounts is tried on the account of an id, not on the lead who has it as well", async () => {
  const tenant = await newTenant();
  const { client } = tenant;
  const id = await twoOfOneId(tenant);
  await client.models.putDraft({ params, body: OF_ACCOUNTS });
  const { items } = await client.models.try({ params, body: { leads: [id] } });
  expect(items).toMatchObject([{ lead: id, name: "Bank", verdict: { total: 0 }, band: "cold" }]);
  const picked = await client.models.putSample({ params: { ...params, lead: id }, body: { band: "cold" } });
  expect(picked.items).toEqual([{ lead: id, note: "", name: "Bank", band: "cold" }]);
  const tried = await client.models.try({ params, body: { samples: true } });
  expect(tried.items).toMatchObject([{ name: "Bank", expected: { band: "cold", holds: true } }]);
});

test("samples of leads are none of accounts: a model that becomes one of the others has its own", async () => {
  const tenant = await newTenant();
  const { client } = tenant;
  const id = await twoOfOneId(tenant);
  const named = async () => (await client.models.samples({ params })).items.map(({ name }) => name);
  await client.models.putDraft({ params, body: OF_LEADS });
  await client.models.putSample({ params: { ...params, lead: id }, body: { band: "hot" } });
  await client.models.putDraft({ params, body: OF_ACCOUNTS }, { ifMatch: "*" });
  expect(await named()).toEqual([]);
  // A text that nobody has kept yet is tried on the samples of what it is of.
  const asLeads = await client.models.try({ params, body: { text: OF_LEADS, samples: true } });
  expect(asLeads.items).toMatchObject([{ name: "Ann", expected: { band: "hot", holds: true } }]);
  expect((await client.models.try({ params, body: { samples: true } })).items).toEqual([]);
  await client.models.putSample({ params: { ...params, lead: id }, body: {} });
  await client.models.putDraft({ params, body: OF_LEADS }, { ifMatch: "*" });
  expect(await named()).toEqual(["Ann"]);
  await client.models.dropSample({ params: { ...params, lead: id } });
  await client.models.putDraft({ params, body: OF_ACCOUNTS }, { ifMatch: "*" });
  expect(await named()).toEqual(["Bank"]);
});

test("an account stays a sample when the lead of its id is erased", async () => {
  const tenant = await newTenant();
  const { client } = tenant;
  const id = await twoOfOneId(tenant);
  await client.models.putDraft({ params, body: OF_ACCOUNTS });
  await client.models.putSample({ params: { ...params, lead: id }, body: {} });
  await client.leads.erase({ params: { id }, query: { erase: "true" } });
  expect((await client.models.samples({ params })).items).toMatchObject([{ lead: id, name: "Bank" }]);
});
