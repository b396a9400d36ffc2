import { randomUUID } from "node:crypto";
import { routes } from "@plumbline/api";
import type { JsonObject } from "@plumbline/scoring";
import { findLead } from "@plumbline/store";
import type { Receive } from "../../collect/arrival.ts";
import { answerAtOwnPace } from "../answer.ts";
import type { Api } from "../api.ts";
import { deskOf, ownerIn } from "../leads/hand-off.ts";
import { found, Refusal } from "../refusal.ts";
import { storeWith } from "../store-with.ts";
import { setOwners } from "./set-owners.ts";

export function answerOwner(api: Api, { receive }: { readonly receive: Receive }): void {
  answerAtOwnPace(api, routes.leads.setOwner, async (asked) => {
    const { params, body, caller, now, pool } = asked;
    const leadId = Number(params.id);
    const { workspaceId, by } = caller;
    const change = { leadIds: [leadId], owner: body.owner, by, messageId: () => `owner-${randomUUID()}` };
    const told = await setOwners(pool, workspaceId, change, now);
    if (told.found === 0) throw new Refusal({ code: "not-found", what: "lead" });
    return storeWith(receive, asked, told.arrival, async (session) => {
      const lead = found(await findLead(session, leadId), "lead");
      return { owner: ownerIn(JSON.parse(lead.traits) as JsonObject, await deskOf(session)) };
    });
  });
}
