import type { Answered } from "../api.ts";

export type Import = Answered<"imports", "list">["items"][number];

/** Whether it is read, or will be without anybody's doing. */
export function isUnderWay({ state }: Pick<Import, "state">): boolean {
  return state === "waiting" || state === "running";
}

const SETTLING = 30_000;

/** Until when (ms) records may still come that were on their way when it was told to rest. */
export function settlesUntil({ state, changedAt }: Pick<Import, "state" | "changedAt">): number {
  return state === "paused" ? Date.parse(changedAt) + SETTLING : 0;
}

/** What an import tells of itself, as far as it is read here. */
export type Report = {
  readonly stored: number;
  readonly duplicates: number;
  /** All that lies in quarantine: what could not be read, and what could not be stored. */
  readonly rejected: number;
  readonly reasons: readonly (readonly [code: string, count: number])[];
  readonly misread: readonly { readonly column: string; readonly count: number; readonly line: number }[];
  readonly guesses: readonly { readonly column: string; readonly target: string }[];
  readonly noMessageIds: boolean;
};

type Said = Readonly<Record<string, unknown>>;

/** Reads a report, whatever version of the server wrote it: what is missing counts as nothing. */
export function readReport(report: unknown): Report {
  const said = objectIn(report);
  return {
    stored: numberIn(said["stored"]),
    duplicates: numberIn(said["duplicates"]),
    rejected: numberIn(said["rejected"]) + numberIn(said["refused"]),
    reasons: Object.entries(objectIn(said["reasons"]))
      .map(([code, count]): [string, number] => [code, numberIn(count)])
      .sort(([, a], [, b]) => b - a),
    misread: Object.entries(objectIn(said["misread"])).map(([column, one]) => ({
      column,
      count: numberIn(objectIn(one)["count"]),
      line: numberIn(objectIn(one)["line"]),
    })),
    guesses: listIn(said["guesses"]).map((one) => ({
      column: String(objectIn(one)["column"]),
      target: String(objectIn(one)["target"]),
    })),
    noMessageIds: said["noMessageIds"] === true,
  };
}

function objectIn(value: unknown): Said {
  return typeof value === "object" && value !== null ? (value as Said) : {};
}

function listIn(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function numberIn(value: unknown): number {
  return typeof value === "number" ? value : 0;
}
