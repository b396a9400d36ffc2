import type { FileMap } from "./map/file-map.ts";
import type { Guess } from "./map/guess-map.ts";

/** A record that could not be read; the run goes on without it. */
export type Reject = {
  readonly line: number;
  readonly reason: RejectReason;
  /** The record as it stood, at most `RAW_LIMIT` characters. */
  readonly raw: string;
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
  /** Events carry no ids of their own, so the same event twice cannot be seen. */
  noMessageIds: boolean;
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
    noLeadIds: false,
  };
}

export type RejectRecord = (line: number, reason: RejectReason, raw: () => string) => void;

/** Counts what is rejected, and hands it on. */
export function rejecter(report: Report, onReject?: (reject: Reject) => void): RejectRecord {
  return (line, reason, raw) => {
    report.rejected++;
    report.reasons.set(reason.code, (report.reasons.get(reason.code) ?? 0) + 1);
    onReject?.({ line, reason, raw: clipped(raw()) });
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
