import { routes } from "@plumbline/api";
import {
  countWaiting,
  dropWaiting,
  findSources,
  findWaiting,
  findWaitingReasons,
  inTransaction,
  keepAllReplayed,
  type Session,
  type WaitingFilter,
  type WaitingItem,
} from "@plumbline/store";
import type { Arrival, Receipt } from "../../collect/arrival.ts";
import { replayed } from "../../collect/replay.ts";
import type { Source } from "../../collect/source.ts";
import { answer, answerAtOwnPace } from "../answer.ts";
import type { Api } from "../api.ts";
import { Refusal } from "../refusal.ts";
import { sayInstant } from "../say-score.ts";
import { storeWith } from "../store-with.ts";
import { type QuarantineOptions, textOf } from "./quarantine.ts";

/** All items of one call are held at once, and those of a source are one transaction. */
const MOST_REPLAYED = 50;
const MOST_BYTES = 8 * 1024 * 1024;
const MOST_DROPPED = 1000;

/**
 * What waits in quarantine, by its reasons. A call takes so many and says how many are left and where they begin; it
 * goes from the newest to the oldest, so that what comes back into quarantine meanwhile is not met again.
 */
export function answerQuarantineMany(api: Api, options: QuarantineOptions): void {
  answer(api, routes.quarantine.reasons, async ({ session }) => ({
    items: (await findWaitingReasons(session)).map(({ source_id, code, items, last_at }) => ({
      ...{ source: String(source_id), code, count: items, lastAt: sayInstant(last_at) },
    })),
  }));

  answerAtOwnPace(api, routes.quarantine.replayAll, async (asked) => {
    const { body, pool, caller, now, note } = asked;
    const filter = filterOf(body);
    const { workspaceId } = caller;
    const { items, keys } = await inTransaction(pool, workspaceId, async (session) => ({
      items: await findWaiting(session, filter, MOST_REPLAYED, MOST_BYTES),
      keys: new Map((await findSources(session)).map((row) => [row.source_id, row.write_key])),
    }));
    const all = await againBySource(options, items, keys, now);
    const bringing = all.filter(({ arrival }) => arrival.items.length > 0);
    const last = bringing.pop()?.arrival ?? { workspaceId, sourceId: 0, receivedAt: now, items: [] };
    let sum: Receipt = { stored: 0, duplicates: 0, quarantined: 0 };
    let taken = 0;
    // What a source brings is struck off as it is stored: whoever was interrupted and asks again goes on with the rest.
    for (const { ids, arrival } of bringing) {
      const within = (session: Session) => strikeOff(session, ids, now);
      sum = added(sum, await options.receive({ ...arrival, within }));
      taken += ids.length;
    }
    const ids = all.filter((one) => !bringing.includes(one)).flatMap((one) => one.ids);
    return storeWith(options.receive, asked, last, async (session, receipt) => {
      await strikeOff(session, ids, now);
      const next = lowest(items.map(({ quarantine_id }) => quarantine_id));
      note({ subject: body.code, details: { items: taken + ids.length } });
      const left = next === null ? 0 : await countWaiting(session, { ...filter, before: next });
      return { ...added(sum, receipt), failed: items.length - taken - ids.length, ...sayLeft(next, left) };
    });
  });

  answer(api, routes.quarantine.dropAll, async ({ session, body, note }) => {
    const filter = filterOf(body);
    const dropped = await dropWaiting(session, filter, MOST_DROPPED);
    note({ subject: body.code, details: { items: dropped.length } });
    const next = lowest(dropped);
    const left = next === null ? 0 : await countWaiting(session, { ...filter, before: next });
    return { dropped: dropped.length, ...sayLeft(next, left) };
  });
}

type Said = { readonly code: string; readonly source?: string | undefined; readonly before?: string | undefined };

function filterOf({ code, source, before }: Said): WaitingFilter {
  return {
    code,
    source: source === undefined ? null : Number(source),
    before: before === undefined ? Number.MAX_SAFE_INTEGER : Number(before),
  };
}

const lowest = (ids: readonly number[]): number | null => (ids.length === 0 ? null : Math.min(...ids));

function sayLeft(next: number | null, left: number) {
  return { left, next: left === 0 || next === null ? null : String(next) };
}

/** Items are taken once more; by nobody else meanwhile. */
async function strikeOff(session: Session, ids: readonly number[], now: number): Promise<void> {
  if ((await keepAllReplayed(session, ids, now)) < ids.length) throw new Refusal({ code: "already-done" });
}

function added(a: Receipt, b: Receipt): Receipt {
  return {
    stored: a.stored + b.stored,
    duplicates: a.duplicates + b.duplicates,
    quarantined: a.quarantined + b.quarantined,
  };
}

/** What items of one source bring once more. */
type Again = { readonly ids: readonly number[]; readonly arrival: Arrival };

/** By source; without what is no JSON, and what is of a source that takes nothing now: that stays where it is. */
async function againBySource(
  { sourceOf, judge }: QuarantineOptions,
  items: readonly WaitingItem[],
  keys: ReadonlyMap<number, string>,
  now: number,
): Promise<Again[]> {
  const all: Again[] = [];
  for (const [sourceId, own] of Map.groupBy(items, ({ source_id }) => source_id)) {
    const source = await sourceOf(keys.get(sourceId) ?? "");
    const read = source ? own.flatMap((item) => again(judge, source, item, now)) : [];
    const [first] = read;
    if (!first) continue;
    const brought = read.flatMap(({ arrival }) => arrival.items);
    const bytes = own.reduce((size, { raw }) => size + raw.length, 0);
    all.push({ ids: read.flatMap(({ ids }) => ids), arrival: { ...first.arrival, items: brought, bytes } });
  }
  return all;
}

function again(
  judge: QuarantineOptions["judge"],
  source: Source,
  { quarantine_id: id, received_at: receivedAt, raw }: WaitingItem,
  now: number,
): Again[] {
  const text = textOf(Buffer.from(raw));
  const arrival = text === undefined ? undefined : replayed(judge, source, { id, text, receivedAt }, now);
  return arrival ? [{ ids: [id], arrival }] : [];
}
