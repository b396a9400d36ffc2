import { bigintArray, textArray } from "../binary-array.ts";
import type { Session } from "../session.ts";
import { type DeskFilter, deskWheres } from "./desk-wheres.ts";
import { LAST } from "./find-candidates.ts";

/** A lead in a list, with its score under one version. */
export type RankedRow = {
  readonly lead_id: number;
  readonly chief: string;
  readonly name: string | null;
  readonly email: string | null;
  /** JSON of the traits as they stand. */
  readonly traits: string;
  readonly account_id: number | null;
  readonly ineligible: string | null;
  readonly first_at: number | null;
  readonly last_at: number | null;
  readonly total: number | null;
  readonly market: string | null;
  readonly zone: string | null;
  readonly cell: string | null;
  readonly band: string | null;
  readonly band_since: number | null;
  readonly due_on: number | null;
  readonly changed_at: number | null;
};

/** A place in a ranking: by total, the highest first, then by id. Without a score one comes last. */
export type RankedPlace = { readonly total: number | null; readonly id: number };

/** What the database itself can tell of a lead; each must hold where it is given. */
export type RankedFilter = DeskFilter & {
  readonly band?: string;
  readonly market?: string;
  readonly accountId?: number;
  /** In hundredths, both ends included. */
  readonly totalFrom?: number;
  readonly totalTo?: number;
  readonly seenFrom?: number;
  readonly seenTo?: number;
  /** JSON of traits that a lead has exactly so. */
  readonly traits?: string;
  /** Of each of these lists, a lead has one key at least: it narrows, and is read off an index alone. */
  readonly keys?: readonly (readonly string[])[];
  /** Beginnings of words, each of which some word has. */
  readonly begins?: readonly string[];
};

export type RankedWalk = {
  readonly rows: readonly RankedRow[];
  /** How many were looked at, and the place of the last of them. */
  readonly looked: number;
  readonly end: RankedPlace | undefined;
};

/** Walks a ranking on from a place, looks at so many, and returns those of them that a filter lets through. */
export async function walkRanked(
  session: Session,
  versionId: number,
  filter: RankedFilter,
  after: RankedPlace | undefined,
  window: number,
): Promise<RankedWalk> {
  const values: unknown[] = [session.workspaceId, versionId, window];
  const bounds = boundsOf(filter, values);
  const scored = `select ${SCORE} from score where workspace_id = $1 and version_id = $2 and total is not null${bounds}`;
  const walked = after === undefined ? `${scored} ${ORDER} limit $3` : resumed(scored, after, values);
  const narrowed = [...scoreWheres(filter, values), ...keyWheres(filter, values)];
  const kept =
    narrowed.length > 0 ? `(select * from walked as score where ${narrowed.join(" and ")} offset 0)` : "walked";
  const wheres = leadWheres(filter, values);
  const rows = await session.rows<RankedRow & { looked: number; end_total: number | null; end_id: number | null }>(
    {
      name: "",
      text: `
    with walked as materialized (${walked}),
    ${ENDS}
    select looked, end_total, end_id, found.*
    from ends left join lateral (
      select ${RANKED_COLUMNS} from ${kept} as score join lead on lead.workspace_id = $1 and lead.lead_id = score.subject_id
      ${wheres.length > 0 ? `where ${wheres.join(" and ")}` : ""}
    ) as found on true
    order by total desc, lead_id`,
    },
    values,
  );
  const [first] = rows;
  const end = first?.end_id == null ? undefined : { total: first.end_total, id: first.end_id };
  return { rows: rows.filter(({ lead_id }) => lead_id !== null), looked: first?.looked ?? 0, end };
}

/** Those among some leads that a filter lets through, from a place on, one without a score among them or not. */
export function findRankedAmong(
  session: Session,
  versionId: number,
  filter: RankedFilter,
  leadIds: readonly number[],
  {
    after,
    most,
    withUnscored,
  }: { readonly after: RankedPlace | undefined; readonly most: number; readonly withUnscored: boolean },
): Promise<RankedRow[]> {
  const values: unknown[] = [session.workspaceId, versionId, most, bigintArray(leadIds)];
  const wheres = [...scoreWheres(filter, values), ...leadWheres(filter, values)];
  if (!withUnscored) wheres.push("score.total is not null");
  if (after) wheres.push(afterPlace(after, values));
  return session.rows<RankedRow>(
    {
      name: "",
      text: `
    select ${RANKED_COLUMNS}
    from lead left join score
      on score.workspace_id = $1 and score.version_id = $2 and score.subject_id = lead.lead_id
    where lead.workspace_id = $1 and lead.lead_id = any($4::bigint[])${wheres.map((one) => ` and ${one}`).join("")}
    order by score.total desc nulls last, lead.lead_id limit $3`,
    },
    values,
  );
}

/** How many among some leads a filter lets through. */
export async function countRankedAmong(
  session: Session,
  versionId: number,
  filter: RankedFilter,
  leadIds: readonly number[],
  withUnscored: boolean,
): Promise<number> {
  const values: unknown[] = [session.workspaceId, versionId, bigintArray(leadIds)];
  const wheres = [...scoreWheres(filter, values), ...leadWheres(filter, values)];
  if (!withUnscored) wheres.push("score.total is not null");
  const [row] = await session.rows<{ count: number }>(
    {
      name: "",
      text: `
    select count(*)::int as count
    from lead left join score
      on score.workspace_id = $1 and score.version_id = $2 and score.subject_id = lead.lead_id
    where lead.workspace_id = $1 and lead.lead_id = any($3::bigint[])${wheres.map((one) => ` and ${one}`).join("")}`,
    },
    values,
  );
  return row?.count ?? 0;
}

/** How many a version scores: exactly up to `most`, else as the database estimates. */
export async function countRanked(
  session: Session,
  versionId: number,
  most: number,
): Promise<{ readonly value: number; readonly isEstimate: boolean }> {
  const [row] = await session.rows<{ count: number }>(COUNT, [session.workspaceId, versionId, most + 1]);
  const value = row?.count ?? 0;
  if (value <= most) return { value, isEstimate: false };
  const [plan] = await session.rows<{ "QUERY PLAN": [{ Plan: { "Plan Rows": number } }] }>(
    {
      name: "",
      text: `explain (format json) select from score
        where workspace_id = ${Math.trunc(session.workspaceId)} and version_id = ${Math.trunc(versionId)} and total is not null`,
    },
    [],
  );
  return { value: Math.max(value, plan?.["QUERY PLAN"][0].Plan["Plan Rows"] ?? 0), isEstimate: true };
}

const SCORE = "subject_id, total, market, zone, cell, band, band_since, due_on, changed_at";
/** What a list shows, of `lead` and `score`. */
export const RANKED_COLUMNS = `lead.lead_id, chief, name, email, lead.traits::text, account_id, ineligible, first_at, last_at,
      score.total, market, zone, cell, band, band_since, due_on, changed_at`;
const ORDER = "order by total desc, subject_id";

/** Of what was walked: how many were looked at, and where the last of them stands. */
export const ENDS = `ends as materialized (
      select (select count(*)::int from walked) as looked, total as end_total, subject_id as end_id
      from walked order by total, subject_id desc limit 1
    )`;

/** Those of the same total first: an index walks two ranges, and never over what was seen before. */
export function resumed(scored: string, { total, id }: RankedPlace, values: unknown[]): string {
  const [a, b] = [values.push(total ?? LOWEST), values.push(id)];
  return `select * from (
      (${scored} and total = $${a}::int and subject_id > $${b}::bigint ${ORDER} limit $3)
      union all (${scored} and total < $${a}::int ${ORDER} limit $3)
    ) as both_ranges ${ORDER} limit $3`;
}

const LOWEST = -2_147_483_648;

function afterPlace({ total, id }: RankedPlace, values: unknown[]): string {
  const [a, b] = [values.push(total ?? LOWEST), values.push(id)];
  const rank = `coalesce(score.total, ${LOWEST})`;
  return `(${rank} < $${a}::int or (${rank} = $${a}::int and lead.lead_id > $${b}::bigint))`;
}

function boundsOf({ totalFrom, totalTo }: RankedFilter, values: unknown[]): string {
  const from = totalFrom === undefined ? "" : ` and total >= $${values.push(totalFrom)}::int`;
  const to = totalTo === undefined ? "" : ` and total <= $${values.push(totalTo)}::int`;
  return `${from}${to}`;
}

export function scoreWheres({ band, market, totalFrom, totalTo }: RankedFilter, values: unknown[]): string[] {
  const wheres: string[] = [];
  if (band !== undefined) wheres.push(`score.band = $${values.push(band)}`);
  if (market !== undefined) wheres.push(`score.market = $${values.push(market)}`);
  if (totalFrom !== undefined) wheres.push(`score.total >= $${values.push(totalFrom)}::int`);
  if (totalTo !== undefined) wheres.push(`score.total <= $${values.push(totalTo)}::int`);
  return wheres;
}

function keyWheres({ keys = [] }: RankedFilter, values: unknown[]): string[] {
  return keys.map(
    (some) => `exists (
        select from lead_key
        where workspace_id = $1 and key = any($${values.push(textArray(some))}::text[]) and lead_id = score.subject_id
      )`,
  );
}

export function leadWheres(filter: RankedFilter, values: unknown[]): string[] {
  const { accountId, seenFrom, seenTo, traits, begins } = filter;
  const wheres = deskWheres(filter, values);
  if (accountId !== undefined) wheres.push(`lead.account_id = $${values.push(accountId)}::bigint`);
  if (seenFrom !== undefined) wheres.push(`lead.last_at >= $${values.push(seenFrom)}::bigint`);
  if (seenTo !== undefined) wheres.push(`lead.last_at <= $${values.push(seenTo)}::bigint`);
  if (traits !== undefined) wheres.push(`lead.traits @> $${values.push(traits)}::jsonb`);
  if (begins !== undefined && begins.length > 0) {
    const [all, last] = [values.push(textArray(begins)), values.push(LAST)];
    wheres.push(`not exists (
        select from unnest($${all}::text[]) as wanted where not exists (
          select from unnest(lead.words) as word where word collate "C" >= wanted and word collate "C" < wanted || $${last}
        )
      )`);
  }
  return wheres;
}

const COUNT = {
  name: "count-ranked",
  text: `
    select count(*)::int as count from (
      select from score where workspace_id = $1 and version_id = $2 and total is not null limit $3
    ) as counted`,
};
