import { textArray } from "../binary-array.ts";
import type { Session } from "../session.ts";

/** A lead that entered a band, and when a rep first did something about it after that; instants in ms. */
export type HandOffRow = {
  readonly subject_id: number;
  readonly on_day: number;
  readonly at: number;
  readonly contacted_at: number | null;
};

/** Who entered a band of a model between two days (both included), the oldest first. `names` are lower case. */
export function findHandOffs(
  session: Session,
  asked: { readonly modelId: number; readonly band: string; readonly from: number; readonly until: number },
  names: readonly string[],
  most: number,
): Promise<HandOffRow[]> {
  const { modelId, band, from, until } = asked;
  return session.rows(FIND, [session.workspaceId, modelId, band, from, until, textArray(names), most]);
}

const FIND = {
  name: "find-hand-offs",
  text: `
    select subject_id, on_day, handed.at, contact.at as contacted_at
    from (
      select subject_id, on_day, at from transition
      where workspace_id = $1 and model_id = $2 and to_band = $3 and on_day between $4 and $5 and not muted
      order by at limit $7
    ) as handed
    left join lateral (
      select min(event.at) as at
      from identity join event on event.workspace_id = $1 and event.identity_id = identity.identity_id
      where identity.workspace_id = $1 and identity.lead_id = handed.subject_id
        and event.at >= handed.at and event.type = 'track' and lower(event.name) = any($6::text[])
    ) as contact on true
    order by handed.at, subject_id`,
};
