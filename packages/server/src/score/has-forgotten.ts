import { findFirstKept, type LeadRow, type Session } from "@plumbline/store";
import { membersNow } from "./past-identities.ts";

/**
 * Whether events of a lead that happened until an instant (ms) have been forgotten, because its workspace keeps them
 * only for so long. What is worked out anew from events knows nothing of these; what was kept when they came does.
 */
export async function hasForgotten(
  session: Session,
  { lead_id, first_at }: Pick<LeadRow, "lead_id" | "first_at">,
  until: number,
): Promise<boolean> {
  if (first_at === null || until < first_at) return false;
  const members = await membersNow(session, lead_id);
  const first = await findFirstKept(session, [...members.values()]);
  return first === null || first > first_at;
}
