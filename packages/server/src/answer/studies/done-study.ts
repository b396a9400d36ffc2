import type { StudyKindName } from "@plumbline/api";
import { findStudyResult, type Session, type StudyRow } from "@plumbline/store";
import type { AskedStudies, FoundByStudies } from "../../learn/study-kinds.ts";
import { Refusal } from "../refusal.ts";

/** A study that is done, by its kind. */
export type DoneStudy = {
  readonly [Kind in StudyKindName]: {
    readonly kind: Kind;
    readonly row: StudyRow;
    readonly asked: AskedStudies[Kind];
    readonly result: FoundByStudies[Kind];
  };
}[StudyKindName];

/** What was found; refuses where it is not there yet, or will never be. */
export async function doneStudy(session: Session, row: StudyRow): Promise<DoneStudy> {
  if (row.state !== "done") throw new Refusal({ code: "study-not-done", state: row.state });
  const result = JSON.parse((await findStudyResult(session, row.study_id)) ?? "null") as unknown;
  return { kind: row.kind, row, asked: JSON.parse(row.asked) as unknown, result } as DoneStudy;
}
