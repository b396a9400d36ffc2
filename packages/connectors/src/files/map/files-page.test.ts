import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Event, UTC } from "@plumbline/scoring";
import { expect, test } from "vitest";
import { openInput } from "../input.ts";
import { file, gathered } from "../pieces.testing.ts";
import { readEvents } from "../read-events.ts";
import { type Lead, readLeads } from "../read-leads.ts";
import { newReport } from "../report.ts";
import { fileMap } from "./file-map.ts";
import { parseFileMap } from "./parse-file-map.ts";

const page = readFileSync(join(import.meta.dirname, "../../../../../docs/files.md"), "utf8");
const blocks = (kind: string) =>
  [...page.matchAll(new RegExp(`^\`\`\`${kind}\\n(.*?)^\`\`\`$`, "gms"))].map(([, text = ""]) => text);

const [leadMap = {}, eventMap = {}, ...moreMaps] = blocks("yml").map((text) => parseFileMap(text, "docs/files.md"));
const [leadRows = "", eventRows = ""] = blocks("csv");

test("the page shows a map of leads and a map of events", () => {
  expect([leadMap, eventMap, ...moreMaps].map((map) => Object.keys(map))).toEqual([["leads"], ["events"]]);
});

test("the map of leads reads the rows beside it", async () => {
  const report = newReport();
  const options = { zone: UTC, report, map: leadMap };
  const leads: Lead[] = await gathered(readLeads(await openInput(file(leadRows)), options));
  expect(leads.map(({ identity, traits }) => [identity, traits])).toEqual([
    [
      "user:7",
      {
        title: "CEO",
        employees: 1200,
        customerSince: "2024-02-01",
        tags: ["a", "b"],
        source: "trade fair",
        email: "ann@example.com",
      },
    ],
  ]);
  expect([report.rejected, report.misread.size]).toEqual([0, 0]);
});

test("the map of events reads the rows beside it", async () => {
  const report = newReport();
  const options = { zone: UTC, report, map: eventMap };
  const events: Event[] = await gathered(readEvents(await openInput(file(eventRows)), options));
  expect(events).toEqual([
    {
      messageId: "1",
      type: "track",
      timestamp: Date.parse("2024-12-31T22:30:00Z"),
      userId: "7",
      event: "Order Completed",
      properties: { path: "/thanks", revenue: 1200.5 },
    },
  ]);
  expect([report.rejected, report.misread.size]).toEqual([0, 0]);
});

test("the page names every key that a map may have", () => {
  const named = new Set([...page.matchAll(/`(\w+)`/g)].map(([, word]) => word));
  const keys = Object.values(fileMap.shape).flatMap((part) => Object.keys(part.unwrap().shape));
  expect(keys.filter((key) => !named.has(key))).toEqual([]);
});
