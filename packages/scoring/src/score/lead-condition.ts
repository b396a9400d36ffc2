import { asksQuantity, quantityTest, turningPoints } from "../condition/quantity.ts";
import type { Subjects } from "../condition/subjects.ts";
import type { Check, Tree } from "../condition/tree.ts";
import { isPresent, questionText, type TestSetting, valueTest } from "../condition/value-test.ts";
import type { Json } from "../event.ts";
import { readJobTitle } from "../job-title.ts";
import { type Atom, type Condition, isNegation, type RateAtom, type SignalAtom } from "../model/condition-schema.ts";
import { readWindow } from "../model/strict.ts";
import type { PredictionTerm } from "../prediction/prediction-term.ts";
import { remembered } from "../remembered.ts";
import type { Day } from "../zone.ts";
import { amountIn, dayOfSignal, type Sight, type Slots, signalDue } from "./sight.ts";

/** What conditions of one model are compiled against. */
export type ConditionSetting = TestSetting & {
  readonly subjects: Subjects<Sight>;
  readonly slots: Slots;
  /** Conditions compiled before, by identity. */
  readonly checks: WeakMap<Condition, Check<Sight>>;
  /** The closeness (0–100) of a profile, and when it may change. */
  readonly profile: (name: string) => { closeness(sight: Sight): number; due(sight: Sight): Day };
  readonly prediction: (name: string) => PredictionTerm;
};

/** Compiles a condition over what is known of a lead. */
export function conditionTree(condition: Condition, setting: ConditionSetting): Tree<Sight> {
  if ("all" in condition) return { kind: "all", trees: condition.all.map((one) => conditionTree(one, setting)) };
  if ("any" in condition) return { kind: "any", trees: condition.any.map((one) => conditionTree(one, setting)) };
  if (isNegation(condition)) {
    return { kind: "not", tree: conditionTree(condition.not, setting) };
  }
  return atomTree(condition as Atom, setting);
}

function atomTree(atom: Atom, setting: ConditionSetting): Tree<Sight> {
  if ("signal" in atom) return signalTree(atom, setting);
  if ("rate" in atom) return rateTree(atom, setting);
  if ("profile" in atom) {
    const { closeness, due } = setting.profile(atom.profile);
    const holds = quantityTest(atom);
    return { kind: "ask", holds: (_, sight) => holds(closeness(sight)), due };
  }
  if ("prediction" in atom) {
    const holds = quantityTest(atom);
    const { probability, due } = setting.prediction(atom.prediction);
    return {
      kind: "ask",
      holds: (_, sight) => {
        const found = probability(sight);
        return found !== undefined && holds(found);
      },
      due,
    };
  }
  if ("segment" in atom) throw notPinned(atom);
  return traitTree(atom, setting);
}

/** The meaning of a segment is written in its place before a model is compiled. */
export function notPinned({ segment }: { readonly segment: string }): Error {
  return new Error(`The model was not pinned: it has no segment ${JSON.stringify(segment)}`);
}

/** Reads a trait of the lead or of its account; what a job title says stands in for a missing trait. */
export function traitGetter(of: "lead" | "account", path: string, slots: Slots): (sight: Sight) => Json | undefined {
  const place = slots.trait(path, of);
  if (of === "account" || (path !== "seniority" && path !== "department")) return ({ traits }) => traits[place];
  const title = slots.trait("title", of);
  return ({ traits }) => {
    const own = traits[place];
    const text = traits[title];
    return isPresent(own) || typeof text !== "string" ? own : jobTitleOf(text)[path];
  };
}

const jobTitleOf = remembered(readJobTitle);

function traitTree(
  atom: Extract<Atom, { trait: string } | { account: string }>,
  setting: ConditionSetting,
): Tree<Sight> {
  const of = "trait" in atom ? "lead" : "account";
  const { path, ...operators } =
    "trait" in atom
      ? { ...atom, path: atom.trait, trait: undefined }
      : { ...atom, path: atom.account, account: undefined };
  const get = traitGetter(of, path, setting.slots);
  const asked = Object.fromEntries(Object.entries(operators).filter(([, operand]) => operand !== undefined));
  const test = valueTest(asked, setting);
  if (!test.dated) {
    return { kind: "answer", answer: setting.subjects.ask(`${of}:${path}`, get, test, questionText(asked, setting)) };
  }
  return {
    kind: "ask",
    holds: (_, sight) => test.holds(get(sight), sight.today),
    due: (sight) => test.mayChange(get(sight), sight.today),
  };
}

function signalTree(atom: SignalAtom, { slots }: ConditionSetting): Tree<Sight> {
  const { key, daysSince, daysSinceFirst } = atom;
  const slot = slots.slot(atom.signal, atom.of ?? "lead");
  const window = readWindow(atom.in);
  const { scale } = slot.reader;
  const ages = (["last", "first"] as const).flatMap((which) => {
    const asked = which === "last" ? daysSince : daysSinceFirst;
    return asked ? [{ which, asked, holds: quantityTest(asked) }] : [];
  });
  const quantity = asksQuantity(atom) ? quantityTest(atom) : undefined;
  const asksWhether = quantity === undefined && ages.length === 0;

  const holds = (_: Int32Array, sight: Sight): boolean => {
    if (asksWhether) return dayOfSignal(sight, slot, window, "last", key) !== undefined;
    if (quantity && !quantity(amountIn(sight, slot, window, key) / scale)) return false;
    for (const age of ages) {
      const day = dayOfSignal(sight, slot, window, age.which, key);
      if (day === undefined || !age.holds(sight.today - day)) return false;
    }
    return true;
  };

  const due = (sight: Sight): Day => {
    let next = signalDue(sight, slot, window);
    for (const { which, asked } of ages) {
      const day = dayOfSignal(sight, slot, window, which, key);
      if (day === undefined) continue;
      for (const age of turningPoints(asked)) if (day + age > sight.today) next = Math.min(next, day + age);
    }
    return next;
  };
  return { kind: "ask", holds, due };
}

function rateTree(atom: RateAtom, { slots }: ConditionSetting): Tree<Sight> {
  const of = slots.slot(atom.rate.of, "lead");
  const to = slots.slot(atom.rate.to, "lead");
  const window = readWindow(atom.rate.in);
  const test = quantityTest(atom);
  return {
    kind: "ask",
    holds: (_, sight) => {
      const whole = amountIn(sight, to, window) / to.reader.scale;
      return whole > 0 && test(amountIn(sight, of, window) / of.reader.scale / whole);
    },
    due: (sight) => Math.min(signalDue(sight, of, window), signalDue(sight, to, window)),
  };
}
