import { findIdentitiesOf, findIdentityIdsOfAccounts, type LeadRow, type Session } from "@plumbline/store";

/** The identities whose events count for a lead or for its account, each with the lead it belongs to. */
export async function membersOf(
  session: Session,
  { lead_id, account_id }: Pick<LeadRow, "lead_id" | "account_id">,
  of: "lead" | "account",
): Promise<Map<number, number>> {
  if (of === "lead" || account_id === null) {
    const own = await findIdentitiesOf(session, [lead_id]);
    return new Map(own.map(({ identity_id }) => [identity_id, lead_id]));
  }
  const members = await findIdentityIdsOfAccounts(session, [account_id]);
  return new Map(members.map((row) => [row.identity_id, row.lead_id]));
}
