import type { FileProblem } from "@plumbline/phrases";

/** Encodings that tables of people still come in; UTF-16 says so itself. */
export const ENCODINGS = ["utf-8", "windows-1252", "windows-1251", "gb18030", "big5", "shift_jis"] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** In which encoding a table is that is no UTF-8, by the language of whoever has it. */
export function likelyEncoding(language: string): Encoding {
  if (language === "ru") return "windows-1251";
  if (language === "zh-CN") return "gb18030";
  return language === "zh-TW" ? "big5" : "windows-1252";
}

/** A file that cannot be read, whatever its encoding. */
export class Unreadable extends Error {
  readonly problem: FileProblem;
  constructor(problem: FileProblem) {
    super(problem.code);
    this.problem = problem;
  }
}

/** A file whose bytes are not of the encoding that it was read in. */
export class WrongEncoding extends Error {}

/** Whether the server has to be sent the file in another encoding than it has. */
export function needsRecoding(encoding: Encoding): boolean {
  return encoding !== "utf-8";
}

/** The text of a file, piece by piece; unpacked, where it is packed. Throws `WrongEncoding` or `Unreadable`. */
export async function* textOf(file: File, encoding: Encoding): AsyncGenerator<string> {
  const head = new Uint8Array(await file.slice(0, 4).arrayBuffer());
  if (head[0] === 0x50 && head[1] === 0x4b) throw new Unreadable({ code: "zip-archive", file: file.name });
  const decoder = new TextDecoder(markOf(head) ?? encoding, { fatal: true });
  let isFirst = true;
  for await (const bytes of piecesOf(unpacked(file, head))) {
    const text = decoded(decoder, bytes, file.name);
    if (isFirst && text.includes("\0")) throw new Unreadable({ code: "not-text", file: file.name, perhaps: null });
    isFirst = false;
    yield text;
  }
  yield decoded(decoder, undefined, file.name);
}

/** The file as UTF-8, unpacked. Throws the signal's reason as soon as that has come. */
export async function recoded(file: File, encoding: Encoding, signal: AbortSignal): Promise<Blob> {
  const parts: string[] = [];
  for await (const text of textOf(file, encoding)) {
    signal.throwIfAborted();
    parts.push(text);
  }
  return new Blob(parts);
}

function markOf([first, second]: Uint8Array): string | undefined {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  return first === 0xfe && second === 0xff ? "utf-16be" : undefined;
}

function unpacked(file: File, [first, second]: Uint8Array): ReadableStream<Uint8Array<ArrayBuffer>> {
  const isPacked = first === 0x1f && second === 0x8b;
  return isPacked ? file.stream().pipeThrough(new DecompressionStream("gzip")) : file.stream();
}

function decoded(decoder: TextDecoder, bytes: Uint8Array | undefined, name: string): string {
  try {
    return bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode();
  } catch {
    throw new WrongEncoding(name);
  }
}

/** By hand: not every browser walks through a stream. */
async function* piecesOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } finally {
    void reader.cancel();
  }
}
