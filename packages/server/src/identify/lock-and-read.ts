import type { Identity } from "@plumbline/scoring";
import {
  findIdentitiesOf,
  findScores,
  type IdentityPointer,
  type LockedLead,
  lockAlone,
  lockLeads,
  type ScoreRow,
  type Session,
} from "@plumbline/store";
import type { Configuration } from "../configuration.ts";
import { versionIdsOf } from "../decide/place-leads.ts";
import { freshIdentity, type KnownIdentity, readIdentity } from "./known-identity.ts";

/** The scores of leads that are locked; read with their identities, so that nobody waits for them again. */
export type Scored = { readonly leadIds: ReadonlySet<number>; readonly rows: readonly ScoreRow[] };

export type Locked = {
  readonly kept: Map<number, LockedLead>;
  readonly identities: Map<Identity, KnownIdentity>;
  readonly scored: Scored;
};

/**
 * Locks leads and reads all of their identities, and their scores. Everything is asked for at once: statements are
 * carried out in order, so what is read is read under the locks.
 */
export async function lockAndRead(
  session: Session,
  { leadVersions }: Pick<Configuration, "leadVersions">,
  leadIds: readonly number[],
  added: readonly IdentityPointer[],
): Promise<Locked> {
  const identities = new Map<Identity, KnownIdentity>();
  if (leadIds.length === 0) return { kept: new Map(), identities, scored: { leadIds: new Set(), rows: [] } };
  const versionIds = versionIdsOf(leadVersions);
  const [kept, read, rows] = await Promise.all([
    lockLeads(session, leadIds),
    findIdentitiesOf(session, leadIds),
    versionIds.length > 0 ? findScores(session, versionIds, leadIds) : [],
  ]);
  const locked = new Set([...kept.map(({ lead_id }) => lead_id), ...added.map(({ identity_id }) => identity_id)]);
  const alone = leadIds.filter((id) => !locked.has(id)).sort((a, b) => a - b);
  if (alone.length > 0) await lockAlone(session, alone);
  // What has no lead was not locked when it was read.
  for (const row of alone.length > 0 ? await findIdentitiesOf(session, leadIds) : read)
    identities.set(row.key as Identity, readIdentity(row));
  for (const { identity_id, key } of added)
    identities.set(key as Identity, freshIdentity(identity_id, key as Identity));
  const scored = { leadIds: new Set(versionIds.length > 0 ? leadIds : []), rows };
  return { kept: new Map(kept.map((lead) => [lead.lead_id, lead])), identities, scored };
}
