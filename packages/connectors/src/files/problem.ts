/**
 * Why a file, or the map of its columns, cannot be read at all. Closed, so that a problem without
 * words does not compile; the words live in `phrases`.
 */
export type FileProblem =
  | {
      readonly code: "no-such-file" | "is-a-directory" | "no-access" | "empty-file" | "broken-gzip";
      readonly file: string;
    }
  /** `cause` is the system's own code, such as EIO. */
  | { readonly code: "unreadable-file"; readonly file: string; readonly cause: string }
  /** A zip archive, which is also what an Excel workbook is. */
  | { readonly code: "zip-archive"; readonly file: string }
  /** Zero characters are in it; `perhaps` names an encoding that would explain them. */
  | { readonly code: "not-text"; readonly file: string; readonly perhaps: string | null }
  /** `sample` is what stands there, with a replacement for what could not be read; `given`: the encoding was asked for. */
  | {
      readonly code: "wrong-encoding";
      readonly file: string;
      readonly encoding: string;
      readonly given: boolean;
      readonly line: number;
      readonly sample: string;
    }
  /** A text that has to be UTF-8, or to have a byte order mark, and is neither; `sample` null: no text at all. */
  | { readonly code: "not-utf-8"; readonly file: string; readonly line: number; readonly sample: string | null }
  | { readonly code: "unknown-encoding"; readonly encoding: string }
  /** `line` is where the quote opened that never closes. */
  | { readonly code: "open-quote"; readonly file: string; readonly line: number }
  | { readonly code: "row-too-long"; readonly file: string; readonly line: number; readonly limit: number }
  /** `line` is where what has no end begins, or where something stands that does not belong. */
  | { readonly code: "json-unfinished" | "json-unexpected"; readonly file: string; readonly line: number }
  | { readonly code: "map-syntax"; readonly file: string; readonly line: number; readonly column: number }
  | { readonly code: "map-invalid"; readonly file: string; readonly issues: readonly MapIssue[] }
  /** The map names a column that the file does not have. */
  | {
      readonly code: "no-such-column";
      readonly file: string;
      readonly column: string;
      readonly suggestion: string | null;
      readonly columns: readonly string[];
    }
  /** Neither the map nor a guess says which column holds this. */
  | {
      readonly code: "unknown-source";
      readonly file: string;
      readonly target: "timestamp" | "identity" | "event";
      readonly columns: readonly string[];
    };

/** One thing that is wrong in a map: the keys that lead there, the place in the file, and what. */
export type MapIssue = { readonly path: readonly string[]; readonly line: number; readonly column: number } & (
  | {
      readonly code: "unknown-key";
      readonly key: string;
      readonly suggestion: string | null;
      readonly known: readonly string[];
    }
  | { readonly code: "wrong-type"; readonly expected: string }
  | { readonly code: "not-one-of"; readonly known: readonly string[] }
  /** Exactly one of `column`, `columns` and `value` says where a value comes from. */
  | { readonly code: "not-one-source" | "bad-format" | "unknown-zone" | "too-short" }
);

/** Thrown where reading cannot go on. */
export class FileError extends Error {
  readonly problem: FileProblem;

  constructor(problem: FileProblem) {
    super(problem.code);
    this.name = "FileError";
    this.problem = problem;
  }
}
