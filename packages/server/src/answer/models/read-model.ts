import { type PlacedProblem, type ReadModel, readModelText } from "@plumbline/connectors";
import type { Model } from "@plumbline/scoring";
import { findVersion, findVersionId, type ModelRow, type Session } from "@plumbline/store";
import { found, Refusal } from "../refusal.ts";

/** Problems as the API writes them: what is given of a value is JSON. */
export function problemsOf(read: ReadModel): { line: number; column: number; problem: { code: string } }[] {
  return read.ok ? [] : read.problems.map(sayPlaced);
}

function sayPlaced({ line, column, problem }: PlacedProblem) {
  return { line, column, problem: { ...problem } };
}

/** The model that a text says; refuses where it says none. */
export function modelIn(text: string): Model {
  const read = readModelText(text);
  if (!read.ok) throw new Refusal({ code: "model-invalid", problems: problemsOf(read) });
  return read.model;
}

/** A version of a model by its number, or its draft. */
export async function modelAs(session: Session, row: ModelRow, which: number | "draft"): Promise<Model> {
  if (which === "draft") return modelIn(found(row.draft ?? undefined, "draft"));
  const versionId = found(await findVersionId(session, row.model_id, which), "version");
  // It was checked when it became a version.
  return found(await findVersion(session, versionId), "version").body as Model;
}
