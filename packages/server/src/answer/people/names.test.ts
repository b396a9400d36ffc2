import { newClient } from "@plumbline/api";
import { testDatabase } from "@plumbline/store/testing";
import { expect, test } from "vitest";
import { newHouse, newMember, peopleServer } from "../../people/people.testing.ts";

const database = await testDatabase();
let clock = Date.parse("2026-11-22T12:00:00Z");
const server = await peopleServer(database, () => clock);
const { admin, workspace } = await newHouse(database, server, () => clock);

test("everybody is told what the people and keys that records name are called, also when they are gone", async () => {
  const reader = await newMember(server, admin, "readonly", "reader@house.example");
  clock += 60_000;
  const sally = await newMember(server, admin, "sales", "sally@house.example");
  await sally.api("PATCH", "/me", { name: "Sally Sales" });
  const { id } = (await sally.api("GET", "/me")).body.user;
  await admin.api("DELETE", `/people/${id}`);
  const key = (await admin.api("POST", "/keys", { name: "CRM", scopes: ["read"] })).body;
  const { status, body, text } = await reader.api("GET", "/people/names");
  expect(status).toBe(200);
  expect(body.items).toContainEqual({ by: `user:${id}`, kind: "person", name: "Sally Sales", isFormer: true });
  expect(body.items).toContainEqual({ by: `key ${key.id}`, kind: "key", name: "CRM", isFormer: false });
  expect(body.items.map(({ name }: { name: string }) => name)).toContain("Ada Admin");
  // Names, and nothing else of anybody.
  expect(text).not.toContain("@");
  const { items } = await newClient({ url: server.url, key: workspace.adminKey }).audit.list();
  const said = new Set(body.items.map(({ by }: { by: string }) => by));
  expect(items.filter(({ by }) => by !== "start" && !said.has(by))).toEqual([]);
});
