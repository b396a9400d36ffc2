import type { Line, TotalLine } from "@plumbline/phrases";
import type { Answered } from "../api.ts";

type Verdict = Answered<"leads", "score">;
type Told = Verdict["lines"][number];

const DAY = 86_400_000;

/** A civil day such as `2026-03-01`, counted from 1970-01-01. */
export function dayNumber(iso: string): number {
  return Math.round(Date.parse(`${iso}T00:00:00Z`) / DAY);
}

const hundredths = (points: unknown): number => Math.round(Number(points) * 100);

/** A line of a ledger as the phrases want it: points in hundredths, days as numbers. */
export function lineOf(told: Told): Line {
  const line = { ...told, points: hundredths(told.points) } as Record<string, unknown>;
  if (told.kind === "rule") return { ...line, evidence: evidenceOf(line["evidence"]) } as Line;
  if (told.kind === "group") return { ...line, cap: hundredths(line["cap"]) } as Line;
  if (told.kind === "clip") return { ...line, bound: hundredths(line["bound"]) } as Line;
  if (told.kind === "adjustment") return { ...line, on: dayNumber(String(line["on"])) } as Line;
  return line as Line;
}

export function totalLineOf(told: Told): TotalLine {
  const line = { ...told, points: hundredths(told.points) } as Record<string, unknown>;
  if (told.kind === "scale")
    return { ...line, from: rangeOf(line["from"]), to: rangeOf(line["to"]) } as unknown as TotalLine;
  if (told.kind === "clip") return { ...line, bound: hundredths(line["bound"]) } as unknown as TotalLine;
  return line as unknown as TotalLine;
}

function rangeOf(range: unknown): number[] {
  return (range as readonly number[]).map(hundredths);
}

type ToldEvidence = {
  readonly kind: string;
  readonly days?: readonly (readonly [string, number])[];
  readonly each?: number | null;
};

function evidenceOf(given: unknown): unknown {
  const evidence = given as ToldEvidence;
  if (evidence.kind !== "each") return evidence;
  const days = (evidence.days ?? []).map(([day, amount]) => [dayNumber(day), amount]);
  return { ...evidence, days, each: evidence.each == null ? null : hundredths(evidence.each) };
}
