import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { pipeline, Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { decodeText, knowsEncoding } from "./decode-text.ts";
import { peek } from "./peek.ts";
import { FileError } from "./problem.ts";
import type { TextSource } from "./text-source.ts";

/** Bytes from anywhere: an upload, a bucket, a pipe. */
export type ByteSource = {
  /** What people call it; errors name it. */
  readonly name: string;
  readonly bytes: AsyncIterable<Uint8Array>;
  /** How many bytes there will be, where that is known. */
  readonly size?: number;
};

/** An opened file: text to be read once, and how far reading has come. */
export type Input = TextSource & {
  /** Bytes as they lie on the disk (compressed, if they are), where known. */
  readonly size?: number;
  /** How many of these bytes have been read. */
  readonly bytesRead: () => number;
};

// Small pieces: their rows die young, which the garbage collector does almost for nothing.
const PIECE = 1 << 16;

/**
 * Opens a file by its path, standard input as `-`, or any bytes. Gzip is seen by its first bytes;
 * the encoding by a byte order mark, else it is `encoding`, else UTF-8.
 */
export async function openInput(
  source: string | ByteSource,
  options: { readonly encoding?: string } = {},
): Promise<Input> {
  const { encoding } = options;
  if (encoding !== undefined && !knowsEncoding(encoding)) throw new FileError({ code: "unknown-encoding", encoding });
  const { name, size, bytes } = typeof source === "string" ? await sourceOf(source) : source;
  let read = 0;
  const counted = async function* () {
    try {
      for await (const piece of bytes) {
        read += piece.length;
        yield piece;
      }
    } catch (error) {
      throw systemProblem(name, error);
    }
  };
  const plain = await unpack(name, counted());
  return {
    name,
    ...(size === undefined ? {} : { size }),
    bytesRead: () => read,
    text: decodeText(name, plain, encoding),
  };
}

/** Lets go of an input of which something has been read, and no more will be. */
export async function closeInput({ text }: Input): Promise<void> {
  await text[Symbol.asyncIterator]().return?.();
}

async function sourceOf(path: string): Promise<ByteSource> {
  if (path === "-") return { name: path, bytes: process.stdin };
  try {
    const found = await stat(path);
    if (found.isDirectory()) throw new FileError({ code: "is-a-directory", file: path });
    const bytes = createReadStream(path, { highWaterMark: PIECE });
    // A pipe or a device has no size that means anything.
    return found.isFile() ? { name: path, bytes, size: found.size } : { name: path, bytes };
  } catch (error) {
    throw systemProblem(path, error);
  }
}

async function unpack(file: string, bytes: AsyncIterable<Uint8Array>): Promise<AsyncIterable<Uint8Array>> {
  const { seen, all } = await peek(bytes, (pieces) => pieces.reduce((sum, { length }) => sum + length, 0) >= 4);
  const magic = Buffer.concat(seen).subarray(0, 4).toString("latin1");
  if (magic === "") throw new FileError({ code: "empty-file", file });
  if (magic === "PK\x03\x04") {
    // Leaving the loop lets go of the file.
    for await (const _ of all) break;
    throw new FileError({ code: "zip-archive", file });
  }
  return magic.startsWith("\x1f\x8b") ? gunzip(file, all) : all;
}

async function* gunzip(file: string, bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  // Zlib works in another thread while the pieces before are read here.
  const unzip = createGunzip({ chunkSize: PIECE });
  pipeline(Readable.from(bytes, { objectMode: false }), unzip, () => {
    // What goes wrong anywhere along the line is thrown where `unzip` is read.
  });
  try {
    yield* unzip;
  } catch (error) {
    const isZlib = typeof codeOf(error) === "string" && codeOf(error)?.startsWith("Z_");
    throw isZlib ? new FileError({ code: "broken-gzip", file }) : error;
  }
}

function systemProblem(file: string, error: unknown): unknown {
  if (error instanceof FileError) return error;
  const cause = codeOf(error);
  switch (cause) {
    case undefined:
      return error;
    case "ENOENT":
    case "ENOTDIR":
      return new FileError({ code: "no-such-file", file });
    case "EISDIR":
      return new FileError({ code: "is-a-directory", file });
    case "EACCES":
    case "EPERM":
      return new FileError({ code: "no-access", file });
    default:
      return new FileError({ code: "unreadable-file", file, cause });
  }
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}
