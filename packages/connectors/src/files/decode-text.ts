import { isAscii, isUtf8 } from "node:buffer";
import { peek } from "./peek.ts";
import { FileError } from "./problem.ts";

/** Whether a name is one of an encoding that can be read (the labels of the WHATWG encoding standard). */
export function knowsEncoding(label: string): boolean {
  try {
    new TextDecoder(label);
    return true;
  } catch {
    return false;
  }
}

/**
 * Turns bytes into text. A byte order mark decides the encoding, else `given` does, else it is
 * UTF-8. Bytes that the encoding does not know are an error with the line they stand on: to guess
 * on would turn names into other names.
 */
export async function* decodeText(
  file: string,
  bytes: AsyncIterable<Uint8Array>,
  given: string | undefined,
): AsyncGenerator<string> {
  const { seen, all } = await peek(bytes, (pieces) => pieces.reduce((sum, { length }) => sum + length, 0) >= 3);
  const mark = markOf(Buffer.concat(seen));
  const encoding = mark?.encoding ?? new TextDecoder(given ?? "utf-8").encoding;
  const decode = encoding === "utf-8" ? decodeUtf8 : decoderOf(encoding);
  let line = 1;
  let first = true;

  const textOf = (piece: Buffer, last: boolean): string => {
    const text = decode(piece, last);
    if (text === undefined) throw wrongEncoding(file, encoding, !mark && given !== undefined, line, piece);
    if (first && text.includes("\0")) throw notText(file, piece);
    first = false;
    line += countLines(text);
    return text;
  };

  // Pieces are cut where lines end: a record then seldom lies across two of them.
  let rest: Buffer = Buffer.alloc(0);
  for await (const piece of skipping(all, mark?.length ?? 0)) {
    rest = rest.length === 0 ? asBuffer(piece) : Buffer.concat([rest, piece]);
    const cut = encoding.startsWith("utf-16") ? rest.length : cutAfterLine(rest, encoding);
    if (cut > 0) yield textOf(rest.subarray(0, cut), false);
    rest = rest.subarray(cut);
  }
  yield textOf(rest, true);
}

async function* skipping(pieces: AsyncIterable<Uint8Array>, count: number): AsyncGenerator<Uint8Array> {
  let left = count;
  for await (const piece of pieces) {
    if (piece.length > left) yield piece.subarray(left);
    left = Math.max(0, left - piece.length);
  }
}

function markOf(head: Buffer): { encoding: string; length: number } | undefined {
  const start = head.subarray(0, 3).toString("latin1");
  if (start === "\xef\xbb\xbf") return { encoding: "utf-8", length: 3 };
  if (start.startsWith("\xff\xfe")) return { encoding: "utf-16le", length: 2 };
  return start.startsWith("\xfe\xff") ? { encoding: "utf-16be", length: 2 } : undefined;
}

function asBuffer({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}

/** After the last line end; where there is none, after the last whole character. */
function cutAfterLine(bytes: Buffer, encoding: string): number {
  const lineEnd = bytes.lastIndexOf(0x0a) + 1;
  if (lineEnd > 0 || encoding !== "utf-8") return lineEnd || bytes.length;
  let at = bytes.length;
  while (at > 0 && bytes.length - at < 3 && ((bytes[at - 1] as number) & 0xc0) === 0x80) at--;
  const lead = at > 0 ? (bytes[at - 1] as number) : 0;
  const width = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
  return bytes.length - at + 1 < width ? at - 1 : bytes.length;
}

type Decode = (bytes: Buffer, last: boolean) => string | undefined;

// Several times faster than `TextDecoder` over a stream.
const decodeUtf8: Decode = (bytes) => {
  if (isAscii(bytes)) return bytes.toString("latin1");
  return isUtf8(bytes) ? bytes.toString("utf8") : undefined;
};

function decoderOf(encoding: string): Decode {
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  return (bytes, last) => {
    try {
      return decoder.decode(bytes, { stream: !last });
    } catch {
      return undefined;
    }
  };
}

function countLines(text: string): number {
  let lines = 0;
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) lines++;
  return lines;
}

/** Finds the line of a piece that cannot be read. */
function wrongEncoding(file: string, encoding: string, given: boolean, line: number, piece: Buffer): FileError {
  const strict = new TextDecoder(encoding, { fatal: true });
  const lenient = new TextDecoder(encoding);
  const lines = encoding.startsWith("utf-16") ? [piece] : linesOf(piece);
  const at = lines.findIndex((one) => {
    try {
      strict.decode(one);
      return false;
    } catch {
      return true;
    }
  });
  const text = lenient.decode(lines[Math.max(at, 0)]);
  const bad = Math.max(text.indexOf("\ufffd"), 0);
  const sample = text.slice(Math.max(bad - 30, 0), bad + 20).trim();
  return new FileError({ code: "wrong-encoding", file, encoding, given, line: line + Math.max(at, 0), sample });
}

function linesOf(bytes: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf(0x0a, start) + 1 || bytes.length;
    lines.push(bytes.subarray(start, end));
    start = end;
  }
  return lines;
}

function notText(file: string, bytes: Buffer): FileError {
  // In UTF-16 every second byte of Latin text is zero.
  const zeros = bytes
    .subarray(0, 1000)
    .reduce<[number, number]>(
      ([even, odd], byte, at) => (byte !== 0 ? [even, odd] : at % 2 === 0 ? [even + 1, odd] : [even, odd + 1]),
      [0, 0],
    );
  const half = Math.min(bytes.length, 1000) / 2;
  const perhaps =
    zeros[1] > half / 2 && zeros[0] === 0 ? "utf-16le" : zeros[0] > half / 2 && zeros[1] === 0 ? "utf-16be" : null;
  return new FileError({ code: "not-text", file, perhaps });
}
