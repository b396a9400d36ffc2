import type { First } from "./en/first.ts";
import type { Value } from "./figures.ts";
import type { Names } from "./names.ts";
import { sayPrediction, type ToldPrediction } from "./say-prediction.ts";

/** What a condition asked about, and what it found there. */
export type Reason = {
  readonly subject:
    | { readonly kind: "trait" | "account" | "profile" | "prediction"; readonly name: string }
    | { readonly kind: "signal" | "age"; readonly name: string; readonly of: "lead" | "account" }
    | { readonly kind: "rate"; readonly name: string; readonly to: string };
  readonly value: Value;
  readonly parts?: readonly { readonly label: string; readonly holds: boolean }[];
  readonly prediction?: ToldPrediction;
};

/** Why a lead has no score. */
export type Unscored = {
  readonly reason:
    | { readonly kind: "ineligible"; readonly because: string }
    | { readonly kind: "who"; readonly reasons: readonly Reason[] };
};

/**
 * Says what was found. That is as true where the condition holds as where it does not: `company is
 * “Acme”` tells why a lead is in as well as why it is out.
 */
export function sayReason(phrases: First, reason: Reason, names: Names): string {
  const say = phrases.explanation.reasons;
  const { subject, value } = reason;
  const found = typeof value === "number" ? value : undefined;
  switch (subject.kind) {
    case "trait":
      return traitWords(phrases, subject.name, value);
    case "account":
      return traitWords(phrases, say.account(subject.name), value);
    case "profile":
      return profileWords(phrases, names.profile(subject.name), found ?? 0, reason.parts ?? []);
    case "prediction":
      return sayPrediction(phrases, reason.prediction ?? { name: subject.name, probability: found ?? null });
    case "rate": {
      const [part, whole] = [names.signal(subject.name), names.signal(subject.to)];
      return found === undefined ? say.noRate(part, whole) : say.rate(part, whole, found);
    }
    case "signal":
    case "age":
      return names.signal(subject.name) + happenedWords(phrases, subject, found);
  }
}

function traitWords(phrases: First, name: string, value: Value): string {
  const { explanation, figures } = phrases;
  const { is, unknown } = explanation.reasons;
  return value === null ? unknown(name) : is(name, figures.value(value));
}

function profileWords(phrases: First, profile: string, found: number, parts: NonNullable<Reason["parts"]>): string {
  const { aside, reasons } = phrases.explanation;
  const marks = parts.map(({ label, holds }) => `${label} ${holds ? "✓" : "✗"}`);
  return reasons.closeness(profile, found) + (marks.length > 0 ? aside(marks) : "");
}

/** How much happened, or how long ago it did. */
function happenedWords(
  phrases: First,
  { kind, of }: Extract<Reason["subject"], { kind: "signal" | "age" }>,
  found: number | undefined,
): string {
  const { explanation, figures } = phrases;
  const { aside, evidence, reasons } = explanation;
  const isNone = found === undefined || (kind === "signal" && found === 0);
  const how = isNone ? reasons.none() : kind === "age" ? reasons.ago(found) : figures.number(found);
  return aside(of === "account" ? [how, evidence.ofAccount()] : [how]);
}

export function sayUnscored(phrases: First, { reason }: Unscored, names: Names): string {
  const { together, unscored } = phrases.explanation;
  if (reason.kind === "ineligible") return unscored.ineligible(ineligibleWords(phrases, reason.because));
  const reasons = reason.reasons.map((one) => sayReason(phrases, one, names));
  return reasons.length > 0 ? unscored.leftOutBecause(together(reasons)) : unscored.leftOut();
}

/** Whoever computes facts may have reasons of their own; those are said as they stand. */
function ineligibleWords(phrases: First, because: string): string {
  const known: Readonly<Record<string, string>> = phrases.events.ineligible;
  return (Object.hasOwn(known, because) ? known[because] : undefined) ?? because;
}
