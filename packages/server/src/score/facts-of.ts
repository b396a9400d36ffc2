import {
  type Adjustment,
  type Facts,
  ineligible,
  type LeadHistory,
  mergeLeads,
  mergeStandings,
  newLead,
  type Standing,
  traitsOf,
} from "@plumbline/scoring";
import type { AdjustmentRow } from "@plumbline/store";
import type { KnownIdentity } from "../identify/known-identity.ts";

/** All that the identities of one lead say together. Their own histories are not changed. */
export function historyOf(members: readonly KnownIdentity[]): LeadHistory {
  const [first, ...others] = members.map(({ history }) => history).filter(saysSomething);
  return first ? others.reduce(mergeLeads, first) : newLead();
}

/** Addresses and devices that were only spoken of say nothing. */
function saysSomething({ states, traits, account }: LeadHistory): boolean {
  return states.size > 0 || traits.size > 0 || account !== undefined;
}

/** Why a lead may not be scored, where it may not. */
export function ineligibleBecause(members: readonly KnownIdentity[]): string | undefined {
  return ineligible(standingOf(members))?.because;
}

/** What the person behind some identities has decided. */
export function standingOf(members: readonly KnownIdentity[]): Standing {
  return members.map(({ standing }) => standing).reduce(mergeStandings);
}

/** What a score may depend on. */
export function factsOf(
  history: LeadHistory,
  because: string | undefined,
  account: Facts["account"],
  adjustments: readonly Adjustment[],
): Facts {
  const said = {
    traits: traitsOf(history.traits),
    states: history.states,
    ...(account && { account }),
    ...(because !== undefined && { ineligible: because }),
  };
  return adjusted(said, adjustments);
}

/** The same with what people adjusted. */
export function adjusted(facts: Facts, adjustments: readonly Adjustment[]): Facts {
  return adjustments.length > 0 ? { ...facts, adjustments } : facts;
}

export function adjustmentOf(row: AdjustmentRow): Adjustment {
  return {
    id: String(row.adjustment_id),
    dimension: row.dimension,
    points: row.points,
    reason: row.reason,
    by: row.by,
    on: row.on_day,
    ...(row.until_day !== null && { until: row.until_day }),
  };
}
