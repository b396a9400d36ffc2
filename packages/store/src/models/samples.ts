import type { Session } from "../session.ts";

/** A lead, or an account, that a model is tried on. */
export type SampleRow = {
  readonly subject_id: number;
  readonly note: string;
  /** Whether somebody said which band is expected; `band` null is none. */
  readonly expects: boolean;
  readonly band: string | null;
};

/** Whose samples: a model that is none of leads any more has those of accounts, and of leads again when it is. */
export type SamplesOf = { readonly model_id: number; readonly of: "lead" | "account" };

/** In their order, with the names of those that are still there. */
export function findSamples(
  session: Session,
  { model_id, of }: SamplesOf,
): Promise<(SampleRow & { readonly name: string | null })[]> {
  return session.rows(of === "lead" ? FIND_LEADS : FIND_ACCOUNTS, [session.workspaceId, model_id]);
}

/** One of them, at the end where it is new: what others keep at the same time stays. */
export async function keepSample(session: Session, { model_id, of }: SamplesOf, sample: SampleRow): Promise<void> {
  const { subject_id, note, expects, band } = sample;
  await session.rows(KEEP, [session.workspaceId, model_id, of, subject_id, note, expects, band]);
}

export async function dropSample(session: Session, { model_id, of }: SamplesOf, subjectId: number): Promise<void> {
  await session.rows(DROP, [session.workspaceId, model_id, of, subjectId]);
}

const FIND_LEADS = find("lead", "lead.email");
const FIND_ACCOUNTS = find("account", "account.key");

/** Both are called alike, and by something else where they have no name. */
function find(of: SamplesOf["of"], otherwise: "lead.email" | "account.key") {
  return {
    name: `find-sample-${of}s`,
    text: `
    select subject_id, note, expects, band, coalesce(${of}.name, ${otherwise}) as name
    from sample
    left join ${of} on ${of}.workspace_id = $1 and ${of}.${of}_id = subject_id
    where sample.workspace_id = $1 and model_id = $2 and of = '${of}'
    order by place`,
  };
}

const KEEP = {
  name: "keep-sample",
  text: `
    insert into sample (workspace_id, model_id, of, subject_id, place, note, expects, band)
    select $1, $2, $3, $4::bigint, coalesce(max(place), 0) + 1, $5::text, $6::boolean, $7::text
    from sample
    where workspace_id = $1 and model_id = $2 and of = $3
    on conflict (workspace_id, model_id, of, subject_id) do update
    set note = excluded.note, expects = excluded.expects, band = excluded.band`,
};

const DROP = {
  name: "drop-sample",
  text: "delete from sample where workspace_id = $1 and model_id = $2 and of = $3 and subject_id = $4",
};
