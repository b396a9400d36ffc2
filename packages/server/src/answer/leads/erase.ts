import { routes } from "@plumbline/api";
import { emailIdentity } from "@plumbline/scoring";
import {
  dropLeads,
  eraseDesk,
  eraseLead,
  eraseMemberships,
  findLead,
  findLinksAround,
  findPointers,
  inTransaction,
  keepDirty,
  lockAlone,
  raiseConfigVersion,
  type Session,
} from "@plumbline/store";
import type { Configuration } from "../../configuration.ts";
import { readTouched, type TouchedLead } from "../../identify/identify-batch.ts";
import { suppressionDigest } from "../../identify/suppress.ts";
import { answerAtOwnPace } from "../answer.ts";
import type { Api } from "../api.ts";
import type { KnownConfigurations } from "../known-configurations.ts";
import { found } from "../refusal.ts";
import { howToWrite } from "./change-lead.ts";
import { eraseQuarantined, lookThrough } from "./erase-quarantined.ts";

/** Forgets a person, and answers with counts of what was erased; whatever is still sent of them is kept without them. */
export function eraseRoute(api: Api, known: KnownConfigurations): void {
  answerAtOwnPace(api, routes.leads.erase, async (asked) => {
    const { params, caller, now } = asked;
    const lookedThrough = await lookThrough(
      asked.pool,
      caller.workspaceId,
      await inTransaction(asked.pool, caller.workspaceId, (session) => idsOf(session, Number(params.id))),
      now,
    );
    const work = async (session: Session) => {
      const configuration = await known(session);
      const { leads } = await readTouched(session, [Number(params.id)]);
      const lead = found(leads[0], "lead");
      await lockSpokenOf(session, await keysOf(session, lead));
      const keys = await keysOf(session, lead);
      await eraseDesk(
        session,
        lead.leadId,
        lead.members.map(({ id }) => id),
      );
      const erased = await eraseLead(
        session,
        {
          leadId: lead.leadId,
          identityIds: lead.members.map(({ id }) => id),
          keys,
          digests: [...new Set(keys)].sort().map((key) => suppressionDigest(key, configuration.digestKey)),
        },
        now,
      );
      const quarantined = await eraseQuarantined(session, keys.map(idIn), lookedThrough);
      await eraseMemberships(session, lead.leadId, configuration.zone.dayOf(now));
      await dropLeads(session, [lead.leadId]);
      await forgetInAccount(session, configuration, lead, now);
      if (!configuration.presence.suppressions) await raiseConfigVersion(session);
      const details = { ...erased, quarantined };
      asked.note({ details });
      return details;
    };
    return asked.commit(work, await howToWrite(asked, "suppressions"));
  });
}

/** By what it is called now; whoever erases it looks again. */
async function idsOf(session: Session, leadId: number): Promise<string[]> {
  const [lead] = (await readTouched(session, [leadId])).leads;
  return lead ? (await keysOf(session, lead)).map(idIn) : [];
}

const idIn = (key: string): string => key.slice(key.indexOf(":") + 1);

/** Addresses and former ids that nobody was seen under: whoever links one to somebody waits until it is erased. */
async function lockSpokenOf(session: Session, keys: readonly string[]): Promise<void> {
  const unseen = (await findPointers(session, keys)).filter(({ is_unseen }) => is_unseen);
  const ids = unseen.map(({ identity_id }) => identity_id).sort((a, b) => a - b);
  if (ids.length > 0) await lockAlone(session, ids);
}

/** All identities of a lead, and all addresses and former ids that it gave; but what others gave as well is theirs, too. */
async function keysOf(session: Session, { leadId, members }: TouchedLead): Promise<string[]> {
  const own = members.map(({ key }) => key as string);
  const email = (await findLead(session, leadId))?.email;
  const given = typeof email === "string" ? emailIdentity(email) : undefined;
  const links = await findLinksAround(session, given ? [...own, given] : own);
  const shared = new Set(links.filter(({ other }) => !own.includes(other)).map(({ one }) => one));
  const spokenOf = links.map(({ one }) => one);
  return [...new Set([...own, ...spokenOf, ...(given ? [given] : [])])].filter((key) => !shared.has(key));
}

async function forgetInAccount(
  session: Session,
  { readsAccounts, accountVersions }: Configuration,
  lead: TouchedLead,
  now: number,
) {
  const accountId = lead.kept?.account_id ?? null;
  if (accountId === null || (!readsAccounts && accountVersions.length === 0)) return;
  await keepDirty(session, [accountId], now);
}
