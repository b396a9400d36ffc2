import { readFile, stat } from "node:fs/promises";
import { MOST_MODEL_BYTES, type ReadModel, readModelText, refuseModel } from "@plumbline/connectors";

/** Reads a model file, YAML or JSON, and checks it. Throws where there is no such file. */
export async function readModelFile(file: string): Promise<ReadModel> {
  const { size } = await stat(file);
  if (size > MOST_MODEL_BYTES) return refuseModel("too-large");
  return readModelText(await readFile(file, "utf8"));
}
