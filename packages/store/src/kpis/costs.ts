import { integerArray, textArray } from "../binary-array.ts";
import type { Session } from "../session.ts";

/** What a channel cost from one day to another, itself included. */
export type CostRow = SaidCost & {
  readonly cost_id: number;
  readonly by: string;
  readonly at: number;
};

export type SaidCost = {
  readonly source: string;
  readonly medium: string | null;
  readonly campaign: string | null;
  readonly from_day: number;
  readonly until_day: number;
  readonly amount: number;
  readonly currency: string;
  readonly note: string;
};

type Span = { readonly from: number | null; readonly until: number | null };

/** Costs that run on a day of a span, the newest entry first. */
export function findCosts(session: Session, { from, until }: Span, before: number, most: number): Promise<CostRow[]> {
  return session.rows(FIND, [session.workspaceId, from, until, before, most]);
}

/** Nobody else writes costs of the workspace until the transaction ends; returns how many there are. */
export async function lockCosts(session: Session): Promise<number> {
  await session.rows(ALONE, [session.workspaceId]);
  const [row] = await session.rows<{ count: number }>(COUNT, [session.workspaceId]);
  return row?.count ?? 0;
}

export async function addCosts(session: Session, costs: readonly SaidCost[], by: string, at: number) {
  return session.rows<CostRow>(ADD, [
    session.workspaceId,
    textArray(costs.map((row) => row.source)),
    textArray(costs.map((row) => row.medium)),
    textArray(costs.map((row) => row.campaign)),
    integerArray(costs.map((row) => row.from_day)),
    integerArray(costs.map((row) => row.until_day)),
    textArray(costs.map((row) => String(row.amount))),
    textArray(costs.map((row) => row.currency)),
    textArray(costs.map((row) => row.note)),
    by,
    at,
  ]);
}

/** Says a cost anew; undefined where it is not there. */
export async function keepCost(
  session: Session,
  costId: number,
  { source, medium, campaign, from_day, until_day, amount, currency, note }: SaidCost,
  by: string,
  at: number,
): Promise<CostRow | undefined> {
  const values = [source, medium, campaign, from_day, until_day, amount, currency, note];
  const [row] = await session.rows<CostRow>(KEEP, [session.workspaceId, costId, ...values, by, at]);
  return row;
}

export async function dropCost(session: Session, costId: number): Promise<boolean> {
  return (await session.rows(DROP, [session.workspaceId, costId])).length > 0;
}

const COLUMNS = "cost_id, source, medium, campaign, from_day, until_day, amount, currency, note, by, at";

const FIND = {
  name: "find-costs",
  text: `
    select ${COLUMNS} from cost
    where workspace_id = $1 and ($2::int is null or until_day >= $2) and ($3::int is null or from_day <= $3)
      and cost_id < $4
    order by cost_id desc limit $5`,
};

const ALONE = { name: "lock-costs", text: "select pg_advisory_xact_lock(7012, $1)" };

const COUNT = { name: "count-costs", text: "select count(*)::int as count from cost where workspace_id = $1" };

const ADD = {
  name: "add-costs",
  text: `
    insert into cost (workspace_id, source, medium, campaign, from_day, until_day, amount, currency, note, by, at)
    select $1, source, medium, campaign, from_day, until_day, amount::double precision, currency, note, $10, $11
    from unnest($2::text[], $3::text[], $4::text[], $5::int[], $6::int[], $7::text[], $8::text[], $9::text[])
      as cost (source, medium, campaign, from_day, until_day, amount, currency, note)
    returning ${COLUMNS}`,
};

const KEEP = {
  name: "keep-cost",
  text: `
    update cost set source = $3, medium = $4, campaign = $5, from_day = $6, until_day = $7, amount = $8, currency = $9,
      note = $10, by = $11, at = $12
    where workspace_id = $1 and cost_id = $2
    returning ${COLUMNS}`,
};

const DROP = { name: "drop-cost", text: "delete from cost where workspace_id = $1 and cost_id = $2 returning cost_id" };
