import type { JsonObject } from "@plumbline/scoring";
import type { Random } from "./random.ts";

/** Something that a lead will do on a day of the sample. */
type Act = (day: number) => void;

/**
 * Where the year is played: what is planned for the days to come, and what has been said and not
 * yet arrived. Both are let go of as the days pass, so that memory grows with the leads only.
 */
export type Stage = {
  /** The first day of the sample, as days since 1970. */
  readonly firstDay: number;
  readonly days: number;
  /** Days are counted from the first; what is planned beyond the last is forgotten. */
  readonly plan: (day: number, act: Act) => void;
  /** Does what is planned for a day, and whatever that brings about on the same day. */
  readonly play: (day: number) => void;
  /** An item that arrives `lag` ms after it happened; what lies outside of the year is forgotten. */
  readonly send: (item: JsonObject, at: number, lag: number) => void;
  /** What arrives on a day of UTC, in order. */
  readonly arrivalsOf: (day: number) => JsonObject[];
  /** What is no lead's own: campaigns, networks, clients that send twice. */
  readonly random: Random;
};

type Arrival = { readonly item: JsonObject; readonly at: number; readonly order: number };

const MS_PER_DAY = 86_400_000;
/** How often a client that got no answer sends the same once more. */
const REPEATED = 0.006;

export function newStage(firstDay: number, days: number, random: Random): Stage {
  const agenda: (Act[] | undefined)[] = [];
  const arrivals: (Arrival[] | undefined)[] = [];
  const start = firstDay * MS_PER_DAY;
  const end = start + days * MS_PER_DAY;
  let order = 0;
  let today = 0;
  let arrived = -1;

  const arrive = (item: JsonObject, at: number): void => {
    if (at >= end) return;
    const day = Math.floor((at - start) / MS_PER_DAY);
    if (day <= arrived) throw new Error(`Something was said on day ${day} after it was over: ${JSON.stringify(item)}`);
    (arrivals[day] ??= []).push({ item, at, order: order++ });
  };

  return {
    firstDay,
    days,
    random,
    plan: (day, act) => {
      // What is due already is done at once, after everything else of the day.
      const due = Math.max(day, today);
      if (due < days) (agenda[due] ??= []).push(act);
    },
    play: (day) => {
      today = day;
      for (let acts = agenda[day]; acts; acts = agenda[day]) {
        agenda[day] = undefined;
        for (const act of acts) act(day);
      }
    },
    send: (item, at, lag) => {
      if (at < start) return;
      const arrivesAt = at + lag;
      arrive(item, arrivesAt);
      if (random.next() < REPEATED) arrive(item, arrivesAt + 2_000 + Math.floor(random.next() * 600_000));
    },
    arrivalsOf: (day) => {
      arrived = day;
      const all = arrivals[day] ?? [];
      arrivals[day] = undefined;
      all.sort((a, b) => a.at - b.at || a.order - b.order);
      return all.map(({ item, at }) => ({ ...item, receivedAt: new Date(at).toISOString() }));
    },
  };
}
