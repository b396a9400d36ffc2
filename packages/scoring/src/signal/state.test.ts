import { bytesToHex, hexToBytes } from "@noble/hashes/utils.js";
import { describe, expect, test } from "vitest";
import type { Event } from "../event.ts";
import type { SignalDefinition } from "../model/model-schema.ts";
import { UTC } from "../zone.ts";
import type { ByKey } from "./by-key.ts";
import { decodeStates, encodeStates } from "./codec.ts";
import { measurerOf } from "./measure.ts";
import { MAX_KEYS, MAX_STEP_EVENTS, type SignalState, type SignalStates } from "./state.ts";

const DAY = 86_400_000;

function stateOf(signal: SignalDefinition, events: readonly Partial<Event>[]): SignalState {
  const measurer = measurerOf([{ signal, lists: {} }], UTC);
  const states: SignalStates = new Map();
  for (const [i, event] of events.entries())
    measurer.measure(states, { messageId: `m${i}`, type: "page", timestamp: 0, ...event });
  return states.get(measurer.keys[0] as string) as SignalState;
}

const paths = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ properties: { path: `/${String(i).padStart(4, "0")}` } }));

describe("a day's cell is bounded, and what is kept does not depend on order", () => {
  test("the smallest keys stay, and the state says that there were more", () => {
    const signal: SignalDefinition = { on: "page", distinct: "path" };
    const full = stateOf(signal, paths(MAX_KEYS));
    expect(full.overflow).toBe(false);
    const over = [stateOf(signal, paths(MAX_KEYS + 9)), stateOf(signal, paths(MAX_KEYS + 9).reverse())];
    for (const state of over) {
      expect(state.overflow).toBe(true);
      expect(state.cells).toEqual(full.cells);
    }
  });

  test("the earliest steps stay", () => {
    const times = Array.from({ length: MAX_STEP_EVENTS + 5 }, (_, i) => ({ timestamp: i * 1000 }));
    const signal: SignalDefinition = { on: "page", times: 2, within: "1h" };
    const state = stateOf(signal, times.toReversed());
    expect(state.overflow).toBe(true);
    expect((state.cells[0] as [number, number][][])[0]?.map(([time]) => time)).toEqual(
      times.slice(0, MAX_STEP_EVENTS).map(({ timestamp }) => timestamp),
    );
  });

  test("amounts that are no numbers are not measured, and too large ones are told", () => {
    const signal: SignalDefinition = { on: "page", sum: "value" };
    const values = [1.25, "2.5", null, "x", Number.NaN, {}, [], true].map((value) => ({
      properties: { value } as never,
    }));
    expect(stateOf(signal, values)).toMatchObject({ days: [0], cells: [375], overflow: false });
    expect(stateOf(signal, [{ properties: { value: 1e300 } }])).toMatchObject({ days: [], overflow: true });
  });
});

test("stretches unite over any order of arrival, and only within the silence", () => {
  const signal: SignalDefinition = { any: true, visits: { silence: "30m" } };
  const minutes = [0, 25, 50, 90, 200];
  const spans = [[0, 50 * 60_000, 90 * 60_000, 90 * 60_000, 200 * 60_000, 200 * 60_000]];
  for (const order of [minutes, minutes.toReversed(), [50, 0, 200, 25, 90]]) {
    const state = stateOf(
      signal,
      order.map((minute) => ({ timestamp: minute * 60_000 })),
    );
    expect(state.cells.map((cell) => (cell as ByKey<number[]>)[1])).toEqual(spans);
  }
});

describe("the bytes of a state", () => {
  // Written by version 1. It must read for ever: states of this form lie in people's databases.
  const OLD =
    "010600000000000000010002e8bf020203c80100000000000000028101e8bf02c3130000000000000003020105f8980c0000" +
    "0000000000040301e8bf0202016101069008bd08b008bb08b808b70802000000000000000504c0ee6d01e8bf0201000280c0" +
    "9deff766e0d40300000000000000060501e8bf02020180c09deff76611223344556600";

  test("an old state still reads, and is written as it was", () => {
    const states = decodeStates(hexToBytes(OLD));
    expect([...states.values()].map(({ kind }) => kind)).toEqual(["count", "sum", "max", "keyed", "spans", "steps"]);
    expect(bytesToHex(encodeStates(states))).toBe(OLD);
  });

  test("what is no state is refused, whatever it is", () => {
    expect(() => decodeStates(new Uint8Array())).toThrow("too soon");
    expect(() => decodeStates(new Uint8Array([9]))).toThrow("version 9");
    expect(() => decodeStates(new Uint8Array([1, 0, 0]))).toThrow("after");
    for (let cut = 1; cut < OLD.length / 2; cut++)
      expect(() => decodeStates(hexToBytes(OLD.slice(0, cut * 2)))).toThrow();
  });

  test("a lead of four signals and twenty days takes less than 200 bytes", () => {
    const measurer = measurerOf(
      ["a", "b", "c", "d"].map((on) => ({ signal: { on }, lists: {} })),
      UTC,
    );
    const states: SignalStates = new Map();
    for (let i = 0; i < 20; i++) {
      measurer.measure(states, {
        messageId: `${i}`,
        type: "track",
        event: "abcd"[i % 4] as string,
        timestamp: (20_000 + i * 3) * DAY,
      });
    }
    expect(encodeStates(states).length).toBeLessThan(100);
  });
});
