import type { Event, Json, JsonObject } from "../event.ts";
import type { Measurer } from "../signal/measure.ts";
import { mergeStates, type SignalStates } from "../signal/state.ts";
import { isEarlier, type Stamp } from "./resolve.ts";

/** A value and when it was said. */
type Stamped<Value> = Stamp & { readonly value: Value };

/** Traits by name; the last write by (time, messageId) stands, in whatever order the writes arrive. */
export type TraitHistory = Map<string, Stamped<Json>>;

/** What events have said of one lead: all that a score needs, and no event kept. */
export type LeadHistory = {
  readonly states: SignalStates;
  readonly traits: TraitHistory;
  /** The account of the last `group` event. */
  account: Stamped<string> | undefined;
};

export const newLead = (): LeadHistory => ({ states: new Map(), traits: new Map(), account: undefined });

/** Adds one deduplicated event to a lead, in place. */
export function addEvent(lead: LeadHistory, event: Event, measurer: Measurer): void {
  measurer.measure(lead.states, event);
  const stamp = { at: event.timestamp, messageId: event.messageId };
  if (event.type === "identify" && event.traits) addTraits(lead.traits, event.traits, stamp);
  if (event.type === "group" && event.groupId !== undefined) {
    lead.account = later(lead.account, { ...stamp, value: event.groupId });
  }
}

/** Writes traits at a time, in place; each name keeps its last write. */
export function addTraits(history: TraitHistory, traits: JsonObject, stamp: Stamp): void {
  for (const [name, value] of Object.entries(traits)) {
    if (name === "__proto__") continue;
    history.set(name, later(history.get(name), { ...stamp, value }) as Stamped<Json>);
  }
}

/** The leads of two disjoint sets of events as one. Commutative and associative. */
export function mergeLeads(a: LeadHistory, b: LeadHistory): LeadHistory {
  return {
    states: mergeStates(a.states, b.states),
    traits: mergeTraits(a.traits, b.traits),
    account: later(a.account, b.account),
  };
}

function mergeTraits(a: TraitHistory, b: TraitHistory): TraitHistory {
  const merged = new Map(a);
  for (const [name, stamped] of b) merged.set(name, later(merged.get(name), stamped) as Stamped<Json>);
  return merged;
}

/** The traits as they stand. */
export function traitsOf(history: TraitHistory): JsonObject {
  const traits: { [name: string]: Json } = {};
  for (const [name, { value }] of history) traits[name] = value;
  return traits;
}

function later<Value>(a: Stamped<Value> | undefined, b: Stamped<Value> | undefined): Stamped<Value> | undefined {
  if (!a || !b) return a ?? b;
  return isEarlier(a, b) ? b : a;
}
