import type { Event } from "@plumbline/scoring";
import { inTransaction, keepApiKey } from "@plumbline/store";
import { testDatabase } from "@plumbline/store/testing";
import fc from "fast-check";
import { expect, test } from "vitest";
import { newApiKey } from "../api-key.ts";
import { DAY, eventsOf, type House, MODEL, NOW, newHouse } from "../leads/leads.testing.ts";
import { tagOf } from "./tag-of.ts";

const { pool } = await testDatabase();

const idOf = async (house: House, email: string): Promise<string> => {
  const { body } = await house.get(`/leads?limit=200&search=${encodeURIComponent(email)}`);
  return body.items[0].id;
};

async function houseWith(people: Record<string, (events: ReturnType<typeof eventsOf>) => readonly Event[]>) {
  const house = await newHouse(pool, [MODEL], { handOff: { model: "b2b", band: "hot" } });
  const ids: Record<string, string> = {};
  for (const [name, tell] of Object.entries(people)) {
    const events = eventsOf(name);
    await house.send([events.identify({ email: `${name}@${name}.example`, name }), ...tell(events)]);
    ids[name] = await idOf(house, `${name}@${name}.example`);
  }
  const id = (name: string) => ids[name] as string;
  return { ...house, id };
}

/** A second caller, with fewer rights. */
async function another(house: House, scopes: string[]) {
  const { key, prefix, hash } = newApiKey();
  await inTransaction(pool, house.workspaceId, (session) =>
    keepApiKey(session, { name: "other", prefix, hash, scopes, expires_at: null }, NOW),
  );
  return (method: "GET" | "POST" | "PUT" | "DELETE", url: string, body?: unknown, headers = {}) =>
    house.ask(method, url, body, { authorization: `Bearer ${key}`, ...headers });
}

const hot = (events: ReturnType<typeof eventsOf>) => [events.demo(), events.demo()];

test("views: seen by their owner or by all, changed by whoever has read them, and by an admin where they are shared", async () => {
  const house = await newHouse(pool);
  const sell = await another(house, ["sell"]);
  const view = { name: "Hot", filter: { band: "hot", tag: "vip" }, columns: ["name"], sort: "name" };
  const own = (await sell("POST", "/views", view)).body;
  expect(own).toMatchObject({ ...view, shared: false, model: null, mayChange: true });
  expect((await house.get("/views")).body.items).toEqual([]);
  expect((await house.get(`/views/${own.id}`)).status).toBe(404);
  const url = `/views/${own.id}`;
  expect((await sell("PUT", url, view)).body.code).toBe("tag-needed");
  expect((await sell("PUT", url, view, { "if-match": '"old"' })).body.code).toBe("tag-mismatch");
  const changed = await sell("PUT", url, { ...view, shared: true }, { "if-match": `"${own.id}-1"` });
  expect(changed.body).toMatchObject({ shared: true });
  expect((await sell("PUT", url, view, { "if-match": `"${own.id}-1"` })).body.code).toBe("tag-mismatch");
  const other = await another(house, ["sell"]);
  expect((await other("GET", url)).body).toMatchObject({ name: "Hot", mayChange: false });
  expect((await other("DELETE", url)).body.code).toBe("not-own");
  expect((await house.ask("PUT", url, { ...view, shared: true }, { "if-match": "*" })).status).toBe(200);
  expect((await house.ask("DELETE", url)).status).toBe(204);
  expect((await sell("GET", "/views")).body.items).toEqual([]);
});

test("tags: one word is one tag, given twice is given once, and they go with a lead that is merged and come back", async () => {
  const house = await houseWith({ ann: hot, bob: hot });
  const tag = (name: string, body: unknown) => house.post(`/leads/${house.id(name)}/tags`, body);
  expect((await tag("ann", { add: [" VIP ", "vip", "ＶＩＰ", "New  York"] })).body).toEqual({
    tags: ["new york", "vip"],
  });
  expect((await tag("ann", { add: ["vip"] })).body).toEqual({ tags: ["new york", "vip"] });
  await tag("bob", { add: ["vip", "trial"] });
  expect((await house.get("/tags")).body.items).toEqual([
    { tag: "vip", leads: 2 },
    { tag: "new york", leads: 1 },
    { tag: "trial", leads: 1 },
  ]);
  const tagged = async (name: string) =>
    (await house.get(`/leads?include=tags&tag=${name}`)).body.items.map((one: { name: string; tags: string[] }) => [
      one.name,
      one.tags.join(),
    ]);
  expect(await tagged("VIP")).toEqual([
    ["ann", "new york,vip"],
    ["bob", "trial,vip"],
  ]);
  const merged = await house.post("/leads/merge", { one: house.id("ann"), other: house.id("bob"), reason: "same" });
  expect((await house.get(`/leads/${merged.body.lead}`)).body.tags).toEqual(["new york", "trial", "vip"]);
  expect((await house.get("/tags")).body.items).toContainEqual({ tag: "vip", leads: 1 });
  await house.post(`/leads/${merged.body.lead}/unmerge`, { decision: merged.body.decision, reason: "no" });
  expect(await tagged("trial")).toEqual([["bob", "trial,vip"]]);
  expect((await tag("ann", { remove: ["VIP"] })).body).toEqual({ tags: ["new york"] });
});

test("a tag is the same however often it is normalised", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      expect(tagOf(tagOf(text))).toBe(tagOf(text));
    }),
  );
});

test("notes: written, changed by their author alone, on the timeline, and gone with the person", async () => {
  const house = await houseWith({ ann: hot });
  const url = `/leads/${house.id("ann")}/notes`;
  const note = (await house.post(url, { text: "<b>Call</b> after lunch" })).body;
  expect(note).toMatchObject({ text: "<b>Call</b> after lunch", changedAt: null });
  const other = await another(house, ["sell"]);
  expect((await other("PUT", `${url}/${note.id}`, { text: "no" })).body.code).toBe("not-own");
  expect((await other("DELETE", `${url}/${note.id}`)).body.code).toBe("not-own");
  house.clock.now += 1000;
  expect((await house.ask("PUT", `${url}/${note.id}`, { text: "Called" })).body.changedAt).toBe(
    new Date(NOW + 1000).toISOString(),
  );
  const theirs = (await other("POST", url, { text: "Second" })).body;
  expect((await house.get(url)).body.items.map((one: { text: string }) => one.text)).toEqual(["Second", "Called"]);
  const timeline = (await house.get(`/leads/${house.id("ann")}/timeline`)).body.items;
  expect(timeline.filter(({ kind }: { kind: string }) => kind === "note")).toHaveLength(2);
  expect((await house.ask("DELETE", `${url}/${theirs.id}`)).status).toBe(204);
  await house.ask("DELETE", `/leads/${house.id("ann")}?erase=true`);
  expect(await house.rows("select text from note")).toEqual([]);
});

test("owners: an event of the house, so that it is a trait with its history, and goes through the books", async () => {
  const house = await houseWith({ ann: hot });
  const url = `/leads/${house.id("ann")}/owner`;
  expect((await house.ask("PUT", url, { owner: "Rita" })).body).toEqual({ owner: "Rita" });
  expect((await house.ask("PUT", url, { owner: "Rita" })).body).toEqual({ owner: "Rita" });
  expect((await house.get("/leads?owner=Rita")).body.items).toMatchObject([{ name: "ann", owner: "Rita" }]);
  expect((await house.get("/leads/lookup?userId=ann")).body).toMatchObject({ id: house.id("ann"), owner: "Rita" });
  const told = await house.rows("select message_id from event where message_id like 'owner-%'");
  expect(told).toHaveLength(1);
  expect((await house.ask("PUT", url, { owner: null })).body).toEqual({ owner: null });
  expect((await house.get("/leads?owner=Rita")).body.items).toEqual([]);
  expect((await house.ask("PUT", "/leads/999999/owner", { owner: "x" })).body.code).toBe("not-found");
});

test("feedback: who was handed over waits until sales answers; the last word stands; who comes back waits anew", async () => {
  const house = await houseWith({ ann: hot, bob: hot, eva: (events) => [events.pricing()] });
  const waiting = async (state: string) =>
    (await house.get(`/leads?feedback=${state}&include=feedback`)).body.items.map((one: { name: string }) => one.name);
  const say = (name: string, body: unknown) => house.post(`/leads/${house.id(name)}/feedback`, body);
  expect(await waiting("waiting")).toEqual(["ann", "bob"]);
  house.clock.now += 60_000;
  expect((await say("ann", { says: "rejected", reason: "no-budget", text: "next year" })).body).toMatchObject({
    says: "rejected",
    reason: "no-budget",
    band: "hot",
    total: 60,
  });
  expect((await say("bob", { says: "rejected" })).status).toBe(400);
  expect((await say("bob", { says: "recycled", returnOn: "2026-11-22" })).status).toBe(400);
  await say("bob", { says: "accepted" });
  expect([await waiting("waiting"), await waiting("rejected"), await waiting("accepted")]).toEqual([
    [],
    ["ann"],
    ["bob"],
  ]);
  await say("bob", { says: "recycled", returnOn: "2026-12-24", reason: "other" });
  expect([await waiting("accepted"), await waiting("recycled")]).toEqual([[], ["bob"]]);
  const listed = (await house.get("/feedback?reason=no-budget")).body.items;
  expect(listed).toMatchObject([{ name: "ann", text: "next year", lead: house.id("ann") }]);
  expect((await house.get("/feedback?limit=2")).body.items).toHaveLength(2);
  // The score fades, she leaves the band, and comes back by what she does.
  house.clock.now += 30 * DAY;
  const ann = eventsOf("ann");
  await house.send([ann.pricing(house.clock.now)]);
  expect((await house.get(`/leads/${house.id("ann")}`)).body.scores[0].band).not.toBe("hot");
  await house.send([ann.demo(house.clock.now + 1), ann.demo(house.clock.now + 2)], house.clock.now + 1000);
  expect(await waiting("waiting")).toEqual(["ann"]);
  expect((await house.get(`/leads/${house.id("ann")}`)).body.feedback).toMatchObject({ state: "waiting" });
});

test("feedback is told to whoever asked for it, without what was written freely", async () => {
  const house = await houseWith({ ann: hot });
  await house.rows(
    `insert into endpoint (workspace_id, url, secret, types, created_at)
     values ($1, 'https://x.example', '', '{lead.feedback}', 0)`,
    [house.workspaceId],
  );
  await house.rows("update workspace set config_version = config_version + 1 where workspace_id = $1", [
    house.workspaceId,
  ]);
  await house.post(`/leads/${house.id("ann")}/feedback`, { says: "rejected", reason: "other", text: "secret" });
  const told = await house.rows<{ payload: unknown }>("select payload from outbox where type = 'lead.feedback'");
  expect(told).toMatchObject([{ payload: { data: { lead: house.id("ann"), says: "rejected", reason: "other" } } }]);
  expect(JSON.stringify(told)).not.toContain("secret");
});

test("the journey: what was done, in which stage, and what to do next", async () => {
  const house = await houseWith({ ann: (events) => [...hot(events), events.track("Email Opened", NOW - 1000)] });
  const url = `/leads/${house.id("ann")}/journey`;
  expect((await house.get(url)).body).toMatchObject({
    stage: "handed-off",
    advice: "answer",
    handOff: { minutes: null },
  });
  house.clock.now += 60_000;
  await house.post(`/leads/${house.id("ann")}/feedback`, { says: "accepted" });
  expect((await house.get(url)).body).toMatchObject({ stage: "accepted", advice: "contact" });
  const ann = eventsOf("ann");
  await house.send(
    [ann.track("Call Made", NOW + 5 * 60_000), ann.track("Call Made", NOW + 6 * 60_000)],
    NOW + 7 * 60_000,
  );
  const { body } = await house.get(url);
  expect(body).toMatchObject({ advice: "follow-up", handOff: { band: "hot", minutes: 5 } });
  const steps = body.steps.filter(({ kind }: { kind: string }) => kind !== "band");
  expect(steps.map(({ kind, times }: { kind: string; times: number }) => `${kind} ${times}`)).toEqual([
    "contact 2",
    "feedback 1",
    "mail 1",
  ]);
  await house.post(`/leads/${house.id("ann")}/feedback`, { says: "rejected", reason: "no-budget", text: "In spring" });
  const later = (await house.get(url)).body.steps;
  const said = { kind: "feedback", reason: "no-budget", text: "In spring", cause: null };
  expect(later).toContainEqual(expect.objectContaining(said));
  const moved = { kind: "band", what: "hot", cause: "event", text: null, reason: null };
  expect(later).toContainEqual(expect.objectContaining(moved));
  await house.send([ann.track("Opportunity Won", NOW + 8 * 60_000)], NOW + 9 * 60_000);
  expect((await house.get(url)).body).toMatchObject({ stage: "customer", advice: "none" });
});

test("duplicates: suggested with reasons, for one lead and for all, until somebody says that they are two", async () => {
  const house = await newHouse(pool);
  const people: Record<string, Record<string, string>> = {
    a: { name: "Ann Lee", email: "ann.lee@acme.example", phone: "+49 151 2345678" },
    b: { name: "Lee Ann", email: "annlee+x@acme.example" },
    c: { name: "Bob", email: "bob@gmail.com", phone: "0151 2345678" },
    d: { name: "Zoe Zed", email: "zoe@acme.example" },
  };
  for (const [id, traits] of Object.entries(people)) await house.send([eventsOf(id).identify(traits)]);
  const { items } = (await house.get("/duplicates")).body;
  const said = items.map((pair: { one: { email: string }; other: { email: string }; reasons: string[] }) => [
    pair.one.email,
    pair.other.email,
    pair.reasons.join(),
  ]);
  expect(said).toEqual([
    ["ann.lee@acme.example", "annlee+x@acme.example", "same-address,transposed-name,same-domain"],
    ["ann.lee@acme.example", "bob@gmail.com", "same-phone"],
  ]);
  const first = await house.get("/duplicates?limit=1");
  const second = await house.get(`/duplicates?limit=1&cursor=${first.body.next}`);
  expect([...first.body.items, ...second.body.items]).toEqual(items);
  const [pair] = items;
  expect((await house.get(`/duplicates?lead=${pair.one.id}`)).body.items).toHaveLength(2);
  const both = { one: pair.other.id, other: pair.one.id };
  expect((await house.post("/duplicates/dismissals", both)).status).toBe(200);
  expect((await house.post("/duplicates/dismissals", both)).body.code).toBe("already-done");
  expect((await house.get("/duplicates")).body.items).toEqual([items[1]]);
});
