import { bigintArray, booleanArray, integerArray, textArray } from "../binary-array.ts";
import type { Session } from "../session.ts";

/** A lead in an experiment; `totals` in hundredths by arms, instants in ms, days since 1970. */
export type EnrolmentRow = {
  readonly experiment_id: number;
  readonly lead_id: number;
  /** `account:` or `lead:` and an id. */
  readonly unit: string;
  /** Of the arm. */
  readonly place: number;
  readonly at: number;
  readonly on_day: number;
  readonly totals: readonly (number | null)[];
  /** The lead that this one became part of. */
  readonly merged_into: number | null;
  readonly contaminated: boolean;
};

/** Where some leads are in some experiments. */
export function findEnrolments(
  session: Session,
  experimentIds: readonly number[],
  leadIds: readonly number[],
): Promise<EnrolmentRow[]> {
  return session.rows(FIND, [session.workspaceId, integerArray(experimentIds), bigintArray(leadIds)]);
}

/** The first so many leads of an experiment or of one of its arms. */
export async function findEnrolled(
  session: Session,
  { experimentId, place = null }: { readonly experimentId: number; readonly place?: number | null },
  most: number,
): Promise<number[]> {
  const rows = await session.rows<{ lead_id: number }>(ENROLLED, [session.workspaceId, experimentId, place, most]);
  return rows.map(({ lead_id }) => lead_id);
}

/** Writes enrolments of locked leads; the unit, the arm and the moment of one that is there stay. */
export async function keepEnrolments(session: Session, rows: readonly EnrolmentRow[]): Promise<void> {
  await session.rows(KEEP, [
    session.workspaceId,
    integerArray(rows.map((row) => row.experiment_id)),
    bigintArray(rows.map((row) => row.lead_id)),
    textArray(rows.map((row) => row.unit)),
    integerArray(rows.map((row) => row.place)),
    bigintArray(rows.map((row) => row.at)),
    integerArray(rows.map((row) => row.on_day)),
    textArray(rows.map((row) => `{${row.totals.map((total) => total ?? "null").join(",")}}`)),
    bigintArray(rows.map((row) => row.merged_into)),
    booleanArray(rows.map((row) => row.contaminated)),
  ]);
}

const FIND = {
  name: "find-enrolments",
  text: `
    select experiment_id, lead_id, unit, place, at, on_day, totals, merged_into, contaminated from enrolment
    where workspace_id = $1 and experiment_id = any($2::int[]) and lead_id = any($3::bigint[])`,
};

const ENROLLED = {
  name: "find-enrolled",
  text: `
    select lead_id from enrolment
    where workspace_id = $1 and experiment_id = $2 and ($3::int is null or place = $3) and merged_into is null
    order by lead_id limit $4`,
};

const KEEP = {
  name: "keep-enrolments",
  text: `
    insert into enrolment (workspace_id, experiment_id, lead_id, unit, place, at, on_day, totals, merged_into,
      contaminated)
    select $1, experiment_id, lead_id, unit, place, at, on_day, totals::int[], merged_into, contaminated
    from unnest($2::int[], $3::bigint[], $4::text[], $5::int[], $6::bigint[], $7::int[], $8::text[], $9::bigint[],
      $10::bool[])
      as one (experiment_id, lead_id, unit, place, at, on_day, totals, merged_into, contaminated)
    on conflict (workspace_id, experiment_id, lead_id) do update
    set totals = excluded.totals, merged_into = excluded.merged_into, contaminated = excluded.contaminated`,
};
