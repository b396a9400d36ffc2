import { asksQuantity } from "../condition/quantity.ts";
import { type Check, checkOf } from "../condition/tree.ts";
import type { Json } from "../event.ts";
import { type Atom, type Condition, isNegation, type RateAtom, type SignalAtom } from "../model/condition-schema.ts";
import { readWindow } from "../model/strict.ts";
import { conditionTree, notPinned, traitGetter } from "./lead-condition.ts";
import type { Reason } from "./score-shape.ts";
import type { Scorer } from "./scorer.ts";
import { amountIn, dayOfSignal, type Sight } from "./sight.ts";

/**
 * The atoms that make a condition hold (or, where it does not, that keep it from holding), each
 * with the value it found: the shortest honest answer to "why?". Predictions say so many factors.
 */
export function reasonsOf(condition: Condition, scorer: Scorer, sight: Sight, factors = 0): Reason[] {
  const holds = (one: Condition): boolean => checkFor(one, scorer)(sight.words, sight);
  const collect = (one: Condition): Reason[] => {
    if ("all" in one) {
      const failing = one.all.filter((part) => !holds(part));
      return (failing.length > 0 ? failing : one.all).flatMap(collect);
    }
    if ("any" in one) {
      const holding = one.any.filter(holds);
      return (holding.length > 0 ? holding : one.any).flatMap(collect);
    }
    if (isNegation(one)) return collect(one.not);
    return [atomReason(one as Atom, holds(one), scorer, sight, factors)];
  };
  return collect(condition);
}

/** Parts of the model's own conditions: their questions have been asked, and answered, with the whole. */
function checkFor(condition: Condition, { setting }: Scorer): Check<Sight> {
  const known = setting.checks.get(condition);
  if (known) return known;
  const made = checkOf(conditionTree(condition, setting));
  setting.checks.set(condition, made);
  return made;
}

function atomReason(atom: Atom, holds: boolean, scorer: Scorer, sight: Sight, factors: number): Reason {
  if ("trait" in atom) return traitReason("trait", atom.trait, holds, scorer, sight);
  if ("account" in atom) return traitReason("account", atom.account, holds, scorer, sight);
  if ("rate" in atom) return rateReason(atom, holds, scorer, sight);
  if ("signal" in atom) return signalReason(atom, holds, scorer, sight);
  if ("prediction" in atom) {
    const prediction = scorer.setting.prediction(atom.prediction).told(sight, factors);
    const { name, probability: value } = prediction;
    return { subject: { kind: "prediction", name }, holds, value, prediction };
  }
  if ("segment" in atom) throw notPinned(atom);
  const profile = scorer.profiles.get(atom.profile);
  const subject = { kind: "profile", name: atom.profile } as const;
  return { subject, holds, value: profile?.closeness(sight) ?? null, parts: profile?.parts(sight) ?? [] };
}

function traitReason(kind: "trait" | "account", name: string, holds: boolean, { slots }: Scorer, sight: Sight): Reason {
  const get = traitGetter(kind === "trait" ? "lead" : kind, name, slots);
  return { subject: { kind, name }, holds, value: clipped(get(sight)) };
}

function rateReason({ rate }: RateAtom, holds: boolean, { slots }: Scorer, sight: Sight): Reason {
  const amount = (name: string) => {
    const slot = slots.slot(name, "lead");
    return amountIn(sight, slot, readWindow(rate.in)) / slot.reader.scale;
  };
  const whole = amount(rate.to);
  const value = whole > 0 ? Math.round((amount(rate.of) / whole) * 10_000) / 10_000 : null;
  return { subject: { kind: "rate", name: rate.of, to: rate.to }, holds, value };
}

function signalReason(atom: SignalAtom, holds: boolean, { slots }: Scorer, sight: Sight): Reason {
  const { signal: name, of = "lead", key } = atom;
  const slot = slots.slot(name, of);
  const window = readWindow(atom.in);
  const asksAge = (atom.daysSince ?? atom.daysSinceFirst) !== undefined && !asksQuantity(atom);
  if (!asksAge) {
    return {
      subject: { kind: "signal", name, of },
      holds,
      value: amountIn(sight, slot, window, key) / slot.reader.scale,
    };
  }
  const day = dayOfSignal(sight, slot, window, atom.daysSince ? "last" : "first", key);
  return { subject: { kind: "age", name, of }, holds, value: day === undefined ? null : sight.today - day };
}

function clipped(value: Json | undefined): Json {
  if (value === undefined) return null;
  if (typeof value === "string") return value.slice(0, 200);
  return Array.isArray(value) ? value.slice(0, 10) : value;
}
