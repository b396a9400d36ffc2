import type { Answered } from "../api.ts";

type Models = Answered<"models", "list">["items"];
type Leads = Answered<"leads", "list">["items"];

export type Known = {
  readonly models: Models | undefined;
  readonly leads: Leads | undefined;
  /** Of whoever may see them. */
  readonly members: number | undefined;
};

export type Step = "model" | "data" | "ranked" | "people";

/** Which steps of the first run are done, by what the workspace has; undefined: not known yet. */
export function stepsDone({ models, leads, members }: Known): Readonly<Record<Step, boolean | undefined>> {
  return {
    model: models?.some(({ live, retiredAt }) => live !== null && retiredAt === null),
    data: leads && leads.length > 0,
    ranked: leads?.some(({ score }) => score.total !== null),
    people: members === undefined ? undefined : members > 1,
  };
}

/** What has to be done before the first lead is ranked; colleagues may come later. */
const NEEDED: readonly Step[] = ["model", "data", "ranked"];

export function isBegun(done: ReturnType<typeof stepsDone>): boolean {
  return NEEDED.every((step) => done[step] === true);
}
