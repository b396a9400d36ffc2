import { bigintArray, integerArray, textArray } from "../binary-array.ts";
import type { Session } from "../session.ts";

/** A score as it is kept: points in hundredths, days since 1970, instants in ms. */
export type ScoreRow = {
  readonly version_id: number;
  readonly subject_id: number;
  readonly total: number | null;
  readonly dimensions: readonly number[] | null;
  readonly market: string | null;
  readonly zone: string | null;
  readonly cell: string | null;
  readonly band: string | null;
  readonly band_since: number | null;
  /** JSON of the bands that were left and may be closed for a while. */
  readonly band_left: string | null;
  readonly day: number;
  readonly due_on: number | null;
  readonly changed_at: number;
  /** The version that gave it, where that is another one: that of the lead's arm in an experiment. */
  readonly by_version_id: number | null;
};

/** A line of the history of a lead under a model: where the day ended. */
export type HistoryRow = {
  readonly model_id: number;
  readonly subject_id: number;
  readonly day: number;
  readonly version_id: number;
  readonly total: number | null;
  readonly band: string | null;
};

export type TransitionRow = {
  readonly model_id: number;
  readonly version_id: number;
  readonly subject_id: number;
  readonly from_band: string | null;
  readonly to_band: string | null;
  readonly on_day: number;
  readonly at: number;
  readonly cause: "event" | "day" | "merge" | "publish" | "adjustment" | "account" | "standing";
  readonly total: number | null;
  /** JSON of the score's lines. */
  readonly lines: string;
  readonly muted: boolean;
};

export function findScores(
  session: Session,
  versionIds: readonly number[],
  subjectIds: readonly number[],
): Promise<ScoreRow[]> {
  return session.rows(FIND, [session.workspaceId, integerArray(versionIds), bigintArray(subjectIds)]);
}

/** Writes scores of locked leads or accounts. */
export async function keepScores(session: Session, scores: readonly ScoreRow[]): Promise<void> {
  session.send(KEEP, valuesOf(session, scores));
}

/** The same of scores that are known to be there. */
export async function changeScores(session: Session, scores: readonly ScoreRow[]): Promise<void> {
  session.send(CHANGE, valuesOf(session, scores));
}

function valuesOf({ workspaceId }: Session, scores: readonly ScoreRow[]): readonly unknown[] {
  return [
    workspaceId,
    integerArray(scores.map((score) => score.version_id)),
    bigintArray(scores.map((score) => score.subject_id)),
    integerArray(scores.map((score) => score.total)),
    textArray(scores.map((score) => (score.dimensions ? `{${score.dimensions.join(",")}}` : null))),
    textArray(scores.map((score) => score.market)),
    textArray(scores.map((score) => score.zone)),
    textArray(scores.map((score) => score.cell)),
    textArray(scores.map((score) => score.band)),
    integerArray(scores.map((score) => score.band_since)),
    textArray(scores.map((score) => score.band_left)),
    integerArray(scores.map((score) => score.day)),
    integerArray(scores.map((score) => score.due_on)),
    bigintArray(scores.map((score) => score.changed_at)),
    integerArray(scores.map((score) => score.by_version_id)),
  ];
}

export async function keepHistory(session: Session, lines: readonly HistoryRow[]): Promise<void> {
  session.send(HISTORY, [
    session.workspaceId,
    integerArray(lines.map((line) => line.model_id)),
    bigintArray(lines.map((line) => line.subject_id)),
    integerArray(lines.map((line) => line.day)),
    integerArray(lines.map((line) => line.version_id)),
    integerArray(lines.map((line) => line.total)),
    textArray(lines.map((line) => line.band)),
  ]);
}

/** Writes transitions; returns their ids in the same order. */
export async function keepTransitions(session: Session, transitions: readonly TransitionRow[]): Promise<number[]> {
  const rows = await session.rows<{ transition_id: number }>(TRANSITIONS, [
    session.workspaceId,
    integerArray(transitions.map((one) => one.model_id)),
    integerArray(transitions.map((one) => one.version_id)),
    bigintArray(transitions.map((one) => one.subject_id)),
    textArray(transitions.map((one) => one.from_band)),
    textArray(transitions.map((one) => one.to_band)),
    integerArray(transitions.map((one) => one.on_day)),
    bigintArray(transitions.map((one) => one.at)),
    textArray(transitions.map((one) => one.cause)),
    integerArray(transitions.map((one) => one.total)),
    textArray(transitions.map((one) => one.lines)),
    textArray(transitions.map((one) => String(one.muted))),
  ]);
  return rows.map(({ transition_id }) => transition_id);
}

const FIND = {
  name: "find-scores",
  text: `
    select version_id, subject_id, total, dimensions, market, zone, cell, band, band_since, band_left::text, day,
      due_on, changed_at, by_version_id
    from score
    where workspace_id = $1 and version_id = any($2::int[]) and subject_id = any($3::bigint[])`,
};

const KEEP = {
  name: "keep-scores",
  text: `
    insert into score (workspace_id, version_id, subject_id, total, dimensions, market, zone, cell, band, band_since,
      band_left, day, due_on, changed_at, by_version_id)
    select $1, version_id, subject_id, total, dimensions::int[], market, zone, cell, band, band_since,
      band_left::json, day, due_on, changed_at, by_version_id
    from unnest($2::int[], $3::bigint[], $4::int[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[],
      $10::int[], $11::text[], $12::int[], $13::int[], $14::bigint[], $15::int[])
      as score (version_id, subject_id, total, dimensions, market, zone, cell, band, band_since, band_left, day,
      due_on, changed_at, by_version_id)
    on conflict (workspace_id, version_id, subject_id) do update
    set total = excluded.total, dimensions = excluded.dimensions, market = excluded.market, zone = excluded.zone,
      cell = excluded.cell, band = excluded.band, band_since = excluded.band_since, band_left = excluded.band_left,
      day = excluded.day, due_on = excluded.due_on, changed_at = excluded.changed_at,
      by_version_id = excluded.by_version_id`,
};

const CHANGE = {
  name: "change-scores",
  text: `
    update score
    set total = new.total, dimensions = new.dimensions::int[], market = new.market, zone = new.zone, cell = new.cell,
      band = new.band, band_since = new.band_since, band_left = new.band_left::json, day = new.day,
      due_on = new.due_on, changed_at = new.changed_at, by_version_id = new.by_version_id
    from unnest($2::int[], $3::bigint[], $4::int[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[],
      $10::int[], $11::text[], $12::int[], $13::int[], $14::bigint[], $15::int[])
      as new (version_id, subject_id, total, dimensions, market, zone, cell, band, band_since, band_left, day,
      due_on, changed_at, by_version_id)
    where score.workspace_id = $1 and score.version_id = new.version_id and score.subject_id = new.subject_id`,
};

const HISTORY = {
  name: "keep-history",
  text: `
    insert into score_history (workspace_id, model_id, subject_id, day, version_id, total, band)
    select $1, model_id, subject_id, day, version_id, total, band
    from unnest($2::int[], $3::bigint[], $4::int[], $5::int[], $6::int[], $7::text[])
      as line (model_id, subject_id, day, version_id, total, band)
    on conflict (workspace_id, model_id, subject_id, day) do update
    set version_id = excluded.version_id, total = excluded.total, band = excluded.band`,
};

const TRANSITIONS = {
  name: "keep-transitions",
  text: `
    insert into transition (workspace_id, model_id, version_id, subject_id, from_band, to_band, on_day, at, cause,
      total, lines, muted)
    select $1, model_id, version_id, subject_id, from_band, to_band, on_day, at, cause, total, lines::json, muted::bool
    from unnest($2::int[], $3::int[], $4::bigint[], $5::text[], $6::text[], $7::int[], $8::bigint[], $9::text[],
      $10::int[], $11::text[], $12::text[]) with ordinality
      as one (model_id, version_id, subject_id, from_band, to_band, on_day, at, cause, total, lines, muted, place)
    order by place
    returning transition_id`,
};
