/** What can be wrong with the place where things are kept. Codes are keys of phrases; the rest fills them in. */
export type StoreProblem =
  /** Another Plumbline works in this folder. */
  | { readonly code: "database-in-use"; readonly folder: string }
  /** The folder was made by another major version of PostgreSQL. */
  | {
      readonly code: "database-other-version";
      readonly folder: string;
      readonly found: string;
      readonly needed: string;
    }
  /** The folder is there and is not a whole database. */
  | { readonly code: "database-damaged"; readonly folder: string }
  | { readonly code: "database-folder-forbidden"; readonly folder: string }
  | { readonly code: "database-disk-full"; readonly folder: string }
  /** There is no embedded PostgreSQL for this machine, or npm did not install it. */
  | { readonly code: "database-not-installed"; readonly platform: string }
  /** A database is only made by users who have a name on this machine. */
  | { readonly code: "database-user-unknown"; readonly uid: number }
  /** PostgreSQL gave up; `detail` is the end of what it said. */
  | { readonly code: "database-not-started"; readonly folder: string; readonly detail: string }
  /** An applied migration is not what it was, or is gone. */
  | { readonly code: "migration-changed" | "migration-missing"; readonly number: number; readonly name: string }
  | { readonly code: "migration-failed"; readonly number: number; readonly name: string; readonly detail: string }
  /** Files of migrations that do not read 0001, 0002, … */
  | { readonly code: "migration-misnumbered"; readonly file: string }
  /** A newer Plumbline has been at work here. */
  | { readonly code: "database-newer"; readonly found: number; readonly known: number }
  /** A whole number of the database that a double cannot hold. */
  | { readonly code: "number-too-large"; readonly value: string };

/** The store's own errors; every other error is a bug or comes from the database as it is. */
export class StoreError extends Error {
  readonly problem: StoreProblem;

  constructor(problem: StoreProblem, options?: ErrorOptions) {
    super(JSON.stringify(problem), options);
    this.name = "StoreError";
    this.problem = problem;
  }
}

/** Whether an error of a file system, or of a program that wrote to one, says that the disk is full. */
export function saysDiskFull(error: unknown): boolean {
  return /ENOSPC|EDQUOT|No space left on device|Disk quota exceeded/i.test(String(error));
}
