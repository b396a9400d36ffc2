import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from "node:zlib";
import { expect, test } from "vitest";
import { inflate } from "./inflate.ts";

const TEXT = `{"text":"${"plumb".repeat(100)}"}`;
const BYTES = Buffer.from(TEXT);
const LIMIT = 10_000;

const inflated = async (bytes: Buffer, encoding?: string, limit = LIMIT) => {
  const body = await inflate(bytes, encoding, limit);
  return "status" in body ? body.code : body.toString();
};

test.each([
  ["plain", BYTES, undefined],
  ["plain by name", BYTES, "identity"],
  ["gzip", gzipSync(BYTES), "gzip"],
  ["gzip in other letters", gzipSync(BYTES), " X-GZIP "],
  ["gzip that nobody announced", gzipSync(BYTES), undefined],
  ["gzip that is called something else", gzipSync(BYTES), "br"],
  ["deflate", deflateSync(BYTES), "deflate"],
  ["deflate without its header", deflateRawSync(BYTES), "deflate"],
  ["brotli", brotliCompressSync(BYTES), "br"],
  ["zstd", zstdCompressSync(BYTES), "zstd"],
  ["what a proxy has inflated", BYTES, "gzip"],
  ["an unknown name for what is plain", BYTES, "utf-8"],
])("%s", async (_, bytes, encoding) => {
  expect(await inflated(bytes, encoding)).toBe(TEXT);
});

test.each([
  ["not what it says", Buffer.from("hello"), "gzip", "bad-encoding"],
  ["cut off", gzipSync(BYTES).subarray(0, 20), "gzip", "bad-encoding"],
  ["an unknown encoding", Buffer.from("hello"), "rot13", "bad-encoding"],
  ["too large as it is", Buffer.alloc(LIMIT + 1, "["), undefined, "too-large"],
])("%s", async (_, bytes, encoding, code) => {
  expect(await inflated(bytes, encoding)).toBe(code);
});

test.each([
  ["gzip", gzipSync],
  ["br", brotliCompressSync],
  ["deflate", deflateSync],
  ["zstd", zstdCompressSync],
] as const)("a bomb of %s is let off at the limit", async (encoding, compress) => {
  const bomb = compress(Buffer.alloc(10_000_000));
  expect(bomb.length).toBeLessThan(12_000);
  expect(await inflated(bomb, encoding)).toBe("too-large");
});
