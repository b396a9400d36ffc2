import type { FileMap } from "./map/file-map.ts";
import type { Guess } from "./map/guess-map.ts";

/** A record that could not be read; the run goes on without it. */
export type Reject = {
  readonly line: number;
  readonly reason: RejectReason;
  /** The record as it stood. Most rejects are only counted, so its text is put together when somebody asks for it. */
  readonly whole: () => string;
};

export type RejectReason =
  /** A row with fewer or more cells than there are columns. */
  | { readonly code: "cell-count"; readonly expected: number; readonly found: number }
  | { readonly code: "not-json" | "not-an-object" }
  | { readonly code: "too-long" | "too-deep"; readonly limit: number }
  /** A lead or an event of nobody. */
  | { readonly code: "no-identity" }
  | { readonly code: "no-timestamp" | "no-event-name" }
  | { readonly code: "bad-timestamp" | "bad-event-type"; readonly value: string };

/** A value that did not read as its column's kind; it stays the text that it was. */
export type Misread = { count: number; readonly line: number; readonly value: string };

/** What reading a file came to: filled in as it goes. `received = read + rejected` at any time. */
export type Report = {
  read: number;
  rejected: number;
  readonly reasons: Map<RejectReason["code"], number>;
  /** By column, with the first example. */
  readonly misread: Map<string, Misread>;
  format?: "csv" | "ndjson" | "json";
  /** The map used, complete, as one could keep it. */
  map?: FileMap;
  /** How columns were understood, where no map said so. */
  guesses: readonly Guess[];
  /** Columns nothing was known of: traits or properties under their own names. */
  unmapped: readonly string[];
  /** Nothing in the log gives events an id, so the same event twice cannot be seen. */
  noMessageIds: boolean;
  /** How many events of a log that has ids have none themselves. */
  withoutMessageId: number;
  /** The list has no column that says who a lead is: leads are called by their lines. */
  noLeadIds: boolean;
};

const RAW_LIMIT = 1000;

export function newReport(): Report {
  return {
    read: 0,
    rejected: 0,
    reasons: new Map(),
    misread: new Map(),
    guesses: [],
    unmapped: [],
    noMessageIds: false,
    withoutMessageId: 0,
    noLeadIds: false,
  };
}

export function rejectOf(line: number, reason: RejectReason, whole: () => string): Reject {
  return { line, reason, whole };
}

/** What is printed of a reject: of a record that is long, its beginning. */
export function printedOf<Reason>({ line, reason, whole }: Omit<Reject, "reason"> & { readonly reason: Reason }) {
  return { line, reason, raw: clipped(whole()) };
}

/** Counts what is rejected, and hands it on in the order of the lines. */
export function rejecter(report: Report, onReject?: (reject: Reject) => void): (rejects: readonly Reject[]) => void {
  return (rejects) => {
    for (const reject of rejects.toSorted((a, b) => a.line - b.line)) {
      const { code } = reject.reason;
      report.rejected++;
      report.reasons.set(code, (report.reasons.get(code) ?? 0) + 1);
      onReject?.(reject);
    }
  };
}

/** Notes values that do not read as their column's kind. */
export function misreader({ misread }: Report): (column: string, line: number, value: string) => void {
  return (column, line, value) => {
    const known = misread.get(column);
    if (known) known.count++;
    else misread.set(column, { count: 1, line, value: clipped(value) });
  };
}

function clipped(text: string): string {
  return text.length > RAW_LIMIT ? `${text.slice(0, RAW_LIMIT)}…` : text;
}
