import { bytesToHex, hexToBytes } from "@noble/hashes/utils.js";
import type { ByKey } from "./by-key.ts";
import { newState, type SignalState, type SignalStates, type StepEvent } from "./state.ts";

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
  const out = sink;
  out.at = 0;
  const keys: string[] = [];
  for (const [key, { days, overflow }] of states) if (days.length > 0 || overflow) keys.push(key);
  keys.sort();
  writeByte(out, VERSION);
  writeUnsigned(out, keys.length);
  for (const key of keys) {
    const state = states.get(key) as SignalState;
    writeKey(out, key);
    writeByte(out, KINDS.indexOf(state.kind) + (state.overflow ? OVERFLOW : 0));
    if (state.kind === "spans") writeUnsigned(out, state.silence);
    writeAscending(out, state.days);
    for (const cell of state.cells) writeCell(out, state.kind, cell);
  }
  return out.bytes.slice(0, out.at);
}

/**
 * Reads what `encodeStates` wrote, by this or an earlier version. Throws on anything else: a `RangeError` where it is
 * damaged, another error where a later version wrote it.
 */
export function decodeStates(bytes: Uint8Array): SignalStates {
  const from: Source = { bytes, at: 0 };
  const version = readByte(from);
  if (version !== VERSION)
    throw new Error(`Signal states of version ${version} are not known here (known: ${VERSION})`);
  const states: SignalStates = new Map();
  for (let left = readUnsigned(from); left > 0; left--) {
    const key = readKey(from);
    const head = readByte(from);
    const kind = KINDS[head % OVERFLOW];
    if (kind === undefined) throw new RangeError(`Signal state ${key} has an unknown kind`);
    const silence = kind === "spans" ? readUnsigned(from) : 0;
    const count = readCount(from);
    const state = newState(kind, silence, readDays(from, count), readCells(from, kind, count));
    state.overflow = head >= OVERFLOW;
    states.set(key, state);
  }
  if (from.at !== bytes.length) throw new RangeError("There is something after the signal states");
  return states;
}

const VERSION = 1;
const KINDS = ["count", "sum", "max", "keyed", "spans", "steps"] as const satisfies SignalState["kind"][];
const OVERFLOW = 128;
/** More signals than these are forgotten, and known again. */
const MOST_KEYS = 10_000;
/** Of a step's messageId, high byte first. */
const DIGEST_BYTES = 6;

function writeCell(out: Sink, kind: SignalState["kind"], cell: unknown): void {
  switch (kind) {
    case "count":
      writeUnsigned(out, cell as number);
      break;
    case "sum":
    case "max":
      writeSigned(out, cell as number);
      break;
    case "keyed":
      writeKeyed(out, cell as ByKey<number>, writeUnsigned);
      break;
    case "spans":
      writeKeyed(out, cell as ByKey<number[]>, writeAscending);
      break;
    case "steps":
      writeUnsigned(out, (cell as StepEvent[][]).length);
      for (const events of cell as StepEvent[][]) {
        writeAscending(
          out,
          events.map(([time]) => time),
        );
        for (const [, digest] of events) writeFixed(out, digest, DIGEST_BYTES);
      }
  }
}

/** The bytes of the keys that were written. */
const knownBytes = new Map<string, Uint8Array>();

function writeKey(out: Sink, key: string): void {
  let bytes = knownBytes.get(key);
  if (bytes === undefined) {
    if (knownBytes.size >= MOST_KEYS) knownBytes.clear();
    bytes = hexToBytes(key);
    knownBytes.set(key, bytes);
  }
  for (let i = 0; i < bytes.length; i++) writeByte(out, bytes[i] as number);
}

function writeKeyed<Value>(out: Sink, cell: ByKey<Value>, write: (out: Sink, value: Value) => void): void {
  writeUnsigned(out, cell.length / 2);
  for (let at = 0; at < cell.length; at += 2) {
    const key = cell[at] as string;
    writeUnsigned(out, key.length);
    for (let i = 0; i < key.length; i++) writeUnsigned(out, key.charCodeAt(i));
    write(out, cell[at + 1] as Value);
  }
}

/** The first, then distances. */
function writeAscending(out: Sink, numbers: readonly number[]): void {
  writeUnsigned(out, numbers.length);
  for (let i = 0; i < numbers.length; i++) {
    const number = numbers[i] as number;
    if (i === 0) writeSigned(out, number);
    else writeUnsigned(out, number - (numbers[i - 1] as number));
  }
}

/** Bytes that grow; one for all leads, because making one costs more than filling it. */
type Sink = { bytes: Uint8Array; at: number };
const sink: Sink = { bytes: new Uint8Array(1024), at: 0 };

function writeByte(out: Sink, value: number): void {
  if (out.at === out.bytes.length) {
    const longer = new Uint8Array(2 * out.bytes.length);
    longer.set(out.bytes);
    out.bytes = longer;
  }
  out.bytes[out.at++] = value;
}

function writeFixed(out: Sink, value: number, size: number): void {
  for (let scale = 256 ** (size - 1); scale >= 1; scale /= 256) writeByte(out, Math.floor(value / scale) % 256);
}

function writeUnsigned(out: Sink, value: number): void {
  let rest = value;
  // Division where shifts would not do: numbers go up to 2^53.
  for (; rest > 0x7fffffff; rest = Math.floor(rest / 128)) writeByte(out, (rest % 128) + 128);
  for (; rest >= 128; rest >>= 7) writeByte(out, (rest & 127) + 128);
  writeByte(out, rest);
}

function writeSigned(out: Sink, value: number): void {
  writeUnsigned(out, value < 0 ? -2 * value - 1 : 2 * value);
}

/** The bytes of a lead, and how far they are read. */
type Source = { readonly bytes: Uint8Array; at: number };

function readDays(from: Source, count: number): number[] {
  const days = new Array<number>(count);
  let day = 0;
  for (let i = 0; i < count; i++) {
    day = i === 0 ? readSigned(from) : day + readUnsigned(from);
    days[i] = day;
  }
  return days;
}

function readCells(from: Source, kind: SignalState["kind"], count: number): unknown[] {
  const cells = new Array<unknown>(count);
  for (let i = 0; i < count; i++) cells[i] = readCell(from, kind);
  return cells;
}

function readCell(from: Source, kind: SignalState["kind"]): unknown {
  switch (kind) {
    case "count":
      return readUnsigned(from);
    case "sum":
    case "max":
      return readSigned(from);
    case "keyed":
      return readKeyed(from, readUnsigned);
    case "spans":
      return readKeyed(from, readAscending);
    case "steps":
      return Array.from({ length: readCount(from) }, () =>
        readAscending(from).map((time): StepEvent => [time, readFixed(from, DIGEST_BYTES)]),
      );
  }
}

function readKeyed<Value>(from: Source, read: (from: Source) => Value): ByKey<Value> {
  const cell = new Array<string | Value>(2 * readCount(from));
  for (let at = 0; at < cell.length; at += 2) {
    cell[at] = readText(from);
    cell[at + 1] = read(from);
  }
  return cell;
}

function readText(from: Source): string {
  const length = readCount(from);
  if (length === 0) return "";
  const units = new Array<number>(length);
  for (let i = 0; i < length; i++) units[i] = readUnsigned(from);
  return String.fromCharCode(...units);
}

function readAscending(from: Source): number[] {
  return readDays(from, readCount(from));
}

/** The keys of signals that were read, as one text each, by their first and last four bytes. */
const knownKeys = new Map<number, Map<number, string>>();

function readKey(from: Source): string {
  const first = readFixed(from, 4);
  const last = readFixed(from, 4);
  const known = knownKeys.get(first)?.get(last);
  if (known !== undefined) return known;
  if (knownKeys.size >= MOST_KEYS) knownKeys.clear();
  const key = bytesToHex(from.bytes.subarray(from.at - 8, from.at));
  knownKeys.set(first, (knownKeys.get(first) ?? new Map<number, string>()).set(last, key));
  return key;
}

function readByte(from: Source): number {
  const value = from.bytes[from.at++];
  if (value === undefined) throw new RangeError("The signal states end too soon");
  return value;
}

function readFixed(from: Source, size: number): number {
  let value = 0;
  for (let left = size; left > 0; left--) value = value * 256 + readByte(from);
  return value;
}

/** How many things follow: of each there is a byte at least. */
function readCount(from: Source): number {
  const count = readUnsigned(from);
  if (count > from.bytes.length - from.at) throw new RangeError("The signal states end too soon");
  return count;
}

function readUnsigned(from: Source): number {
  const first = readByte(from);
  if (first < 128) return first;
  let value = first - 128;
  for (let scale = 128; ; scale *= 128) {
    const part = readByte(from);
    value += (part % 128) * scale;
    if (part < 128) return value;
    if (scale > Number.MAX_SAFE_INTEGER) throw new RangeError("A number of the signal states is too large");
  }
}

function readSigned(from: Source): number {
  const value = readUnsigned(from);
  return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
}
