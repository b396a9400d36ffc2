import { closeInput, openInput } from "./input.ts";
import { FileError } from "./problem.ts";

/**
 * The text of a file that somebody wrote, or of standard input (`-`): UTF-8, unless a byte order mark says otherwise.
 * Undefined where it is longer than `most` UTF-16 units; empty where there is nothing in it. Bytes that are no such
 * text are an error with their line: what they say would be something else.
 */
export async function readText(file: string, most = Number.POSITIVE_INFINITY): Promise<string | undefined> {
  const pieces: string[] = [];
  let length = 0;
  try {
    const input = await openInput(file);
    for await (const piece of input.text) {
      length += piece.length;
      if (length > most) {
        await closeInput(input);
        return undefined;
      }
      pieces.push(piece);
    }
  } catch (error) {
    if (isEmpty(error)) return "";
    throw asUtf8Fault(error);
  }
  return pieces.join("");
}

function isEmpty(error: unknown): boolean {
  return error instanceof FileError && error.problem.code === "empty-file";
}

/** Of these files none is read in an encoding that is asked for: the way out is to save it in the right one. */
function asUtf8Fault(error: unknown): unknown {
  if (!(error instanceof FileError)) return error;
  const { problem } = error;
  if (problem.code === "not-text")
    return new FileError({ code: "not-utf-8", file: problem.file, line: 1, sample: null });
  if (problem.code !== "wrong-encoding") return error;
  const { file, line, sample } = problem;
  return new FileError({ code: "not-utf-8", file, line, sample });
}
