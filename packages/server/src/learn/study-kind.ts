import type { Session, StudyRow } from "@plumbline/store";
import type { Pool } from "pg";

export type StudyProgress = { readonly done: number; readonly total: number };

/** What a study has while it is worked out, in a thread of its own: it only reads. */
export type StudyThread = {
  readonly pool: Pool;
  readonly workspaceId: number;
  readonly onProgress: (progress: StudyProgress) => void;
};

/** How one kind of study is worked out; `Asked` and `Result` are kept as JSON. */
export type StudyKind<Asked, Result> = {
  readonly workOut: (asked: Asked, thread: StudyThread) => Promise<Result>;
  /** What else is kept of what was found, in the transaction that ends the study, in the server's own thread. */
  readonly conclude?: (session: Session, study: ConcludedStudy<Asked, Result>, now: number) => Promise<void>;
  /** Whether concluding may publish. */
  readonly changesConfiguration?: true;
  /** What of the result stays with the study, where not all of it does. */
  readonly kept?: (result: Result) => unknown;
};

export type ConcludedStudy<Asked, Result> = {
  readonly row: StudyRow;
  readonly asked: Asked;
  readonly result: Result;
};
