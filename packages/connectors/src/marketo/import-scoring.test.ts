import { checkModel, type Model, parseModel, tryExamples } from "@plumbline/scoring";
import { expect, test } from "vitest";
import { importMarketoScoring } from "./import-scoring.ts";

const answer = (...result: object[]) => ({
  success: true,
  errors: [],
  requestId: "6efc#16c8967a21f",
  warnings: [],
  result,
});

/** A step in the shape of FlowStep in static/swagger-asset.json of AdobeDocs/marketo-apis. */
const scoreStep = (change: string, score = "Behavior Score") => ({
  id: 1,
  activityTypeId: 22,
  activityTypeName: "Change Score",
  stepChoice: [
    {
      id: 1,
      default: true,
      attributes: [
        { id: 1, name: "Score Name", dataType: "string", value: score, primary: true },
        { id: 2, name: "Change", dataType: "string", value: change, primary: false },
      ],
    },
  ],
});

/** The answer in help/rest-api/smart-campaigns.md of AdobeDocs/marketo-developer.en, with a flow. */
const clicks = {
  id: 1069,
  name: "Email - Clicks Link in Email",
  description: "",
  createdAt: "2018-02-16T01:34:39Z+0000",
  updatedAt: "2019-08-13T00:45:21Z+0000",
  folder: { id: 327, type: "Folder" },
  status: "Active",
  type: "trigger",
  isSystem: false,
  isActive: true,
  isRequestable: false,
  isCommunicationLimitEnabled: false,
  recurrence: { weekdayOnly: false },
  qualificationRuleType: "any",
  workspace: "Default",
  smartListId: 2747,
  flowId: 1088,
  flow: { steps: [scoreStep("{{my.Email - Clicks Link}}")] },
};

type Condition = { activityAttributeName: string; operator: string; values: string[]; isPrimary: boolean };

/** A rule as in help/rest-api/smart-lists.md there. */
const trigger = (name: string, ...conditions: Condition[]) => ({
  id: 459,
  name,
  ruleTypeId: 1,
  ruleType: "Activity",
  operator: "occurs",
  conditions,
});
const primary = (operator: string, ...values: string[]): Condition => ({
  activityAttributeName: "Email",
  operator,
  values,
  isPrimary: true,
});

const listOf = (triggers: object[], filters: object[] = []) => ({
  id: 4363,
  name: "List",
  rules: { filterMatchType: "all", triggers, filters },
});
const onClick = listOf([trigger("Clicks Link in Email", primary("is any"))]);

/** The tokens of https://experienceleague.adobe.com/en/docs/marketo/using/product-docs/core-marketo-concepts/programs/program-library/op-scoring-behavior */
const tokens = answer({
  folder: { type: "Program", value: 416 },
  tokens: [
    { name: "Email - Clicks Link", type: "score", value: "+2" },
    { name: "Decrease Score - Visits Undesirable Web Pages", type: "score", value: "-5" },
  ],
});

function importOf(campaign: object = {}, list: object = onClick) {
  const campaigns = [{ campaign: answer({ ...clicks, ...campaign }), smartList: answer(list) }];
  const imported = importMarketoScoring({ campaigns, tokens });
  if (!imported.ok) throw new Error(imported.path.join("."));
  const [model] = imported.models as [Model];
  return { model, leftOut: imported.leftOut };
}

type Events = NonNullable<NonNullable<Model["examples"]>[number]["events"]>;

function totalOf(model: Model, events: Events): number {
  expect(parseModel(model)).toEqual({ ok: true, model });
  expect(checkModel(model)).toEqual([]);
  const [tried] = tryExamples({ ...model, examples: [{ name: "one", events, expect: {} }] });
  return tried?.verdict.scored ? tried.verdict.total / 100 : Number.NaN;
}

const click = { event: "Email Link Clicked", properties: { email_name: "Spring.Offer" } };

test("a triggered campaign gives the value of its token", () => {
  const { model, leftOut } = importOf();
  expect(leftOut).toEqual([]);
  expect(model.rules).toEqual([
    {
      id: "campaign-1069-1",
      label: "Email - Clicks Link in Email",
      dimension: "Behavior Score",
      each: "campaign-1069",
      points: 2,
    },
  ]);
  expect(totalOf(model, [{ ...click, times: 3 }])).toBe(6);
});

test.each([
  ["+5", 5],
  ["-5", -5],
  ["5", 5],
  ["{{my.Decrease Score - Visits Undesirable Web Pages}}", -5],
])("a change of %s", (change, points) => {
  expect(totalOf(importOf({ flow: { steps: [scoreStep(change)] } }).model, [click])).toBe(points);
});

test.each([
  [{ qualificationRuleType: "once" }, 2],
  [{ qualificationRuleType: "any" }, 10],
  [{ qualificationRuleType: "interval", qualificationRuleInterval: 1, qualificationRuleUnit: "day" }, 6],
  [{ qualificationRuleType: "interval", qualificationRuleInterval: 48, qualificationRuleUnit: "hour" }, 4],
  [{ qualificationRuleType: "interval", qualificationRuleInterval: 1, qualificationRuleUnit: "week" }, 4],
  [{ qualificationRuleType: "interval", qualificationRuleInterval: 1, qualificationRuleUnit: "month" }, 2],
])("people run through the flow as often as they may: %j", (rule, points) => {
  const events = [{ ...click, times: 3, daysAgo: 12 }, { ...click, daysAgo: 1 }, click];
  expect(totalOf(importOf(rule).model, events)).toBe(points);
});

test.each([
  ["is", ["Spring.Offer"], 2],
  ["is", ["Other"], 0],
  ["contains", ["Offer"], 2],
  ["contains", ["Sale"], 0],
  ["starts with", ["Spring"], 2],
  ["starts with", ["Offer"], 0],
])("the trigger asks for an e-mail that %s %j", (operator, values, points) => {
  const { model } = importOf({}, listOf([trigger("Clicks Link in Email", primary(operator, ...values))]));
  expect(totalOf(model, [click])).toBe(points);
});

test.each<[trigger: string, events: Events]>([
  ["Visits Web Page", [{ type: "page" }]],
  ["Fills Out Form", [{ event: "Form Submitted" }]],
  ["Opens Email", [{ event: "Email Opened" }]],
  ["Clicks Link on Web Page", [{ event: "Link Clicked" }]],
  ["Unsubscribes from Email", [{ event: "Unsubscribed" }]],
])("%s", (name, events) => {
  expect(totalOf(importOf({}, listOf([trigger(name)])).model, events)).toBe(2);
});

test("an inactive campaign is carried over switched off", () => {
  expect(importOf({ isActive: false }).model.rules[0]).toMatchObject({ enabled: false });
});

test("two scores are two dimensions", () => {
  const steps = [scoreStep("+1"), { ...scoreStep("+3", "Demographic Score"), id: 2 }];
  const { model } = importOf({ flow: { steps } });
  expect(Object.keys(model.dimensions)).toEqual(["Behavior Score", "Demographic Score"]);
  expect(totalOf(model, [click])).toBe(4);
});

const step = (activityTypeName: string) => ({ flow: { steps: [{ id: 3, activityTypeId: 6, activityTypeName }] } });
const twoChoices = { ...scoreStep("+1"), stepChoice: [...scoreStep("+1").stepChoice, ...scoreStep("+2").stepChoice] };
const SCORED = "Email - Clicks Link in Email: Change Score";
const CAMPAIGN = "Email - Clicks Link in Email";

test.each<[why: string, what: string, campaign: object, list?: object]>([
  ["action", "Email - Clicks Link in Email: Send Alert", step("Send Alert")],
  ["sets-score", SCORED, { flow: { steps: [scoreStep("=5")] } }],
  ["unknown-variable", SCORED, { flow: { steps: [scoreStep("{{my.Nowhere}}")] } }],
  ["unknown-kind", SCORED, { flow: { steps: [scoreStep("a lot")] } }],
  ["choices", SCORED, { flow: { steps: [twoChoices] } }],
  [
    "time-of-day",
    SCORED,
    { qualificationRuleType: "interval", qualificationRuleInterval: 6, qualificationRuleUnit: "hour" },
  ],
  ["unknown-kind", SCORED, { qualificationRuleType: "interval" }],
  ["not-by-event", CAMPAIGN, {}, listOf([], [trigger("Job Title")])],
  ["trigger-with-filters", CAMPAIGN, {}, listOf([trigger("Opens Email")], [trigger("Job Title")])],
  ["unknown-kind", CAMPAIGN, {}, listOf([trigger("Program Status is Changed")])],
  ["unknown-kind", CAMPAIGN, {}, listOf([trigger("Opens Email"), trigger("Fills Out Form")])],
  ["unknown-comparison", CAMPAIGN, {}, listOf([trigger("Opens Email", primary("is not", "Spring"))])],
  ["unknown-comparison", CAMPAIGN, {}, listOf([trigger("Opens Email", primary("is"))])],
  [
    "unknown-comparison",
    CAMPAIGN,
    {},
    listOf([trigger("Opens Email", { ...primary("is", "Chrome"), isPrimary: false })]),
  ],
])("is left out and said so: %s (%s)", (why, what, campaign, list) => {
  const { model, leftOut } = importOf(campaign, list);
  expect(leftOut).toEqual([{ what, why }]);
  expect(model.rules).toEqual([]);
});

test.each([
  [
    { campaigns: [{ campaign: { success: false, errors: [{ code: "601" }] }, smartList: answer(onClick) }] },
    "campaigns.0.campaign.result",
  ],
  [{ campaigns: [{ campaign: answer(clicks), smartList: answer({ id: 1 }) }] }, "campaigns.0.smartList.result.0.rules"],
  [{ campaigns: [{ campaign: answer(), smartList: answer(onClick) }] }, "campaigns.0.campaign.result"],
])("what is no answer of Marketo is refused: %#", (data, path) => {
  const imported = importMarketoScoring(data);
  expect(imported).toMatchObject({ ok: false, code: "not-this-format" });
  expect(imported.ok || imported.path.join(".")).toBe(path);
});
