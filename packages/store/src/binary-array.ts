/**
 * Arrays of parameters in PostgreSQL's binary format, for statements that carry thousands of rows: the
 * driver would write them as text, quoted and escaped element by element, and the server would parse that.
 * Layout: https://www.postgresql.org/docs/18/protocol-overview.html#PROTOCOL-FORMAT-CODES and array_recv in
 * src/backend/utils/adt/arrayfuncs.c: dimensions, has-nulls, element type; then length and lower bound; then
 * each element as its length (−1: null) and its bytes.
 */
type Writer<Value> = {
  readonly oid: number;
  size(value: Value): number;
  write(into: Buffer, value: Value, at: number): void;
};

function arrayOf<Value>({ oid, size, write }: Writer<Value>): (values: readonly (Value | null)[]) => Buffer {
  return (values) => {
    const sizes = values.map((value) => (value === null ? -1 : size(value)));
    const bytes = Buffer.allocUnsafe(20 + sizes.reduce((sum, one) => sum + 4 + Math.max(one, 0), 0));
    bytes.writeInt32BE(values.length === 0 ? 0 : 1, 0);
    bytes.writeInt32BE(values.includes(null) ? 1 : 0, 4);
    bytes.writeInt32BE(oid, 8);
    bytes.writeInt32BE(values.length, 12);
    bytes.writeInt32BE(1, 16);
    let at = 20;
    for (let i = 0; i < values.length; i++) {
      const length = sizes[i] as number;
      at = bytes.writeInt32BE(length, at);
      if (length < 0) continue;
      write(bytes, values[i] as Value, at);
      at += length;
    }
    return values.length === 0 ? bytes.subarray(0, 12) : bytes;
  };
}

export const textArray = arrayOf<string>({
  oid: 25,
  size: (text) => Buffer.byteLength(text),
  write: (into, text, at) => void into.write(text, at),
});

/** Integers up to 2⁵³. */
export const bigintArray = arrayOf<number>({
  oid: 20,
  size: () => 8,
  write: (into, value, at) => {
    into.writeInt32BE(Math.floor(value / 2 ** 32), at);
    into.writeUInt32BE(value % 2 ** 32 < 0 ? (value % 2 ** 32) + 2 ** 32 : value % 2 ** 32, at + 4);
  },
});

export const integerArray = arrayOf<number>({
  oid: 23,
  size: () => 4,
  write: (into, value, at) => void into.writeInt32BE(value, at),
});

export const booleanArray = arrayOf<boolean>({
  oid: 16,
  size: () => 1,
  write: (into, value, at) => void into.writeUInt8(value ? 1 : 0, at),
});

export const bytesArray = arrayOf<Uint8Array>({
  oid: 17,
  size: (bytes) => bytes.length,
  write: (into, bytes, at) => into.set(bytes, at),
});

/** Sixteen bytes each. */
export const uuidArray = arrayOf<Uint8Array>({
  oid: 2950,
  size: () => 16,
  write: (into, bytes, at) => into.set(bytes, at),
});
