import { type Decider, deciderOf } from "../bands/decide.ts";
import { subjectsOf } from "../condition/subjects.ts";
import { type Check, checkOf, type Due, dueOf } from "../condition/tree.ts";
import type { Condition } from "../model/condition-schema.ts";
import type { Model } from "../model/model-schema.ts";
import { type Points, toPoints } from "../points.ts";
import type { PredictionReaders } from "../prediction/prediction-reader.ts";
import { predictionTerms } from "../prediction/prediction-term.ts";
import type { Zone } from "../zone.ts";
import { bottomOf } from "./bottom.ts";
import { type CompiledRule, compileRule, type EachRule, type WhenRule } from "./compiled-rule.ts";
import { pointsRate, type Rate } from "./counting.ts";
import { type ConditionSetting, conditionTree } from "./lead-condition.ts";
import { emptyLedger, type Ledger } from "./ledger.ts";
import { type ProfileReader, profileReader } from "./profile.ts";
import { type Sight, type Slots, slotsOf } from "./sight.ts";
import { type TotalReader, totalReader } from "./total.ts";

/** A model without markets, compiled: everything that can be known before a lead is seen. */
export type Scorer = {
  readonly model: Model;
  readonly market: string | null;
  /** Rules the market changed. */
  readonly changed: ReadonlySet<string>;
  readonly setting: ConditionSetting;
  readonly slots: Slots;
  readonly sight: Sight;
  readonly ledger: Ledger;
  readonly who: { readonly condition: Condition; readonly holds: Check<Sight>; readonly due: Due<Sight> } | undefined;
  readonly rules: readonly CompiledRule[];
  /** Those of the rules that ask whether a condition holds, with their index. */
  readonly asking: readonly Asking[];
  /** By slot: those of the rules that count its signal. */
  readonly counting: readonly (readonly Counting[])[];
  /** Those of them that give something where the signal never happened, as tiers may. */
  readonly tiered: readonly Counting[];
  readonly groups: readonly CompiledGroup[];
  readonly dimensions: readonly { readonly name: string; readonly low: Points; readonly high: Points }[];
  readonly total: TotalReader;
  readonly decide: Decider;
  /** The band in which everyone begins. */
  readonly bottom: string | null;
  readonly profiles: ReadonlyMap<string, ProfileReader>;
  /** Precision in hundredths: 100 for whole points. */
  readonly unit: number;
};

/** A rule and its index among all rules. */
export type Asking = { readonly at: number; readonly rule: WhenRule };
export type Counting = {
  readonly at: number;
  readonly rule: EachRule;
  /** Whether the rules of its group share a rate: what it gives then depends on theirs. */
  readonly sharesRate: boolean;
};

export type CompiledGroup = {
  readonly name: string;
  readonly dimension: number;
  readonly cap: Points;
  readonly rate: Rate | undefined;
  /** Indexes of its rules, in their order. */
  readonly rules: readonly number[];
};

export type Questions = Pick<Scorer, "setting" | "slots" | "sight" | "profiles">;

const NO_READERS: PredictionReaders = new Map();

/** What conditions of a model can be compiled against. */
export function questionsOf(model: Model, zone: Zone, readers: PredictionReaders = NO_READERS): Questions {
  const lists = model.lists ?? {};
  const slots = slotsOf(model.signals ?? {}, { lists, zone });
  const profiles = new Map<string, ProfileReader>();
  const setting: ConditionSetting = {
    lists,
    zone,
    slots,
    subjects: subjectsOf<Sight>(),
    checks: new WeakMap(),
    profile: (name) => {
      const known = profiles.get(name);
      if (known) return known;
      const profile = model.profiles?.[name];
      if (!profile) throw new Error(`The model was not checked: it has no profile ${JSON.stringify(name)}`);
      const made = profileReader(profile, setting);
      profiles.set(name, made);
      return made;
    },
    prediction: predictionTerms(model, readers),
  };
  return { setting, slots, profiles, sight: slots.newSight() };
}

/** Compiles a flattened model. */
export function scorerOf(
  model: Model,
  zone: Zone,
  { market, changed }: Pick<Scorer, "market" | "changed">,
  readers: PredictionReaders,
): Scorer {
  const questions = questionsOf(model, zone, readers);
  const { setting } = questions;
  const unit = 10 ** (2 - (model.precision ?? 0));
  const dimensionNames = Object.keys(model.dimensions);
  const groupNames = Object.keys(model.groups ?? {});
  const rules = model.rules
    .filter(({ enabled }) => enabled !== false)
    .map((rule) =>
      compileRule(
        rule,
        {
          dimension: dimensionNames.indexOf(rule.dimension),
          group: rule.group === undefined ? -1 : groupNames.indexOf(rule.group),
          decay: model.dimensions[rule.dimension]?.decay,
          unit,
        },
        setting,
      ),
    );
  const groups = Object.entries(model.groups ?? {}).map(([name, { dimension, limit }], index) => ({
    name,
    dimension: dimensionNames.indexOf(dimension),
    cap: limit.total === undefined ? Number.POSITIVE_INFINITY : toPoints(limit.total),
    rate: pointsRate(limit),
    rules: rules.flatMap(({ group }, at) => (group === index ? [at] : [])),
  }));
  const counting = rules.flatMap((rule, at): Counting[] =>
    rule.kind === "each" ? [{ at, rule, sharesRate: groups[rule.group]?.rate !== undefined }] : [],
  );
  const total = totalReader(model, unit);
  const whoTree = model.who && conditionTree(model.who, setting);
  const scorer = {
    ...questions,
    model,
    market,
    changed,
    who: model.who && whoTree && { condition: model.who, holds: checkOf(whoTree), due: dueOf(whoTree) },
    rules,
    asking: rules.flatMap((rule, at) => (rule.kind === "when" ? [{ at, rule }] : [])),
    counting: setting.slots.all.map((slot) => counting.filter(({ rule }) => rule.slot === slot)),
    tiered: counting.filter(({ rule }) => (rule.tiers?.(0) ?? 0) !== 0),
    groups,
    ledger: emptyLedger(rules.length, groups.length, dimensionNames.length),
    dimensions: Object.entries(model.dimensions).map(([name, { clip }]) => ({
      name,
      low: clip ? toPoints(clip[0]) : Number.NEGATIVE_INFINITY,
      high: clip ? toPoints(clip[1]) : Number.POSITIVE_INFINITY,
    })),
    total,
    decide: deciderOf(model),
    bottom: bottomOf(model, total),
    unit,
  };
  scorer.sight.words = new Int32Array(setting.subjects.size());
  return scorer;
}

/** Answers every question about traits, once all conditions have been compiled. */
export function answerAll({ setting, sight }: Questions): void {
  setting.subjects.answerAll(sight.words, sight);
}
