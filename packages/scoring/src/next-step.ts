import type { BandState } from "./bands/decide.ts";
import type { Facts } from "./facts.ts";
import { place, placeNow } from "./place.ts";
import type { Points } from "./points.ts";
import { type CompiledModel, look } from "./score/compile.ts";
import type { Scorer } from "./score/scorer.ts";
import type { Slot } from "./score/sight.ts";
import { type ByKey, keysOf } from "./signal/by-key.ts";
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
 * Tries what time alone does to the band and what one more occurrence (up to five) of each signal that the model reads
 * would do, in whichever rule, condition or profile it stands. Only signals that count events are tried: what a visit
 * length or a sequence would be is not for us to invent. Undefined where the lead has no score.
 */
export function nextSteps(
  compiled: CompiledModel,
  facts: Facts,
  today: Day,
  previous: BandState | null,
): NextSteps | undefined {
  const { band: now, total } = place(compiled, facts, previous && { band: previous }, today).placing;
  if (total === null || now === null) return undefined;
  const { scorer } = look(compiled, facts, today);
  const rank = new Map((scorer.model.bands ?? []).map(({ name }, i) => [name, i]));
  const isHigher = (band: string | null): band is string =>
    band !== null && (rank.get(band) ?? -1) > (rank.get(now.band ?? "") ?? -1);

  const rises = countedIn(scorer).flatMap((counted) => {
    for (let times = 1; times <= MOST_TIMES; times++) {
      const then = placeNow(compiled, withMore(facts, counted, times, today), { band: now }, today).placing;
      const band = then.band?.band ?? null;
      if (then.total !== null && isHigher(band)) return [{ signal: counted.slot.name, times, band, total: then.total }];
    }
    return [];
  });
  rises.sort((a, b) => a.times - b.times || a.total - b.total || (a.signal < b.signal ? -1 : 1));
  return { band: now.band, byItself: byItself(compiled, facts, today, now), rises };
}

/** Follows the due days until the band is another. */
function byItself(compiled: CompiledModel, facts: Facts, today: Day, now: BandState): NextSteps["byItself"] {
  let band: BandState | null = now;
  let day: Day | null = today;
  for (let i = 0; i < MOST_DUE_DAYS && day !== null; i++) {
    const { placing } = place(compiled, facts, { band }, day);
    const name = placing.band?.band ?? null;
    if (placing.total === null || name !== now.band) return { on: day, band: name };
    ({ band } = placing);
    day = placing.dueOn;
  }
  return null;
}

type Counted = {
  readonly slot: Slot;
  readonly kind: "count" | "keyed";
  /** What a key is worth to the rules that look it up. */
  readonly table: ((key: string) => Points) | undefined;
};

/** The signals that count events, each once, whether they are asked of the lead or of its account. */
function countedIn({ slots, rules }: Scorer): Counted[] {
  const bySignal = new Map(slots.all.toReversed().map((slot) => [slot.name, slot]));
  return [...bySignal.values()].flatMap((slot) => {
    const kind = kindToAdd(slot);
    if (kind === undefined) return [];
    const tables = rules.flatMap((rule) =>
      rule.kind === "each" && rule.slot === slot && rule.table ? [rule.table] : [],
    );
    return [{ slot, kind, table: tables[0] }];
  });
}

function kindToAdd({ signal, reader }: Slot): Counted["kind"] | undefined {
  const { distinct, count, visits, steps, times, confirmedBy } = signal;
  const counts = reader.scale === 1 && reader.combine === "sum";
  if (!counts || visits || steps || times !== undefined || confirmedBy) return undefined;
  return distinct !== undefined || count?.by !== undefined ? "keyed" : "count";
}

/** The facts with a signal having happened more often today: for the lead, and so for its account. */
function withMore(facts: Facts, { slot: { key, of }, kind, table }: Counted, times: number, today: Day): Facts {
  const state = (of === "lead" ? facts : facts.account)?.states.get(key);
  const more = emptyState(kind) as SignalState & { cells: unknown[] };
  more.days.push(today);
  more.cells.push(kind === "count" ? times : newKeys(times, table, state as KeyedState | undefined));
  const add = (states: Facts["states"]) =>
    new Map(states).set(key, mergeState(states.get(key) ?? emptyState(kind), more));
  const { account } = facts;
  return {
    ...facts,
    states: add(facts.states),
    ...(account && { account: { ...account, states: add(account.states) } }),
  };
}

/** Occurrences under the key that gives most, else under one not seen yet. */
function newKeys(times: number, table: Counted["table"], state: KeyedState | undefined): ByKey<number> {
  const seen = new Set(state?.cells.flatMap(keysOf));
  const best = table && [...seen].sort((a, b) => table(b) - table(a))[0];
  return best === undefined
    ? Array.from({ length: times }, (_, i) => `\u0000${i}`).flatMap((key) => [key, 1])
    : [best, times];
}
