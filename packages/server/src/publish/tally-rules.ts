import type { CompiledModel, Day, Facts, Line, Reader, SignalState } from "@plumbline/scoring";
import { score, valuesOf } from "@plumbline/scoring";

/** What the rules of a model do to those who have been looked at so far; points in hundredths. */
export type RuleTally = {
  /** Whom the model scores. */
  scored: number;
  readonly rules: Record<string, RuleSum>;
  readonly groups: Record<string, GroupSum>;
  /** By key. */
  readonly signals: Record<string, SignalSum>;
};

type RuleSum = {
  dimension: string;
  /** To whom it gives or takes anything, after limits and decay, and how much. */
  leads: number;
  sum: number;
  /** From whom its own limits took something, and how much. */
  limited: number;
  taken: number;
  /** The last day of something it counts. */
  lastOn: Day | null;
};

type GroupSum = { dimension: string; limited: number; taken: number };

export type SignalSum = {
  /** Who has it. */
  leads: number;
  /** How often by day, of the last thirty. */
  readonly days: Record<string, number>;
};

const DAYS = 30;

/** Nobody has been looked at; or what was written down when the walk paused. */
export function openTally(text = "{}"): RuleTally {
  const { scored = 0, rules, groups, signals } = JSON.parse(text) as Partial<RuleTally>;
  return { scored, rules: bare(rules), groups: bare(groups), signals: bare(signals) };
}

/** Names may be called like what every object has. */
function bare<Value>(known: Record<string, Value> = {}): Record<string, Value> {
  return Object.assign(Object.create(null) as Record<string, Value>, known);
}

/** Looks at one more. */
export function addToTally(tally: RuleTally, compiled: CompiledModel, facts: Facts, today: Day): void {
  for (const [key, reader] of compiled.measurer.readers) {
    // Nobody has it until somebody does: that is counted, too.
    const sum = entry(tally.signals, key, newSignal);
    const state = facts.states.get(key);
    if (state) addSignal(sum, occurrencesOf(state, reader, today), today);
  }
  const verdict = score(compiled, facts, today);
  if (!verdict.scored) return;
  tally.scored += 1;
  const nets = new Map<string, Net>();
  for (const line of verdict.lines) addLine(tally, nets, line);
  for (const [rule, { dimension, points, taken, lastOn }] of nets) {
    const sum = entry(tally.rules, rule, () => newRule(dimension));
    if (points !== 0) sum.leads += 1;
    sum.sum += points;
    if (taken !== 0) sum.limited += 1;
    sum.taken += taken;
    if (lastOn !== null) sum.lastOn = Math.max(sum.lastOn ?? lastOn, lastOn);
  }
}

/** What a rule gave one lead; what a limit takes is subtracted. */
type Net = { readonly dimension: string; points: number; taken: number; lastOn: Day | null };

function addLine(tally: RuleTally, nets: Map<string, Net>, line: Line): void {
  if (line.kind === "group") {
    const sum = entry(tally.groups, line.group, () => ({ dimension: line.dimension, limited: 0, taken: 0 }));
    sum.limited += 1;
    sum.taken -= line.points;
    return;
  }
  if (!("rule" in line)) return;
  const net = nets.get(line.rule) ?? { dimension: line.dimension, points: 0, taken: 0, lastOn: null };
  nets.set(line.rule, net);
  net.points += line.points;
  if (line.kind === "limit") net.taken -= line.points;
  if (line.kind === "rule" && line.evidence.kind === "each") {
    for (const [day] of line.evidence.days) net.lastOn = Math.max(net.lastOn ?? day, day);
  }
}

type Occurrences = { readonly days: readonly Day[]; readonly counts: readonly number[] };

function addSignal(sum: SignalSum, { days, counts }: Occurrences, today: Day): void {
  if (!counts.some((count) => count > 0)) return;
  sum.leads += 1;
  for (let i = days.length - 1; i >= 0; i--) {
    const day = days[i] as Day;
    if (day <= today - DAYS) return;
    const count = counts[i] as number;
    if (day <= today && count > 0) sum.days[day] = (sum.days[day] ?? 0) + count;
  }
}

/**
 * How often on which of its days, before limits; sums and largest values do not say, and count once. Of a pattern,
 * only what was completed has happened: a click that nothing confirms is none.
 */
function occurrencesOf(state: SignalState, reader: Reader, today: Day): Occurrences {
  const { days } = state;
  if (state.kind === "steps") return { days, counts: reader.read(state, today).amounts };
  return { days, counts: days.map((_, i) => occurrencesOn(state, i)) };
}

function occurrencesOn(state: Exclude<SignalState, { readonly kind: "steps" }>, i: number): number {
  switch (state.kind) {
    case "count":
      return state.cells[i] as number;
    case "keyed":
      return total(valuesOf(state.cells[i] ?? []));
    case "spans":
      return total(valuesOf(state.cells[i] ?? []).map((ends) => ends.length / 2));
    default:
      return 1;
  }
}

const total = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0);

const newRule = (dimension: string): RuleSum => ({
  dimension,
  leads: 0,
  sum: 0,
  limited: 0,
  taken: 0,
  lastOn: null,
});

const newSignal = (): SignalSum => ({ leads: 0, days: bare() });

function entry<Value>(sums: Record<string, Value>, key: string, make: () => Value): Value {
  const known = sums[key] ?? make();
  sums[key] = known;
  return known;
}
