import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ByteSource, openInput } from "./input.ts";
import { cuts, pieces, stream } from "./pieces.testing.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "input-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

function onDisk(name: string, bytes: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

async function textOf(source: string | ByteSource, encoding?: string): Promise<string> {
  let text = "";
  const input = await openInput(source, encoding === undefined ? {} : { encoding });
  for await (const piece of input.text) text += piece;
  return text;
}

async function problemOf(source: string | ByteSource, encoding?: string): Promise<unknown> {
  return textOf(source, encoding).then(
    (text) => `read as ${text}`,
    (error) => error.problem ?? error,
  );
}

const NAMES = "id,name\r\n1,李小龍\r\n2,محمد\r\n3,Zoë 🙂\r\n";

test("text of any language comes through whole, however the bytes are cut", async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: "binary", maxLength: 60 }), cuts, async (text, at) => {
      const bytes = Buffer.from(`.${text.toWellFormed().replaceAll("\0", "")}`);
      expect(await textOf({ name: "x", bytes: stream(pieces(bytes, at)) })).toBe(bytes.toString());
    }),
    { numRuns: 1000 },
  );
});

describe("byte order marks and encodings", () => {
  const utf16le = Buffer.from(`\ufeff${NAMES}`, "utf16le");
  test.each<[string, Buffer, string?]>([
    ["UTF-8", Buffer.from(NAMES)],
    ["UTF-8 with a mark", Buffer.from(`\ufeff${NAMES}`)],
    ["UTF-16, little end first", utf16le],
    ["UTF-16, big end first", Buffer.from(utf16le).swap16()],
    ["UTF-16 without a mark, where one says so", utf16le.subarray(2), "utf-16le"],
    ["a mark against what one says", Buffer.from(`\ufeff${NAMES}`), "windows-1251"],
  ])("%s", async (_, bytes, encoding) => {
    for (const at of [[], [1], [2], [3], [30, 31, 32, 33, 34, 35]]) {
      expect(await textOf({ name: "x", bytes: stream(pieces(bytes, at)) }, encoding)).toBe(NAMES);
    }
  });

  test.each<[string, number[], string]>([
    ["windows-1251", [0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2], "Привет"],
    ["gb18030", [0xc4, 0xe3, 0xba, 0xc3], "你好"],
    ["big5", [0xa7, 0x41, 0xa6, 0x6e], "你好"],
    ["windows-1252", [0x4d, 0xfc, 0x6c, 0x6c, 0x65, 0x72, 0x20, 0x80], "Müller €"],
    ["latin1", [0x4d, 0xfc, 0x6c, 0x6c, 0x65, 0x72], "Müller"],
  ])("%s", async (encoding, bytes, text) => {
    for (const at of [[], [1], [3]]) {
      expect(await textOf({ name: "x", bytes: stream(pieces(Buffer.from(bytes), at)) }, encoding)).toBe(text);
    }
  });
});

describe("compressed files", () => {
  test("are seen by their first bytes, not by their name", async () => {
    expect(await textOf(onDisk("names.csv", gzipSync(NAMES)))).toBe(NAMES);
  });

  test("may have several parts", async () => {
    expect(await textOf(onDisk("parts.gz", Buffer.concat([gzipSync("a\n"), gzipSync("b\n")])))).toBe("a\nb\n");
  });

  test("that are damaged or cut off say so", async () => {
    const whole = gzipSync(NAMES.repeat(100));
    const cut = onDisk("cut.csv.gz", whole.subarray(0, whole.length / 2));
    expect(await problemOf(cut)).toEqual({ code: "broken-gzip", file: cut });
    const damaged = onDisk("damaged.csv.gz", whole.fill(7, 20, 40));
    expect(await problemOf(damaged)).toEqual({ code: "broken-gzip", file: damaged });
  });
});

describe("what is no text file", () => {
  test("nothing there", async () => {
    const path = join(folder, "nowhere.csv");
    expect(await problemOf(path)).toEqual({ code: "no-such-file", file: path });
    const below = join(onDisk("plain.csv", "a"), "below.csv");
    expect(await problemOf(below)).toEqual({ code: "no-such-file", file: below });
  });

  test("a folder", async () => {
    expect(await problemOf(folder)).toEqual({ code: "is-a-directory", file: folder });
  });

  test("0 bytes", async () => {
    const path = onDisk("empty.csv", "");
    expect(await problemOf(path)).toEqual({ code: "empty-file", file: path });
  });

  test("a workbook", async () => {
    const path = onDisk("leads.xlsx", "PK\x03\x04rest");
    expect(await problemOf(path)).toEqual({ code: "zip-archive", file: path });
  });

  test("zeros, which UTF-16 explains", async () => {
    const text = Buffer.from(NAMES.repeat(10).replace(/[^\x20-\x7f]/g, "x"), "utf16le");
    expect(await problemOf({ name: "x", bytes: stream([text]) })).toEqual({
      code: "not-text",
      file: "x",
      perhaps: "utf-16le",
    });
    const swapped = Buffer.from(text).swap16();
    expect(await problemOf({ name: "x", bytes: stream([swapped]) })).toEqual({
      code: "not-text",
      file: "x",
      perhaps: "utf-16be",
    });
  });

  test("zeros that nothing explains", async () => {
    const bytes = stream([Buffer.from([1, 0, 0, 0, 5, 6, 0, 1, 0, 0])]);
    expect(await problemOf({ name: "x", bytes })).toEqual({ code: "not-text", file: "x", perhaps: null });
  });
});

describe("the wrong encoding", () => {
  const latin = Buffer.from("id,name\n1,Meier\n2,M\xfcller; und S\xf6hne\n", "latin1");

  test("is told with the line and what stands there", async () => {
    const problem = { code: "wrong-encoding", file: "x", encoding: "utf-8", given: false, line: 3 };
    expect(await problemOf({ name: "x", bytes: stream([latin]) })).toEqual({
      ...problem,
      sample: "2,M\ufffdller; und S\ufffdhne",
    });
    expect(await problemOf({ name: "x", bytes: stream(pieces(latin, [20, 21, 22])) })).toMatchObject(problem);
  });

  test("a character that the end of the file cuts in two", async () => {
    const bytes = stream([Buffer.from("a\nb\n数").subarray(0, -1)]);
    expect(await problemOf({ name: "x", bytes })).toMatchObject({ code: "wrong-encoding", line: 3 });
  });

  test("is told of an encoding that was asked for, too", async () => {
    const bytes = stream([Buffer.from([0x61, 0x0a, 0xff, 0x0a])]);
    expect(await problemOf({ name: "x", bytes }, "gb18030")).toMatchObject({
      code: "wrong-encoding",
      encoding: "gb18030",
      given: true,
      line: 2,
    });
  });

  test("has a name that nobody knows", async () => {
    expect(await problemOf({ name: "x", bytes: stream([latin]) }, "klingon")).toEqual({
      code: "unknown-encoding",
      encoding: "klingon",
    });
  });
});

test("progress counts the bytes on the disk", async () => {
  const bytes = gzipSync(NAMES.repeat(1000));
  const path = onDisk("big.csv.gz", bytes);
  const input = await openInput(path);
  expect(input.size).toBe(bytes.length);
  for await (const _ of input.text) expect(input.bytesRead()).toBeLessThanOrEqual(bytes.length);
  expect(input.bytesRead()).toBe(bytes.length);
});

test("what goes wrong in the bytes themselves is passed on", async () => {
  const failing = async function* () {
    yield Buffer.from("a,b\n1,2\n");
    throw Object.assign(new Error("broken"), { code: "EIO" });
  };
  expect(await problemOf({ name: "x", bytes: failing() })).toEqual({
    code: "unreadable-file",
    file: "x",
    cause: "EIO",
  });
});
