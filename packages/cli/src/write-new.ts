import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { Refusal, type World } from "./command.ts";

/** Writes a file that is not there yet, with the folders that it lies in; nothing is ever overwritten. */
export async function writeNew(file: string, text: string, { say: { cli } }: World): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text, { flag: "wx" });
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    throw new Refusal(code === "EEXIST" ? cli.faults.fileExists(file) : cli.faults.cannotWrite(file, code));
  }
}
