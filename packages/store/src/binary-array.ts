/**
 * Arrays of parameters in PostgreSQL's binary format, for statements that carry thousands of rows: the
 * driver would write them as text, quoted and escaped element by element, and the server would parse that.
 * Layout: https://www.postgresql.org/docs/18/protocol-overview.html#PROTOCOL-FORMAT-CODES and array_recv in
 * src/backend/utils/adt/arrayfuncs.c: dimensions, has-nulls, element type; then length and lower bound; then
 * each element as its length (−1: null) and its bytes.
 */
type Writer<Value> = {
  readonly oid: number;
  /** How many bytes a value takes at most. */
  most(value: Value): number;
  /** Writes a value; returns how many bytes it took. */
  write(into: Buffer, value: Value, at: number): number;
};

const HEADER = 20;
/** Where arrays are written; one for all, since how long a text is in bytes is known best when it is written. */
const desk = Buffer.allocUnsafe(2 ** 18);

function arrayOf<Value>({ oid, most, write }: Writer<Value>): (values: readonly (Value | null)[]) => Buffer {
  return (values) => {
    const room = values.reduce<number>((sum, value) => sum + 4 + (value === null ? 0 : most(value)), HEADER);
    const bytes = room <= desk.length ? desk : Buffer.allocUnsafe(room);
    let at = HEADER;
    for (const value of values) {
      const length = value === null ? -1 : write(bytes, value, at + 4);
      bytes.writeInt32BE(length, at);
      at += 4 + Math.max(length, 0);
    }
    bytes.writeInt32BE(values.length === 0 ? 0 : 1, 0);
    bytes.writeInt32BE(values.includes(null) ? 1 : 0, 4);
    bytes.writeInt32BE(oid, 8);
    bytes.writeInt32BE(values.length, 12);
    bytes.writeInt32BE(1, 16);
    return Buffer.from(bytes.subarray(0, values.length === 0 ? 12 : at));
  };
}

export const textArray = arrayOf<string>({
  oid: 25,
  most: (text) => 3 * text.length,
  write: (into, text, at) => into.write(text, at),
});

/** Integers up to 2⁵³. */
export const bigintArray = arrayOf<number>({
  oid: 20,
  most: () => 8,
  write: (into, value, at) => {
    into.writeInt32BE(Math.floor(value / 2 ** 32), at);
    into.writeUInt32BE(value % 2 ** 32 < 0 ? (value % 2 ** 32) + 2 ** 32 : value % 2 ** 32, at + 4);
    return 8;
  },
});

export const integerArray = arrayOf<number>({
  oid: 23,
  most: () => 4,
  write: (into, value, at) => into.writeInt32BE(value, at) - at,
});

export const booleanArray = arrayOf<boolean>({
  oid: 16,
  most: () => 1,
  write: (into, value, at) => into.writeUInt8(value ? 1 : 0, at) - at,
});

export const bytesArray = arrayOf<Uint8Array>({
  oid: 17,
  most: (bytes) => bytes.length,
  write: (into, bytes, at) => {
    into.set(bytes, at);
    return bytes.length;
  },
});

/** Sixteen bytes each, as 32 hexadecimal digits. */
export const uuidArray = arrayOf<string>({
  oid: 2950,
  most: () => 16,
  write: (into, digits, at) => into.write(digits, at, "hex"),
});
