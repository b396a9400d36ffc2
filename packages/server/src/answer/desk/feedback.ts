import { type Asked, type FeedbackReason, routes } from "@plumbline/api";
import { formatDay, parseDay } from "@plumbline/scoring";
import {
  findFeedback,
  findModel,
  findScores,
  keepFeedback,
  keepOutbox,
  type ListedFeedback,
  type Session,
} from "@plumbline/store";
import { answer } from "../answer.ts";
import type { Api } from "../api.ts";
import { pageOf, readIdCursor } from "../cursor.ts";
import { type KnownConfigurations, liveVersion } from "../known-configurations.ts";
import { deskOf, handOffOf } from "../leads/hand-off.ts";
import { bad } from "../read-request.ts";
import { found } from "../refusal.ts";
import { sayDayIf, sayInstant, sayPoints } from "../say-score.ts";
import { lockLead } from "./notes.ts";

export function answerFeedback(api: Api, known: KnownConfigurations): void {
  answer(api, routes.leads.giveFeedback, async ({ session, params, body, caller, now, note }) => {
    const configuration = await known(session);
    const { versionId, modelId, name, number } =
      body.model === undefined
        ? handOffOf(await deskOf(session), configuration).version
        : liveVersion(configuration, "lead", body.model);
    const leadId = await lockLead(session, params.id);
    const [score] = await findScores(session, [versionId], [leadId]);
    const row = {
      ...{ lead_id: leadId, model_id: modelId, version_id: versionId, by: caller.by, at: now },
      ...{ says: body.says, reason: reasonIn(body), text: body.text || null },
      return_on: returnDay(body, configuration.zone.dayOf(now)),
      ...{ band: score?.band ?? null, total: score?.total ?? null },
    };
    const feedback_id = found(await keepFeedback(session, row), "lead");
    const said = sayFeedback({ ...row, feedback_id, model_name: name, number });
    note({ details: { says: body.says, reason: row.reason } });
    if (configuration.presence.types.includes(TYPE)) await announce(session, said, now);
    return said;
  });

  answer(api, routes.feedback.list, async ({ session, query }) => {
    const { lead, model, says, reason, by, from, until } = query;
    const modelId = model === undefined ? undefined : found(await findModel(session, model), "model").model_id;
    const filter = {
      before: readIdCursor(query.cursor),
      leadId: lead === undefined ? undefined : Number(lead),
      ...{ modelId, says, reason, by },
      from: from === undefined ? undefined : Date.parse(from),
      until: until === undefined ? undefined : Date.parse(until),
    };
    const rows = await findFeedback(session, filter, query.limit + 1);
    return pageOf(
      rows,
      query.limit,
      (row) => ({ ...sayFeedback(row), name: row.name }),
      ({ feedback_id }) => [feedback_id],
    );
  });
}

type Said = Asked<typeof routes.leads.giveFeedback>["body"];

const reasonIn = (body: Said): FeedbackReason | null => (body.says === "accepted" ? null : (body.reason ?? null));

function returnDay(body: Said, today: number): number | null {
  if (body.says !== "recycled") return null;
  const on = parseDay(body.returnOn);
  if (on === undefined) throw bad("body", "returnOn", "bad-format", "date");
  if (on <= today) throw bad("body", "returnOn", "too-small", formatDay(today + 1));
  return on;
}

const TYPE = "lead.feedback";

/** Tells whoever asked for it; what was written freely stays here. */
async function announce(session: Session, { text: _, ...data }: ReturnType<typeof sayFeedback>, now: number) {
  const payload = JSON.stringify({ type: TYPE, timestamp: sayInstant(now), data });
  await keepOutbox(session, [{ type: TYPE, payload }], now);
}

export function sayFeedback(row: Omit<ListedFeedback, "name">) {
  return {
    id: String(row.feedback_id),
    lead: String(row.lead_id),
    model: row.model_name,
    version: row.number,
    says: row.says,
    reason: row.reason as FeedbackReason | null,
    text: row.text,
    returnOn: sayDayIf(row.return_on),
    band: row.band,
    total: sayPoints(row.total),
    by: row.by,
    at: sayInstant(row.at),
  };
}
