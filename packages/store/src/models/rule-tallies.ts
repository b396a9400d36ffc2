import type { Session } from "../session.ts";

/** How far a walk has come that adds up what each rule of a version does. */
export type RuleTallyRow = {
  readonly version_id: number;
  readonly cursor: number;
  readonly done: number;
  readonly total: number;
  readonly started_at: number;
  readonly day: number;
  readonly counted_at: number | null;
  /** JSON: so far. */
  readonly sums: string;
  /** JSON: of the last walk that came to its end, and when that was. */
  readonly former: string | null;
  readonly former_at: number | null;
};

export async function findRuleTally(session: Session, versionId: number): Promise<RuleTallyRow | undefined> {
  const [row] = await session.rows<RuleTallyRow>(FIND, [session.workspaceId, versionId]);
  return row;
}

/** The same, or undefined where another process works on it just now. */
export async function lockRuleTally(session: Session, versionId: number): Promise<RuleTallyRow | undefined> {
  const [row] = await session.rows<RuleTallyRow>(LOCK, [session.workspaceId, versionId]);
  return row;
}

/** Begins the walk, or begins it anew. */
export async function startRuleTally(
  session: Session,
  versionId: number,
  { total, day }: Pick<RuleTallyRow, "total" | "day">,
  now: number,
): Promise<void> {
  await session.rows(START, [session.workspaceId, versionId, total, day, now]);
}

export async function keepRuleTally(
  session: Session,
  { version_id, cursor, done, counted_at, sums }: RuleTallyRow,
): Promise<void> {
  await session.rows(KEEP, [session.workspaceId, version_id, cursor, done, counted_at, sums]);
}

/**
 * Live versions whose walk is under way, or was begun before an instant, or never: the first of them. The first walk
 * of a version has an instant of its own, as data often arrive just after a model.
 */
export async function findTallyToDo(
  session: Session,
  { before, firstBefore }: { readonly before: number; readonly firstBefore: number },
): Promise<{ readonly version_id: number; readonly of: "lead" | "account"; readonly is_begun: boolean } | undefined> {
  const [row] = await session.rows<{ version_id: number; of: "lead" | "account"; is_begun: boolean }>(TO_DO, [
    session.workspaceId,
    before,
    firstBefore,
  ]);
  return row;
}

/** What was counted of signals, by key, the latest first: the last walk of each live version that came to its end. */
export function findCountedTallies(
  session: Session,
): Promise<{ readonly version_id: number; readonly sums: string; readonly at: number }[]> {
  return session.rows(COUNTED, [session.workspaceId]);
}

const COLUMNS = `version_id, cursor, done, total, started_at, day, counted_at, sums::text as sums, former::text as former,
      former_at`;

const FIND = {
  name: "find-rule-tally",
  text: `select ${COLUMNS} from rule_tally where workspace_id = $1 and version_id = $2`,
};

const LOCK = { name: "lock-rule-tally", text: `${FIND.text} for update skip locked` };

const START = {
  name: "start-rule-tally",
  text: `
    insert into rule_tally (workspace_id, version_id, cursor, done, total, started_at, day, sums)
    values ($1, $2, 0, 0, $3, $5, $4, '{}')
    on conflict (workspace_id, version_id) do update set
      former = case when rule_tally.counted_at is null then rule_tally.former else rule_tally.sums end,
      former_at = coalesce(rule_tally.counted_at, rule_tally.former_at),
      cursor = 0, done = 0, total = excluded.total, started_at = excluded.started_at, day = excluded.day,
      counted_at = null, sums = excluded.sums`,
};

const KEEP = {
  name: "keep-rule-tally",
  text: `
    update rule_tally set cursor = $3, done = $4, counted_at = $5, sums = $6::json
    where workspace_id = $1 and version_id = $2`,
};

const TO_DO = {
  name: "find-tally-to-do",
  text: `
    select live_version_id as version_id, model.of,
      tally.version_id is not null and tally.counted_at is null as is_begun
    from model
    left join rule_tally as tally on tally.workspace_id = $1 and tally.version_id = live_version_id
    where model.workspace_id = $1 and live_version_id is not null
      and (tally.version_id is null or tally.counted_at is null or tally.started_at < $2
        or (tally.former is null and tally.started_at < $3))
    order by model_id limit 1`,
};

const COUNTED = {
  name: "find-counted-tallies",
  text: `
    select tally.version_id,
      case when counted_at is null then former else sums end::text as sums, coalesce(counted_at, former_at) as at
    from rule_tally as tally
    join model on model.workspace_id = $1 and model.live_version_id = tally.version_id
    where tally.workspace_id = $1 and coalesce(counted_at, former_at) is not null
    order by coalesce(counted_at, former_at) desc`,
};
