import { type Atom, type Condition, isNegation } from "./condition-schema.ts";
import type { Market, Model, Profile } from "./model-schema.ts";

type Change = (atom: Atom) => Condition;

/** A model with each single question of its conditions, wherever they stand, put in another way. */
export function mapConditions(model: Model, change: Change): Model {
  const mapped = (condition: Condition) => mapCondition(condition, change);
  const profile = <Some extends { conditions?: Profile["conditions"] | undefined }>(one: Some): Some =>
    one.conditions ? { ...one, conditions: one.conditions.map((part) => ({ ...part, when: mapped(part.when) })) } : one;
  const rule = <Some extends { when?: Condition | undefined }>(one: Some): Some =>
    one.when ? { ...one, when: mapped(one.when) } : one;
  const market = (one: Market): Market => ({
    ...one,
    where: mapped(one.where),
    ...(one.who && { who: mapped(one.who) }),
    ...(one.profiles && { profiles: mapValues(one.profiles, profile) }),
    ...(one.rules && { rules: mapValues(one.rules, rule) }),
  });
  return {
    ...model,
    ...(model.who && { who: mapped(model.who) }),
    ...(model.profiles && { profiles: mapValues(model.profiles, profile) }),
    ...(model.markets && { markets: model.markets.map(market) }),
    rules: model.rules.map(rule),
  };
}

function mapCondition(condition: Condition, change: Change): Condition {
  if ("all" in condition) return { all: condition.all.map((one) => mapCondition(one, change)) };
  if ("any" in condition) return { any: condition.any.map((one) => mapCondition(one, change)) };
  if (isNegation(condition)) return { not: mapCondition(condition.not, change) };
  return change(condition as Atom);
}

function mapValues<Value>(record: Readonly<Record<string, Value>>, change: (value: Value) => Value) {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));
}
