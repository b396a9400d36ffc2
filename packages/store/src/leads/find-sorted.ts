import type { Session } from "../session.ts";
import { leadWheres, RANKED_COLUMNS, type RankedFilter, type RankedRow, scoreWheres } from "./find-ranked.ts";

/** What else than the total a list may be sorted by: the name, or when a lead was seen last, the latest first. */
export type Sort = "name" | "seen";

/** A place in such a list, after what is sorted by then by id. */
export type SortedPlace = { readonly key: string | number; readonly id: number };

export type SortedRow = RankedRow & { readonly key: string | number };

export type SortedWalk = {
  readonly rows: readonly SortedRow[];
  /** How many were looked at, and the place of the last of them. */
  readonly looked: number;
  readonly end: SortedPlace | undefined;
};

const SORTS = {
  name: { key: "lead.sort_key", type: "text", beyond: ">", order: "key, lead_id" },
  seen: { key: "coalesce(lead.last_at, 0)", type: "bigint", beyond: "<", order: "key desc, lead_id" },
} as const;

/** Walks leads in an order on from a place, looks at so many, and returns those that a filter lets through. */
export async function walkSorted(
  session: Session,
  versionId: number,
  filter: RankedFilter,
  { sort, after, withUnscored }: SortedAsked,
  window: number,
): Promise<SortedWalk> {
  const values: unknown[] = [session.workspaceId, versionId, window];
  const { key, order } = SORTS[sort];
  const ordered = order.replace("key", key).replace("lead_id", "lead.lead_id");
  const all = `select lead_id, ${key} as key from lead where workspace_id = $1`;
  const walked =
    after === undefined ? `${all} order by ${ordered} limit $3` : resumed(sort, all, ordered, after, values);
  const wheres = wheresOf(filter, withUnscored, values);
  const rows = await session.rows<SortedRow & { looked: number; end_key: string | number | null; end_id: number }>(
    {
      name: "",
      text: `
    with walked as materialized (${walked}),
    ends as materialized (
      select (select count(*)::int from walked) as looked, key as end_key, lead_id as end_id
      from walked order by ${backwards(order)} limit 1
    )
    select looked, end_key, end_id, found.*
    from ends left join lateral (
      select walked.key, ${RANKED_COLUMNS}
      from walked
      join lead on lead.workspace_id = $1 and lead.lead_id = walked.lead_id
      left join score on score.workspace_id = $1 and score.version_id = $2 and score.subject_id = walked.lead_id
      where ${wheres.join(" and ")}
    ) as found on true
    order by ${order}`,
    },
    values,
  );
  const [first] = rows;
  const end = first?.end_key == null ? undefined : { key: first.end_key, id: first.end_id };
  return { rows: rows.filter(({ lead_id }) => lead_id !== null), looked: first?.looked ?? 0, end };
}

export type SortedAsked = {
  readonly sort: Sort;
  readonly after: SortedPlace | undefined;
  readonly withUnscored: boolean;
};

/** Those among some leads that a filter lets through, in an order, from a place on. */
export function findSortedAmong(
  session: Session,
  versionId: number,
  filter: RankedFilter,
  leadIds: readonly number[],
  { sort, after, withUnscored }: SortedAsked,
  most: number,
): Promise<SortedRow[]> {
  const values: unknown[] = [session.workspaceId, versionId, most, leadIds];
  const { key, order } = SORTS[sort];
  const wheres = wheresOf(filter, withUnscored, values);
  if (after) wheres.push(afterPlace(sort, after, values));
  return session.rows(
    {
      name: "",
      text: `
    select ${key} as key, ${RANKED_COLUMNS}
    from lead left join score
      on score.workspace_id = $1 and score.version_id = $2 and score.subject_id = lead.lead_id
    where lead.workspace_id = $1 and lead.lead_id = any($4::bigint[]) and ${wheres.join(" and ")}
    order by ${order.replace("lead_id", "lead.lead_id")} limit $3`,
    },
    values,
  );
}

function wheresOf(filter: RankedFilter, withUnscored: boolean, values: unknown[]): string[] {
  const wheres = [...scoreWheres(filter, values), ...leadWheres(filter, values)];
  return [withUnscored ? "true" : "score.total is not null", ...wheres];
}

/** Those of the same key first: an index walks two ranges, and never over what was seen before. */
function resumed(sort: Sort, all: string, ordered: string, { key, id }: SortedPlace, values: unknown[]): string {
  const { key: column, type, beyond, order } = SORTS[sort];
  const [a, b] = [values.push(key), values.push(id)];
  return `select * from (
      (${all} and ${column} = $${a}::${type} and lead.lead_id > $${b}::bigint order by ${ordered} limit $3)
      union all (${all} and ${column} ${beyond} $${a}::${type} order by ${ordered} limit $3)
    ) as both_ranges order by ${order} limit $3`;
}

function afterPlace(sort: Sort, { key, id }: SortedPlace, values: unknown[]): string {
  const { key: column, type, beyond } = SORTS[sort];
  const [a, b] = [values.push(key), values.push(id)];
  return `(${column} ${beyond} $${a}::${type} or (${column} = $${a}::${type} and lead.lead_id > $${b}::bigint))`;
}

const backwards = (order: string): string =>
  order.startsWith("key desc") ? "key, lead_id desc" : "key desc, lead_id desc";
