import type { BandState } from "./bands/decide.ts";
import type { Facts } from "./facts.ts";
import type { Points } from "./points.ts";
import { type CompiledModel, look } from "./score/compile.ts";
import type { CompiledRule, EachRule } from "./score/compiled-rule.ts";
import { score } from "./score.ts";
import { emptyState, type KeyedState, mergeState, type SignalState } from "./signal/state.ts";
import type { Day } from "./zone.ts";

/** What would change the band soonest. */
export type NextSteps = {
  readonly band: string | null;
  /** The first day on which the band changes by itself, and what it is then. */
  readonly byItself: { readonly on: Day; readonly band: string | null } | null;
  /** What the lead could do once, or a few times, today to rise: the fewest times first, then the smallest rise. */
  readonly rises: readonly {
    readonly signal: string;
    readonly times: number;
    readonly band: string;
    readonly total: Points;
  }[];
};

const MOST_TIMES = 5;
const MOST_DUE_DAYS = 500;

/**
 * Tries what time alone does to the band and what one more occurrence (up to five) of each signal
 * would do. Only signals that count events are tried: what a visit length or a sequence would be is
 * not for us to invent. Undefined where the lead has no score.
 */
export function nextSteps(
  compiled: CompiledModel,
  facts: Facts,
  today: Day,
  previous: BandState | null,
): NextSteps | undefined {
  const verdict = score(compiled, facts, today);
  if (!verdict.scored) return undefined;
  const { scorer } = look(compiled, facts, today);
  const { decide } = scorer;
  const now = decide(previous, verdict, today).state;
  const rank = new Map((scorer.model.bands ?? []).map(({ name }, i) => [name, i]));
  const isHigher = (band: string | null): band is string =>
    band !== null && (rank.get(band) ?? -1) > (rank.get(now.band ?? "") ?? -1);

  const rises = signalsOf(scorer.rules).flatMap((rule) => {
    for (let times = 1; times <= MOST_TIMES; times++) {
      const added = withMore(facts, rule, times, today);
      const then = added && score(compiled, added, today);
      if (!then?.scored) return [];
      const { band } = decide(now, then, today).state;
      if (isHigher(band)) return [{ signal: rule.slot.name, times, band, total: then.total }];
    }
    return [];
  });
  rises.sort((a, b) => a.times - b.times || a.total - b.total || (a.signal < b.signal ? -1 : 1));
  return { band: now.band, byItself: byItself(compiled, facts, today, now), rises };
}

/** Follows the due days until the band is another. */
function byItself(compiled: CompiledModel, facts: Facts, today: Day, now: BandState): NextSteps["byItself"] {
  let state = now;
  let day: Day | null = today;
  for (let i = 0; i < MOST_DUE_DAYS && day !== null; i++) {
    const verdict = score(compiled, facts, day);
    if (!verdict.scored) return { on: day, band: null };
    const decision = look(compiled, facts, day).scorer.decide(state, verdict, day);
    if (decision.state.band !== now.band) return { on: day, band: decision.state.band };
    state = decision.state;
    const dues: Day[] = [verdict.dueOn, decision.dueOn].filter((due) => due !== null);
    day = dues.length > 0 ? Math.min(...dues) : null;
  }
  return null;
}

/** One rule for each signal of the lead that can give points. */
function signalsOf(rules: readonly CompiledRule[]): EachRule[] {
  const bySignal = new Map<string, EachRule>();
  for (const rule of rules) {
    if (rule.kind !== "each" || rule.slot.of !== "lead" || (rule.points !== null && rule.points <= 0)) continue;
    if (!bySignal.has(rule.slot.name)) bySignal.set(rule.slot.name, rule);
  }
  return [...bySignal.values()];
}

/** The facts with a signal having happened more often today; undefined for signals that do not count. */
function withMore(facts: Facts, { slot, table }: EachRule, times: number, today: Day): Facts | undefined {
  const state = facts.states.get(slot.key);
  const kind = slot.reader.scale === 1 && slot.reader.combine === "sum" ? kindToAdd(slot.signal) : undefined;
  if (kind === undefined) return undefined;
  const more = emptyState(kind) as SignalState & { cells: unknown[] };
  more.days.push(today);
  more.cells.push(kind === "count" ? times : newKeys(times, table, state as KeyedState | undefined));
  return { ...facts, states: new Map(facts.states).set(slot.key, mergeState(state ?? emptyState(kind), more)) };
}

function kindToAdd({
  distinct,
  count,
  visits,
  steps,
  times,
  confirmedBy,
}: EachRule["slot"]["signal"]): "count" | "keyed" | undefined {
  if (visits || steps || times !== undefined || confirmedBy) return undefined;
  return distinct !== undefined || count?.by !== undefined ? "keyed" : "count";
}

/** Occurrences under the key that gives most, else under one not seen yet. */
function newKeys(times: number, table: EachRule["table"], state: KeyedState | undefined): Map<string, number> {
  const seen = new Set(state?.cells.flatMap((cell) => [...cell.keys()]));
  const best = table && [...seen].sort((a, b) => table(b) - table(a))[0];
  return best === undefined
    ? new Map(Array.from({ length: times }, (_, i) => [`\u0000${i}`, 1]))
    : new Map([[best, times]]);
}
