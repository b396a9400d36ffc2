import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { recoded, textOf, type Unreadable, WrongEncoding } from "./read-file.ts";

const fileOf = (bytes: Uint8Array<ArrayBuffer> | string) => new File([bytes], "leads.csv");
const bytes = (...codes: readonly number[]) => new Uint8Array(codes);

async function read(...given: Parameters<typeof textOf>): Promise<string> {
  let all = "";
  for await (const text of textOf(...given)) all += text;
  return all;
}

test("text is read as it is, packed or not, and as its mark says", async () => {
  expect(await read(fileOf("Имя,Город\n"), "utf-8")).toBe("Имя,Город\n");
  expect(await read(fileOf(new Uint8Array(gzipSync("姓名\n"))), "utf-8")).toBe("姓名\n");
  expect(await read(fileOf(bytes(0xff, 0xfe, 0x41, 0, 0x2c, 0)), "utf-8")).toBe("A,");
});

test("what is not of an encoding is not guessed on", async () => {
  const cyrillic = fileOf(bytes(0xc8, 0xec, 0xff, 0x0a));
  await expect(read(cyrillic, "utf-8")).rejects.toThrow(WrongEncoding);
  expect(await read(cyrillic, "windows-1251")).toBe("Имя\n");
  expect(await (await recoded(cyrillic, "windows-1251", new AbortController().signal)).text()).toBe("Имя\n");
});

test("what is cancelled meanwhile is not recoded to its end", async () => {
  const stop = new AbortController();
  const file = fileOf(new Uint8Array(1_000_000).fill(0x41));
  const recoding = recoded(file, "windows-1251", stop.signal);
  stop.abort("cancelled");
  await expect(recoding).rejects.toBe("cancelled");
});

test("archives and workbooks are named as such", async () => {
  const workbook = fileOf(bytes(0x50, 0x4b, 3, 4, 0, 0));
  const problem = await read(workbook, "utf-8").catch((error: Unreadable) => error.problem);
  expect(problem).toEqual({ code: "zip-archive", file: "leads.csv" });
});
