import { testDatabase } from "@plumbline/store/testing";
import { expect, test } from "vitest";
import { eventsOf, NOW, newHouse } from "./leads.testing.ts";

const { pool } = await testDatabase();

async function houseOfTwo() {
  const house = await newHouse(pool);
  await house.send([
    eventsOf("crm-4711").identify({ name: "Ann Lee", email: "ann@acme.example" }),
    eventsOf("shop_99").identify({ name: "Ann Lee-Roth", email: "Ann.Roth@Höhe.example" }),
  ]);
  const found = async (search: string): Promise<string[]> =>
    (await house.get(`/leads?${new URLSearchParams({ search })}`)).body.items.map(({ id }: { id: string }) => id);
  const keys = () =>
    house.rows<{ key: string }>("select key from lead_key where workspace_id = $1", [house.workspaceId]);
  const [one = "", other = ""] = [...(await found("ann@acme.example")), ...(await found("Ann.Roth@Höhe.example"))];
  return { house, found, keys, one, other };
}

test("a lead is found by each of its addresses and ids, also once it is two again", async () => {
  const { house, found, one, other } = await houseOfTwo();
  const { body } = await house.post("/leads/merge", { one, other, reason: "the same card" });
  for (const search of ["ann@acme.example", "ann.roth@hohe.example", "ROTH HÖHE", "crm-4711", "shop_99"]) {
    expect([search, await found(search)]).toEqual([search, [body.lead]]);
  }
  await house.post(`/leads/${body.lead}/unmerge`, { decision: body.decision, reason: "sisters" });
  for (const search of ["ann@acme.example", "crm-4711"]) expect([search, await found(search)]).toEqual([search, [one]]);
  for (const search of ["ann.roth@höhe.example", "shop_99"]) {
    expect([search, await found(search)]).toEqual([search, [other]]);
  }
});

test("a lead is found by an address that is no longer shown", async () => {
  const { house, found, one } = await houseOfTwo();
  await house.send([eventsOf("crm-4711").identify({ email: "lee@moved.example" }, NOW)]);
  expect(await found("lee@moved.example")).toEqual([one]);
  expect(await found("ann@acme.example")).toEqual([one]);
});

test("of who is erased no address is left to be found by", async () => {
  const { house, found, keys, one, other } = await houseOfTwo();
  const { body } = await house.post("/leads/merge", { one, other, reason: "the same card" });
  expect(await keys()).toContainEqual({ key: "roth" });
  await house.ask("DELETE", `/leads/${body.lead}?erase=true`);
  expect(await found("ann.roth@höhe.example")).toEqual([]);
  expect(await keys()).toEqual([]);
});

test("a merge that changes nothing that is shown changes by what the lead is found", async () => {
  const house = await newHouse(pool);
  await house.send([eventsOf("ann").pricing(), eventsOf("bob").demo()]);
  const found = async (search: string) => (await house.get(`/leads?search=${search}`)).body.items.length;
  const [one, other] = (await house.get("/leads")).body.items.map(({ id }: { id: string }) => id);
  const { body } = await house.post("/leads/merge", { one, other, reason: "x" });
  const lead = (await house.get("/leads")).body.items[0];
  expect([await found("ann"), await found("bob"), lead.id]).toEqual([1, 1, body.lead]);
  await house.post(`/leads/${body.lead}/unmerge`, { decision: body.decision, reason: "x" });
  expect([await found("ann"), await found("bob")]).toEqual([1, 1]);
});
