import fc from "fast-check";
import { expect, test } from "vitest";
import type { Event } from "../src/event.ts";
import { decodeStates, encodeStates } from "../src/signal/codec.ts";
import { mergeStates, type SignalStates } from "../src/signal/state.ts";
import { events } from "./arbitrary-lead.testing.ts";
import { model } from "./arbitrary-model.testing.ts";
import { compiledOf, statesOf } from "./verdict.testing.ts";

const history = fc
  .tuple(model, events)
  .map(([one, { events: all, zone }]) => ({ compiled: compiledOf({ model: one, zone }), all }));
const RUNS = { numRuns: 1000 };

/** Deals events out, each to one of so many. */
function deal(all: readonly Event[], parts: number, chance: fc.Stream<number>): Event[][] {
  const dealt = Array.from({ length: parts }, (): Event[] => []);
  for (const event of all) dealt[(chance.next().value as number) % parts]?.push(event);
  return dealt;
}

function shuffled<Item>(items: readonly Item[], chance: fc.Stream<number>): Item[] {
  const drawn = items.map((item) => ({ item, at: chance.next().value as number }));
  return drawn.sort((a, b) => a.at - b.at).map(({ item }) => item);
}

const onceEach = (all: readonly Event[]): Event[] => [
  ...new Map(all.map((event) => [event.messageId, event])).values(),
];

test("any order and any batching of events gives the same state, once duplicates are dropped", () => {
  fc.assert(
    fc.property(
      history,
      fc.infiniteStream(fc.nat()),
      fc.integer({ min: 1, max: 4 }),
      ({ compiled, all }, chance, batches) => {
        const whole = encodeStates(statesOf(compiled, all));
        const again = all.filter(() => (chance.next().value as number) % 3 === 0);
        const anyOrder = onceEach(shuffled([...all, ...again], chance));
        expect(encodeStates(statesOf(compiled, anyOrder))).toEqual(whole);
        const states = deal(anyOrder, batches, chance).map((batch) => statesOf(compiled, batch));
        expect(encodeStates(shuffled(states, chance).reduce(mergeStates))).toEqual(whole);
      },
    ),
    RUNS,
  );
});

test("merging is associative and commutative, empty is neutral, and nothing merged is changed by it", () => {
  fc.assert(
    fc.property(history, fc.infiniteStream(fc.nat()), ({ compiled, all }, chance) => {
      const parts = deal(all, 3, chance);
      const [a, b, c] = parts.map((part) => statesOf(compiled, part)) as [SignalStates, SignalStates, SignalStates];
      const before = [a, b, c].map(encodeStates);
      const whole = encodeStates(statesOf(compiled, all));
      expect(encodeStates(mergeStates(mergeStates(a, b), c))).toEqual(whole);
      expect(encodeStates(mergeStates(a, mergeStates(b, c)))).toEqual(whole);
      expect(encodeStates(mergeStates(c, mergeStates(b, a)))).toEqual(whole);
      expect(encodeStates(mergeStates(a, new Map()))).toEqual(before[0]);
      expect(encodeStates(mergeStates(new Map(), a))).toEqual(before[0]);
      // What grows out of a merged state does not grow into those it came from.
      const merged = mergeStates(a, b);
      for (const event of parts[2] ?? []) compiled.measurer.measure(merged, event);
      expect(encodeStates(merged)).toEqual(whole);
      expect([a, b, c].map(encodeStates)).toEqual(before);
      // Un-merging folds the events of each again.
      expect(parts.map((part) => encodeStates(statesOf(compiled, part)))).toEqual(before);
    }),
    RUNS,
  );
});

test("a state that was written is read back, and grows on as if it had never been written", () => {
  fc.assert(
    fc.property(history, fc.infiniteStream(fc.nat()), ({ compiled, all }, chance) => {
      const [some = [], more = []] = deal(all, 2, chance);
      const bytes = encodeStates(statesOf(compiled, some));
      const states = decodeStates(bytes);
      expect(encodeStates(states)).toEqual(bytes);
      for (const event of more) compiled.measurer.measure(states, event);
      expect(encodeStates(states)).toEqual(encodeStates(statesOf(compiled, all)));
    }),
    RUNS,
  );
});
