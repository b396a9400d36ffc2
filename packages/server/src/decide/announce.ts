import { formatDay, fromPoints } from "@plumbline/scoring";
import type { Announcement, TransitionRow } from "@plumbline/store";
import type { Placed } from "./place-leads.ts";

/** `lead.score.changed`, and the same of accounts. */
export function announceScore({ by, subjectId, before, after }: Placed, now: number): Announcement {
  const subject = by.of;
  return said(`${subject}.score.changed`, now, {
    [subject]: String(subjectId),
    ...sayBy(by),
    total: pointsOf(after.total),
    former: pointsOf(before?.total ?? null),
    band: after.band?.band ?? null,
    day: formatDay(after.day),
  });
}

/** `lead.band.entered` and `lead.band.left`. */
export function announceTransition(
  row: TransitionRow,
  transitionId: number,
  by: Pick<Placed["by"], "name" | "number" | "of" | "experiment">,
): Announcement[] {
  const subject = by.of;
  const data = {
    transition: String(transitionId),
    [subject]: String(row.subject_id),
    ...sayBy(by),
    from: row.from_band,
    to: row.to_band,
    on: formatDay(row.on_day),
    total: pointsOf(row.total),
    cause: row.cause,
  };
  return [
    ...(row.to_band === null ? [] : [said(`${subject}.band.entered`, row.at, { ...data, band: row.to_band })]),
    ...(row.from_band === null ? [] : [said(`${subject}.band.left`, row.at, { ...data, band: row.from_band })]),
  ];
}

/** By which version, and where it is an arm's, of which experiment. */
function sayBy({ name, number, experiment }: Pick<Placed["by"], "name" | "number" | "experiment">) {
  return { model: name, version: number, ...(experiment && { experiment }) };
}

const pointsOf = (points: number | null) => (points === null ? null : fromPoints(points));

/** The body of a Standard Webhook. */
export function said(type: string, now: number, data: Readonly<Record<string, unknown>>): Announcement {
  return { type, payload: JSON.stringify({ type, timestamp: new Date(now).toISOString(), data }) };
}
