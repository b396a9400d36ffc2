import type { Problem } from "@plumbline/api";

/** A request cannot be answered; whoever throws it undoes everything that was done for it. */
export class Refusal extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.code);
    this.problem = problem;
  }
}

/** What was looked for, or a refusal where it is not there. */
export function found<Thing>(thing: Thing | undefined, what: (Problem & { code: "not-found" })["what"]): Thing {
  if (thing === undefined) throw new Refusal({ code: "not-found", what });
  return thing;
}
