import { bytesToHex, hexToBytes } from "@noble/hashes/utils.js";
import { emptyState, type SignalState, type SignalStates, type StepEvent } from "./state.ts";

/**
 * The states of one lead as bytes. Equal states give equal bytes, in whatever order they arose.
 *
 *     version 1 · number of states · for each, by key:
 *       key (8 bytes) · kind + 128 where something overflowed · silence (stretches only) ·
 *       number of days · first day, then the distance of each day to the one before · the cells
 *
 * Numbers are base-128 varints, low group first; those that may be negative are zigzagged. Text is
 * its length and its UTF-16 units, each a varint: one byte for ASCII. Of a step: its events' times,
 * then for each 6 bytes of its messageId, which are 2 of one quick digest and 4 of the other.
 */
export function encodeStates(states: SignalStates): Uint8Array {
  const out = writer();
  const kept = [...states]
    .filter(([, { days, overflow }]) => days.length > 0 || overflow)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  out.byte(VERSION);
  out.unsigned(kept.length);
  for (const [key, state] of kept) {
    for (const byte of hexToBytes(key)) out.byte(byte);
    out.byte(KINDS.indexOf(state.kind) + (state.overflow ? OVERFLOW : 0));
    if (state.kind === "spans") out.unsigned(state.silence);
    out.unsigned(state.days.length);
    let before = 0;
    for (const [i, day] of state.days.entries()) {
      if (i === 0) out.signed(day);
      else out.unsigned(day - before);
      before = day;
    }
    for (const cell of state.cells) writeCell(out, state.kind, cell);
  }
  return out.bytes();
}

/** Reads what `encodeStates` wrote, by this or an earlier version. Throws on anything else. */
export function decodeStates(bytes: Uint8Array): SignalStates {
  const from = reader(bytes);
  const version = from.byte();
  if (version !== VERSION)
    throw new Error(`Signal states of version ${version} are not known here (known: ${VERSION})`);
  const states: SignalStates = new Map();
  for (let left = from.unsigned(); left > 0; left--) {
    const key = bytesToHex(Uint8Array.from({ length: 8 }, () => from.byte()));
    const head = from.byte();
    const kind = KINDS[head % OVERFLOW];
    if (kind === undefined) throw new Error(`Signal state ${key} has an unknown kind`);
    const state = emptyState(kind, kind === "spans" ? from.unsigned() : 0);
    state.overflow = head >= OVERFLOW;
    const count = from.unsigned();
    for (let i = 0; i < count; i++)
      state.days.push(i === 0 ? from.signed() : (state.days[i - 1] as number) + from.unsigned());
    for (let i = 0; i < count; i++) (state.cells as unknown[]).push(readCell(from, kind));
    states.set(key, state);
  }
  if (!from.done()) throw new Error("There is something after the signal states");
  return states;
}

const VERSION = 1;
const KINDS = ["count", "sum", "max", "keyed", "spans", "steps"] as const satisfies SignalState["kind"][];
const OVERFLOW = 128;
/** Of a step's messageId, high byte first. */
const DIGEST_BYTES = 6;

type Writer = ReturnType<typeof writer>;
type Reader = ReturnType<typeof reader>;

function writeCell(out: Writer, kind: SignalState["kind"], cell: unknown): void {
  switch (kind) {
    case "count":
      out.unsigned(cell as number);
      break;
    case "sum":
    case "max":
      out.signed(cell as number);
      break;
    case "keyed":
      writeKeyed(out, cell as Map<string, number>, (count) => out.unsigned(count));
      break;
    case "spans":
      writeKeyed(out, cell as Map<string, number[]>, (spans) => writeTimes(out, spans));
      break;
    case "steps":
      out.unsigned((cell as StepEvent[][]).length);
      for (const events of cell as StepEvent[][]) {
        writeTimes(
          out,
          events.map(([time]) => time),
        );
        for (const [, digest] of events) out.fixed(digest, DIGEST_BYTES);
      }
  }
}

function readCell(from: Reader, kind: SignalState["kind"]): unknown {
  switch (kind) {
    case "count":
      return from.unsigned();
    case "sum":
    case "max":
      return from.signed();
    case "keyed":
      return readKeyed(from, () => from.unsigned());
    case "spans":
      return readKeyed(from, () => readTimes(from));
    case "steps":
      return Array.from({ length: from.unsigned() }, () => {
        const times = readTimes(from);
        return times.map((time): StepEvent => [time, from.fixed(DIGEST_BYTES)]);
      });
  }
}

function writeKeyed<Value>(out: Writer, cell: ReadonlyMap<string, Value>, write: (value: Value) => void): void {
  out.unsigned(cell.size);
  for (const [key, value] of [...cell].sort(([a], [b]) => (a < b ? -1 : 1))) {
    out.unsigned(key.length);
    for (let i = 0; i < key.length; i++) out.unsigned(key.charCodeAt(i));
    write(value);
  }
}

function readKeyed<Value>(from: Reader, read: () => Value): Map<string, Value> {
  const cell = new Map<string, Value>();
  for (let left = from.unsigned(); left > 0; left--) {
    let key = "";
    for (let units = from.unsigned(); units > 0; units--) key += String.fromCharCode(from.unsigned());
    cell.set(key, read());
  }
  return cell;
}

/** Ascending times: the first, then distances. */
function writeTimes(out: Writer, times: readonly number[]): void {
  out.unsigned(times.length);
  for (const [i, time] of times.entries()) {
    if (i === 0) out.signed(time);
    else out.unsigned(time - (times[i - 1] as number));
  }
}

function readTimes(from: Reader): number[] {
  const times: number[] = [];
  for (let left = from.unsigned(); left > 0; left--) {
    const before = times.at(-1);
    times.push(before === undefined ? from.signed() : before + from.unsigned());
  }
  return times;
}

function writer() {
  const bytes: number[] = [];
  const unsigned = (value: number): void => {
    let rest = value;
    // Division, not shifts: numbers go up to 2^53.
    for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
    bytes.push(rest);
  };
  return {
    byte: (value: number): void => {
      bytes.push(value);
    },
    fixed: (value: number, size: number): void => {
      for (let scale = 256 ** (size - 1); scale >= 1; scale /= 256) bytes.push(Math.floor(value / scale) % 256);
    },
    unsigned,
    signed: (value: number): void => unsigned(value < 0 ? -2 * value - 1 : 2 * value),
    bytes: (): Uint8Array => Uint8Array.from(bytes),
  };
}

function reader(bytes: Uint8Array) {
  let at = 0;
  const byte = (): number => {
    const value = bytes[at++];
    if (value === undefined) throw new Error("The signal states end too soon");
    return value;
  };
  const fixed = (size: number): number => {
    let value = 0;
    for (let left = size; left > 0; left--) value = value * 256 + byte();
    return value;
  };
  const unsigned = (): number => {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const part = byte();
      value += (part % 128) * scale;
      if (part < 128) return value;
      if (scale > Number.MAX_SAFE_INTEGER) throw new Error("A number of the signal states is too large");
    }
  };
  const signed = (): number => {
    const value = unsigned();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  };
  return { byte, fixed, unsigned, signed, done: () => at === bytes.length };
}
