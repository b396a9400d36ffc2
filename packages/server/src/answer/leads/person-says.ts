import { randomUUID } from "node:crypto";
import { type Asked, routes } from "@plumbline/api";
import type { Event } from "@plumbline/scoring";
import { findIdentitiesOf, findInternalSource, findLead, inTransaction } from "@plumbline/store";
import type { Arrived, Receive } from "../../collect/arrival.ts";
import { answerAtOwnPace } from "../answer.ts";
import type { Api } from "../api.ts";
import { found } from "../refusal.ts";
import { storeWith } from "../store-with.ts";

type Says = Asked<typeof routes.leads.stand>["body"]["says"];

const EVENTS: Readonly<Record<Says, string>> = {
  "objection-raised": "Objection Raised",
  "objection-withdrawn": "Objection Withdrawn",
  "consent-given": "Consent Updated",
  "consent-withdrawn": "Consent Updated",
};

const CHOICES: Readonly<Partial<Record<Says, "given" | "withdrawn">>> = {
  "consent-given": "given",
  "consent-withdrawn": "withdrawn",
};

/** What a person told one of us is recorded as events of all their identities, like what they click themselves. */
export function standingRoute(api: Api, { receive }: { readonly receive: Receive }): void {
  answerAtOwnPace(api, routes.leads.stand, async (asked) => {
    const { params, body, caller, now, pool, note } = asked;
    const leadId = Number(params.id);
    const { keys, sourceId } = await inTransaction(pool, caller.workspaceId, async (session) => {
      found(await findLead(session, leadId), "lead");
      const rows = await findIdentitiesOf(session, [leadId]);
      return { keys: rows.map(({ key }) => key), sourceId: await findInternalSource(session, now) };
    });
    const properties = { reason: body.reason, by: caller.by };
    const items = keys.flatMap((key) => itemOf(key, body.says, properties, now));
    note({ details: { says: body.says } });
    const arrival = { workspaceId: caller.workspaceId, sourceId, receivedAt: now, items };
    return storeWith(receive, asked, arrival, async (session) => ({
      ineligible: (await findLead(session, leadId))?.ineligible ?? null,
    }));
  });
}

/** An address alone has no events; its users have. */
function itemOf(key: string, says: Says, properties: { reason: string; by: string }, now: number): Arrived[] {
  const [kind, id] = [key.slice(0, key.indexOf(":")), key.slice(key.indexOf(":") + 1)];
  if (kind === "email") return [];
  const event: Event = {
    messageId: `person-says-${randomUUID()}`,
    type: "track",
    timestamp: now,
    event: EVENTS[says],
    ...(kind === "user" ? { userId: id } : { anonymousId: id }),
    properties,
  };
  const choice = CHOICES[says];
  // Whoever wrote it down is one of us: there is no policy to ask.
  const consent = {
    kept: "full",
    because: "records-a-choice",
    policy: 0,
    shared: true,
    ...(choice && { choice }),
  } as const;
  return [{ event, rest: {}, flags: [], traffic: "person", consent }];
}
