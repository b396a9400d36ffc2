import { MOST_MODEL_BYTES, type ReadModel, readModelText, readText, refuseModel } from "@plumbline/connectors";

/** What stands in a model file, and what it says. */
export type ModelFile = { readonly text: string; readonly read: ReadModel };

/** Reads a model file, YAML or JSON, or standard input (`-`), and checks it. Throws where there is no such file. */
export async function readModelFile(file: string): Promise<ModelFile> {
  const text = await readText(file, MOST_MODEL_BYTES);
  return text === undefined ? { text: "", read: refuseModel("too-large") } : { text, read: readModelText(text) };
}
