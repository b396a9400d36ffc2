import { weightAt } from "./decay.ts";
import type { Event } from "./event.ts";
import type { Facts } from "./facts.ts";
import { mulDiv, ONE, type Points } from "./points.ts";
import { type CompiledModel, look } from "./score/compile.ts";
import { type EachRule, unitOf } from "./score/compiled-rule.ts";
import type { UnitOfRule } from "./score/score-shape.ts";
import type { Scorer } from "./score/scorer.ts";
import { type Tally, tallyOf } from "./score/tally.ts";
import { emptyState, mergeState, newState, type SignalState, type SignalStates } from "./signal/state.ts";
import type { Day } from "./zone.ts";

/** What one day gives to a rule that counts a signal. Points are integers of hundredths. */
export type DayShare = {
  readonly day: Day;
  /** Occurrences, or the signal's unit (points where a table gives them); and what of it limits let in. */
  readonly amount: number;
  readonly counted: number;
  /** What age leaves of it, in 10⁻⁶. */
  readonly kept: number;
  /** Before limits and decay. */
  readonly points: Points;
  readonly limited: Points;
  readonly decayed: Points;
  /** `points + limited + decayed`. */
  readonly left: Points;
};

/** What a rule that counts a signal gives, taken apart by days. */
export type RuleShares = {
  readonly signal: { readonly name: string; readonly of: "lead" | "account" };
  readonly unit: UnitOfRule;
  /** Ascending. Their points add up to the rule's line, `limited` to its rate limit's, `decayed` to its decay's. */
  readonly days: readonly DayShare[];
};

/**
 * Takes what a rule gives apart by the days on which its signal happened. Each line of a score is rounded once; so are
 * the sums up to each day here, and a day has what it adds to them: the days add up to the line exactly. Undefined
 * where the lead has no score, or the model no such rule that counts a signal. Of tiers a day has what it lifts the
 * tier by; what tiers give for nothing at all belongs to no day.
 */
export function ruleShares(compiled: CompiledModel, facts: Facts, today: Day, rule: string): RuleShares | undefined {
  const { scorer, ledger } = look(compiled, facts, today);
  const found = findEach(scorer, rule);
  if (!ledger || !found) return undefined;
  const { name, of } = found.rule.slot;
  const tally = ledger.tallies[found.at];
  return {
    signal: { name, of },
    unit: unitOf(found.rule),
    days: tally ? daysOf(found.rule, tally, today, scorer.unit) : [],
  };
}

/** The rule among those that apply to the lead, with its index. */
function findEach({ rules }: Scorer, id: string): { readonly rule: EachRule; readonly at: number } | undefined {
  const at = rules.findIndex((one) => one.id === id);
  const rule = rules[at];
  return rule?.kind === "each" ? { rule, at } : undefined;
}

function daysOf(rule: EachRule, tally: Tally, today: Day, unit: number): DayShare[] {
  const { factor, divisor } = tally;
  const scale = scaleOf(rule);
  const worth = (sum: number): Points => (rule.tiers ? rule.tiers(sum / divisor) : mulDiv(factor, sum, divisor, unit));
  const faded = (sum: bigint, counted: Points): Points =>
    rule.tiers ? counted : mulDiv(factor, sum, ONE * divisor, unit);
  const shares: DayShare[] = [];
  const sums = { all: 0, counted: 0, weighed: 0n };
  let before = { base: 0, counted: 0, decayed: 0 };
  for (const [i, day] of tally.days.entries()) {
    if (day <= today - rule.window) continue;
    const [all, counted, seen] = [tally.all[i] as number, tally.counted[i] as number, tally.seen[i] as number];
    const weight = weightAt(rule.fading, today - day);
    sums.all += all;
    sums.counted += counted;
    sums.weighed += BigInt(counted) * BigInt(weight);
    const after = { base: worth(sums.all), counted: worth(sums.counted), decayed: 0 };
    after.decayed = faded(sums.weighed, after.counted);
    const points = after.base - before.base;
    const limited = after.counted - before.counted - points;
    const left = after.decayed - before.decayed;
    before = after;
    if (seen === 0 && points === 0 && left === 0) continue;
    const part = all === 0 ? 0 : counted / all;
    const kept = rule.tiers ? ONE : weight;
    const amount = seen / scale;
    shares.push({ day, amount, counted: amount * part, kept, points, limited, decayed: left - points - limited, left });
  }
  return shares;
}

/** What one event adds to its day: the amount in the signal's unit, and the points before limits and decay. */
export type EventShare = { readonly event: Event; readonly day: Day; readonly amount: number; readonly points: Points };

/**
 * The events that a rule's signal takes, on some days, in the order of time: each with what its day has more with it
 * than without it and all later ones of that day, the other days being as they are. So the events of a day add up to
 * the day. `events` are of everyone whose events the rule counts.
 */
export function eventShares(
  compiled: CompiledModel,
  facts: Facts,
  today: Day,
  rule: string,
  { events, days }: { readonly events: readonly Event[]; readonly days: readonly DayShare[] },
): EventShare[] {
  const { scorer } = look(compiled, facts, today);
  const found = findEach(scorer, rule);
  if (!found) return [];
  const { key } = found.rule.slot;
  const sorted = events.toSorted((a, b) => a.timestamp - b.timestamp || (a.messageId < b.messageId ? -1 : 1));
  const byDay = new Map<Day, { event: Event; own: SignalState }[]>();
  const wanted = new Set(days.map(({ day }) => day));
  for (const event of sorted) {
    const day = compiled.zone.dayOf(event.timestamp);
    if (!wanted.has(day)) continue;
    const own = alone(compiled, event, key);
    if (own) byDay.set(day, [...(byDay.get(day) ?? []), { event, own }]);
  }
  const read = reader(scorer, found.rule, facts, today);
  return days.flatMap((share) => {
    const own = byDay.get(share.day) ?? [];
    return own.length === 0 ? [] : sharesOf(share, own, read, scaleOf(found.rule));
  });
}

function alone({ measurer }: CompiledModel, event: Event, key: string): SignalState | undefined {
  const states: SignalStates = new Map();
  measurer.measure(states, event);
  return states.get(key);
}

const scaleOf = ({ table, slot }: EachRule): number => (table ? 100 : slot.reader.scale);

type DayReader = {
  /** The signal as it is without a day. */
  without(day: Day): SignalState | undefined;
  /** How much a day has where the signal is this. */
  read(state: SignalState | undefined, day: Day): number;
};

function reader(scorer: Scorer, rule: EachRule, facts: Facts, today: Day): DayReader {
  const { key, of } = rule.slot;
  const whole = (of === "lead" ? facts.states : facts.account?.states)?.get(key);
  const { slots, sight } = scorer;
  const withState = (state: SignalState | undefined): Facts => {
    const states: SignalStates = new Map(state ? [[key, state]] : []);
    return of === "lead"
      ? { ...facts, states }
      : { ...facts, account: { traits: facts.account?.traits ?? {}, states } };
  };
  return {
    without: (day) => whole && withoutDay(whole, day),
    read: (state, day) => {
      slots.aim(sight, withState(state), today);
      const { days, seen } = tallyOf(rule, sight, false);
      return seen[days.indexOf(day)] ?? 0;
    },
  };
}

function withoutDay(state: SignalState, day: Day): SignalState {
  const kept = state.days.flatMap((one, i) => (one === day ? [] : [i]));
  return newState(
    state.kind,
    state.kind === "spans" ? state.silence : 0,
    kept.map((i) => state.days[i] as Day),
    kept.map((i) => state.cells[i]),
  );
}

function sharesOf(
  { day, points }: DayShare,
  own: readonly { readonly event: Event; readonly own: SignalState }[],
  { without, read }: DayReader,
  scale: number,
): EventShare[] {
  let state = without(day);
  const reached: number[] = [];
  for (const { own: more } of own) {
    state = mergeState(state ?? emptyState(more.kind, more.kind === "spans" ? more.silence : 0), more);
    reached.push(read(state, day));
  }
  const all = reached.at(-1) as number;
  const given = reached.map((amount) =>
    all === 0 ? 0 : mulDiv(points, all < 0 ? 0 - amount : amount, Math.abs(all), 1),
  );
  return own.map(({ event }, i) => ({
    event,
    day,
    amount: ((reached[i] as number) - (reached[i - 1] ?? 0)) / scale,
    points: (given[i] as number) - (given[i - 1] ?? 0),
  }));
}
