import { EVENT_TYPES, type Event, type Json, type JsonObject } from "../src/event.ts";
import type { Filter } from "../src/model/condition-schema.ts";
import type { SignalDefinition } from "../src/model/model-schema.ts";
import type { Day } from "../src/zone.ts";
import { clamp, compare, minus, over, type Rational, rounded, sum, times, whole, ZERO } from "./rational.testing.ts";
import { type Frame, filterHolds, numberOf, plain, textOf, valueAt } from "./reference-condition.testing.ts";

/** So much happened on a day, under a key where the signal has keys. */
export type Mark = { readonly day: Day; readonly key: string; readonly amount: Rational };

/** Everything that a signal has seen up to and with today, read off the events themselves. */
export function marksOf(signal: SignalDefinition, events: readonly Event[], frame: Frame): Mark[] {
  const { zone, today } = frame;
  const known = events.filter(({ timestamp }) => zone.dayOf(timestamp) <= today).sort(inTime);
  const passing = ({ on, where }: Step) => known.filter((event) => passes(event, on, where, frame));
  const mark = ({ timestamp }: Event, key = "", amount = whole(1)): Mark => ({
    day: zone.dayOf(timestamp),
    key,
    amount,
  });
  const within = lengthOf(signal.within ?? "1s");

  if (signal.steps) {
    const [first, ...rest] = signal.steps.map(passing) as [Event[], ...Event[][]];
    return (
      rest
        .at(-1)
        ?.filter((last) =>
          first.some((start) => last.timestamp - start.timestamp <= within && leads(start, rest, last)),
        )
        .map((last) => mark(last)) ?? []
    );
  }
  const own = passing(signal);
  if (signal.times) {
    const before = signal.times - 1;
    return own
      .filter((event, i) => i >= before && event.timestamp - (own[i - before] as Event).timestamp <= within)
      .map((event) => mark(event));
  }
  if (signal.confirmedBy) {
    const human = passing(signal.confirmedBy);
    return own
      .filter((event) =>
        human.some(
          (after) =>
            after.messageId !== event.messageId &&
            after.timestamp >= event.timestamp &&
            after.timestamp - event.timestamp <= within,
        ),
      )
      .map((event) => mark(event));
  }
  const property = signal.sum ?? signal.max;
  if (property !== undefined) {
    return own.flatMap((event) => {
      const amount = numberOf(fieldOf(event, property));
      return amount && isMeasured(amount) ? [mark(event, "", hundredths(amount))] : [];
    });
  }
  const by = signal.distinct ?? signal.count?.by ?? signal.engaged?.by;
  const keyed =
    by === undefined
      ? own.map((event) => ({ event, key: "" }))
      : own.flatMap((event) => keysOf(fieldOf(event, by)).map((key) => ({ event, key })));
  if (signal.visits) return visitsOf(signal.visits, own).map((event) => mark(event));
  if (signal.engaged) {
    const silence = lengthOf(signal.engaged.silence ?? "1m");
    const all = keyed.map(({ event, key }, i) => {
      const last =
        keyed.slice(0, i).findLast((other) => other.key === key)?.event.timestamp ?? Number.NEGATIVE_INFINITY;
      const gap = event.timestamp - last;
      return mark(event, key, gap <= silence ? over(whole(gap), whole(1000)) : ZERO);
    });
    return all.filter(({ amount }) => amount.n > 0n);
  }
  const marks = keyed.map(({ event, key }) => mark(event, key));
  const perDay = signal.count?.perDay;
  if (perDay === undefined) return marks;
  const sameDay = (a: Mark) => (b: Mark) => a.day === b.day && a.key === b.key;
  return marks.filter((one, i) => marks.slice(0, i).filter(sameDay(one)).length < perDay);
}

/** Of each visit its first event; or, where it must last, the first by which it has, of those that do. */
function visitsOf({ silence = "30m", atLeast }: NonNullable<SignalDefinition["visits"]>, own: readonly Event[]) {
  const at = (i: number) => (own[i] as Event).timestamp;
  const firsts = own.flatMap((_, i) => (i === 0 || at(i) - at(i - 1) > lengthOf(silence) ? [i] : []));
  if (atLeast === undefined) return firsts.map((i) => own[i] as Event);
  return firsts.flatMap(
    (first, n) =>
      own.slice(first, firsts[n + 1]).find(({ timestamp }) => timestamp - at(first) >= lengthOf(atLeast)) ?? [],
  );
}

/** How much a signal says of some marks; undefined where it says nothing. */
export function amountOf(signal: SignalDefinition, marks: readonly Mark[]): Rational | undefined {
  if (signal.distinct !== undefined) return whole(new Set(marks.map(({ key }) => key)).size);
  if (signal.max === undefined) return sum(marks.map(({ amount }) => amount));
  return marks
    .map(({ amount }) => amount)
    .reduce<Rational | undefined>((a, b) => (a && compare(a, b) > 0 ? a : b), undefined);
}

/** The occurrences for which an `each` rule gives points: each different value once, where values are told apart. */
export function occurrencesOf(signal: SignalDefinition, marks: readonly Mark[]): Mark[] {
  if (signal.distinct === undefined) return [...marks];
  const last = new Map<string, Mark>();
  for (const mark of marks) last.set(mark.key, mark);
  return [...last.values()];
}

type Step = { readonly on?: string | string[] | undefined; readonly where?: Filter | undefined };

function passes(event: Event, on: Step["on"], where: Filter | undefined, frame: Frame): boolean {
  const wanted = on === undefined ? undefined : typeof on === "string" ? [on] : on;
  const named = (name: string) =>
    (EVENT_TYPES as readonly string[]).includes(name)
      ? event.type === name
      : event.event !== undefined && plain(event.event) === plain(name);
  const ofItsDay = { ...frame, today: frame.zone.dayOf(event.timestamp) };
  return (!wanted || wanted.some(named)) && (!where || filterHolds((path) => fieldOf(event, path), where, ofItsDay));
}

const OF_PAGE = ["path", "url", "title", "referrer", "search"];

function fieldOf(event: Event, path: string): Json | undefined {
  const [root = "", ...rest] = path.split(".");
  if (rest.length > 0 && (root === "properties" || root === "traits" || root === "context"))
    return valueAt(event[root], rest.join("."));
  if (path === "name" || path === "event" || path === "type") {
    if (event[path] !== undefined) return event[path];
  }
  const property = valueAt(event.properties, path);
  if (property !== undefined || !OF_PAGE.includes(path)) return property;
  return valueAt(event.context?.["page"] as JsonObject | undefined, path);
}

function keysOf(value: Json | undefined): string[] {
  const text = textOf(value);
  return text === undefined ? [] : [text];
}

const hundredths = (x: Rational): Rational => over(whole(rounded(times(x, whole(100)))), whole(100));
const LARGEST = whole(10_000_000_000);
const isMeasured = (x: Rational): boolean => compare(clamp(x, minus(ZERO, LARGEST), LARGEST), x) === 0;

const MS = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };
const lengthOf = (text: string): number => Number(text.slice(0, -1)) * MS[text.at(-1) as keyof typeof MS];

const inTime = (a: Event, b: Event): number => a.timestamp - b.timestamp;

/** Whether the last event can be reached from the start over one event of every step between. */
function leads(start: Event, [next, ...rest]: readonly (readonly Event[])[], last: Event): boolean {
  if (!next || rest.length === 0) return start.timestamp < last.timestamp;
  return next.some((event) => start.timestamp < event.timestamp && leads(event, rest, last));
}
