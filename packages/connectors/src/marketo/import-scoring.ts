import type { Model, Rule, SignalDefinition } from "@plumbline/scoring";
import { z } from "zod";
import { asName, asWords, type LeftOut, readAs, type ScoringImport, type WhyLeftOut } from "../scoring-import.ts";

/** What Marketo's asset API answers when asked for one thing: a list of one. */
function answerOf<Item extends z.ZodType>(item: Item) {
  return z.object({ result: z.tuple([item]) });
}

/** `GET /rest/asset/v1/smartCampaign/{id}.json?includeFlowSteps=true`; schemas of static/swagger-asset.json in AdobeDocs/marketo-apis. */
const campaign = z.object({
  id: z.int(),
  name: z.string(),
  description: z.string().nullish(),
  isActive: z.boolean(),
  qualificationRuleType: z.enum(["once", "any", "interval"]),
  qualificationRuleInterval: z.int().nullish(),
  qualificationRuleUnit: z.enum(["hour", "day", "week", "month"]).nullish(),
  flow: z.object({
    steps: z.array(
      z.object({
        id: z.int(),
        activityTypeName: z.string(),
        stepChoice: z
          .array(
            z.object({
              default: z.boolean(),
              attributes: z
                .array(z.object({ name: z.string(), value: z.string().nullish(), primary: z.boolean().nullish() }))
                .default([]),
            }),
          )
          .default([]),
      }),
    ),
  }),
});
type Campaign = z.infer<typeof campaign>;
type Step = Campaign["flow"]["steps"][number];

const filter = z.object({
  name: z.string(),
  conditions: z
    .array(
      z.object({
        activityAttributeName: z.string().nullish(),
        operator: z.string(),
        values: z.array(z.string()).default([]),
        isPrimary: z.boolean().nullish(),
      }),
    )
    .default([]),
});
type Trigger = z.infer<typeof filter>;

/** `GET /rest/asset/v1/smartCampaign/{id}/smartList.json?includeRules=true` */
const smartList = z.object({ rules: z.object({ triggers: z.array(filter), filters: z.array(filter) }) });

/** `GET /rest/asset/v1/folder/{id}/tokens.json?folderType=Program` */
const tokens = z.object({ tokens: z.array(z.object({ name: z.string(), value: z.string() })) });

const program = z.object({
  campaigns: z.array(z.object({ campaign: answerOf(campaign), smartList: answerOf(smartList) })),
  tokens: z.object({ result: z.array(tokens) }).optional(),
});

/**
 * Reads a scoring program of Marketo Engage: its smart campaigns with their flows, their smart lists
 * with their rules, and its tokens, as `{ campaigns: [{ campaign, smartList }], tokens }` of the asset
 * API's answers. A campaign that an event triggers becomes a rule for each of its
 * score changes; what runs in batches over filters is left out.
 */
export function importMarketoScoring(data: unknown): ScoringImport {
  const read = readAs(program, data);
  if (!read.ok) return read;
  const variables = new Map(
    (read.value.tokens?.result ?? []).flatMap((one) =>
      one.tokens.map(({ name, value }) => [name.toLowerCase(), value]),
    ),
  );
  const draft: Draft = { signals: {}, dimensions: {}, rules: [], leftOut: [] };
  for (const { campaign, smartList } of read.value.campaigns) {
    const [{ rules }] = smartList.result;
    addCampaign(draft, campaign.result[0], signalOf(rules), variables);
  }
  const { leftOut, ...parts } = draft;
  return { ok: true, models: [{ model: "marketo", label: "Scoring of Marketo", ...parts }], leftOut };
}

type Draft = {
  readonly signals: Record<string, SignalDefinition>;
  readonly dimensions: Model["dimensions"];
  readonly rules: Rule[];
  readonly leftOut: LeftOut[];
};

function addCampaign(
  { signals, dimensions, rules, leftOut }: Draft,
  one: Campaign,
  signal: SignalDefinition | WhyLeftOut,
  variables: ReadonlyMap<string, string>,
): void {
  if (typeof signal === "string") {
    leftOut.push({ what: one.name, why: signal });
    return;
  }
  const name = `campaign-${one.id}`;
  for (const step of one.flow.steps) {
    const given = givenBy(step, one, variables);
    if (typeof given === "string") {
      leftOut.push({ what: `${one.name}: ${step.activityTypeName}`, why: given });
      continue;
    }
    const { score, ...points } = given;
    const dimension = asName(score);
    signals[name] = { ...asWords(one.name), ...signal };
    dimensions[dimension] = asWords(score);
    rules.push({
      id: `${name}-${step.id}`,
      ...asWords(one.name, one.description),
      dimension,
      ...(one.isActive ? {} : { enabled: false }),
      each: name,
      ...points,
    });
  }
}

/** Triggers of smart lists, as the event we know them by and the property of their main condition. */
const TRIGGERS: Readonly<Record<string, readonly [event: string, property: string]>> = {
  "visits web page": ["page", "title"],
  "fills out form": ["Form Submitted", "form_name"],
  "clicks link in email": ["Email Link Clicked", "email_name"],
  "opens email": ["Email Opened", "email_name"],
  "clicks link on web page": ["Link Clicked", "link_url"],
  "unsubscribes from email": ["Unsubscribed", "email_name"],
};

/** The one trigger of a campaign as a signal, or why it cannot be one. */
function signalOf({ triggers, filters }: { triggers: Trigger[]; filters: Trigger[] }): SignalDefinition | WhyLeftOut {
  const [trigger, ...others] = triggers;
  if (!trigger) return "not-by-event";
  if (filters.length > 0) return "trigger-with-filters";
  const known = TRIGGERS[trigger.name.toLowerCase()];
  if (!known || others.length > 0) return "unknown-kind";
  const [event, property] = known;
  const asked = trigger.conditions.filter(({ operator }) => operator !== "is any");
  const [main, ...more] = asked;
  if (!main) return { on: event };
  if (more.length > 0 || main.isPrimary !== true || main.values.length === 0) return "unknown-comparison";
  switch (main.operator) {
    case "is":
      return { on: event, where: { [property]: { in: main.values } } };
    case "contains":
      return { on: event, where: { [property]: { contains: main.values } } };
    case "starts with":
      return { on: event, where: { [property]: { startsWith: main.values } } };
    default:
      return "unknown-comparison";
  }
}

/** What a flow step gives to which score, and how often. */
function givenBy(
  step: Step,
  one: Campaign,
  variables: ReadonlyMap<string, string>,
): (Change & Pick<Rule, "limit">) | WhyLeftOut {
  const change = changeOf(step, variables);
  if (typeof change === "string") return change;
  const limit = limitOf(one, change.points);
  return typeof limit === "string" ? limit : { ...change, ...limit };
}

type Change = { readonly score: string; readonly points: number };

const VARIABLE = /^\{\{my\.(.+)\}\}$/i;

function changeOf({ activityTypeName, stepChoice }: Step, variables: ReadonlyMap<string, string>): Change | WhyLeftOut {
  if (activityTypeName !== "Change Score") return "action";
  const [choice, ...others] = stepChoice;
  if (!choice || others.length > 0) return "choices";
  const score = choice.attributes.find(({ primary }) => primary)?.value;
  const written = choice.attributes.find(({ primary, value }) => !primary && isChange(value))?.value?.trim();
  if (!score || written === undefined) return "unknown-kind";
  const variable = VARIABLE.exec(written)?.[1]?.toLowerCase();
  const change = variable === undefined ? written : variables.get(variable);
  if (change === undefined) return "unknown-variable";
  if (change.startsWith("=")) return "sets-score";
  const points = Number(change);
  return Number.isInteger(points) ? { score, points } : "unknown-kind";
}

function isChange(value: string | null | undefined): boolean {
  return /^([+=-]*\d+|\{\{my\..+\}\})$/i.test(value?.trim() ?? "");
}

const DAYS = { day: 1, week: 7, month: 30 } as const;

/** Once, every time, or once in a while. Marketo counts a month as 30 days. */
function limitOf(one: Campaign, points: number): Pick<Rule, "limit"> | WhyLeftOut {
  if (one.qualificationRuleType === "any" || points === 0) return {};
  if (one.qualificationRuleType === "once") return { limit: { total: Math.abs(points) } };
  const { qualificationRuleInterval: interval, qualificationRuleUnit: unit } = one;
  if (!interval || !unit) return "unknown-kind";
  const days = unit === "hour" ? interval / 24 : interval * DAYS[unit];
  return Number.isInteger(days) ? { limit: { perWindow: { days: `${days}d`, count: 1 } } } : "time-of-day";
}
