import { checkModel, type Model, parseModel, tryExamples } from "@plumbline/scoring";
import { expect, test } from "vitest";
import { importZohoScoring } from "./import-scoring.ts";

const equal = (api_name: string, value: unknown) => ({ comparator: "equal", field: { api_name }, value });

/**
 * In the shape of https://www.zoho.com/crm/developer/docs/api/v8/scoring-rules.html, with the figures
 * of samples/scoring_rules/createScoringRules.js in zoho/zohocrm-nodejs-sdk-6.0.
 */
const rule11 = {
  id: "4402480000000965528",
  name: "Rule 11",
  description: "Rule for Module Leads",
  module: { api_name: "Leads", id: "4402480371049" },
  layout: { api_name: "Standard", id: "440248000167" },
  active: true,
  field_rules: [
    {
      id: "1",
      score: 5,
      criteria: {
        group_operator: "or",
        group: [equal("Company", "Zoho"), equal("Designation", "review"), equal("Last_Name", "SDK")],
      },
    },
  ],
  signal_rules: [{ id: "4836976111233", score: 10, signal: { id: "4876876112019", namespace: "Email_Incoming__s" } }],
};

function importOf(change: object = {}) {
  const imported = importZohoScoring({ scoring_rules: [{ ...rule11, layout: null, ...change }], info: {} });
  if (!imported.ok) throw new Error(imported.path.join("."));
  for (const model of imported.models) {
    expect(parseModel(model)).toEqual({ ok: true, model });
    expect(checkModel(model)).toEqual([]);
  }
  return { model: imported.models[0] as Model, leftOut: imported.leftOut };
}

function totalOf(model: Model, example: Omit<NonNullable<Model["examples"]>[number], "name" | "expect">): number {
  const [tried] = tryExamples({ ...model, examples: [{ name: "one", ...example, expect: {} }] });
  return tried?.verdict.scored ? tried.verdict.total / 100 : Number.NaN;
}

const fieldRule = (criteria: object) => ({ field_rules: [{ id: "1", score: 5, criteria }], signal_rules: [] });

test("a scoring rule becomes a model that gives its points", () => {
  const { model, leftOut } = importOf();
  expect(leftOut).toEqual([]);
  expect(model).toMatchObject({ model: "Rule 11", note: "Rule for Module Leads", of: "lead" });
  expect(model.rules[0]?.label).toBe("Company equal Zoho or Designation equal review or Last_Name equal SDK");
  expect(totalOf(model, { traits: { company: "Zoho" } })).toBe(5);
  expect(totalOf(model, { traits: { title: "Review" } })).toBe(5);
  expect(totalOf(model, { traits: { lastName: "SDK", company: "Zoho" } })).toBe(5);
  expect(totalOf(model, { traits: { company: "Acme" } })).toBe(0);
  expect(totalOf(model, { traits: { company: "Zoho" }, events: [{ event: "Email Incoming", times: 2 }] })).toBe(25);
});

test.each<[comparator: string, value: unknown, holds: unknown, not: unknown]>([
  ["equal", "Gold", "gold", "silver"],
  ["not_equal", "Gold", "silver", "gold"],
  ["contains", "ol", "Gold", "silver"],
  ["not_contains", "ol", "silver", "Gold"],
  ["starts_with", "Go", "Gold", "a gold"],
  ["ends_with", "ld", "Gold", "golden"],
  ["greater_than", 10, 11, 10],
  ["greater_equal", "10", 10, 9],
  ["less_than", 10, 9, 10],
  ["less_equal", 10, 10, 11],
  ["between", ["5", "7"], 6, 8],
  ["not_between", [5, 7], 8, 6],
  ["in", ["Gold", "Silver"], "Silver", "Bronze"],
  ["not_in", ["Gold", "Silver"], "Bronze", "Silver"],
])("%s %j", (comparator, value, holds, not) => {
  const { model, leftOut } = importOf(fieldRule({ comparator, field: { api_name: "Level" }, value }));
  expect(leftOut).toEqual([]);
  expect(totalOf(model, { traits: { Level: holds as string } })).toBe(5);
  expect(totalOf(model, { traits: { Level: not as string } })).toBe(0);
});

test("criteria nest", () => {
  const { model } = importOf(
    fieldRule({
      group_operator: "AND",
      group: [
        equal("Industry", "Finance"),
        { group_operator: "or", group: [equal("Country", "DE"), equal("City", "Graz")] },
      ],
    }),
  );
  expect(totalOf(model, { traits: { industry: "Finance", city: "Graz" } })).toBe(5);
  expect(totalOf(model, { traits: { industry: "Finance", city: "Linz" } })).toBe(0);
});

test.each([
  ["Email", "email"],
  ["Designation", "title"],
  ["Title", "title"],
  ["Annual_Revenue", "annualRevenue"],
  ["No_of_Employees", "employees"],
  ["Lead_Source", "leadSource"],
  ["Lead_Status", "leadStatus"],
  ["Created_Time", "createdAt"],
  ["Mailing_Country", "country"],
  ["Customer_Level", "Customer_Level"],
])("%s is the trait %s, as a list of leads has it", (field, trait) => {
  const { model } = importOf(fieldRule(equal(field, "x")));
  expect(model.rules[0]?.when).toEqual({ trait, is: "x" });
});

test("an inactive rule is carried over switched off", () => {
  const { model } = importOf({ active: false });
  expect(model.rules.map(({ enabled }) => enabled)).toEqual([false, false]);
});

// biome-ignore lint/suspicious/noTemplateCurlyInString: Zoho writes it so.
const ME = "${CURRENTUSER}";

test.each([
  ["layout", "Rule 11: Standard", { layout: { api_name: "Standard" } }],
  [
    "unknown-comparison",
    "Rule 11: Level sounds like gold",
    fieldRule({ comparator: "sounds_like", field: { api_name: "Level" }, value: "gold" }),
  ],
  [
    "unknown-comparison",
    "Rule 11: Level greater than gold",
    fieldRule({ comparator: "greater_than", field: { api_name: "Level" }, value: "gold" }),
  ],
  ["unknown-comparison", "Rule 11: Level equal null", fieldRule(equal("Level", null))],
  [
    "unknown-comparison",
    "Rule 11: A equal 1 xor B equal 2",
    fieldRule({ group_operator: "xor", group: [equal("A", 1), equal("B", 2)] }),
  ],
  ["value-of-another-field", `Rule 11: Owner equal ${ME}`, fieldRule(equal("Owner", ME))],
])("is left out and said so: %s", (why, what, change) => {
  expect(importOf(change).leftOut).toEqual([{ what, why }]);
});

test("each scoring rule is a model of its own; deals are nobody", () => {
  const imported = importZohoScoring({
    scoring_rules: [
      { ...rule11, layout: null },
      { ...rule11, layout: null, name: "Firms", module: { api_name: "Accounts" } },
      { ...rule11, layout: null, name: "Deals", module: { api_name: "Deals" } },
    ],
  });
  expect(imported).toMatchObject({
    ok: true,
    models: [
      { model: "Rule 11", of: "lead" },
      { model: "Firms", of: "account" },
    ],
    leftOut: [{ what: "Deals (Deals)", why: "not-a-lead" }],
  });
});

test.each([
  [undefined, ""],
  [{ code: "OAUTH_SCOPE_MISMATCH", status: "error" }, "scoring_rules"],
  [{ scoring_rules: [{ ...rule11, field_rules: [{ score: "5" }] }] }, "scoring_rules.0.field_rules.0.score"],
])("what is no answer of Zoho is refused: %#", (data, path) => {
  const imported = importZohoScoring(data);
  expect(imported).toMatchObject({ ok: false, code: "not-this-format" });
  expect(imported.ok || imported.path.join(".")).toBe(path);
});
