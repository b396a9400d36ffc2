import { bigintArray, booleanArray, textArray } from "../binary-array.ts";
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

/** These, and no others. */
export async function keepSamples(session: Session, modelId: number, samples: readonly SampleRow[]): Promise<void> {
  await session.rows(DROP, [session.workspaceId, modelId]);
  await session.rows(KEEP, [
    session.workspaceId,
    modelId,
    bigintArray(samples.map(({ lead_id }) => lead_id)),
    textArray(samples.map(({ note }) => note)),
    booleanArray(samples.map(({ expects }) => expects)),
    textArray(samples.map(({ band }) => band)),
  ]);
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

const DROP = { name: "drop-samples", text: "delete from sample_lead where workspace_id = $1 and model_id = $2" };

const KEEP = {
  name: "keep-samples",
  text: `
    insert into sample_lead (workspace_id, model_id, lead_id, place, note, expects, band)
    select $1, $2, lead_id, place, note, expects, band
    from unnest($3::bigint[], $4::text[], $5::boolean[], $6::text[]) with ordinality
      as sample (lead_id, note, expects, band, place)
    on conflict do nothing`,
};
