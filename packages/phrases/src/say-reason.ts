import type { Value } from "./figures.ts";
import type { Language } from "./language.ts";
import type { Names } from "./names.ts";
import { phrasesOf } from "./phrases-of.ts";

/** What a condition asked about, and what it found there. */
export type Reason = {
  readonly subject:
    | { readonly kind: "trait" | "account" | "profile" | "prediction"; readonly name: string }
    | { readonly kind: "signal" | "age"; readonly name: string; readonly of: "lead" | "account" }
    | { readonly kind: "rate"; readonly name: string; readonly to: string };
  readonly value: Value;
  readonly parts?: readonly { readonly label: string; readonly holds: boolean }[];
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
export function sayReason(language: Language, reason: Reason, names: Names): string {
  const say = phrasesOf(language).explanation.reasons;
  const { subject, value } = reason;
  const found = typeof value === "number" ? value : undefined;
  switch (subject.kind) {
    case "trait":
      return traitWords(language, subject.name, value);
    case "account":
      return traitWords(language, say.account(subject.name), value);
    case "profile":
      return profileWords(language, names.profile(subject.name), found ?? 0, reason.parts ?? []);
    case "prediction":
      return found === undefined ? say.noPrediction(subject.name) : say.prediction(subject.name, found);
    case "rate": {
      const [part, whole] = [names.signal(subject.name), names.signal(subject.to)];
      return found === undefined ? say.noRate(part, whole) : say.rate(part, whole, found);
    }
    case "signal":
    case "age":
      return names.signal(subject.name) + happenedWords(language, subject, found);
  }
}

function traitWords(language: Language, name: string, value: Value): string {
  const { explanation, figures } = phrasesOf(language);
  const { is, unknown } = explanation.reasons;
  return value === null ? unknown(name) : is(name, figures.value(value));
}

function profileWords(language: Language, profile: string, found: number, parts: NonNullable<Reason["parts"]>): string {
  const { aside, reasons } = phrasesOf(language).explanation;
  const marks = parts.map(({ label, holds }) => `${label} ${holds ? "✓" : "✗"}`);
  return reasons.closeness(profile, found) + (marks.length > 0 ? aside(marks) : "");
}

/** How much happened, or how long ago it did. */
function happenedWords(
  language: Language,
  { kind, of }: Extract<Reason["subject"], { kind: "signal" | "age" }>,
  found: number | undefined,
): string {
  const { explanation, figures } = phrasesOf(language);
  const { aside, evidence, reasons } = explanation;
  const isNone = found === undefined || (kind === "signal" && found === 0);
  const how = isNone ? reasons.none() : kind === "age" ? reasons.ago(found) : figures.number(found);
  return aside(of === "account" ? [how, evidence.ofAccount()] : [how]);
}

export function sayUnscored(language: Language, { reason }: Unscored, names: Names): string {
  const { together, unscored } = phrasesOf(language).explanation;
  if (reason.kind === "ineligible") return unscored.ineligible(ineligibleWords(language, reason.because));
  const reasons = reason.reasons.map((one) => sayReason(language, one, names));
  return reasons.length > 0 ? unscored.leftOutBecause(together(reasons)) : unscored.leftOut();
}

/** Whoever computes facts may have reasons of their own; those are said as they stand. */
function ineligibleWords(language: Language, because: string): string {
  const known: Readonly<Record<string, string>> = phrasesOf(language).events.ineligible;
  return (Object.hasOwn(known, because) ? known[because] : undefined) ?? because;
}
