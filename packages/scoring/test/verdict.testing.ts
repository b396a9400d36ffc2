import type { Event } from "../src/event.ts";
import type { Facts } from "../src/facts.ts";
import { type CompiledModel, compile } from "../src/score/compile.ts";
import type { Line, Verdict } from "../src/score/score-shape.ts";
import { score } from "../src/score.ts";
import type { SignalStates } from "../src/signal/state.ts";
import { readersIn } from "./prediction.testing.ts";
import type { Said } from "./reference.testing.ts";
import type { Case } from "./reference-lead.testing.ts";

/** Folds events, in the order given, into the states that a model reads. */
export function statesOf({ measurer }: CompiledModel, events: readonly Event[]): SignalStates {
  const states: SignalStates = new Map();
  for (const event of events) measurer.measure(states, event);
  return states;
}

/** The model of a case with the prediction that it may pin. */
export const compiledOf = ({ model, zone }: Pick<Case, "model" | "zone">): CompiledModel =>
  compile(model, zone, { predictions: readersIn(zone) });

/** A case as the product takes it. */
export function factsOf(compiled: CompiledModel, { events, traits, account, adjustments, predictions }: Case): Facts {
  return {
    traits,
    states: statesOf(compiled, events),
    ...(account && { account: { traits: account.traits, states: statesOf(compiled, account.events) } }),
    ...(adjustments && { adjustments }),
    ...(predictions && { predictions }),
  };
}

export function verdictOf(given: Case): Verdict {
  const compiled = compiledOf(given);
  return score(compiled, factsOf(compiled, given), given.today);
}

/** What a verdict shows, without the evidence for it and without its dates. */
export function shownBy(verdict: Verdict): object {
  const { day: _day, dueOn: _dueOn, ...shown } = verdict;
  if (!shown.scored) return { ...shown, reason: shown.reason.kind };
  return { ...shown, lines: shown.lines.map((line) => ({ ...line, evidence: undefined })) };
}

/** What a verdict says in the words of the reference. */
export function saidBy(verdict: Verdict): Said {
  const { scored, market } = verdict;
  if (!scored) return { scored, market };
  const { total, cell, zone, lines } = verdict;
  const rules = new Set(lines.flatMap((line) => ("rule" in line && !isUnknown(line) ? [line.rule] : [])));
  return {
    scored,
    market,
    total,
    cell,
    zone,
    dimensions: Object.fromEntries(verdict.dimensions.map(({ name, points, label }) => [name, { points, label }])),
    rules: Object.fromEntries([...rules].map((rule) => [rule, figuresOf(lines, rule)])),
    groups: Object.fromEntries(lines.flatMap((line) => (line.kind === "group" ? [[line.group, line.points]] : []))),
  };
}

/** A line that gives nothing, and says that nobody knows the prediction it would come from. */
function isUnknown(line: Line): boolean {
  return line.kind === "rule" && line.evidence.kind === "when" && line.evidence.prediction?.unknown !== undefined;
}

function figuresOf(lines: readonly Line[], id: string) {
  const own = lines.flatMap((line) => ("rule" in line && line.rule === id ? [line] : []));
  const points = (pick: (line: (typeof own)[number]) => boolean) =>
    own.filter(pick).reduce((all, line) => all + line.points, 0);
  const base = points(({ kind }) => kind === "rule");
  const letIn = base + points((line) => line.kind === "limit" && line.limit === "rate");
  const decayed = letIn + points(({ kind }) => kind === "decay");
  const capped = decayed + points((line) => line.kind === "limit" && line.limit === "total");
  return { base, letIn, decayed, capped };
}

/** Dimensions and their lines have names; which comes first says nothing. */
export function inNoOrder(verdict: Verdict): unknown {
  if (!verdict.scored) return verdict;
  const byText = (list: readonly unknown[]) =>
    [...list].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  return {
    ...verdict,
    dimensions: byText(verdict.dimensions),
    lines: byText(verdict.lines),
    totalLines: byText(verdict.totalLines),
  };
}
