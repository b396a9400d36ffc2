import { expect, test } from "vitest";
import { sharedReasons } from "./shared-reasons.ts";

const reason = (rule: string | null, points: number, kind = "each") => ({
  code: "rule",
  points,
  rule,
  dimension: "interest",
  line: { kind: "rule", points, evidence: { kind } },
});

test("what several people did counts by people, then by points; what they are does not count", () => {
  const people = [
    { id: "1", reasons: [reason("visit", 5), reason("demo", 30), reason("decides", 20, "when")] },
    { id: "2", reasons: [reason("visit", 5), reason("webinar", 40), reason("unsubscribed", -10), reason(null, 3)] },
    { id: "3" },
  ];
  expect(sharedReasons(people)).toEqual([
    { rule: "visit", people: 2, points: 10 },
    { rule: "webinar", people: 1, points: 40 },
    { rule: "demo", people: 1, points: 30 },
  ]);
});
