import type { Json, Model, Rule, SignalDefinition } from "@plumbline/scoring";
import type { Candidate, Candidates } from "./candidate.ts";
import { digestOf, nameFrom } from "./name-from.ts";
import type { Edit } from "./proposal.ts";
import { weightsOf } from "./rule-terms.ts";

/** A rule that the model does not have. */
export type NewRule = {
  readonly id: string;
  readonly rule: Omit<Rule, "points">;
  readonly signals: Readonly<Record<string, SignalDefinition>>;
  readonly weight: number;
};

/** Candidates as rules, each with a name that neither the model nor another of them has. */
export function newRules(
  model: Model,
  found: readonly { readonly candidate: Candidate; readonly side: 1 | -1 }[],
  { signals }: Candidates,
): readonly NewRule[] {
  const taken = new Set(model.rules.map(({ id }) => id));
  const ids = new Set<string>();
  return found.map(({ candidate, side }) => {
    const needed = Object.fromEntries(
      candidate.signals.flatMap((name) => (signals[name] ? [[name, signals[name]] as const] : [])),
    );
    const what = [candidate.rule, needed];
    const name = nameFrom(candidate.words, what, taken);
    taken.add(name);
    const { dimension, weight } = homeOf(model, candidate);
    const about = aboutOf(candidate, side, what);
    const id = `rule:${digestOf(ids.has(digestOf(about)) ? [about, what] : about)}`;
    ids.add(digestOf(about));
    return { id, rule: { id: name, dimension, ...candidate.rule }, signals: needed, weight };
  });
}

/**
 * What a rule is about, so that what was declined is known again when other leads move a step or change a set: of a
 * trait, whether it is its values or its amount, and on which side; of a signal, what is asked of it.
 */
function aboutOf({ kind, about, rule: { when } }: Candidate, side: 1 | -1, what: unknown): unknown {
  if (kind !== "trait") return what;
  const [isFrom, isBelow] = [when !== undefined && "gte" in when, when !== undefined && "lt" in when];
  // That more than so much is good, and that less is bad, is about the same.
  const direction = isBelow && !isFrom ? -side : side;
  return [about, isFrom && isBelow ? "middle" : isFrom || isBelow ? "amount" : "values", direction];
}

/** The dimension of the total in which most rules are of this kind: who somebody is, or what they do. */
function homeOf(model: Model, { kind }: Candidate): { readonly dimension: string; readonly weight: number } {
  const weights = [...weightsOf(model)].filter(([, weight]) => weight > 0);
  const counts = weights.map(([dimension, weight]) => {
    const own = model.rules.filter((rule) => rule.dimension === dimension && isOfTrait(rule) === (kind === "trait"));
    return { dimension, weight, rules: own.length };
  });
  const [best] = counts.sort((a, b) => b.rules - a.rules);
  return best ?? { dimension: Object.keys(model.dimensions)[0] ?? "", weight: 0 };
}

function isOfTrait({ each, when, points }: Rule): boolean {
  if (each !== undefined) return false;
  if (when === undefined) return typeof points === "object" && points.of !== undefined && "trait" in points.of;
  return "trait" in when || "account" in when || JSON.stringify(when).includes('"trait"');
}

/** The change of a model that adds a rule, and the signals that it needs. */
export function ruleEdits({ rule, signals }: NewRule, points: number): readonly Edit[] {
  return [
    ...Object.entries(signals).map(
      ([name, signal]): Edit => ({ at: ["signals", name], was: null, to: signal as Json }),
    ),
    { at: ["rules", rule.id], was: null, to: { ...rule, points } as unknown as Json },
  ];
}
