import { type Asked, routes } from "@plumbline/api";
import { formatDay } from "@plumbline/scoring";
import {
  findEntries,
  findInside,
  findMemberPage,
  findSegmentTrends,
  findSubjects,
  inTransaction,
  type SegmentRow,
} from "@plumbline/store";
import { z } from "zod";
import type { Arrival, Receive } from "../../collect/arrival.ts";
import { putOn } from "../../segment/put-on.ts";
import { answer, answerAtOwnPace, type Committing, type Request } from "../answer.ts";
import type { Api } from "../api.ts";
import { pageOf, readCursor, readIdCursor } from "../cursor.ts";
import { type KnownConfigurations, liveVersion, liveVersions } from "../known-configurations.ts";
import type { ListPlace } from "../leads/list-order.ts";
import { decided, look, searchFor } from "../leads/search-leads.ts";
import { Refusal } from "../refusal.ts";
import { sayInstant, sayPoints } from "../say-score.ts";
import { storeWith } from "../store-with.ts";
import { readNamed } from "./named-leads.ts";
import { sayTrend } from "./say-segment.ts";
import { segmentOf } from "./segments.ts";

/** How many a filter puts on a segment at a time. */
const MOST_FOUND = 10_000;
const WINDOW = 1000;
const MOST_MISSING = 1000;

const place = z.tuple([z.int().nullable(), z.int().min(0)]);

export function answerMembers(api: Api, known: KnownConfigurations, { receive }: { readonly receive: Receive }): void {
  const { segments } = routes;

  answer(api, segments.members, async ({ session, params, query }) => {
    const { segment_id: segmentId } = await segmentOf(session, params.id);
    const configuration = await known(session);
    const [first] = liveVersions(configuration.leadVersions);
    const version = query.model === undefined ? first : liveVersion(configuration, "lead", query.model);
    const [total, id] = readCursor(place, query.cursor) ?? [];
    const after = id === undefined ? undefined : { total: total ?? null, id };
    const which = { segmentId, versionId: version?.versionId ?? 0 };
    const rows = await findMemberPage(session, which, after, query.limit + 1);
    return pageOf(
      rows,
      query.limit,
      (row) => ({
        id: String(row.lead_id),
        name: row.name,
        email: row.email,
        since: sayInstant(row.since),
        total: sayPoints(row.total),
        band: row.band,
      }),
      (row) => [row.total, row.lead_id],
    );
  });

  answer(api, segments.changes, async ({ session, params, query }) => {
    const { segment_id } = await segmentOf(session, params.id);
    const before = readIdCursor(query.cursor) ?? null;
    const entered = query.says === undefined ? null : query.says === "entered";
    const rows = await findEntries(session, segment_id, { before, entered, most: query.limit + 1 });
    return pageOf(
      rows,
      query.limit,
      (row) => ({
        id: String(row.segment_entry_id),
        lead: String(row.lead_id),
        name: row.name,
        says: row.entered ? ("entered" as const) : ("left" as const),
        on: formatDay(row.on_day),
        at: sayInstant(row.at),
        cause: row.cause,
      }),
      (row) => [row.segment_entry_id],
    );
  });

  answer(api, segments.trend, async ({ session, params, query, now }) => {
    const { segment_id } = await segmentOf(session, params.id);
    const today = (await known(session)).zone.dayOf(now);
    const from = today - query.days + 1;
    return { items: sayTrend(await findSegmentTrends(session, segment_id, from), from, query.days) };
  });

  answerAtOwnPace(api, segments.put, async (asked) => {
    const segment = await fixedOf(asked, asked.params.id);
    const { ids, missing, more } = await chosen(asked, known);
    const already = await insideOf(asked, segment, ids);
    const fresh = ids.filter((id) => !already.has(id));
    const said = { put: fresh.length, already: already.size, missing: missing.map(String), more };
    asked.note({ details: { put: fresh.length } });
    return put(asked, receive, { segment, leadIds: fresh, isOn: true }, said);
  });

  answerAtOwnPace(api, segments.take, async (asked) => {
    const segment = await fixedOf(asked, asked.params.id);
    const { there, missing } = await thereOf(asked, asked.body.leads.map(Number));
    const inside = [...(await insideOf(asked, segment, there))];
    const said = { taken: inside.length, missing: missing.map(String) };
    asked.note({ details: { taken: inside.length } });
    return put(asked, receive, { segment, leadIds: inside, isOn: false }, said);
  });

  answerAtOwnPace(api, segments.import, async (asked) => {
    const segment = await fixedOf(asked, asked.params.id);
    const { rows, leadIds, missing } = await inTransaction(asked.pool, asked.caller.workspaceId, (session) =>
      readNamed(session, asked.body),
    );
    const already = await insideOf(asked, segment, leadIds);
    const fresh = leadIds.filter((id) => !already.has(id));
    asked.note({ details: { put: fresh.length, missing: missing.length } });
    const said = {
      rows,
      put: fresh.length,
      already: already.size,
      missingCount: missing.length,
      missing: missing.slice(0, MOST_MISSING),
    };
    return put(asked, receive, { segment, leadIds: fresh, isOn: true }, said);
  });
}

type Context = Pick<Request<typeof routes.segments.get>, "pool" | "caller" | "now">;

function fixedOf({ pool, caller }: Context, id: string): Promise<SegmentRow> {
  return inTransaction(pool, caller.workspaceId, async (session) => {
    const row = await segmentOf(session, id);
    if (row.kind === "live") throw new Refusal({ code: "segment-live" });
    return row;
  });
}

function insideOf({ pool, caller }: Context, { segment_id }: SegmentRow, ids: readonly number[]) {
  return inTransaction(pool, caller.workspaceId, (session) => findInside(session, segment_id, ids));
}

type Put = { readonly segment: SegmentRow; readonly leadIds: readonly number[]; readonly isOn: boolean };

/** Puts leads on a segment or takes them off; what is answered is kept with the last of them. */
async function put<Said>(
  asked: Context & Committing<Said>,
  receive: Receive,
  { segment, leadIds, isOn }: Put,
  said: Said,
): Promise<Said> {
  const { pool, caller, now } = asked;
  let last: Arrival | undefined;
  for await (const arrival of putOn(pool, caller.workspaceId, { segment, leadIds, isOn, by: caller.by }, now)) {
    if (last) await receive(last);
    last = arrival;
  }
  return last ? storeWith(receive, asked, last, async () => said) : asked.commit(async () => said);
}

async function thereOf({ pool, caller }: Context, ids: readonly number[]) {
  const wanted = [...new Set(ids)];
  const known = await inTransaction(pool, caller.workspaceId, (session) => findSubjects(session, "lead", wanted));
  const there = new Set(known.map(({ id }) => id));
  return { there: wanted.filter((id) => there.has(id)), missing: wanted.filter((id) => !there.has(id)) };
}

/** Whom a request means: by their ids, or by a filter. */
async function chosen(
  asked: Context & { readonly body: Asked<typeof routes.segments.put>["body"] },
  known: KnownConfigurations,
): Promise<{ readonly ids: readonly number[]; readonly missing: readonly number[]; readonly more: boolean }> {
  const { body, pool, caller, now } = asked;
  if ("leads" in body) {
    const { there, missing } = await thereOf(asked, body.leads.map(Number));
    return { ids: there, missing, more: false };
  }
  const { filter } = body;
  return inTransaction(pool, caller.workspaceId, async (session) => {
    const search = await searchFor(session, await known(session), filter, now);
    const ids: number[] = [];
    let at: ListPlace | undefined;
    for (let looked = WINDOW; looked === WINDOW && ids.length <= MOST_FOUND; ) {
      const step = await look(search, at, WINDOW);
      const rows = search.filter.decide ? await decided(search, search.filter.decide, step.rows) : step.rows;
      ids.push(...rows.map(({ lead_id }) => lead_id));
      ({ looked, end: at } = step);
    }
    return { ids: ids.slice(0, MOST_FOUND), missing: [], more: ids.length > MOST_FOUND };
  });
}
