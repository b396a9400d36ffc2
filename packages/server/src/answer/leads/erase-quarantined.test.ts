import { findMayName, inTransaction } from "@plumbline/store";
import { testDatabase } from "@plumbline/store/testing";
import fc from "fast-check";
import { expect, test } from "vitest";
import { eraseQuarantined, lookThrough, namesAny } from "./erase-quarantined.ts";
import { DAY, eventsOf, NOW, newHouse } from "./leads.testing.ts";

const { pool } = await testDatabase();

test.each([
  ["just now", 0],
  ["long ago", DAY],
])("what came %s of somebody who is erased goes, however it is written; what is others' stays", async (_, ago) => {
  const house = await newHouse(pool);
  await house.send([eventsOf("Ann-1").identify({ email: "ann@acmé.example" })]);
  const theirs = [
    '{"userId":5,"traits":{"email":"ann@acmé.example"}}',
    '{"userId":5,"traits":{"email":"Ann@ACMÉ.Example"}}',
    '{"userId":5,"traits":{"email":"\\u0041nn\\u0040acm\\u00e9.example"}}',
    '{"userId":"\\u0041nn-1"}',
    'cut off {"traits":{"email":"ANN@acmé.example',
    Buffer.concat([Buffer.from([0xff, 0x00]), Buffer.from("no UTF-8: ann-1")]),
  ];
  const others = [
    '{"userId":5,"traits":{"email":"bob@acmé.example"}}',
    '{"email":"\\u0042ob@acm\\u00e9.example"}',
    "Ann",
  ];
  // More than one page of what has to be looked at.
  const many = Array.from({ length: 120 }, () => '{"email":"\\u0042ob@acme.example"}');
  await house.receive({
    ...{ workspaceId: house.workspaceId, sourceId: house.sourceId, receivedAt: NOW - ago },
    items: [...many, ...theirs, ...others].map((raw) => ({
      ...{ refused: { code: "no-event-name" }, raw: Buffer.from(raw as string) },
    })),
  });
  const { items } = (await house.get("/leads")).body;
  const { body } = await house.ask("DELETE", `/leads/${items[0].id}?erase=true`);
  expect(body).toMatchObject({ quarantined: theirs.length });
  const left = await house.rows<{ raw: Buffer }>("select raw from quarantine where workspace_id = $1 order by 1", [
    house.workspaceId,
  ]);
  expect(left.map(({ raw }) => raw.toString()).sort()).toEqual([...many, ...others].sort());
});

/** A house, and a way to put texts into its quarantine, which came so many ms ago. */
async function quarantined() {
  const house = await newHouse(pool);
  const { workspaceId, sourceId } = house;
  const put = async (ago: number, ...texts: readonly string[]): Promise<void> => {
    const items = texts.map((text) => ({ refused: { code: "no-event-name" as const }, raw: Buffer.from(text) }));
    await house.receive({ workspaceId, sourceId, receivedAt: NOW - ago, items });
  };
  const left = async () => {
    const text = "select raw from quarantine where workspace_id = $1 order by quarantine_id";
    return (await house.rows<{ raw: Buffer }>(text, [workspaceId])).map(({ raw }) => raw.toString());
  };
  return { house, workspaceId, put, left };
}

test("what was looked through before is not looked through again while others wait; what came since, is", async () => {
  const { house, workspaceId, put, left } = await quarantined();
  await put(DAY, "ann-1 has come", "nobody", "nobody else");
  const known = await lookThrough(pool, workspaceId, ["ann-1"], NOW);
  // Nothing changes what has come: whoever looks again would see it.
  const change = "update quarantine set raw = convert_to('ann-1, too', 'UTF8') where workspace_id = $1 and raw = $2";
  await house.rows(change, [workspaceId, Buffer.from("nobody")]);
  await put(0, "ann-1 has come again", "bob-2");
  const erase = (ids: readonly string[]) =>
    inTransaction(pool, workspaceId, (session) => eraseQuarantined(session, ids, known));
  expect(await erase(["ann-1"])).toBe(2);
  expect(await left()).toEqual(["ann-1, too", "nobody else", "bob-2"]);
  // Of other ids nothing is known.
  expect(await erase(["bob-2", "ann-1"])).toBe(2);
  expect(await left()).toEqual(["nobody else"]);
});

test("a page is as large as its bytes allow, and nothing is left out between two", async () => {
  const { workspaceId, put } = await quarantined();
  await put(0, ...["ann-1", "bob-2", "ann-1 and more", "ann-1 at last"]);
  const pageAfter = (after: number, most: number, bytes: number) =>
    inTransaction(pool, workspaceId, (session) => findMayName(session, ["ann-1"], after, most, bytes));
  const said: string[] = [];
  for (let after = 0; ; ) {
    const page = await pageAfter(after, 50, 6);
    said.push(page.map(({ raw }) => raw.toString()).join("; "));
    const last = page.at(-1);
    if (!last) break;
    after = last.quarantine_id;
  }
  expect(said).toEqual(["ann-1; ann-1 and more", "ann-1 at last", ""]);
  expect(await pageAfter(0, 1, 6)).toHaveLength(1);
});

test("however JSON is escaped and whatever is written large, who is named is found", () => {
  const address = fc
    .string({ unit: "grapheme", minLength: 1 })
    .map((name) => `${name}@acmé.example`.toLowerCase())
    .filter((text) => text.isWellFormed());
  fc.assert(
    fc.property(address, fc.infiniteStream(fc.nat(3)), fc.string(), (email, ways, before) => {
      const written = JSON.stringify({ before, email }).replace(/(?<!\\)[a-zé]|[^ -~]/gu, (letter) => {
        const way: number = ways.next().value;
        const said = way % 2 === 0 ? letter : letter.replace(/[a-zé]/, letter.toUpperCase());
        return way < 2 ? said : escaped(said);
      });
      expect(namesAny(Buffer.from(written), [email])).toBe(true);
      expect(namesAny(Buffer.from(written), ["somebody@else.example"])).toBe(false);
    }),
  );
});

const escaped = (text: string): string =>
  Array.from({ length: text.length }, (_, i) => `\\u${text.charCodeAt(i).toString(16).padStart(4, "0")}`).join("");
