import type { Session } from "../session.ts";
import type { LeadRow } from "./lead-row.ts";

export async function findLead(session: Session, leadId: number): Promise<LeadRow | undefined> {
  const [row] = await session.rows<LeadRow>(LEAD, [session.workspaceId, leadId]);
  return row;
}

/** Leads with an address, the one seen last first. */
export function findLeadsByEmail(session: Session, email: string, most: number): Promise<LeadRow[]> {
  return session.rows(EMAIL, [session.workspaceId, email, most]);
}

const COLUMNS = "lead_id, chief, name, email, traits::text, words, account_id, ineligible, first_at, last_at";

const LEAD = {
  name: "find-lead",
  text: `select ${COLUMNS} from lead where workspace_id = $1 and lead_id = $2`,
};

const EMAIL = {
  name: "find-leads-by-email",
  text: `
    select ${COLUMNS} from lead where workspace_id = $1 and email = $2
    order by last_at desc nulls last, lead_id limit $3`,
};
