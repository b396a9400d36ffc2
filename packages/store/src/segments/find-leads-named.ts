import { textArray } from "../binary-array.ts";
import type { Session } from "../session.ts";

/** The leads that have some user ids or addresses, written as identities are (`user:…`, `email:…`). */
export function findLeadsNamed(
  session: Session,
  keys: readonly string[],
): Promise<{ readonly key: string; readonly lead_id: number }[]> {
  const emails = keys.flatMap((key) => (key.startsWith("email:") ? [key.slice("email:".length)] : []));
  return session.rows(NAMED, [session.workspaceId, textArray(keys), textArray(emails)]);
}

const NAMED = {
  name: "find-leads-named",
  text: `
    select identity.key, lead.lead_id
    from identity join lead on lead.workspace_id = $1 and lead.lead_id = identity.lead_id
    where identity.workspace_id = $1 and identity.key = any($2::text[])
    union
    select 'email:' || email, lead_id from lead where workspace_id = $1 and email = any($3::text[])`,
};
