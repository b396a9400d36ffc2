import type { Condition, Model, Rule, SignalDefinition } from "@plumbline/scoring";
import { z } from "zod";
import { columnKey, keysOf, LEAD_WORDS, TRAIT_WORDS } from "../files/map/column-words.ts";
import { asName, asWords, type LeftOut, readAs, type ScoringImport, type WhyLeftOut } from "../scoring-import.ts";

type Criteria =
  | { readonly group_operator: string; readonly group: readonly Criteria[] }
  | { readonly comparator: string; readonly field: { readonly api_name: string }; readonly value?: unknown };

const criteria: z.ZodType<Criteria> = z.lazy(() =>
  z.union([
    z.object({ group_operator: z.string(), group: z.array(criteria) }),
    z.object({ comparator: z.string(), field: z.object({ api_name: z.string() }), value: z.unknown().optional() }),
  ]),
);

const id = z.union([z.int(), z.string()]).transform(String);

/** As documented at https://www.zoho.com/crm/developer/docs/api/v8/scoring-rules.html. */
const scoringRule = z.object({
  id,
  name: z.string(),
  description: z.string().nullish(),
  active: z.boolean().default(true),
  module: z.object({ api_name: z.string() }),
  layout: z.object({ api_name: z.string().nullish() }).nullish(),
  field_rules: z.array(z.object({ id: id.nullish(), score: z.number(), criteria })).nullish(),
  signal_rules: z.array(z.object({ score: z.number(), signal: z.object({ namespace: z.string() }) })).nullish(),
});
type ScoringRule = z.infer<typeof scoringRule>;

const answer = z.object({ scoring_rules: z.array(scoringRule) });

const SCORED: Readonly<Record<string, "lead" | "account">> = { Leads: "lead", Contacts: "lead", Accounts: "account" };

/**
 * Reads the scoring rules of Zoho CRM: the answer of `GET /crm/v8/settings/automation/scoring_rules`.
 * Each of its rules is a score of its own, so each is a model.
 */
export function importZohoScoring(data: unknown): ScoringImport {
  const read = readAs(answer, data);
  if (!read.ok) return read;
  const leftOut: LeftOut[] = [];
  const models = read.value.scoring_rules.flatMap((one) => {
    const of = SCORED[one.module.api_name];
    if (of) return [modelOf(one, of, leftOut)];
    leftOut.push({ what: `${one.name} (${one.module.api_name})`, why: "not-a-lead" });
    return [];
  });
  return { ok: true, models, leftOut };
}

function modelOf(one: ScoringRule, of: "lead" | "account", leftOut: LeftOut[]): Model {
  const layout = one.layout?.api_name;
  if (layout) leftOut.push({ what: `${one.name}: ${layout}`, why: "layout" });
  const signals: Record<string, SignalDefinition> = {};
  const state = one.active ? {} : { enabled: false };
  const bySignal = (one.signal_rules ?? []).map(({ score, signal }, i): Rule => {
    const event = eventOf(signal.namespace);
    const name = asName(signal.namespace);
    signals[name] = { label: event, on: event };
    return { id: `signal-${i + 1}`, label: event, dimension: "signals", ...state, each: name, points: score };
  });
  const byField = (one.field_rules ?? []).flatMap(({ score, criteria }, i): Rule[] => {
    const label = wordsOf(criteria);
    const when = conditionOf(criteria);
    if (typeof when !== "string") {
      return [{ id: `field-${i + 1}`, ...asWords(label), dimension: "fields", ...state, when, points: score }];
    }
    leftOut.push({ what: `${one.name}: ${label}`, why: when });
    return [];
  });
  return {
    model: asName(one.name),
    ...asWords(one.name, one.description),
    of,
    precision: 2,
    signals,
    dimensions: { fields: { label: "Fields" }, signals: { label: "Signals" } },
    rules: [...byField, ...bySignal],
  };
}

/** `Email_Incoming__s` → `Email Incoming`. */
function eventOf(namespace: string): string {
  return namespace.replace(/__\w$/, "").replaceAll("_", " ").trim();
}

const NAMES = Object.entries({ email: LEAD_WORDS["email"] ?? "", ...TRAIT_WORDS }).map(
  ([trait, words]) => [trait, new Set(keysOf(words))] as const,
);

/** A field under the name that its column in a list of leads gets; any other keeps its own name. */
function traitOf(field: string): string {
  const key = columnKey(field);
  return NAMES.find(([, keys]) => keys.has(key))?.[0] ?? field;
}

function conditionOf(one: Criteria): Condition | WhyLeftOut {
  if ("comparator" in one) return comparisonOf(one);
  const operator = one.group_operator.toLowerCase();
  if (operator !== "and" && operator !== "or") return "unknown-comparison";
  const inner: Condition[] = [];
  for (const part of one.group) {
    const condition = conditionOf(part);
    if (typeof condition === "string") return condition;
    inner.push(condition);
  }
  return operator === "and" ? { all: inner } : { any: inner };
}

type Comparison = Extract<Criteria, { comparator: string }>;
type Scalar = string | number | boolean;

function comparisonOf({ comparator, field, value }: Comparison): Condition | WhyLeftOut {
  const values = [value].flat().filter((one): one is Scalar => ["string", "number", "boolean"].includes(typeof one));
  // `${EMPTY}`, `${CURRENTUSER}` and the like are read by Zoho, not compared with.
  if (values.some((one) => String(one).startsWith("${"))) return "value-of-another-field";
  const [first] = values;
  if (first === undefined) return "unknown-comparison";
  const trait = traitOf(field.api_name);
  const negated = /^not_(.*)$/.exec(comparator)?.[1];
  const positive = questionOf(trait, negated ?? comparator, values, first);
  if (!positive) return "unknown-comparison";
  return negated === undefined ? positive : { not: positive };
}

function questionOf(
  trait: string,
  comparator: string,
  values: readonly Scalar[],
  first: Scalar,
): Condition | undefined {
  const texts = values.map(String);
  const numbers = values.map(Number);
  const [low = Number.NaN, high = Number.NaN] = numbers;
  switch (comparator) {
    case "equal":
    case "in":
      return values.length > 1 ? { trait, in: [...values] } : { trait, is: first };
    case "contains":
      return { trait, contains: texts };
    case "starts_with":
      return { trait, startsWith: texts };
    case "ends_with":
      return { trait, endsWith: texts };
    case "between":
      return Number.isNaN(low + high) ? undefined : { trait, between: [low, high] };
    default: {
      const operator = ORDER[comparator];
      return operator === undefined || Number.isNaN(low) ? undefined : { trait, [operator]: low };
    }
  }
}

const ORDER: Readonly<Record<string, "gt" | "gte" | "lt" | "lte">> = {
  greater_than: "gt",
  greater_equal: "gte",
  less_than: "lt",
  less_equal: "lte",
};

function wordsOf(one: Criteria): string {
  if ("comparator" in one) {
    const { field, comparator, value } = one;
    return `${field.api_name} ${comparator.replaceAll("_", " ")} ${[value].flat().map(String).join(", ")}`;
  }
  return one.group.map(wordsOf).join(` ${one.group_operator.toLowerCase()} `);
}
