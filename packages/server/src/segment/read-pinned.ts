import type { Problem } from "@plumbline/api";
import { type PlacedProblem, type ReadModel, readModelText } from "@plumbline/connectors";
import { type Model, pinModel } from "@plumbline/scoring";
import type { PinRow, Session } from "@plumbline/store";
import { findLibrary, type HashedLibrary, pinRows } from "./library.ts";

/** A model that a text says, with what it takes of the workspace; or why it says none. */
type PinnedModel =
  | { readonly ok: true; readonly model: Model; readonly pins: readonly PinRow[] }
  | { readonly ok: false; readonly problem: NoModel };

export type NoModel = Extract<Problem, { readonly code: "model-invalid" | "segment-of-scores" }>;

/** Reads the text of a model, with the lists, segments and champions of the workspace as they are now. */
export async function readPinned(session: Session, text: string): Promise<PinnedModel> {
  const library = await findLibrary(session);
  let pins: readonly PinRow[] = [];
  const read = readModelText(text, (written) => {
    const pinned = pinModel(written, library);
    pins = pinRows(pinned, library);
    return pinned.model;
  });
  if (read.ok) return { ok: true, model: read.model, pins };
  const ofScores = scoresAmong(read.problems, library);
  return { ok: false, problem: ofScores ?? { code: "model-invalid", problems: problemsOf(read) } };
}

/** A segment that asks for bands is there, but not for models: the first that is named. */
export function scoresAmong(
  problems: readonly { readonly problem: { readonly code: string } }[],
  { ofScores }: HashedLibrary,
): Extract<NoModel, { readonly code: "segment-of-scores" }> | undefined {
  for (const { problem } of problems) {
    const { code, kind, name } = problem as { readonly code: string; readonly kind?: string; readonly name?: string };
    if (code !== "unknown-reference" || kind !== "segment" || !ofScores.has(name ?? "")) continue;
    return { code: "segment-of-scores", segment: name ?? "" };
  }
  return undefined;
}

/** Problems as the API writes them: what is given of a value is JSON. */
export function problemsOf(read: ReadModel): { line: number; column: number; problem: { code: string } }[] {
  return read.ok ? [] : read.problems.map(sayPlaced);
}

function sayPlaced({ line, column, problem }: PlacedProblem) {
  return { line, column, problem: { ...problem } };
}
