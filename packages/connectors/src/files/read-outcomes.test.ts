import type { Event } from "@plumbline/scoring";
import { UTC } from "@plumbline/scoring";
import { expect, test } from "vitest";
import { openInput } from "./input.ts";
import { parseFileMap } from "./map/parse-file-map.ts";
import { file } from "./pieces.testing.ts";
import { FileError } from "./problem.ts";
import { readOutcomes } from "./read-outcomes.ts";
import { newReport, type Reject } from "./report.ts";
import { readOutcome } from "./values/read-outcome.ts";

async function read(text: string, map?: string) {
  const report = newReport();
  const rejects: Reject[] = [];
  const given = map === undefined ? {} : { map: parseFileMap(map, "map.yaml") };
  const options = { zone: UTC, report, onReject: (reject: Reject) => rejects.push(reject), ...given };
  const events: Event[] = [];
  const lines: number[] = [];
  for await (const placed of readOutcomes(await openInput(file(text)), options)) {
    events.push(...placed.events);
    lines.push(...placed.lines);
  }
  return { events, lines, report, rejects };
}

const HUBSPOT = `Record ID,Deal Name,Deal Stage,Close Date,Create Date,Amount,Currency,Closed Lost Reason,Associated Contact Email
1,Big,Closed Won,2026-03-01,2026-01-01,"12,000.50",EUR,,Ann@Acme.example
2,Small,Closed Lost,2026-03-02,2026-01-02,10,USD,Price,bob@acme.example
3,Open,Appointment Scheduled,2027-01-01,2026-01-03,,,,carl@acme.example
`;

test("an export of deals becomes what happened to their leads", async () => {
  const { events, lines, rejects } = await read(HUBSPOT);
  expect(rejects).toEqual([]);
  expect(lines).toEqual([2, 3, 4]);
  expect(events).toEqual([
    {
      messageId: "outcome:1:won",
      type: "track",
      event: "Opportunity Won",
      timestamp: Date.parse("2026-03-01"),
      userId: "ann@acme.example",
      properties: { value: 12000.5, currency: "EUR", "Deal Name": "Big" },
      context: { traits: { email: "ann@acme.example" } },
    },
    {
      messageId: "outcome:2:lost",
      type: "track",
      event: "Opportunity Lost",
      timestamp: Date.parse("2026-03-02"),
      userId: "bob@acme.example",
      properties: { value: 10, currency: "USD", reason: "Price", "Deal Name": "Small" },
      context: { traits: { email: "bob@acme.example" } },
    },
    {
      messageId: "outcome:3:opportunity",
      type: "track",
      event: "Opportunity Created",
      // When it was created, not when somebody hopes to close it.
      timestamp: Date.parse("2026-01-03"),
      userId: "carl@acme.example",
      properties: { "Deal Name": "Open" },
      context: { traits: { email: "carl@acme.example" } },
    },
  ]);
});

test("a currency may stand beside the amount, an id may be the lead's, and the day is enough", async () => {
  const { events, report } = await read("Contact ID;Status;Datum;Betrag\n7;Gewonnen;31.12.2025;1.200,50 €\n");
  expect(events).toMatchObject([
    { event: "Opportunity Won", userId: "7", properties: { value: 1200.5, currency: "EUR" } },
  ]);
  expect(events[0]?.timestamp).toBe(Date.parse("2025-12-31"));
  expect([report.noMessageIds, events[0]?.messageId]).toEqual([true, "line:000000002:file"]);
});

test("what says nothing that is known is rejected, and a map mends it", async () => {
  const text = "email,stage,date\na@b.example,Proposal,2026-01-01\n,won,2026-01-01\nc@d.example,,2026-01-01\n";
  const { events, rejects } = await read(text);
  expect(events).toEqual([]);
  expect(rejects.map(({ line, reason }) => [line, reason])).toEqual([
    [2, { code: "bad-event-type", value: "Proposal" }],
    [3, { code: "no-identity" }],
    [4, { code: "no-event-name" }],
  ]);
  expect(rejects[0]?.whole()).toBe("a@b.example,Proposal,2026-01-01");
  const map = "outcomes: { outcome: { column: stage, rename: { Proposal: opportunity } } }";
  expect((await read(text, map)).events).toMatchObject([{ event: "Opportunity Created", userId: "a@b.example" }]);
});

test.each([
  ["email,date\na@b.example,2026-01-01\n", "event"],
  ["email,outcome\na@b.example,won\n", "timestamp"],
  ["date,outcome\n2026-01-01,won\n", "identity"],
])("a file without what is needed is told of: %j", async (text, target) => {
  const asked = read(text);
  await expect(asked).rejects.toBeInstanceOf(FileError);
  await expect(asked).rejects.toMatchObject({ problem: { code: "unknown-source", target } });
});

test.each([
  ["Closed Won", "won"],
  ["CLOSED_LOST", "lost"],
  ["gagnée", "won"],
  ["Закрыто и не реализовано", "lost"],
  ["贏單", "won"],
  ["Proposal/Price Quote", "opportunity"],
  ["Won't say", undefined],
  ["", undefined],
])("%j is %s", (text, outcome) => expect(readOutcome(text)).toBe(outcome));
