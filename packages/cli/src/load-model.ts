import type { PlacedProblem } from "@plumbline/connectors";
import { findPreset } from "@plumbline/connectors";
import { phrasesOf, sayProblem } from "@plumbline/phrases";
import type { Model } from "@plumbline/scoring";
import { Refusal, type World } from "./command.ts";
import { type ModelFile, readModelFile } from "./model-file.ts";

/** A model by its file, or by the name of a preset; refuses with every problem and its place. */
export async function loadModel(name: string, world: World): Promise<Model> {
  return (await loadWithText(name, world)).model;
}

/** A model, and the text that says it. */
export async function loadWithText(name: string, world: World): Promise<{ model: Model; text: string }> {
  const { text, read } = await readModel(name);
  if (read.ok) return { model: read.model, text };
  throw new Refusal(problemLines(name, read.problems, world).join("\n"));
}

/** A preset where there is one of that name, else the file. */
export async function readModel(name: string): Promise<ModelFile> {
  return readModelFile((await findPreset(name)) ?? name);
}

/** `model.yaml:3:5: what is wrong`, as editors and terminals link it. */
export function problemLines(file: string, problems: readonly PlacedProblem[], { language, say }: World): string[] {
  return problems.map(({ line, column, problem }) => {
    const words = problem.code === "syntax" ? say.syntax[problem.what]() : sayProblem(phrasesOf(language), problem);
    return `${file}:${line}:${column}: ${words}`;
  });
}
