import type { Session } from "../session.ts";

/** A lead that a model is tried on. */
export type SampleRow = {
  readonly lead_id: number;
  readonly note: string;
  /** Whether somebody said which band is expected; `band` null is none. */
  readonly expects: boolean;
  readonly band: string | null;
};

/** In their order, with the names of those that are still there. */
export function findSamples(
  session: Session,
  modelId: number,
): Promise<(SampleRow & { readonly name: string | null })[]> {
  return session.rows(FIND, [session.workspaceId, modelId]);
}

/** One lead, at the end where it is new: what others keep at the same time stays. */
export async function keepSample(session: Session, modelId: number, sample: SampleRow): Promise<void> {
  const { lead_id, note, expects, band } = sample;
  await session.rows(KEEP, [session.workspaceId, modelId, lead_id, note, expects, band]);
}

export async function dropSample(session: Session, modelId: number, leadId: number): Promise<void> {
  await session.rows(DROP, [session.workspaceId, modelId, leadId]);
}

const FIND = {
  name: "find-samples",
  text: `
    select sample.lead_id, note, expects, band, coalesce(lead.name, lead.email) as name
    from sample_lead as sample
    left join lead on lead.workspace_id = $1 and lead.lead_id = sample.lead_id
    where sample.workspace_id = $1 and model_id = $2
    order by place`,
};

const KEEP = {
  name: "keep-sample",
  text: `
    insert into sample_lead (workspace_id, model_id, lead_id, place, note, expects, band)
    select $1, $2, $3::bigint, coalesce(max(place), 0) + 1, $4::text, $5::boolean, $6::text
    from sample_lead
    where workspace_id = $1 and model_id = $2
    on conflict (workspace_id, model_id, lead_id) do update
    set note = excluded.note, expects = excluded.expects, band = excluded.band`,
};

const DROP = {
  name: "drop-sample",
  text: "delete from sample_lead where workspace_id = $1 and model_id = $2 and lead_id = $3",
};
