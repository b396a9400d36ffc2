import { groupsOf } from "@plumbline/learning";
import { phrasesOf } from "@plumbline/phrases";
import { findZone, UTC, type Zone } from "@plumbline/scoring";
import { expect, test } from "vitest";
import { gatherCrowd } from "./gather-crowd.ts";
import { files } from "./run.testing.ts";

async function gathered(contents: { readonly leads?: string; readonly events?: string }, zone: Zone = UTC) {
  const paths = await files({ leads: contents.leads ?? "", events: contents.events ?? "" });
  const given = Object.fromEntries(Object.keys(contents).map((kind) => [kind, paths[kind as "leads" | "events"]]));
  const told: string[] = [];
  const silent = { write: () => {} };
  const { crowd, lastEvent } = await gatherCrowd(given, zone, {
    ...{ out: silent, err: { write: (text) => told.push(text) }, tell: (_, words) => void told.push(`${words}\n`) },
    ...{ isTerminal: false, columns: 80, language: "en", say: phrasesOf("en") },
    ...{ now: () => 0, random: () => 0.5, env: {} },
  });
  return { crowd, lastEvent, told: told.join("") };
}

test("a list says since when a lead is known, by the days of the time zone", async () => {
  const newYork = findZone("America/New_York") as Zone;
  const leads =
    "id,createdAt\n1,2025-01-15\n2,2025-01-15 23:30\n3,1736917200\n4,2025-01-15T03:00:00Z\n5,some day\n6,\n";
  const { crowd } = await gathered({ leads }, newYork);
  const known = [...crowd.listed.values()].map(({ knownFrom }) => knownFrom);
  const [fifteenth, fourteenth] = ["2025-01-15T05:00:00Z", "2025-01-14T05:00:00Z"].map((text) => Date.parse(text));
  expect(known).toEqual([fifteenth, fifteenth, fifteenth, fourteenth, undefined, undefined]);
});

test("the same event again is a repetition, another one under its id a conflict, of which the first stands", async () => {
  const said = (value: number) =>
    JSON.stringify({
      ...{ messageId: "o1", type: "track", event: "Order", userId: "1", timestamp: "2025-01-15T00:00:00Z" },
      properties: { value },
    });
  const { crowd, told, lastEvent } = await gathered({ events: [said(10), said(10), said(9999)].join("\n") });
  expect(crowd.events.get("user:1")).toMatchObject([{ properties: { value: 10 } }]);
  expect(told).toContain("3 events read");
  expect(told).toContain("1 duplicate\n1 with an id that another event has");
  expect(lastEvent).toBe(Date.UTC(2025, 0, 15));
});

test("nothing is learned from somebody while any identity of theirs objects to it", async () => {
  const at = (day: number) => Date.UTC(2025, 0, day);
  const said = (messageId: string, day: number, ids: object, event?: string) =>
    JSON.stringify({ messageId, type: event ? "track" : "identify", event, ...ids, timestamp: new Date(at(day)) });
  const [ann, device] = [{ userId: "ann" }, { anonymousId: "d1" }];
  const [raised, withdrawn] = ["Objection Raised", "Objection Withdrawn"];
  const events = [
    said("a", 1, { ...ann, ...device }),
    said("b", 2, device, raised),
    said("c", 3, ann, withdrawn),
    said("d", 4, device, withdrawn),
    said("e", 5, ann, raised),
  ].join("\n");
  const { crowd } = await gathered({ events });
  const [[lead] = []] = [...groupsOf(crowd, { joinByEmail: true, readsAccounts: false })];
  expect(lead?.closed).toEqual([{ from: at(2), until: at(4) }, { from: at(5) }]);
});

test("of many rejected rows the first are shown, and how many more there are", async () => {
  const row = (userId: string) => `p,${userId},2025-01-15T00:00:00Z,page\n`;
  const { told } = await gathered({ events: `name,userId,timestamp,type\n${row("1")}${row("").repeat(7)}` });
  expect(told).toContain("1 event read · 7 rejected");
  expect(told).toContain("and 2 more");
});
