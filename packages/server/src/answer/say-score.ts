import type { Json, Line, TotalLine, Verdict } from "@plumbline/scoring";
import { formatDay, fromPoints } from "@plumbline/scoring";
import type { ListedTransition, RankedRow } from "@plumbline/store";
import type { ActingVersion } from "../configuration.ts";

type Told = Record<string, Json>;

export const sayInstant = (at: number): string => new Date(at).toISOString();
export const sayInstantIf = (at: number | null): string | null => (at === null ? null : sayInstant(at));
export const sayDayIf = (day: number | null): string | null => (day === null ? null : formatDay(day));
export const sayPoints = (points: number | null): number | null => (points === null ? null : fromPoints(points));

/** In which arm of which experiment somebody was whom this happened to. */
export function sayArm({ experiment_id: id, arm }: Pick<ListedTransition, "experiment_id" | "arm">) {
  return id === null || arm === null ? {} : { experiment: { id: String(id), arm } };
}

type Kept = Pick<RankedRow, "total" | "band" | "market" | "zone" | "cell" | "band_since" | "due_on">;

/** Who says it. */
type Sayer = Pick<ActingVersion, "name" | "number" | "experiment">;

/** Where a lead or account is, as kept; points as people write them. */
export function sayStanding({ name, number, experiment }: Sayer, kept: Kept) {
  return {
    ...(experiment && { experiment }),
    model: name,
    version: number,
    total: sayPoints(kept.total),
    band: kept.band,
    market: kept.market,
    zone: kept.zone,
    cell: kept.cell,
    since: sayDayIf(kept.band_since),
    dueOn: sayDayIf(kept.due_on),
  };
}

/** A verdict, its lines included. */
export function sayVerdict({ name, number, experiment }: Sayer, verdict: Verdict) {
  const frame = {
    ...(experiment && { experiment }),
    model: name,
    version: number,
    day: formatDay(verdict.day),
    market: verdict.market,
    dueOn: sayDayIf(verdict.dueOn),
  };
  if (!verdict.scored) {
    const none = { total: null, dimensions: [], zone: null, cell: null, lines: [], totalLines: [] };
    return { ...frame, ...none, unscored: verdict.reason };
  }
  return {
    ...frame,
    total: fromPoints(verdict.total),
    dimensions: verdict.dimensions.map((one) => ({ ...one, points: fromPoints(one.points) })),
    zone: verdict.zone,
    cell: verdict.cell,
    lines: verdict.lines.map(sayLine),
    totalLines: verdict.totalLines.map(sayTotalLine),
    unscored: null,
  };
}

/** A line of a dimension's ledger, points in points and days as dates. */
export function sayLine(line: Line): Told & { kind: string; points: number } {
  const said = { ...line, points: fromPoints(line.points) };
  switch (said.kind) {
    case "rule": {
      const { evidence } = said;
      if (evidence.kind === "when") return { ...said } as never;
      const { days, each } = evidence;
      const told = { ...evidence, days: days.map(([day, amount]) => [formatDay(day), amount]), each: sayPoints(each) };
      return { ...said, evidence: told } as never;
    }
    case "group":
      return { ...said, cap: fromPoints(said.cap) };
    case "adjustment":
      return { ...said, on: formatDay(said.on) };
    case "clip":
      return { ...said, bound: fromPoints(said.bound) };
    default:
      return { ...said };
  }
}

function sayTotalLine(line: TotalLine): Told & { kind: string; points: number } {
  const said = { ...line, points: fromPoints(line.points) };
  switch (said.kind) {
    case "cell": {
      const axis = (one: typeof said.rows) => ({ ...one, points: fromPoints(one.points) });
      return { ...said, rows: axis(said.rows), columns: axis(said.columns) };
    }
    case "scale":
      return { ...said, from: said.from.map(fromPoints), to: said.to.map(fromPoints) };
    case "clip":
      return { ...said, bound: fromPoints(said.bound) };
    default:
      return { ...said };
  }
}

const MOST_REASONS = 5;

/** What gave or took most: the net of each rule, and what else stands on a line of its own. */
export function topReasons(verdict: Verdict) {
  if (!verdict.scored) return [];
  const byRule = new Map<string, { code: string; points: number; rule: string | null; dimension: string }>();
  for (const line of verdict.lines) {
    const rule = "rule" in line ? line.rule : null;
    const key = rule === null ? `${line.kind}\n${line.dimension}` : `rule\n${rule}`;
    const known = byRule.get(key);
    if (known) known.points += line.points;
    else
      byRule.set(key, {
        code: rule === null ? line.kind : "rule",
        points: line.points,
        rule,
        dimension: line.dimension,
      });
  }
  return [...byRule.values()]
    .filter(({ points }) => points !== 0)
    .sort((a, b) => Math.abs(b.points) - Math.abs(a.points))
    .slice(0, MOST_REASONS)
    .map((one) => ({ ...one, points: fromPoints(one.points) }));
}
