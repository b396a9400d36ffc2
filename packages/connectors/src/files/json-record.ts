import type { Json, JsonObject } from "@plumbline/scoring";
import { type Reject, type RejectReason, rejectOf } from "./report.ts";

export type JsonRecords = {
  readonly records: JsonObject[];
  /** The line on which each record begins. */
  readonly lines: number[];
  /** What is no record. */
  readonly rejects: Reject[];
};

/** Nothing that describes a person or an event is nested deeper, and what reads it may recurse. */
const DEPTH_LIMIT = 64;

/** Reads one JSON object out of its text and appends it, or rejects it. Blank text is no record. */
export function appendRecord(
  { records, lines, rejects }: JsonRecords,
  text: string,
  line: number,
  limit: number,
): void {
  const record = text.length > limit ? ({ code: "too-long", limit } as const) : readRecord(text);
  if (record === undefined) return;
  if ("code" in record) rejects.push(rejectOf(line, record, () => text));
  else {
    records.push(record.value);
    lines.push(line);
  }
}

function readRecord(text: string): { readonly value: JsonObject } | RejectReason | undefined {
  let value: Json;
  try {
    value = JSON.parse(text);
  } catch {
    return text.trim() === "" ? undefined : { code: "not-json" };
  }
  if (value === null || typeof value !== "object" || Array.isArray(value)) return { code: "not-an-object" };
  return isDeeper(value, DEPTH_LIMIT) ? { code: "too-deep", limit: DEPTH_LIMIT } : { value: value as JsonObject };
}

function isDeeper(value: Json, depth: number): boolean {
  if (value === null || typeof value !== "object") return false;
  if (depth === 0) return true;
  for (const key in value) if (isDeeper((value as JsonObject)[key] as Json, depth - 1)) return true;
  return false;
}
