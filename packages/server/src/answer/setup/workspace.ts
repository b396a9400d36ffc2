import { type Answer, consentPolicy, ownTraffic, routes } from "@plumbline/api";
import { findZone } from "@plumbline/scoring";
import { changeWorkspace, hasIdentities, lockWorkspace, raiseConfigVersion, type Session } from "@plumbline/store";
import { ANNOUNCEMENT_DAYS } from "../../act/tend.ts";
import { defaultConsentPolicy } from "../../collect/consent-policy.ts";
import { answer } from "../answer.ts";
import type { Api } from "../api.ts";
import { Refusal } from "../refusal.ts";
import { sayInstant } from "../say-score.ts";

export function answerWorkspace(api: Api): void {
  answer(api, routes.workspace.get, ({ session }) => read(session));

  answer(
    api,
    routes.workspace.update,
    async ({ session, body, note }) => {
      const row = await lock(session);
      const { name = row.name, timeZone = row.time_zone, consent, ...others } = body;
      if (timeZone !== row.time_zone) await checkZone(session, row.time_zone, timeZone);
      const version = consentOf(row.settings).version + 1;
      const settings = { ...row.settings, ...others, ...(consent && { consent: { ...consent, version } }) };
      await changeWorkspace(session, { name, time_zone: timeZone, settings });
      await raiseConfigVersion(session);
      note({ details: { changed: Object.keys(body) } });
      return read(session);
    },
    { configuration: "changing" },
  );
}

/** Signals are counted by the days of a zone: in another zone, everything would have to be counted anew. */
async function checkZone(session: Session, former: string, timeZone: string): Promise<void> {
  if (!findZone(timeZone)) throw new Refusal({ code: "unknown-time-zone", timeZone });
  if (await hasIdentities(session)) throw new Refusal({ code: "time-zone-in-use", timeZone: former });
}

async function lock(session: Session) {
  const row = await lockWorkspace(session);
  // A key belongs to a workspace, and workspaces are not thrown away.
  if (!row) throw new Error(`There is no workspace ${session.workspaceId}`);
  return row;
}

async function read(session: Session): Promise<Answer<typeof routes.workspace.get>> {
  const row = await lock(session);
  const { joinByEmail, freeMail, traffic, ...others } = row.settings as Partial<Answer<typeof routes.workspace.get>>;
  const own = ownTraffic.safeParse(traffic);
  return {
    id: String(row.workspace_id),
    name: row.name,
    timeZone: row.time_zone,
    joinByEmail: joinByEmail ?? true,
    freeMail: [...(freeMail ?? [])],
    consent: consentOf(row.settings),
    traffic: own.success ? own.data : { agents: [], networks: [] },
    language: others.language ?? null,
    currency: others.currency ?? null,
    retentionMonths: others.retentionMonths ?? null,
    announcementDays: others.announcementDays ?? ANNOUNCEMENT_DAYS,
    handOff: others.handOff ?? null,
    signOff: others.signOff ?? "none",
    isSample: others.isSample ?? false,
    createdAt: sayInstant(row.created_at),
  };
}

function consentOf({ consent }: Readonly<Record<string, unknown>>) {
  const own = consentPolicy.safeParse(consent);
  return own.success ? own.data : { ...defaultConsentPolicy };
}
