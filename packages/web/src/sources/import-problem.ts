import { type FileProblem, type Spoken, sayFileProblem } from "@plumbline/phrases";

/** Why a file cannot be read, in words, if that is what this is: an error's `problem`, or what an import tells. */
export function sayIfFileProblem(say: Spoken, problem: unknown): string | undefined {
  if (typeof problem !== "object" || problem === null || !("code" in problem)) return undefined;
  const { code } = problem;
  if (typeof code !== "string" || !Object.hasOwn(say.fileProblems, code)) return undefined;
  return sayFileProblem(say, problem as FileProblem);
}
