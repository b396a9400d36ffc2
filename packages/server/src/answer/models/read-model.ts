import { type PlacedProblem, type ReadModel, readModelText } from "@plumbline/connectors";
import { type Model, pinModel } from "@plumbline/scoring";
import { findVersion, findVersionId, type ModelRow, type PinRow, type Session } from "@plumbline/store";
import { findLibrary, type HashedLibrary, pinRows } from "../../segment/library.ts";
import { found, Refusal } from "../refusal.ts";

/** Problems as the API writes them: what is given of a value is JSON. */
export function problemsOf(read: ReadModel): { line: number; column: number; problem: { code: string } }[] {
  return read.ok ? [] : read.problems.map(sayPlaced);
}

function sayPlaced({ line, column, problem }: PlacedProblem) {
  return { line, column, problem: { ...problem } };
}

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
  const library = await findLibrary(session);
  let pins: readonly PinRow[] = [];
  const read = readModelText(text, (written) => {
    const pinned = pinModel(written, library);
    pins = pinRows(pinned, library);
    return pinned.model;
  });
  if (read.ok) return { model: read.model, pins };
  refuseScores(read.problems, library);
  throw new Refusal({ code: "model-invalid", problems: problemsOf(read) });
}

/** A segment that asks for bands is there, but not for models. */
export function refuseScores(
  problems: readonly { readonly problem: { readonly code: string } }[],
  { ofScores }: HashedLibrary,
): void {
  for (const { problem } of problems) {
    const { code, kind, name } = problem as { readonly code: string; readonly kind?: string; readonly name?: string };
    if (code !== "unknown-reference" || kind !== "segment" || !ofScores.has(name ?? "")) continue;
    throw new Refusal({ code: "segment-of-scores", segment: name ?? "" });
  }
}

/** A version of a model by its number, or its draft. */
export async function modelAs(session: Session, row: ModelRow, which: number | "draft"): Promise<Model> {
  if (which === "draft") return modelIn(session, found(row.draft ?? undefined, "draft"));
  const versionId = found(await findVersionId(session, row.model_id, which), "version");
  // It was checked when it became a version.
  return found(await findVersion(session, versionId), "version").body as Model;
}
