import { expect, test } from "vitest";
import { accountsOfLeads, sharedReasons } from "./ranked-accounts.ts";

type Lead = Parameters<typeof accountsOfLeads>[0][number];

const lead = (id: string, account: string | null, total: number): Lead => ({
  id,
  name: null,
  email: null,
  traits: {},
  account,
  ineligible: null,
  firstAt: null,
  lastAt: null,
  owner: null,
  score: {
    model: "b2b",
    version: 1,
    total,
    band: null,
    market: null,
    zone: null,
    cell: null,
    since: null,
    dueOn: null,
  },
});

test("an account stands where its best lead does", () => {
  const leads = [lead("1", "7", 90), lead("2", null, 80), lead("3", "8", 70), lead("4", "7", 60)];
  expect(accountsOfLeads(leads).map(({ id, best }) => [id, best?.id])).toEqual([
    ["7", "1"],
    ["8", "3"],
  ]);
});

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
