import { expect, test } from "vitest";
import { bandRanges, historyPoints, type Transition } from "./history.ts";

const moved = (on: string, to: string, total: number): Transition => ({
  id: `${on} ${to}`,
  model: "b2b",
  version: 1,
  from: null,
  to,
  on,
  at: `${on}T10:00:00.000Z`,
  cause: "event",
  total,
  lines: [],
  muted: false,
});

test("days come once and in order; what ended a day stands before what happened on it", () => {
  const items = [{ day: "2026-03-05", total: 40, band: "MQL", version: 1 }];
  const transitions = [moved("2026-03-05", "SQL", 70), moved("2026-03-02", "MQL", 35), moved("2026-03-02", "Lead", 10)];
  const now = { day: "2026-03-09", total: 38, band: "MQL" };
  expect(historyPoints({ items, transitions }, now)).toEqual([
    { day: "2026-03-02", total: 35, band: "MQL" },
    { day: "2026-03-05", total: 40, band: "MQL" },
    now,
  ]);
});

test("bands lie above one another without a gap, up to the top", () => {
  const bands = [
    { name: "SQL", above: 60 },
    { name: "Lead", from: 10 },
    { name: "MQL", from: 30 },
  ];
  expect(bandRanges(bands, 100)).toEqual([
    { name: "Lead", from: 10, to: 30 },
    { name: "MQL", from: 30, to: 60 },
    { name: "SQL", from: 60, to: 100 },
  ]);
  expect(bandRanges([{ name: "Hot" }], 100)).toEqual([]);
});
