import type { Facts, JsonObject } from "@plumbline/scoring";
import { type AdjustmentRow, findAdjustments, findIdentitiesOf, type LeadRow, type Session } from "@plumbline/store";
import type { Configuration } from "../../configuration.ts";
import { accountFactsOf } from "../../identify/belong.ts";
import { type KnownIdentity, readIdentity } from "../../identify/known-identity.ts";
import { adjustmentOf, factsOf, historyOf, ineligibleBecause } from "../../score/facts-of.ts";

type Listed = Pick<LeadRow, "lead_id" | "account_id">;

export type LeadFacts = {
  readonly members: readonly KnownIdentity[];
  readonly adjustments: readonly AdjustmentRow[];
  /** What a model may ask of the lead. */
  of(modelId: number): Facts;
};

/** What is known of leads, read without locking them, by lead. */
export async function factsOfLeads(
  session: Session,
  { presence }: Pick<Configuration, "presence">,
  leads: readonly Listed[],
): Promise<Map<number, LeadFacts>> {
  if (leads.length === 0) return new Map();
  const rows = await findIdentitiesOf(
    session,
    leads.map(({ lead_id }) => lead_id),
  );
  const members = new Map<number, KnownIdentity[]>();
  for (const row of rows) {
    const own = members.get(row.lead_id);
    if (own) own.push(readIdentity(row));
    else members.set(row.lead_id, [readIdentity(row)]);
  }
  const accounts = await accountFactsOf(session, [...new Set(leads.flatMap(({ account_id }) => account_id ?? []))]);
  const adjustments = presence.adjustments
    ? await findAdjustments(
        session,
        rows.map(({ identity_id }) => identity_id),
      )
    : [];
  const found = new Map<number, LeadFacts>();
  for (const { lead_id, account_id } of leads) {
    const own = members.get(lead_id);
    if (!own) continue;
    const history = historyOf(own);
    const because = ineligibleBecause(own);
    const given = adjustments.filter(({ identity_id }) => own.some(({ id }) => id === identity_id));
    found.set(lead_id, {
      members: own,
      adjustments: given,
      of: (modelId) =>
        factsOf(
          history,
          because,
          accounts.get(account_id ?? -1),
          given.filter(({ model_id }) => model_id === modelId).map(adjustmentOf),
        ),
    });
  }
  return found;
}

/** Facts for questions about traits alone. */
export function traitFacts(traits: string): Facts {
  return { traits: JSON.parse(traits) as JsonObject, states: new Map() };
}
