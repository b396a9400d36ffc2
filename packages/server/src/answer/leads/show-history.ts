import { routes } from "@plumbline/api";
import { formatDay, type JsonObject } from "@plumbline/scoring";
import {
  findAdjustments,
  findEventsBefore,
  findFeedback,
  findHistory,
  findIdentitiesOf,
  findLead,
  findNotes,
  findTransitionsOf,
  type Session,
  type TimelineEventRow,
  type TimelinePlace,
} from "@plumbline/store";
import { z } from "zod";
import type { Configuration } from "../../configuration.ts";
import { answer } from "../answer.ts";
import type { Api } from "../api.ts";
import { pageOf, readCursor, readIdCursor } from "../cursor.ts";
import { sayFeedback } from "../desk/feedback.ts";
import { sayNote } from "../desk/notes.ts";
import { type KnownConfigurations, liveVersion, liveVersions } from "../known-configurations.ts";
import { found } from "../refusal.ts";
import { sayInstant, sayPoints } from "../say-score.ts";
import { sayAdjustment, sayTransition } from "./say-adjustment.ts";

const LATEST = Number.MAX_SAFE_INTEGER;
const MANY_DAYS = 2_000_000_000;
const TRANSITIONS = 200;

/** Where days ended for a lead or an account under a model, with the bands it went through. */
export async function historyPage(
  session: Session,
  { modelId, name }: { readonly modelId: number; readonly name: string },
  subjectId: number,
  { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
) {
  const rows = await findHistory(session, modelId, subjectId, readIdCursor(cursor) ?? MANY_DAYS, limit + 1);
  const transitions =
    cursor === undefined ? await findTransitionsOf(session, modelId, subjectId, LATEST, TRANSITIONS) : [];
  const page = pageOf(
    rows,
    limit,
    ({ day, total, band, number }) => ({ day: formatDay(day), total: sayPoints(total), band, version: number }),
    ({ day }) => [day],
  );
  return { ...page, transitions: transitions.map((row) => sayTransition(row, name)) };
}

export function historyRoute(api: Api, known: KnownConfigurations): void {
  answer(api, routes.leads.history, async ({ session, params, query }) => {
    const { lead_id } = found(await findLead(session, Number(params.id)), "lead");
    return historyPage(session, liveVersion(await known(session), "lead", query.model), lead_id, query);
  });
}

/** Something that happened to a lead, and its place among the others. */
type Moment = { readonly place: TimelinePlace; readonly said: ReturnType<typeof sayEvent> | Other };
type Other =
  | { readonly kind: "transition"; readonly at: string; readonly transition: ReturnType<typeof sayTransition> }
  | { readonly kind: "adjustment"; readonly at: string; readonly adjustment: ReturnType<typeof sayAdjustment> }
  | { readonly kind: "note"; readonly at: string; readonly note: ReturnType<typeof sayNote> }
  | { readonly kind: "feedback"; readonly at: string; readonly feedback: ReturnType<typeof sayFeedback> };

const cursor = z.tuple([z.int(), z.string().max(500)]);

/** After every other key, in bytes. */
const LAST_KEY = "\u{10ffff}";

export function timelineRoute(api: Api, known: KnownConfigurations): void {
  answer(api, routes.leads.timeline, async ({ session, params, query }) => {
    const { lead_id } = found(await findLead(session, Number(params.id)), "lead");
    const configuration = await known(session);
    const read = readCursor(cursor, query.cursor);
    const before: TimelinePlace = read ? { at: read[0], key: read[1] } : { at: LATEST, key: LAST_KEY };
    const members = (await findIdentitiesOf(session, [lead_id])).map(({ identity_id }) => identity_id);
    const most = query.limit + 1;
    const events = (await findEventsBefore(session, members, before, most)).map(
      (row): Moment => ({ place: { at: row.at, key: row.message_id }, said: sayEvent(row) }),
    );
    const others = await othersOf(session, configuration, lead_id, members, before, most);
    const moments = [...events, ...others].sort((a, b) => b.place.at - a.place.at || (isAfter(b, a) ? 1 : -1));
    return pageOf(
      moments,
      query.limit,
      ({ said }) => said,
      ({ place }) => [place.at, place.key],
    );
  });
}

const isAfter = (a: Moment, b: Moment): boolean =>
  Buffer.compare(Buffer.from(a.place.key), Buffer.from(b.place.key)) > 0;

const isBefore = (place: TimelinePlace, { at, key }: TimelinePlace): boolean =>
  place.at < at || (place.at === at && Buffer.compare(Buffer.from(place.key), Buffer.from(key)) < 0);

async function othersOf(
  session: Session,
  { leadVersions, presence }: Configuration,
  leadId: number,
  members: readonly number[],
  before: TimelinePlace,
  most: number,
): Promise<Moment[]> {
  const moments: Moment[] = [];
  const versions = liveVersions(leadVersions);
  for (const { modelId, name } of versions) {
    for (const row of await findTransitionsOf(session, modelId, leadId, before.at + 1, most)) {
      const transition = sayTransition(row, name);
      const place = { at: row.at, key: `transition ${String(row.transition_id).padStart(16, "0")}` };
      moments.push({ place, said: { kind: "transition", at: sayInstant(row.at), transition } });
    }
  }
  for (const row of presence.adjustments ? await findAdjustments(session, members) : []) {
    const model = versions.find(({ modelId }) => modelId === row.model_id)?.name ?? "";
    const place = { at: row.at, key: `adjustment ${String(row.adjustment_id).padStart(16, "0")}` };
    moments.push({
      place,
      said: { kind: "adjustment", at: sayInstant(row.at), adjustment: sayAdjustment(row, model) },
    });
  }
  moments.push(...(await saidBefore(session, leadId, before.at + 1, most)));
  return moments.filter(({ place }) => isBefore(place, before));
}

/** What people at the desk said. */
async function saidBefore(session: Session, leadId: number, until: number, most: number): Promise<Moment[]> {
  const notes = (await findNotes(session, leadId, { until }, most)).map((row): Moment => {
    const place = { at: row.at, key: `note ${String(row.note_id).padStart(16, "0")}` };
    return { place, said: { kind: "note", at: sayInstant(row.at), note: sayNote(row) } };
  });
  const feedback = (await findFeedback(session, { leadId, until }, most)).map((row): Moment => {
    const place = { at: row.at, key: `feedback ${String(row.feedback_id).padStart(16, "0")}` };
    return { place, said: { kind: "feedback", at: sayInstant(row.at), feedback: sayFeedback(row) } };
  });
  return [...notes, ...feedback];
}

function sayEvent(row: TimelineEventRow) {
  return {
    kind: "event" as const,
    at: sayInstant(row.at),
    receivedAt: sayInstant(row.received_at),
    messageId: row.message_id,
    type: row.type,
    name: row.name,
    source: String(row.source_id),
    // Nobody wrote down that it was a person.
    traffic: row.traffic,
    flags: [...(row.flags ?? [])],
    consent: row.consent,
    body: JSON.parse(row.body) as JsonObject,
  };
}
