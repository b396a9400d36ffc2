import {
  addEvent,
  addTraits,
  type CompiledModel,
  type Day,
  type Event,
  type Facts,
  type JsonObject,
  type LeadHistory,
  mergeStates,
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
  type Reach,
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
  const account: Account = {
    members: lives,
    traits: new Map(),
    states: new Map(),
    said: undefined,
    counted: undefined,
  };
  for (const day of daysOf(lives)) {
    const asked = lives.filter(({ isAsked }) => isAsked(day));
    for (const life of asked) fadeUntil(plan, life, account, day - 1);
    for (const life of lives) tellDay(life, plan, account, day);
    for (const life of asked) askOn(table, plan, life, account, day);
    for (const life of lives) life.figures?.look(factsOn(plan, life, account, day), day);
  }
  for (const life of lives) keepLife(table, life);
}

function keepLife({ moments, reached }: MomentTable, life: Life): void {
  if (life.moment) moments.push(withFigures(life.moment, life));
  for (const [at, reach] of life.reaches.entries()) if (reach.within !== null) reached[at]?.push(reach);
}

/** What tells traces of the outcome is only known when the whole life is. */
function withFigures(moment: Moment, { figures, decidedOn }: Life): Moment {
  const found = figures?.found(decidedOn);
  return found ? { ...moment, figures: found } : moment;
}

/** `said` is what the traits come to, until something else is said of them. */
type Account = {
  readonly members: readonly Life[];
  readonly traits: TraitHistory;
  /** What all members did. */
  readonly states: SignalStates;
  said: JsonObject | undefined;
  /** What those did who may be scored on a day, until anyone does something else. */
  counted: { readonly day: Day; readonly states: SignalStates } | undefined;
};

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
  /** By the place of the model in the plan. */
  readonly reaches: readonly Reach[];
  /** Besides those of its events: the day of its moment, and those on which a period begins for it. */
  readonly otherDays: readonly Day[];
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
  const otherDays = [...(momentOn === undefined ? [] : [momentOn]), ...(open ? beginnings(open, plan) : [])];
  const ownDays = new Set([...days, ...otherDays]);
  if (open && open.first <= open.last) table.days.from = Math.min(table.days.from, Math.max(open.first, plan.from));
  const history = newLead();
  if (lead.undated) addTraits(history.traits, lead.undated, { at: Number.NEGATIVE_INFINITY, messageId: "" });
  return {
    ...{ lead, outcomes, open, momentOn, openDays, told, days, history, next: 0, said: undefined, moment: undefined },
    figures: momentOn !== undefined && plan.features ? figuresOfLife(plan.features, lead) : undefined,
    decidedOn: decidedOn(outcomes, plan),
    placings: plan.models.map(() => null),
    reaches: plan.models.map(() => ({ before: null, within: null })),
    otherDays,
    isAsked: (day) =>
      open !== undefined && day >= open.first && day <= Math.min(open.last, plan.to) && ownDays.has(day),
  };
}

/**
 * The day on which a lead is first known, be it by a list alone, and the last one before the period: so that who stood
 * somewhere before is told from who came there.
 */
function beginnings({ first, last }: OpenTime, { models, from }: MomentPlan): readonly Day[] {
  if (models.length === 0) return [];
  const eve = from - 1;
  return eve > first && eve <= last ? [first, eve] : [first];
}

function inTime(a: Event, b: Event): number {
  return a.timestamp - b.timestamp || (a.messageId < b.messageId ? -1 : 1);
}

function daysOf(lives: readonly Life[]): readonly Day[] {
  const days = new Set<Day>();
  for (const { days: own, otherDays } of lives) {
    for (const day of own) days.add(day);
    for (const day of otherDays) days.add(day);
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
    account.counted = undefined;
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
    noteReach(life.reaches[at] as Reach, placing.total, day < plan.from ? "before" : "within");
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
    ...(life.open && { openFrom: life.open.first }),
    converted,
    wait,
    stands,
    deal,
    ...(probed && { probed }),
  };
}

function noteReach(reach: Reach, total: Points | null, when: keyof Reach): void {
  if (total !== null) reach[when] = Math.max(total, reach[when] ?? total);
}

function factsOn(plan: MomentPlan, life: Life, account: Account, day: Day, at = -1): Facts {
  const { lead, history } = life;
  life.said ??= traitsOf(history.traits);
  if (plan.readsAccounts) account.said ??= traitsOf(account.traits);
  const adjustments = lead.adjustments?.[at];
  return {
    traits: life.said,
    states: history.states,
    ...(account.said && { account: { traits: account.said, states: countedOn(account, plan, day) } }),
    ...(adjustments && adjustments.length > 0 && { adjustments }),
    ...(isClosedOn(lead, plan, day) && { ineligible: "objection" }),
  };
}

function isClosedOn({ closed = [] }: ToldLead, { zone }: MomentPlan, day: Day): boolean {
  return closed.some((span) => {
    const [begin, end] = closedDays(span, zone);
    return day >= begin && day <= end;
  });
}

/** What the members of an account did, but for those who may not be scored on that day. */
function countedOn(account: Account, plan: MomentPlan, day: Day): SignalStates {
  const { members, states } = account;
  if (members.every(({ lead }) => lead.closed === undefined || lead.closed.length === 0)) return states;
  if (account.counted?.day !== day) {
    const open = members.filter(({ lead }) => !isClosedOn(lead, plan, day));
    const sum = open.reduce<SignalStates>((all, { history }) => mergeStates(all, history.states), new Map());
    account.counted = { day, states: sum };
  }
  return account.counted.states;
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
