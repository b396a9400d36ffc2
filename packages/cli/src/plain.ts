import {
  type Evidence,
  formatDay,
  fromPoints,
  type Line,
  ONE,
  type Score,
  type TotalLine,
  type Unscored,
  type Verdict,
} from "@plumbline/scoring";

/**
 * A verdict as other programs read it: points as decimals, days as dates. The lines still add up:
 * two decimals at most, so sum hundredths.
 */
export function plainVerdict(verdict: Verdict): object {
  return verdict.scored ? plainScore(verdict) : plainUnscored(verdict);
}

function plainScore({ total, dimensions, lines, totalLines, day, dueOn, ...rest }: Score): object {
  return {
    ...rest,
    day: formatDay(day),
    total: fromPoints(total),
    dimensions: dimensions.map((one) => ({ ...one, points: fromPoints(one.points) })),
    lines: lines.map(plainLine),
    totalLines: totalLines.map(plainTotalLine),
    dueOn: dueOn === null ? null : formatDay(dueOn),
  };
}

function plainUnscored({ day, dueOn, ...rest }: Unscored): object {
  return { ...rest, day: formatDay(day), dueOn: dueOn === null ? null : formatDay(dueOn) };
}

function plainLine(line: Line): object {
  const points = { points: fromPoints(line.points) };
  switch (line.kind) {
    case "rule":
      return { ...line, ...points, evidence: plainEvidence(line.evidence) };
    case "group":
      return { ...line, ...points, cap: fromPoints(line.cap) };
    case "adjustment":
      return { ...line, ...points, on: formatDay(line.on) };
    case "clip":
      return { ...line, ...points, bound: fromPoints(line.bound) };
    default:
      return { ...line, ...points };
  }
}

function plainEvidence(evidence: Evidence): object {
  if (evidence.kind === "when") return evidence;
  const { days, each, kept, unit, ...rest } = evidence;
  const scale = unit === "count" ? 1 : unit === "seconds" ? 1000 : 100;
  return {
    ...rest,
    unit,
    days: days.map(([day, amount]) => ({ day: formatDay(day), amount: amount / scale })),
    each: each === null ? null : fromPoints(each),
    kept: kept / ONE,
  };
}

function plainTotalLine(line: TotalLine): object {
  const points = { points: fromPoints(line.points) };
  switch (line.kind) {
    case "dimension":
      return { ...line, ...points, weight: line.weight / 10_000 };
    case "cell":
      return {
        ...line,
        ...points,
        rows: { ...line.rows, points: fromPoints(line.rows.points) },
        columns: { ...line.columns, points: fromPoints(line.columns.points) },
      };
    case "scale":
      return { ...line, ...points, from: line.from.map(fromPoints), to: line.to.map(fromPoints) };
    case "clip":
      return { ...line, ...points, bound: fromPoints(line.bound) };
    default:
      return { ...line, ...points };
  }
}
