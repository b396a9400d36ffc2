import { type ReadModel, readModelText } from "@plumbline/connectors";
import { type Model, pinModel } from "@plumbline/scoring";
import { findVersion, findVersionId, type ModelRow, type PinRow, type Session } from "@plumbline/store";
import { findLibrary, type HashedLibrary } from "../../segment/library.ts";
import { readPinned, scoresAmong } from "../../segment/read-pinned.ts";
import { found, Refusal } from "../refusal.ts";

/** Reads the text of a model, with the lists and segments of the workspace that it names, as they are now. */
export async function readIn(session: Session, text: string): Promise<ReadModel> {
  const library = await findLibrary(session);
  return readModelText(text, (model) => pinModel(model, library).model);
}

/** The model that a text says; refuses where it says none. */
export async function modelIn(session: Session, text: string): Promise<Model> {
  return (await pinnedIn(session, text)).model;
}

/** The same, with what was taken of the workspace. */
export async function pinnedIn(
  session: Session,
  text: string,
): Promise<{ readonly model: Model; readonly pins: readonly PinRow[] }> {
  const read = await readPinned(session, text);
  if (!read.ok) throw new Refusal(read.problem);
  return read;
}

/** A segment that asks for bands is there, but not for models. */
export function refuseScores(
  problems: readonly { readonly problem: { readonly code: string } }[],
  library: HashedLibrary,
): void {
  const problem = scoresAmong(problems, library);
  if (problem) throw new Refusal(problem);
}

/** A version of a model by its number, or its draft. */
export async function modelAs(session: Session, row: ModelRow, which: number | "draft"): Promise<Model> {
  if (which === "draft") return modelIn(session, found(row.draft ?? undefined, "draft"));
  const versionId = found(await findVersionId(session, row.model_id, which), "version");
  // It was checked when it became a version.
  return found(await findVersion(session, versionId), "version").body as Model;
}
