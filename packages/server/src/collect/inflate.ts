import { promisify } from "node:util";
import { brotliDecompress, gunzip, inflateRaw, inflate as inflateZlib, zstdDecompress } from "node:zlib";
import type { Problem } from "./problem.ts";

type Inflate = (bytes: Uint8Array, options: { readonly maxOutputLength: number }) => Promise<Buffer>;

const gzip: Inflate = promisify(gunzip);
const zlib: Inflate = promisify(inflateZlib);
const raw: Inflate = promisify(inflateRaw);

const ENCODINGS: ReadonlyMap<string, Inflate> = new Map<string, Inflate>([
  ["gzip", gzip],
  ["x-gzip", gzip],
  // Some say deflate and leave out zlib's header, whose first byte ends in 8.
  ["deflate", (bytes, options) => ((bytes[0] ?? 0) % 16 === 8 ? zlib : raw)(bytes, options)],
  ["br", promisify(brotliDecompress)],
  ["zstd", promisify(zstdDecompress)],
]);

/**
 * The bytes that a body stands for, at most `limit` of them. Gzip is known by its first bytes too,
 * whatever the headers say; a body that is JSON already has met a proxy that inflated it and left
 * the header.
 */
export async function inflate(bytes: Buffer, encoding: string | undefined, limit: number): Promise<Buffer | Problem> {
  const named = encoding?.trim().toLowerCase() ?? "";
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const inflated = isGzip ? gzip : ENCODINGS.get(named);
  if (inflated && !looksLikeJson(bytes)) {
    try {
      return await inflated(bytes, { maxOutputLength: limit });
    } catch (error) {
      return { status: 400, code: isTooLarge(error) ? "too-large" : "bad-encoding" };
    }
  }
  if (!inflated && named !== "" && named !== "identity" && !looksLikeJson(bytes)) {
    return { status: 400, code: "bad-encoding" };
  }
  return bytes.length > limit ? { status: 400, code: "too-large" } : bytes;
}

function looksLikeJson(bytes: Buffer): boolean {
  return bytes[0] === 0x7b || bytes[0] === 0x5b;
}

function isTooLarge(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE";
}
