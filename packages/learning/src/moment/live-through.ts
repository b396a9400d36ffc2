import {
  addEvent,
  addTraits,
  type CompiledModel,
  type Day,
  type Event,
  type Facts,
  type JsonObject,
  type LeadHistory,
  newLead,
  type PlacingNow,
  type Points,
  placeNow,
  type SignalStates,
  scoreNow,
  type TraitHistory,
  traitsOf,
  type Verdict,
} from "@plumbline/scoring";
import type { Wait } from "../truth/wait.ts";
import { closedDays, decidedOn, drawDay, type OpenTime, openTime } from "./draw-day.ts";
import { type FiguresOfLife, figuresOfLife } from "./figures-of-life.ts";
import {
  type Deal,
  type Given,
  type Moment,
  type MomentPlan,
  type MomentTable,
  noteEntry,
  type Stand,
} from "./moment-table.ts";
import { converts, type Outcome, outcomeOf } from "./outcome.ts";
import type { ToldGroup, ToldLead } from "./told-lead.ts";

/**
 * Lives through what is known of some leads, day by day, and adds their moments to a table, in place. What a model is
 * asked on a day, it is asked with what had happened until the end of that day: later events have not been folded
 * yet. By when things happened, not by when they arrived, so that an imported past can be learned from. Who is whom,
 * and which leads belong to an account, is taken as it is known now.
 */
export function liveThrough(table: MomentTable, plan: MomentPlan, group: ToldGroup): void {
  const lives = group.map((lead) => begin(table, plan, lead));
  const account: Account = { traits: new Map(), states: new Map(), said: undefined };
  for (const day of daysOf(lives)) {
    const asked = lives.filter(({ isAsked }) => isAsked(day));
    for (const life of asked) fadeUntil(plan, life, account, day - 1);
    for (const life of lives) tellDay(life, plan, account, day);
    for (const life of asked) askOn(table, plan, life, account, day);
    for (const life of lives) life.figures?.look(factsOn(plan, life, account, day), day);
  }
  for (const life of lives) if (life.moment) table.moments.push(withFigures(life.moment, life));
}

/** What tells traces of the outcome is only known when the whole life is. */
function withFigures(moment: Moment, { figures, decidedOn }: Life): Moment {
  const found = figures?.found(decidedOn);
  return found ? { ...moment, figures: found } : moment;
}

/** `said` is what the traits come to, until something else is said of them. */
type Account = { readonly traits: TraitHistory; readonly states: SignalStates; said: JsonObject | undefined };

type Life = {
  readonly lead: ToldLead;
  readonly outcomes: readonly Outcome[];
  readonly open: OpenTime | undefined;
  readonly momentOn: Day | undefined;
  /** How many days that one was drawn from. */
  readonly openDays: number;
  /** In order, with their days. */
  readonly told: readonly Event[];
  readonly days: readonly Day[];
  readonly history: LeadHistory;
  readonly placings: (PlacingNow | null)[];
  /** Whether the lead is looked at on a day. */
  readonly isAsked: (day: Day) => boolean;
  next: number;
  /** What its traits come to, until something else is said of them. */
  said: JsonObject | undefined;
  moment: Moment | undefined;
  /** Of a lead that has a moment, where the plan asks for features. */
  readonly figures: FiguresOfLife | undefined;
  readonly decidedOn: Day | null;
};

function begin(table: MomentTable, plan: MomentPlan, lead: ToldLead): Life {
  const told = lead.events.toSorted(inTime);
  table.leads += 1;
  table.events += told.length;
  const outcomes = [...told.flatMap((event) => outcomeOf(event) ?? []), ...(lead.feedback ?? [])];
  const open = openTime(lead, outcomes, plan);
  const drawn = drawDay(lead, open, plan);
  if (typeof drawn === "string") table.left[drawn] += 1;
  const momentOn = typeof drawn === "string" ? undefined : drawn.day;
  const openDays = typeof drawn === "string" ? 0 : drawn.of;
  const days = told.map(({ timestamp }) => plan.zone.dayOf(timestamp));
  const ownDays = new Set(momentOn === undefined ? days : [...days, momentOn]);
  const history = newLead();
  if (lead.undated) addTraits(history.traits, lead.undated, { at: Number.NEGATIVE_INFINITY, messageId: "" });
  return {
    ...{ lead, outcomes, open, momentOn, openDays, told, days, history, next: 0, said: undefined, moment: undefined },
    figures: momentOn !== undefined && plan.features ? figuresOfLife(plan.features, lead) : undefined,
    decidedOn: decidedOn(outcomes, plan),
    placings: plan.models.map(() => null),
    isAsked: (day) =>
      open !== undefined && day >= open.first && day <= Math.min(open.last, plan.to) && ownDays.has(day),
  };
}

function inTime(a: Event, b: Event): number {
  return a.timestamp - b.timestamp || (a.messageId < b.messageId ? -1 : 1);
}

function daysOf(lives: readonly Life[]): readonly Day[] {
  const days = new Set<Day>();
  for (const { days: own, momentOn } of lives) {
    for (const day of own) days.add(day);
    if (momentOn !== undefined) days.add(momentOn);
  }
  return [...days].sort((a, b) => a - b);
}

function tellDay(life: Life, { measurer, readsAccounts }: MomentPlan, account: Account, day: Day): void {
  for (; life.days[life.next] === day; life.next++) {
    const event = life.told[life.next] as Event;
    addEvent(life.history, event, measurer);
    life.figures?.tell(event);
    if (event.type === "identify") life.said = undefined;
    if (!readsAccounts) continue;
    measurer.measure(account.states, event);
    if (event.type === "group" && event.traits) {
      account.said = undefined;
      addTraits(account.traits, event.traits, { at: event.timestamp, messageId: event.messageId });
    }
  }
}

/** Where a lead had come to by fading alone, so that who comes back into a band enters it again. */
function fadeUntil(plan: MomentPlan, life: Life, account: Account, day: Day): void {
  for (const [at, previous] of life.placings.entries()) {
    if (!previous || previous.day >= day) continue;
    const facts = factsOn(plan, life, account, day, at);
    life.placings[at] = placeNow(plan.models[at] as CompiledModel, facts, previous, day).placing;
  }
}

function askOn(table: MomentTable, plan: MomentPlan, life: Life, account: Account, day: Day): void {
  const isEvent = life.days[life.next - 1] === day;
  const stands = plan.models.map((compiled, at) => {
    const facts = factsOn(plan, life, account, day, at);
    const { placing, transitions } = placeNow(compiled, facts, life.placings[at] ?? null, day);
    life.placings[at] = placing;
    for (const { to } of transitions) {
      if (to !== null && isEvent && day >= plan.from)
        noteEntry(table.entered[at] as Map<Day, Map<string, number>>, day, to);
    }
    return day === life.momentOn ? standOf(compiled, facts, placing, day) : null;
  });
  if (day !== life.momentOn) return;
  const { converted, wait } = becameOf(life.outcomes, day, plan);
  life.figures?.take(factsOn(plan, life, account, day), day);
  const { probe } = plan;
  const probed = probe && givenBy(probe, scoreNow(probe, factsOn(plan, life, account, day), day));
  const deal = dealAfter(life.outcomes, day, plan);
  life.moment = {
    id: life.lead.id,
    day,
    openDays: life.openDays,
    converted,
    wait,
    stands,
    deal,
    ...(probed && { probed }),
  };
}

function factsOn(plan: MomentPlan, life: Life, account: Account, day: Day, at = -1): Facts {
  const { lead, history } = life;
  life.said ??= traitsOf(history.traits);
  if (plan.readsAccounts) account.said ??= traitsOf(account.traits);
  const isClosed = (lead.closed ?? []).some((span) => {
    const [begin, end] = closedDays(span, plan.zone);
    return day >= begin && day <= end;
  });
  const adjustments = lead.adjustments?.[at];
  return {
    traits: life.said,
    states: history.states,
    ...(account.said && { account: { traits: account.said, states: account.states } }),
    ...(adjustments && adjustments.length > 0 && { adjustments }),
    ...(isClosed && { ineligible: "objection" }),
  };
}

function standOf(compiled: CompiledModel, facts: Facts, { band }: PlacingNow, day: Day): Stand | null {
  const verdict = scoreNow(compiled, facts, day);
  if (!verdict.scored) return null;
  const { total, market } = verdict;
  return { total, band: band?.band ?? null, market, ...(givenBy(compiled, verdict) as Given) };
}

function givenBy({ model }: CompiledModel, verdict: Verdict): Given | undefined {
  if (!verdict.scored) return undefined;
  const points = new Map<string, Points>();
  for (const line of verdict.lines) {
    if ("rule" in line) points.set(line.rule, (points.get(line.rule) ?? 0) + line.points);
  }
  const given = model.rules.flatMap(({ id }, i) => {
    const own = points.get(id) ?? 0;
    return own === 0 ? [] : [[i, own] as const];
  });
  return { rules: given.map(([at]) => at), points: given.map(([, own]) => own) };
}

function dealAfter(outcomes: readonly Outcome[], day: Day, { zone, knownUntil }: MomentPlan): Deal | undefined {
  let first: Outcome | undefined;
  for (const outcome of outcomes) {
    const on = zone.dayOf(outcome.at);
    if (outcome.kind === "won" && on > day && on <= knownUntil && outcome.at < (first?.at ?? Number.POSITIVE_INFINITY))
      first = outcome;
  }
  return first && { value: first.value, currency: first.currency };
}

function becameOf(
  outcomes: readonly Outcome[],
  day: Day,
  { zone, target, horizon, knownUntil }: MomentPlan,
): { readonly converted: 0 | 1; readonly wait: Wait } {
  let first = Number.POSITIVE_INFINITY;
  for (const outcome of outcomes) {
    const on = zone.dayOf(outcome.at);
    if (on > day && on <= knownUntil && converts(target, outcome)) first = Math.min(first, on);
  }
  if (first === Number.POSITIVE_INFINITY) return { converted: 0, wait: { time: knownUntil - day, ended: false } };
  return { converted: first <= day + horizon ? 1 : 0, wait: { time: first - day, ended: true } };
}
