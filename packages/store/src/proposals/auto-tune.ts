import type { Session } from "../session.ts";

/** How a model may be tuned without asking anybody; `bounds` and `aim` are JSON, instants ms. */
export type AutoTuneRow = {
  readonly model_id: number;
  readonly is_on: boolean;
  readonly every: "week" | "month";
  readonly bounds: string;
  readonly aim: string;
  readonly by: string;
  readonly at: number;
  readonly next_at: number | null;
};

export async function findAutoTune(session: Session, modelId: number): Promise<AutoTuneRow | undefined> {
  const [row] = await session.rows<AutoTuneRow>(ONE, [session.workspaceId, modelId]);
  return row;
}

export async function keepAutoTune(session: Session, row: AutoTuneRow): Promise<void> {
  const { model_id, is_on, every, bounds, aim, by, at, next_at } = row;
  await session.rows(KEEP, [session.workspaceId, model_id, is_on, every, bounds, aim, by, at, next_at]);
}

/** When it runs next; null turns it off. */
export async function keepNextTune(session: Session, modelId: number, nextAt: number | null): Promise<void> {
  await session.rows(NEXT, [session.workspaceId, modelId, nextAt]);
}

export type DueTune = AutoTuneRow & { readonly model_name: string };

/** A live model of leads that is to be tuned by now and is not being tuned; nobody else finds it before the end. */
export async function lockTuneDue(session: Session, now: number): Promise<DueTune | undefined> {
  const [row] = await session.rows<DueTune>(DUE, [session.workspaceId, now]);
  return row;
}

const COLUMNS = "auto_tune.model_id, is_on, every, bounds::text, aim::text, by, at, next_at";

const ONE = {
  name: "find-auto-tune",
  text: `select ${COLUMNS} from auto_tune where workspace_id = $1 and model_id = $2`,
};

const KEEP = {
  name: "keep-auto-tune",
  text: `
    insert into auto_tune (workspace_id, model_id, is_on, every, bounds, aim, by, at, next_at)
    values ($1, $2, $3, $4, $5::json, $6::json, $7, $8, $9)
    on conflict (workspace_id, model_id) do update set
      is_on = excluded.is_on, every = excluded.every, bounds = excluded.bounds, aim = excluded.aim,
      by = excluded.by, at = excluded.at, next_at = excluded.next_at`,
};

const NEXT = {
  name: "keep-next-tune",
  text: `
    update auto_tune set next_at = $3::bigint, is_on = is_on and $3::bigint is not null
    where workspace_id = $1 and model_id = $2`,
};

const DUE = {
  name: "lock-tune-due",
  text: `
    select ${COLUMNS}, model.name as model_name
    from auto_tune join model on model.workspace_id = $1 and model.model_id = auto_tune.model_id
    where auto_tune.workspace_id = $1 and is_on and next_at <= $2 and model.live_version_id is not null
      and not exists (
        select from auto_tune_run as run
        where run.workspace_id = $1 and run.model_id = auto_tune.model_id and run.outcome is null
      )
    order by next_at limit 1
    for update of auto_tune skip locked`,
};
