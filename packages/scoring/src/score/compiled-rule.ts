import type { Answer } from "../condition/subjects.ts";
import { type Check, checkOf, type Due, dueOf, type Tree } from "../condition/tree.ts";
import { isPresent, numberOf } from "../condition/value-test.ts";
import { type Fading, fadingOf } from "../decay.ts";
import type { Json } from "../event.ts";
import { fold } from "../fold.ts";
import type { Condition, Term } from "../model/condition-schema.ts";
import type { Decay, Rule, RulePoints } from "../model/model-schema.ts";
import { readWindow } from "../model/strict.ts";
import { MAX_POINTS, mulDiv, ONE, type Points, roundHalfAway, roundTo, toPoints } from "../points.ts";
import type { PredictionTerm } from "../prediction/prediction-term.ts";
import { remembered } from "../remembered.ts";
import { type Day, parseDay } from "../zone.ts";
import { countRate, pointsRate, type Rate, within } from "./counting.ts";
import { type ConditionSetting, conditionTree, traitGetter } from "./lead-condition.ts";
import type { UnitOfRule } from "./score-shape.ts";
import { amountIn, type Sight, type Slot, signalDue } from "./sight.ts";

/** A rule that gives points while a condition holds. */
export type WhenRule = RuleFrame & {
  readonly kind: "when";
  readonly condition: Condition | undefined;
  readonly holds: Check<Sight>;
  /** Where the condition is one question about a trait: where its answer is. */
  readonly answer: Answer | undefined;
  readonly due: Due<Sight>;
  /** The points while it holds, and the value they came from. */
  readonly stages: Stages | ((sight: Sight) => Stages);
  readonly value: ((sight: Sight) => Json | undefined) | undefined;
  /** The prediction that the points come from, where they do. */
  readonly prediction: PredictionTerm | undefined;
};

/** A rule that gives points for each occurrence of a signal. */
export type EachRule = RuleFrame & {
  readonly kind: "each";
  readonly slot: Slot;
  /** Points of one occurrence; null where a table or tiers decide. */
  readonly points: Points | null;
  /** Points by the key under which the signal counts. */
  readonly table: ((key: string) => Points) | undefined;
  /** Points by how much there is altogether. */
  readonly tiers: ((count: number) => Points) | undefined;
  readonly countRate: Rate | undefined;
  readonly pointsRate: Rate | undefined;
  readonly window: number;
  readonly fading: Fading;
  /** Only occurrences from this day to that count. */
  readonly firstDay: Day;
  readonly lastDay: Day;
};

export type CompiledRule = WhenRule | EachRule;

export function unitOf({ table, slot: { reader, signal } }: EachRule): UnitOfRule {
  if (table) return "points";
  if (reader.scale === 1) return "count";
  return signal.engaged ? "seconds" : "sum";
}

/** A rule's points as they go through its own limits and its decay. */
export type Stages = {
  /** Everything, undecayed. */
  readonly base: Points;
  /** What is let in. */
  readonly counted: Points;
  /** What age left of it. */
  readonly decayed: Points;
  /** What the total limit left. */
  readonly given: Points;
  /** The prediction that it all comes from is not known: it gives nothing, and says so. */
  readonly isUnknown?: true;
};

type RuleFrame = {
  readonly id: string;
  readonly dimension: number;
  /** Index of the group, or −1. */
  readonly group: number;
  readonly cap: Points;
};

/** Where a rule stands in its model. */
export type RulePlace = {
  readonly dimension: number;
  readonly group: number;
  readonly decay: Decay | undefined;
  /** The model's precision in hundredths. */
  readonly unit: number;
};

const NEVER = Number.POSITIVE_INFINITY;

export function compileRule(rule: Rule, place: RulePlace, setting: ConditionSetting): CompiledRule {
  const frame = {
    id: rule.id,
    dimension: place.dimension,
    group: place.group,
    cap: rule.limit?.total === undefined ? NEVER : toPoints(rule.limit.total),
    firstDay: (rule.from === undefined ? undefined : parseDay(rule.from)) ?? -NEVER,
    lastDay: (rule.until === undefined ? undefined : parseDay(rule.until)) ?? NEVER,
  };
  return rule.each === undefined
    ? whenRule(rule, frame, place, setting)
    : eachRule(rule, rule.each, frame, place, setting);
}

function eachRule(
  rule: Rule,
  signal: string,
  frame: RuleFrame & { firstDay: Day; lastDay: Day },
  place: RulePlace,
  { slots }: ConditionSetting,
): EachRule {
  const slot = slots.slot(signal, rule.of ?? "lead");
  const { points } = rule;
  return {
    ...frame,
    kind: "each",
    slot,
    points: typeof points === "number" ? toPoints(points) : null,
    table: typeof points === "object" && "table" in points ? textTable(points) : undefined,
    tiers: typeof points === "object" && "tiers" in points ? tierTable(points, place.unit) : undefined,
    countRate: countRate(rule.limit, slot.reader.scale),
    pointsRate: pointsRate(rule.limit),
    window: readWindow(rule.window),
    fading: fadingOf(rule.decay ?? place.decay),
  };
}

function whenRule(
  rule: Rule,
  frame: RuleFrame & { firstDay: Day; lastDay: Day },
  { unit }: RulePlace,
  setting: ConditionSetting,
): WhenRule {
  const { firstDay, lastDay, ...place } = frame;
  const condition = conditionTree(rule.when ?? { all: [] }, setting);
  const isDated = rule.from !== undefined || rule.until !== undefined;
  const tree: Tree<Sight> = isDated ? { kind: "all", trees: [condition, during(firstDay, lastDay)] } : condition;
  const { points } = rule;
  const read = typeof points === "object" && points.of ? termReader(points.of, setting) : undefined;
  const due = dueOf(tree);
  return {
    ...place,
    kind: "when",
    condition: rule.when,
    holds: checkOf(tree),
    answer: tree.kind === "answer" ? tree.answer : undefined,
    due: read ? (sight) => Math.min(due(sight), read.due(sight)) : due,
    stages: read?.prediction
      ? orUnknown(read.prediction, stagesOf(points, read.value, unit, frame.cap))
      : stagesOf(points, read?.value, unit, frame.cap),
    value: read?.value,
    prediction: read?.prediction,
  };
}

/** Holds from one day to another, both included. */
function during(firstDay: Day, lastDay: Day): Tree<Sight> {
  return {
    kind: "ask",
    holds: (_, { today }) => today >= firstDay && today <= lastDay,
    due: ({ today }) => (today < firstDay ? firstDay : today <= lastDay ? lastDay + 1 : NEVER),
  };
}

type Read = (sight: Sight) => Json | undefined;

const UNKNOWN: Stages = { base: 0, counted: 0, decayed: 0, given: 0, isUnknown: true };

function orUnknown({ probability }: PredictionTerm, stages: WhenRule["stages"]): WhenRule["stages"] {
  return (sight) => {
    if (probability(sight) === undefined) return UNKNOWN;
    return typeof stages === "function" ? stages(sight) : stages;
  };
}

/** What a rule gives while it holds; made once where that is always the same. */
function stagesOf(points: RulePoints, read: Read | undefined, unit: number, cap: Points): WhenRule["stages"] {
  const stages = (exact: Points): Stages => {
    const worth = roundTo(exact, unit);
    return { base: worth, counted: worth, decayed: worth, given: within(worth, cap) };
  };
  if (typeof points === "number") return stages(toPoints(points));
  const worth = worthOf(points, read ?? (() => undefined), unit);
  return (sight) => stages(worth(sight));
}

function worthOf(points: Exclude<RulePoints, number>, read: Read, unit: number): (sight: Sight) => Points {
  if ("table" in points) {
    const table = textTable(points);
    return (sight) => best(read(sight), (one) => (isPresent(one) && typeof one !== "object" ? table(String(one)) : 0));
  }
  if ("tiers" in points) {
    const tiers = tierTable(points, unit);
    return (sight) => best(read(sight), (one) => tiers(numberOf(one)));
  }
  const { times } = points;
  return (sight) => best(read(sight), (one) => product(times, numberOf(one), unit));
}

/** Of a list of values, the one that gives most. */
function best(value: Json | undefined, worth: (one: Json | undefined) => Points): Points {
  if (!Array.isArray(value) || value.length === 0) return worth(value ?? undefined);
  return value.reduce<Points>((most, one) => Math.max(most, worth(one as Json)), Number.NEGATIVE_INFINITY);
}

/** So many points for each unit of a number, which is read to the millionth; rounded once. */
function product(times: number, factor: number, unit: number): Points {
  if (Number.isNaN(factor)) return 0;
  const millionths = roundHalfAway(Math.max(-MOST_UNITS, Math.min(MOST_UNITS, factor)) * ONE);
  const largest = MAX_POINTS * 100;
  return Math.max(-largest, Math.min(largest, mulDiv(toPoints(times), millionths, ONE, unit)));
}

/** Of more units than this, even a hundredth of a point for each is more than points may be. */
const MOST_UNITS = 1e9;

function textTable({ table, otherwise }: Extract<RulePoints, { table: unknown }>): (text: string) => Points {
  const byText = new Map(Object.entries(table).map(([text, points]) => [fold(text), toPoints(points)]));
  const rest = toPoints(otherwise ?? 0);
  return remembered((text) => byText.get(fold(text)) ?? rest);
}

function tierTable({ tiers }: Extract<RulePoints, { tiers: unknown }>, unit: number): (count: number) => Points {
  const descending = tiers
    .map(({ from, to, points }) => ({ from, to: to ?? NEVER, points: roundTo(toPoints(points), unit) }))
    .sort((a, b) => b.from - a.from);
  return (count) => {
    for (const { from, to, points } of descending) if (count >= from && count <= to) return points;
    return 0;
  };
}

function termReader(
  term: Term,
  setting: ConditionSetting,
): { value: (sight: Sight) => Json | undefined; due: Due<Sight>; prediction?: PredictionTerm } {
  const never = () => NEVER;
  if ("trait" in term) return { value: traitGetter("lead", term.trait, setting.slots), due: never };
  if ("account" in term) return { value: traitGetter("account", term.account, setting.slots), due: never };
  if ("prediction" in term) {
    const prediction = setting.prediction(term.prediction);
    return { value: prediction.probability, due: prediction.due, prediction };
  }
  if ("profile" in term) {
    const { closeness, due } = setting.profile(term.profile);
    return { value: closeness, due };
  }
  const slot = setting.slots.slot(term.signal, term.of ?? "lead");
  const window = readWindow(term.in);
  return {
    value: (sight) => {
      const amount = amountIn(sight, slot, window, term.key);
      return Number.isNaN(amount) ? undefined : amount / slot.reader.scale;
    },
    due: (sight) => signalDue(sight, slot, window),
  };
}
